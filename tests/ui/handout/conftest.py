"""The handout screen over a practice in memory, with a printer that prints into a file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.documents.mail_copy import locked
from charting.documents.pages import PdfPages
from charting.documents.paper_by_size import documents_of
from charting.domain.changes import AddMark, apply
from charting.domain.session import Session
from charting.services.day_papers import DayPapers
from charting.services.handouts import Handouts
from charting.services.leaflets import Leaflets
from charting.services.mail_copies import MailCopies
from charting.services.paper_desk import PaperDesk
from charting.services.practices import OpenPractice, Practices
from charting.ui.handout.arranging_model import ArrangingModel
from charting.ui.handout.giving_model import PaperServices
from charting.ui.handout.model import HandoutModel
from charting.ui.handout.page import HandoutPage, page_in_turns
from charting.ui.tasks import InTurns, Lane
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.documents.cases import on_the_map
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.file_printers import FilePrinters
from tests.invented import FORM, PASSPHRASE, PRESET, people

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass
class Counter:
    """The screen, the practice behind it, and the hand that uses it."""

    page: HandoutPage
    model: HandoutModel
    practice: OpenPractice
    lane: Lane
    qtbot: QtBot
    printers: FilePrinters
    target: Path | None = None
    proposed: list[str] = field(default_factory=list)
    given: list[bool] = field(default_factory=list)

    def choose(self, _parent: QWidget, name: str) -> Path | None:
        """What the person answers the system's chooser."""
        self.proposed.append(name)
        return self.target

    def visit(self, *places: tuple[float, float]) -> Session:
        """A visit of a patient with a needle at each place."""
        patient = next(people(1, CountingIds(7_000)))
        if not self.practice.patients.find(patient.family):
            self.practice.patients.add(patient)
        make, session = self.practice.sessions, self.practice.sessions.open_today(patient.id)
        for place in places:
            change = AddMark(make.needle(on_the_map(*place), PRESET))
            make.store(make.entry(session, change))
            session = apply(change, session)
        return session

    def open(self, session: Session, *, asks: bool = True) -> None:
        """Come to the screen from a session."""
        self.page.begin(back_to="Session", asks_whether_given=asks)
        self.model.open(session.patient_id, session.id)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(
            self.page.window().focusWidget(), key, modifier or Qt.KeyboardModifier.NoModifier
        )
        self.settle()

    def settle(self) -> None:
        """Wait until everything is made and what is in sight is drawn."""
        self.qtbot.waitUntil(self._is_settled)

    def _is_settled(self) -> bool:
        view = self.page.view
        pane = self.page.arranging
        arranging = pane is not None and pane.busy
        return (
            not (self.lane.busy or self.model.busy or arranging)
            and set(view.in_sight) <= view.drawn
        )


@pytest.fixture
def counter(lane: Lane, qtbot: QtBot, tmp_path: Path) -> Iterator[Counter]:
    clock = FixedClock()
    practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), clock, CountingIds())
    practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
    paper_on = documents_of(practice.folder, practice.screenings.rules)
    by = (clock, CountingIds(50_000), practice.practitioner)
    records, strength = practice.records, practice.people.strength
    services = PaperServices(
        Handouts(records, paper_on(""), *by),
        PaperDesk(records, paper_on, *by),
        MailCopies(records, locked, strength, *by),
        DayPapers(records, clock, practice.practitioner),
        strength,
    )
    model = HandoutModel(services, practice.patients, practice.sessions, PdfPages(), lane)
    model.printers = printers = FilePrinters(tmp_path / "sheets.pdf")

    def choose(parent: QWidget, name: str) -> Path | None:
        return shown.choose(parent, name)

    leaflets = Leaflets(practice.records, clock, CountingIds(70_000), practice.practitioner)
    arranging = ArrangingModel(leaflets, lane)
    page = InTurns(page_in_turns(model, arranging, "CH", choose)).whole()
    qtbot.addWidget(page)
    shown = Counter(page, model, practice, lane, qtbot, printers)
    page.given.connect(lambda: shown.given.append(True))
    page.resize(1280, 780)
    with qtbot.waitExposed(page):
        page.show()
    page.setFocus()
    yield shown
    lane.drain()
