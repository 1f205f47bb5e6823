"""What the outcomes screen shows and what can be done on it, without a widget."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting import care_content, content
from charting.domain.curves import Curve, Entry, curves_of, is_due
from charting.domain.episode import goals_seen_by
from charting.domain.errors import Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.outcomes import PSFS, Form, Measure, Scored
from charting.domain.sheet import Sheet
from charting.i18n import _
from charting.services.outcomes import Outcomes, OutcomesFile, Questionnaire
from charting.services.ports import Clock
from charting.ui.tasks import Lane
from charting.wording import sentence

T = TypeVar("T")


class OutcomesModel(QObject):
    """The scores of one patient, one measure at a time.

    `changed` tells of other scores or another measure, `kept` of a score put on file, `refused`
    carries the sentence of a refusal, `said` what was done.
    """

    changed = Signal()
    kept = Signal()
    refused = Signal(str)
    said = Signal(str)

    def __init__(
        self, outcomes: Outcomes, lane: Lane, clock: Clock, country: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._outcomes, self._lane, self._clock = outcomes, lane, clock
        self.country = country
        self.measures = care_content.measures()
        self.chosen = self.measures[0]
        self.patient_id: PatientId | None = None
        self.session_id: SessionId | None = None
        self.file: OutcomesFile | None = None
        self.form: Questionnaire | None = None

    @property
    def today(self) -> date:
        """The local date."""
        return self._clock.now().day

    def open(self, patient_id: PatientId, session_id: SessionId | None = None) -> None:
        """Show the scores of a patient; what is entered belongs to the session, if one is open."""
        self.patient_id, self.session_id = patient_id, session_id
        self.file, self.form, self.chosen = None, None, self.measures[0]
        self.changed.emit()
        self.look_again()

    def forget(self) -> None:
        """Keep nothing of the patient shown."""
        self.patient_id, self.session_id, self.file, self.form = None, None, None, None
        self.changed.emit()

    def look_again(self) -> None:
        """Read the scores once more."""
        patient_id, measure = self.patient_id, self.chosen
        if patient_id is None:
            return

        def work() -> tuple[OutcomesFile, Questionnaire | None]:
            return self._outcomes.of_patient(patient_id), self._outcomes.form(measure)

        def then(read: tuple[OutcomesFile, Questionnaire | None]) -> None:
            if (patient_id, measure) == (self.patient_id, self.chosen):
                self.file, self.form = read
                self.changed.emit()

        self._do(work, then)

    def choose(self, measure: Measure) -> None:
        """Turn to another measure."""
        if measure is not self.chosen:
            self.chosen, self.form = measure, None
            self.changed.emit()
            if measure.form in (Form.TICKS, Form.RISK):
                self.look_again()

    # What is known

    def curves(self, measure: Measure) -> tuple[Curve, ...]:
        """The curves of a measure, that with the latest score first."""
        if self.file is None:
            return ()
        return curves_of(measure, self.file.scores.entries, self.file.scores.after)

    def entries(self, measure: Measure) -> tuple[Entry, ...]:
        """What was scored on a measure, oldest first."""
        every = self.file.scores.entries if self.file else ()
        return tuple(each for each in every if each.scored.measure == measure.id)

    def due(self, measure: Measure) -> bool:
        """Whether a measure is proposed today."""
        if self.file is None:
            return False
        days = [line.opened.day for line in self.file.sessions]
        return is_due(measure, self.file.scores.entries, days, self.today)

    def goals(self, measure: Measure) -> tuple[str, ...]:
        """The goals of the episode, in words, that a measure tells of."""
        episode = self.file.episode if self.file else None
        terms = content.episode_terms().goals
        found = goals_seen_by(measure.id, terms, episode.goals if episode else ())
        return tuple(_(goal.words) for goal in found)

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities that the patient named when they were first scored."""
        psfs = next(each for each in self.measures if each.id == PSFS)
        first = next(iter(self.entries(psfs)), None)
        return tuple(each.item for each in first.scored.answered) if first else ()

    def sheet_of(self, entry: Entry) -> Sheet | None:
        """The sheet an entry stands on; `None` for the pain that a session asked."""
        sheets = self.file.scores.sheets if self.file else ()
        return next((each for each in sheets if each.content is entry.scored), None)

    # Doing

    def score(self, scored: Scored) -> None:
        """Put a score on file; `kept` or `refused` follows."""
        patient_id, session_id = self.patient_id, self.session_id
        if patient_id is None:
            return

        def then(_sheet: Sheet) -> None:
            self.kept.emit()
            self.look_again()

        self._do(lambda: self._outcomes.score(patient_id, scored, session_id), then)

    def strike(self, sheet: Sheet, reason: str) -> None:
        """Say that a score was entered in error; `refused` follows without a reason."""

        def then(_struck: Sheet) -> None:
            self.said.emit(_("Struck as entered in error. It stays readable in the record."))
            self.look_again()

        self._do(lambda: self._outcomes.strike(sheet, reason), then)

    def bring_in(self, file: Path) -> None:
        """Bring in the official text of the measure chosen."""
        measure = self.chosen

        def then(form: Questionnaire) -> None:
            self.said.emit(
                _("The text of {measure} is kept. SHA-256: {hash}").format(
                    measure=_(measure.name), hash=form.sha256
                )
            )
            self.look_again()

        self._do(lambda: self._outcomes.bring_in(measure, file), then)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
