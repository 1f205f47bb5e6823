"""Paper is looked at, printed and saved by keys; what goes wrong is a sentence, nothing is lost."""

import gc
import json
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from charting.domain.audit import Action, AuditEntry
from charting.domain.canonical import digest
from charting.domain.given_papers import Kind
from charting.domain.session import Session
from charting.ui.handout import giving_model
from tests.documents.reading import opened, text
from tests.file_printers import FRONT_DESK
from tests.loop_watch import LoopWatch
from tests.ui.handout.conftest import Counter

LOW, HIGH = (18.0, 13.0), (-55.0, 139.0)


def last(counter: Counter, session: Session) -> AuditEntry:
    counter.lane.drain()
    return counter.practice.records.trail.chain(session.id)[-1]


def traced(entry: AuditEntry) -> dict[str, str]:
    found: dict[str, str] = json.loads(entry.payload or b"")
    return found


# Looking at it


def test_the_leaflet_is_shown_page_by_page_with_its_reasons(counter: Counter) -> None:
    counter.open(counter.visit(LOW, HIGH))
    page = counter.page
    assert page.title.text() == "Leaflet"
    assert page.count.text() == "Page 1 of 2, A4"
    assert "Chest signs come first: a needle lay over the pleura." in page.panel.reasons.text()
    assert "Chest or breathing trouble?" in page.view.accessibleDescription()
    counter.press(Qt.Key.Key_End)
    assert page.count.text() == "Page 2 of 2, A4"
    assert page.view.accessibleName() == "Leaflet, page 2 of 2"
    assert "What can you do?" in page.view.accessibleDescription()


def test_three_papers_in_one_place(counter: Counter) -> None:
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_2)
    assert counter.page.title.text() == "Session report"
    assert "not signed" in counter.page.panel.state.words
    assert counter.model.handout is not None
    assert "Draft, not signed" in text(counter.model.handout.pdf)
    counter.press(Qt.Key.Key_3)
    assert counter.page.title.text() == "Whole record"
    assert not counter.page.panel.visit.isVisible()
    counter.press(Qt.Key.Key_1)
    assert counter.page.title.text() == "Leaflet"


def test_each_size_is_drawn_sharp(counter: Counter) -> None:
    counter.open(counter.visit(LOW))
    view = counter.page.view
    wide = view.scale
    counter.press(Qt.Key.Key_0)
    assert view.scale < wide
    counter.press(Qt.Key.Key_Plus)
    nearer = view.scale
    counter.press(Qt.Key.Key_Minus)
    assert view.scale < nearer
    counter.press(Qt.Key.Key_W)
    assert view.scale == wide


def test_large_print_is_remembered_for_the_patient(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    counter.press(Qt.Key.Key_L)
    assert counter.practice.patients.patient(session.patient_id).large_print
    assert len(counter.model.sizes) > 2
    counter.page.leave()
    counter.open(session)
    assert len(counter.model.sizes) > 2
    assert counter.page.panel.large.isChecked()
    counter.press(Qt.Key.Key_L)
    assert len(counter.model.sizes) == 2


def test_without_a_needle_the_report_comes_first(counter: Counter) -> None:
    session = counter.visit()
    counter.open(session)
    assert counter.model.kind is Kind.SESSION
    counter.press(Qt.Key.Key_1)
    assert "No needle is charted" in counter.page.panel.reasons.text()


def test_without_a_visit_there_is_the_record(counter: Counter) -> None:
    patient = counter.visit().patient_id
    other = counter.practice.patients.draft()
    kept = counter.practice.patients.patient(patient)
    counter.practice.patients.add(type(kept)(other, "Wu", "Li", kept.born))
    counter.model.open(other)
    counter.settle()
    assert counter.model.kind is Kind.RECORD
    assert not counter.page.panel.kinds[Kind.LEAFLET].isEnabled()


def test_letters_that_no_typeface_has_are_told_before_it_is_printed(counter: Counter) -> None:
    kept = counter.practice.patients.patient(counter.visit(LOW).patient_id)
    other = counter.practice.patients.draft()
    counter.practice.patients.add(type(kept)(other, "山田", "Anna", kept.born))
    counter.model.open(other)
    counter.settle()
    assert "\ufffd\ufffd" in counter.page.view.accessibleDescription()
    assert "a “\ufffd” stands for each" in counter.page.panel.state.words
    counter.page.leave()
    counter.model.open(kept.id)
    counter.settle()
    assert "\ufffd" not in counter.page.panel.state.words


def test_nothing_stays_of_what_was_left(counter: Counter) -> None:
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_Escape)
    assert counter.model.handout is None
    assert counter.model.patient is None
    assert not counter.page.view.drawn
    assert counter.page.view.accessibleDescription() == ""


