"""Records that leave the window as files, and records that come in through it."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charting.app.exchanging import arriving
from charting.app.record_choosers import ask_for_new_record, ask_for_records
from charting.domain.arrival import Coming
from charting.domain.errors import Refused
from charting.domain.patient import Patient
from charting.exchange.json_record import JsonRecord
from charting.i18n import ngettext
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.services.record_files import RecordFiles
from charting.system import TimeOrderedIds
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.page import PatientsPage
from charting.ui.tasks import Lane
from charting.wording import export_words, sentence
from charting.wording.arriving import came_words

_MOST_SAID = 5


@dataclass(frozen=True, slots=True)
class Choosers:
    """Who asks the person for files: for a new one, its name proposed, and for those to read."""

    new: Callable[[QWidget, str], Path | None] = ask_for_new_record
    given: Callable[[QWidget], list[Path]] = ask_for_records


@dataclass(frozen=True, slots=True)
class _One:
    """What came of one record, and the patient who is on file now."""

    sentence: str
    patient: Patient | None = None


_NOTHING = _One("")


@dataclass(slots=True)
class _Coming:
    """Records on their way in, and what came of those before."""

    records: Iterator[_One]
    sentences: list[str] = field(default_factory=list)
    patient: Patient | None = None


class RecordTraffic(QObject):
    """Does on the lane what the patients screen asks for, and says there in a sentence how it
    went.
    """

    def __init__(
        self,
        practice: OpenPractice,
        page: PatientsPage,
        model: PatientsModel,
        lane: Lane,
        clock: Clock,
    ) -> None:
        super().__init__(page)
        self.choosers = Choosers()
        self._page, self._model, self._lane, self._clock = page, model, lane, clock
        shared = (clock, TimeOrderedIds(), practice.practitioner)
        self._files = RecordFiles(practice.records, JsonRecord(), *shared)
        self._arriving, self._country = arriving(practice, clock), practice.practice.country
        page.record.export_button.clicked.connect(self.give_out)
        page.finding.bring_in_button.clicked.connect(self.bring_in)

    def give_out(self) -> None:
        """Write the record of the patient looked at into a file that the person names."""
        if self._model.chart is None:
            return
        patient = self._model.chart.patient
        # No name in it: file managers and backups show names to everybody.
        proposed = f"record-{self._clock.now().day.isoformat()}.json"
        file = self.choosers.new(self._page.window(), proposed)
        if file is None:
            return
        words = export_words(patient.name, file.name)
        self._lane.submit(
            # The chooser has asked whether a file may be replaced.
            lambda: self._files.save(patient.id, file, replace=True),
            lambda _written: self._page.message.say(words),
            self._on_problem,
        )

    def bring_in(self) -> None:
        """Store the records in the files that the person names, and show the last patient."""
        if files := self.choosers.given(self._page.window()):
            self._next(_Coming(self._read(files)))

    def _next(self, coming: _Coming) -> None:
        # One record at a time, so that whatever else is to be stored has its turn between.
        self._lane.submit(lambda: next(coming.records, None), lambda one: self._on_one(coming, one))

    def _on_one(self, coming: _Coming, one: _One | None) -> None:
        if one is not None:
            if one.sentence:
                coming.sentences.append(one.sentence)
            coming.patient = one.patient or coming.patient
            self._next(coming)
            return
        if coming.patient is not None:
            self._model.kept.emit(coming.patient)
        self._page.message.say(_in_short(coming.sentences))

    def _taken(self, file: Path) -> Generator[_One, None, tuple[Coming, ...]]:
        steps = self._arriving.taking(file)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                came: tuple[Coming, ...] = end.value
                return came
            yield _NOTHING

    def _read(self, files: list[Path]) -> Iterator[_One]:
        for file in files:
            try:
                for coming in (yield from self._taken(file)):
                    said = came_words(coming, self._country)
                    yield _One(said if coming.patient else f"{file.name}: {said}", coming.shown)
            except Refused as refused:
                yield _One(f"{file.name}: {sentence(refused)}")

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self._page.message.say(sentence(problem))


def _in_short(sentences: list[str]) -> str:
    said, more = sentences[:_MOST_SAID], len(sentences) - _MOST_SAID
    if more > 0:
        said.append(ngettext("And {number} more.", "And {number} more.", more).format(number=more))
    return " ".join(said)
