"""The grid of movement and nerves of the open visit: each cell an answer of its own, the last
visit's beside it and never taken over.
"""

from charting.domain.assessment import (
    NEURO_TESTED,
    Cell,
    calls_to_mind,
    found_normal,
    found_number,
    found_value,
    nerves_tested,
    untested,
)
from charting.domain.changes import SetAnswer
from charting.domain.errors import Refused
from charting.domain.session import Answer, NoteSection, Reply
from charting.domain.visit import Answers
from charting.forms import assessment_grid
from charting.i18n import _, clauses
from charting.ui.session.model import SessionModel
from charting.wording import date_words, sentence
from charting.wording.assessment import assessment_draft, cell_words


class AssessmentSheet:
    """What is shown in the grid and what a hand can do in it."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self.grid = assessment_grid()

    @property
    def answers(self) -> Answers:
        """The answers of the visit."""
        session = self._model.session
        return session.answers if session is not None else {}

    @property
    def read_only(self) -> bool:
        """Whether the visit is signed."""
        return self._model.record.read_only

    def words(self, cell: Cell) -> str:
        """How a cell was found today."""
        return cell_words(cell.row, self.answers.get(cell.id))

    def last_words(self, cell: Cell) -> str:
        """How it was found last; empty where it never was."""
        earlier = self._model.screen.background.earlier.get(cell.id)
        return cell_words(cell.row, earlier) if earlier is not None else ""

    def last_day(self, cell: Cell) -> str:
        """The day on which it was tested last; empty where it never was."""
        screen = self._model.screen
        earlier = screen.background.earlier.get(cell.id)
        return date_words(screen.background.day_of(earlier), screen.country) if earlier else ""

    @property
    def tested(self) -> int:
        """How many cells were tested."""
        return len(self.grid.cells) - len(untested(self.grid, self.answers))

    @property
    def reminder(self) -> str:
        """The red flags that the findings call to mind, until they are answered with a yes."""
        rules = self._model.screen.rules.rules
        called = [
            rules[each]
            for each in calls_to_mind(self.grid, self.answers)
            if each in rules and not self._is_yes(each)
        ]
        if not called:
            return ""
        told = clauses(_(self._model.screen.words(rule)) for rule in called)
        return _("Think of the red flag: {flag}. Answer it among the questions.").format(flag=told)

    # What a hand can do

    def normal(self, cell: Cell) -> bool:
        """Tested and normal."""
        return self._set(cell, found_normal(self._given(cell)))

    def number(self, cell: Cell, number: int) -> bool:
        """A number noted; False where it cannot be one of this cell."""
        try:
            after = found_number(cell, self._given(cell), number)
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return False
        return self._set(cell, after)

    def value(self, cell: Cell, code: str) -> bool:
        """What is changed said, or taken back."""
        return self._set(cell, found_value(cell, self._given(cell), code))

    def clear(self, cell: Cell) -> bool:
        """Not tested after all."""
        return self._set(cell, None)

    def all_normal(self) -> bool:
        """All that is still open was tested and is normal; one undo takes it back."""
        if self._model.session is None:
            return False
        changes = [
            SetAnswer(cell.id, None, found_normal(self._given(cell)))
            for cell in untested(self.grid, self.answers)
        ]
        if not changes:
            return False
        if NEURO_TESTED not in self.answers:
            given = self._model.visit.given(self._model.visit.item(NEURO_TESTED))
            after = Answer(given.item, Reply.YES, given.at, given.by)
            changes.append(SetAnswer(NEURO_TESTED, None, after))
        return self._model.visit.make(changes, _("all normal, tested"))

    def tell(self) -> bool:
        """Write the findings into the objective part, after what stands there."""
        if not self.is_to_tell:
            return False
        visit = self._model.visit
        stands = visit.note(NoteSection.OBJECTIVE).rstrip()
        text = "\n".join(filter(None, (stands, self._draft)))
        return visit.write_note(NoteSection.OBJECTIVE, text)

    @property
    def is_to_tell(self) -> bool:
        """Whether there are findings that the objective part does not tell as they are."""
        stands = self._model.visit.note(NoteSection.OBJECTIVE)
        return bool(self._draft) and self._draft not in stands

    @property
    def nerves_done(self) -> bool:
        """Whether strength, feeling and reflexes were all tested."""
        return nerves_tested(self.grid, self.answers)

    @property
    def _draft(self) -> str:
        return assessment_draft(self.grid, self.answers)

    def _is_yes(self, rule_id: str) -> bool:
        answer = self.answers.get(rule_id)
        return answer is not None and answer.reply is Reply.YES

    def _given(self, cell: Cell) -> Answer:
        return self._model.visit.given(self._model.visit.item(cell.id))

    def _set(self, cell: Cell, after: Answer | None) -> bool:
        before = self.answers.get(cell.id)
        if before == after or self._model.session is None:
            return False
        words = _(self._model.visit.item(cell.id).words)
        return self._model.visit.make([SetAnswer(cell.id, before, after)], words)
