"""Consent at the screen: read, asked, signed by hand, kept, copied and taken back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import sin
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charting import content
from charting.domain.consent import PRESSED, Consent, Signer
from charting.domain.consent_on_file import ConsentOnFile, consent_on_file
from charting.domain.patient import Patient
from charting.services.practices import OpenPractice, Practices
from charting.ui import theme
from charting.ui.consent.model import ConsentModel
from charting.ui.consent.pad import SignaturePad
from charting.ui.consent.page import ConsentPage, page_in_turns
from charting.ui.tasks import InTurns, Lane
from charting.ui.widgets.text import Text
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE, people

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass(frozen=True)
class Desk:
    """The consent screen over a practice in memory."""

    page: ConsentPage
    model: ConsentModel
    lane: Lane
    practice: OpenPractice
    patient: Patient
    said: list[tuple[str, str]]

    def settle(self) -> None:
        """Wait until the screen shows what the record says."""
        self.lane.drain()
        QApplication.processEvents()

    def on_file(self) -> ConsentOnFile | None:
        """What the database has."""
        self.settle()
        return consent_on_file(self.practice.sheets.of_patient(self.patient.id))

    def draw(self) -> None:
        """Sign with the mouse."""
        draw(self.page.draft.pad)

    def keep(self) -> None:
        """Press the button that keeps it."""
        self.page.draft.keep.click()
        self.settle()


def draw(pad: SignaturePad) -> None:
    """Draw a wave with the mouse."""
    wide, high = pad.width(), pad.height()
    places = [
        QPoint(round(wide * (0.1 + 0.02 * n)), round(high * (0.5 + 0.3 * sin(n))))
        for n in range(30)
    ]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The screen open about an invented patient in a session of today."""
    theme.load_fonts(content.font_files())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    clock = FixedClock()
    practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), clock, CountingIds())
    practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
    patient = practice.patients.add(replace(next(people(1)), born=date(1984, 3, 9)))
    lane = Lane()
    model = ConsentModel(practice, lane, clock)
    said: list[tuple[str, str]] = []
    model.said.connect(lambda words, tone: said.append((words, tone)))
    page = InTurns(page_in_turns(model)).whole()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.begin("Session")
    model.open(patient, practice.sessions.open_today(patient.id))
    with qtbot.waitExposed(page):
        page.show()
    made = Desk(page, model, lane, practice, patient, said)
    made.settle()
    yield made
    lane.close()
    practice.close()


def test_it_is_read_asked_signed_and_kept(desk: Desk) -> None:
    page = desk.page
    assert "It is not acupuncture." in page.text.words
    assert "by Nora Feld" in page.text.words
    page.draft.asked.setText("Will it hurt?")
    page.draft.answered.setText("A dull ache, for a moment.")
    page.draft.add.click()
    page.draft.regions["sacrum"].click()
    kept: list[ConsentOnFile] = []
    desk.model.kept.connect(kept.append)
    desk.draw()
    desk.keep()
    on_file = desk.on_file()
    assert on_file is not None
    assert kept == [on_file]
    consent = on_file.consent
    assert consent.text_hash == consent.text.hash
    assert [one.asked for one in consent.questions] == ["Will it hurt?"]
    assert consent.excluded == ("sacrum",)
    (signature,) = consent.signatures
    assert signature.signer is Signer.PATIENT
    assert signature.name == desk.patient.name
    assert len(signature.strokes[0]) > 30
    assert not desk.model.asks
    assert desk.said[-1][1] == "counted"


def test_without_a_signature_nothing_is_kept_and_the_sentence_says_so(desk: Desk) -> None:
    desk.keep()
    assert desk.on_file() is None
    assert desk.said[-1] == (
        "Nobody has signed yet. Let the patient sign in the field, then keep the consent.",
        "hazard",
    )
    QTest.mouseClick(desk.page.draft.pad, Qt.MouseButton.LeftButton)
    desk.keep()
    assert desk.on_file() is None
    assert "Sign again" in desk.said[-1][0]


def test_who_signs_again_begins_afresh(desk: Desk) -> None:
    desk.draw()
    assert desk.page.draft.again.isEnabled()
    desk.page.draft.again.click()
    assert desk.page.draft.pad.strokes == ()
    desk.keep()
    assert desk.on_file() is None


def test_a_question_without_its_answer_is_told(desk: Desk) -> None:
    desk.page.draft.asked.setText("Will it hurt?")
    desk.page.draft.add.click()
    assert "belong together" in desk.said[-1][0]
    assert desk.page.draft.asked.text() == "Will it hurt?"


