"""Two visits side by side or over each other: what is new, repeated and left out, in words too."""

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from charting.domain.comparison import Compared, Fate, fates
from charting.domain.ids import MarkId, SessionId
from charting.domain.session import Session
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.course.model import CourseModel
from charting.ui.course.panel import Choice, column
from charting.ui.course.plate_marks import PlateMarks, Shown, places
from charting.ui.course.plates import Plate
from charting.ui.session.body_picture import Look
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording.courses import (
    compared_words,
    fate_sign,
    fate_words,
    fates_words,
    visit_name,
    where_words,
)


class ComparePane(QWidget):
    """What lies beside the visit looked at, how the two are laid, and the list of what differs."""

    def __init__(self, model: CourseModel) -> None:
        super().__init__()
        self._model = model
        self._lines: tuple[Compared, ...] = ()
        self._marks = PlateMarks()
        self.other = ChoiceField(_("Held against"), ())
        self.laid = Choice(
            _("How the two visits are laid"),
            ((False, _("Side by side"), ""), (True, _("Over each other"), actions.LAY_OVER.key)),
            lambda over: model.lay_over(over=over),
        )
        self.summary = Text(wraps=True, tabular=True)
        self.legend = Text(
            _("+ new, = repeated, − left out; the number is that of the mark in its visit."),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        self.list = RowList(_("What is new, repeated and left out"))
        rows = column(self)
        for part in (self.other, self.laid, self.summary, self.legend):
            rows.addWidget(part)
        rows.addWidget(self.list, 1)
        self.list.moved.connect(model.select)
        self.other.chosen.connect(self._on_other)

    def offer(self) -> None:
        """Offer the visits of the patient to be held against."""
        model = self._model
        choices = [("", _("The visit before"))]
        file = model.file
        for line in file.lines if file else ():
            name = visit_name(line.number, line.opened.day, model.country)
            here = file is not None and file.episode and line.episode_id == file.episode.id
            words = name if here else _("{visit}, another episode").format(visit=name)
            choices.append((str(line.id), words))
        box = self.other.box
        blocked = box.blockSignals(True)
        self.other.offer(choices)
        self.other.choose(str(model.beside_id or ""))
        box.blockSignals(blocked)

    def refresh(self) -> None:
        """Show the present state in words."""
        model = self._model
        self._lines = model.compared()
        self.laid.show_chosen(model.over)
        self.summary.setText(self._told())
        self.list.show_rows([self._row(line) for line in self._lines])

    def point_out(self) -> None:
        """Go to the mark that is pointed out."""
        self.list.go_to(self._model.selected, quietly=True)

    def plates(self) -> tuple[Plate, ...]:
        """The two backs, or one with both visits on it."""
        model, now, before = self._model, self._model.visit, self._model.beside
        if now is None:
            return (Plate("", _nothing),)
        title = visit_name(now.number, now.opened.day, model.country)
        if before is None:
            # Two plates all the same: the back stays where it is from visit to visit.
            nothing = () if model.over else (Plate(_("No visit before"), _nothing),)
            return (*nothing, self._plate(title, list(self._shown(now))))
        was = visit_name(before.number, before.opened.day, model.country)
        if model.over:
            both = _("{now}, over {was} (faint)").format(now=title, was=was)
            return (self._plate(both, [*self._left(before), *self._shown(now, ways=True)]),)
        return self._plate(was, list(self._shown(before))), self._plate(
            title, list(self._shown(now))
        )

    def _plate(self, title: str, shown: list[Shown]) -> Plate:
        return Plate(title, partial(self._marks.paint, shown=shown), places(shown))

    def _told(self) -> str:
        model = self._model
        if model.visit is None:
            return _("No visit was held in this episode yet.")
        if model.beside is None:
            return _("The first visit of the episode: nothing lies before it.")
        return fates_words(fates(self._lines))

    def _row(self, line: Compared) -> Row:
        where = where_words(line.mark, self._model.body_map.structures)
        fate = f"{fate_sign(line.fate)} {fate_words(line.fate)}"
        return Row(line.mark.id, where, compared_words(line), fate)

    def _shown(self, visit: Session, *, ways: bool = False) -> Iterator[Shown]:
        """The marks of one of the two visits, each with what became of it."""
        chosen, known = self._model.selected, self._known(visit)
        for number, mark in enumerate(visit.marks.values(), start=1):
            line = known[mark.id]
            key = line.mark.id
            label = f"{fate_sign(line.fate)}{number}"
            before = line.earlier if ways else None
            yield Shown(key, mark, label, chosen=key == chosen, before=before)

    def _left(self, before: Session) -> Iterator[Shown]:
        """What the visit before had, faintly; repeated marks without a label of their own."""
        known = self._known(before)
        for number, mark in enumerate(before.marks.values(), start=1):
            line = known[mark.id]
            gone = line.fate is Fate.LEFT_OUT
            label = f"{fate_sign(line.fate)}{number}" if gone else ""
            chosen = gone and mark.id == self._model.selected
            yield Shown(line.mark.id if gone else (mark.id, "was"), mark, label, True, chosen)

    def _known(self, visit: Session) -> Mapping[MarkId, Compared]:
        now = visit is self._model.visit
        marks = ((line.later if now else line.earlier, line) for line in self._lines)
        return {mark.id: line for mark, line in marks if mark is not None}

    def _on_other(self, value: str) -> None:
        lines = self._model.file.lines if self._model.file else ()
        found: dict[str, SessionId] = {str(line.id): line.id for line in lines}
        self._model.lay_beside(found.get(value))


def _nothing(_painter: QPainter, _look: Look) -> None:
    return