# Saving


def test_it_is_saved_for_one_account_only_and_leaves_its_trace(
    counter: Counter, tmp_path: Path
) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    assert last(counter, session).action is Action.LEAFLET_MADE
    counter.target = tmp_path / "away.pdf"
    counter.press(Qt.Key.Key_S)
    saved = counter.target.read_bytes()
    assert stat.S_IMODE(counter.target.stat().st_mode) == 0o600
    assert counter.model.handout is not None
    assert saved == counter.model.handout.pdf
    assert counter.proposed == [f"leaflet-{session.opened.day.isoformat()}.pdf"]
    assert "away.pdf" in counter.page.sentence.words
    entry = last(counter, session)
    assert entry.action is Action.SAVED
    assert traced(entry) == {"paper": "leaflet", "sha256": digest(saved).hex()}


def test_that_it_was_given_is_asked_and_never_assumed(counter: Counter, tmp_path: Path) -> None:
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_G)
    assert counter.given == []
    counter.target = tmp_path / "leaflet.pdf"
    counter.press(Qt.Key.Key_S)
    assert counter.page.panel.offer.isVisible()
    counter.press(Qt.Key.Key_G)
    counter.press(Qt.Key.Key_G)
    assert counter.given == [True]
    assert not counter.page.panel.offer.isVisible()


def test_a_report_does_not_ask_whether_the_leaflet_was_given(
    counter: Counter, tmp_path: Path
) -> None:
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_2)
    counter.target = tmp_path / "report.pdf"
    counter.press(Qt.Key.Key_S)
    assert not counter.page.panel.offer.isVisible()


def test_a_place_that_takes_nothing_is_a_sentence(counter: Counter, tmp_path: Path) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    counter.target = tmp_path / "nowhere" / "leaflet.pdf"
    counter.press(Qt.Key.Key_S)
    assert "“leaflet.pdf” could not be written there." in counter.page.sentence.words
    assert counter.model.handout is not None
    assert not counter.page.panel.offer.isVisible()
    assert last(counter, session).action is Action.LEAFLET_MADE


def test_who_changes_their_mind_at_the_chooser_saves_nothing(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    counter.press(Qt.Key.Key_S)
    assert counter.page.sentence.words == ""
    assert last(counter, session).action is Action.LEAFLET_MADE


# Printing


def test_it_is_printed_on_the_chosen_printer(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fine enough to be read back, and quick to pack.
    monkeypatch.setattr(giving_model, "DPI", 60)
    session = counter.visit(LOW)
    counter.open(session)
    assert counter.page.panel.printer.value == FRONT_DESK
    counter.press(Qt.Key.Key_P)
    sheets = opened(counter.printers.sheets.read_bytes()).pages
    assert len(sheets) == 2
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]
    assert FRONT_DESK in counter.page.sentence.words
    assert counter.page.panel.offer.isVisible()
    assert last(counter, session).action is Action.PRINTED


def test_a_printer_that_has_gone_is_a_sentence_and_the_leaflet_stays(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.printers.known = ("Upstairs",)
    counter.open(session)
    counter.press(Qt.Key.Key_P)
    assert "The printer “Upstairs” is not there any more." in counter.page.sentence.words
    assert counter.model.handout is not None
    assert counter.page.panel.save_button.isEnabled()
    assert last(counter, session).action is Action.LEAFLET_MADE


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_print_that_fails_is_a_sentence_and_the_leaflet_stays(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.printers.sheets = counter.printers.sheets / "nowhere" / "sheets.pdf"
    counter.open(session)
    counter.press(Qt.Key.Key_P)
    assert f"The printer “{FRONT_DESK}” did not take the paper." in counter.page.sentence.words
    assert counter.page.panel.print_button.isEnabled()
    assert last(counter, session).action is Action.LEAFLET_MADE


def test_where_there_is_no_printer_saving_is_offered(counter: Counter) -> None:
    counter.printers.known = ()
    counter.open(counter.visit(LOW))
    panel = counter.page.panel
    assert not panel.print_button.isEnabled()
    counter.press(Qt.Key.Key_P)
    assert not counter.printers.sheets.exists()
    assert "knows no printer" in panel.printer.editor.accessibleDescription()


# The window goes on


def test_the_window_is_never_deaf(counter: Counter) -> None:
    session = counter.visit(LOW, HIGH)
    # What earlier tests left behind is not this window's work.
    gc.collect()
    watch = LoopWatch()
    watch.start()
    counter.open(session)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Plus, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_P):
        counter.press(key)
    watch.stop()
    assert watch.longest_at_pace() <= 0.05