def test_a_child_does_not_sign_alone(desk: Desk) -> None:
    assert desk.model.patient is not None
    child = replace(desk.patient, born=date(2016, 3, 9))
    desk.practice.patients.correct(child)
    desk.model.open(child, desk.model.session)
    desk.settle()
    panel = desk.page.draft
    assert panel.signer is Signer.GUARDIAN
    panel.signers[Signer.PATIENT].click()
    desk.draw()
    desk.keep()
    assert "guardian" in desk.said[-1][0]
    panel.signers[Signer.GUARDIAN].click()
    panel.name.setText("A. Guardian")
    draw(panel.pad)
    desk.keep()
    assert "agrees" in desk.said[-1][0]
    panel.assent.setText("Wants it, and holds still")
    desk.keep()
    on_file = desk.on_file()
    assert on_file is not None
    assert {one.signer for one in on_file.consent.signatures} == {Signer.PATIENT, Signer.GUARDIAN}
    assert on_file.consent.assent == "Wants it, and holds still"


def test_it_is_taken_back_in_part_and_as_a_whole(desk: Desk) -> None:
    desk.draw()
    desk.keep()
    taken: list[tuple[str, ...]] = []
    desk.model.taken_back.connect(taken.append)
    panel = desk.page.on_file
    panel.regions["left_buttock"].click()
    panel.regions["right_buttock"].click()
    panel.words.setText("not there")
    panel.back.click()
    desk.settle()
    on_file = desk.on_file()
    assert on_file is not None
    assert on_file.in_force
    assert set(on_file.closed) == {"left_buttock", "right_buttock"}
    panel.back.click()
    desk.settle()
    ended = desk.on_file()
    assert ended is not None
    assert not ended.in_force
    assert taken == [("left_buttock", "right_buttock"), ()]
    assert desk.model.asks


def test_a_pen_tells_how_hard_it_presses(desk: Desk) -> None:
    pad = desk.page.draft.pad
    pen = QPointingDevice.primaryPointingDevice()
    for kind, x, pressure in (
        (QEvent.Type.TabletPress, 0.2, 0.25),
        (QEvent.Type.TabletMove, 0.6, 0.5),
        (QEvent.Type.TabletRelease, 0.6, 0.0),
    ):
        at = QPointF(pad.width() * x, pad.height() * 0.5)
        event = QTabletEvent(
            kind, pen, at, at, pressure, 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        QApplication.sendEvent(pad, event)
    ((*_start, pressed, _x, _y, after),) = pad.strokes
    assert (pressed, after) == (PRESSED // 4, PRESSED // 2)


def test_a_hand_that_leaves_the_field_stays_within_it(desk: Desk) -> None:
    pad = desk.page.draft.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(pad, QPoint(pad.width() + 300, pad.height() + 300))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    desk.keep()
    on_file = desk.on_file()
    assert on_file is not None
    assert isinstance(on_file.consent, Consent)


def test_a_patient_reads_and_signs_in_their_language(desk: Desk) -> None:
    reader = desk.practice.patients.correct(replace(desk.patient, language="de"))
    desk.model.open(reader, desk.model.session)
    desk.settle()
    page = desk.page
    assert "Es ist keine Akupunktur." in page.text.words
    assert page.draft.language.value == "de"
    desk.draw()
    desk.keep()
    found = desk.on_file()
    assert found is not None
    assert (found.consent.text.language, found.consent.text.title[:4]) == ("de", "Ihre")
    assert "version 2026-1, German" in shown(page)


def test_another_language_is_one_choice_and_what_was_drawn_is_drawn_anew(desk: Desk) -> None:
    page = desk.page
    page.draft.asked.setText("Does it hurt?")
    page.draft.answered.setText("A little.")
    page.draft.add.click()
    desk.draw()
    assert desk.model.draft.drawn
    page.draft.language.box.setCurrentIndex(page.draft.language.box.findData("de"))
    desk.settle()
    assert "Es ist keine Akupunktur." in page.text.words
    assert not desk.model.draft.drawn
    assert len(desk.model.draft.questions) == 1
    desk.keep()
    assert desk.on_file() is None
    assert "signed" in page.sentence.words.lower()


def test_a_consent_beside_the_visits_belongs_to_the_patient_alone(desk: Desk) -> None:
    desk.model.open(desk.patient, None)
    desk.settle()
    desk.draw()
    desk.keep()
    found = desk.on_file()
    assert found is not None
    assert (found.sheet.session_id, found.sheet.episode_id) == (None, None)


def shown(page: ConsentPage) -> str:
    """All words of the panel of what is on file."""
    return "\n".join(each.text() for each in page.on_file.findChildren(Text))
