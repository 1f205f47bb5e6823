"""The lock covers everything and loses nothing; needles go on being timed, and one comes back."""

import gc
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.roles import Role
from charting.domain.session import NoteSection
from tests.invented import PASSPHRASE, new_practice, people
from tests.person import Person, wait


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    """Somebody with a session open in a practice of one patient."""
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(next(people(1)))
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_session()
    yield person
    person.leave()


COLLEAGUES = "seven lanterns under snow"

# The offscreen platform does not know whose the clipboard is; a real one does.
COPIED = """
from PySide6.QtWidgets import QApplication
from charting.app.desk import forget_copied
qt = QApplication([])
qt.clipboard().setText("Muster")
qt.processEvents()
before = qt.clipboard().text()
forget_copied(qt)
qt.processEvents()
print([before, qt.clipboard().text()])
"""


def set_needles(person: Person) -> None:
    view = person.page.view
    QTest.keyClick(view, Qt.Key.Key_2)
    for place in ((20, 13), (-20, 13), (55, 58)):
        pixel = view.projection.to_screen(*place).toPoint()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel)
    QTest.keyClick(view, Qt.Key.Key_O)


def lock(person: Person) -> None:
    QTest.keyClick(person.desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait(person.desk.unlock_page.isVisible)


def unlock(person: Person) -> None:
    line = person.desk.unlock_page.locked.passphrase.line
    wait(line.hasFocus)
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk = person.desk
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())


def all_words(person: Person) -> str:
    QApplication.sendPostedEvents()
    window = person.desk.window
    labels = [label.text() for label in window.findChildren(QLabel)]
    lines = [line.text() for line in window.findChildren(QLineEdit)]
    texts = [text.toPlainText() for text in window.findChildren(QPlainTextEdit)]
    return " ".join([window.windowTitle(), *labels, *lines, *texts])


def test_nothing_of_the_patient_stays_and_the_needles_are_timed(person: Person) -> None:
    set_needles(person)
    patient = person.model.patient
    assert patient is not None
    assert patient.family in all_words(person)
    lock(person)
    wait(lambda: patient.family not in all_words(person))
    assert person.desk.session is None
    assert person.desk.patients_page is None
    shown = person.desk.unlock_page.needles
    assert shown.isVisible()
    assert shown.count.text() == "2 needles are in, 1 out"
    assert shown.minutes.text() == "0 min, 0 min"


def test_a_forgotten_passphrase_hides_no_needle_and_the_paper_leads_back(person: Person) -> None:
    set_needles(person)
    desk = person.desk
    assert desk.screens is not None
    keys = desk.screens.practice.people
    groups = keys.new_recovery_key()
    keys.keep_recovery_key(groups)
    lock(person)
    desk.unlock_page.locked.forgotten_button.click()
    pane = desk.unlock_page.recover
    assert pane is not None
    assert pane.isVisible()
    assert desk.unlock_page.needles.isVisible()
    assert desk.unlock_page.needles.count.text() == "2 needles are in, 1 out"
    QTest.keyClicks(pane.key.line, " ".join((*groups[:2], groups[3], *groups[3:])))
    for line in (pane.card.new.passphrase.line, pane.card.new.again.line):
        QTest.keyClicks(line, COLLEAGUES)
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: bool(pane.key.refusal))
    assert "Group 3" in pane.key.refusal
    pane.key.line.clear()
    QTest.keyClicks(pane.key.line, " ".join(groups))
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    assert len(person.model.marks) == 3
    assert not desk.unlock_page.needles.isVisible()


def test_what_is_half_typed_is_stored_and_one_comes_back_to_it(person: Person) -> None:
    set_needles(person)
    editor = person.page.shelf.findChild(QPlainTextEdit)
    assert editor is not None
    person.page.shelf.open_step(person.page.shelf.prepare)
    editor.setFocus()
    QTest.keyClicks(editor, "worse after sitti")
    before = person.model.session
    assert before is not None
    lock(person)
    unlock(person)
    assert person.model.session is not None
    assert person.model.session.id == before.id
    assert len(person.model.marks) == 3
    assert person.model.visit.note(NoteSection.SUBJECTIVE) == "worse after sitti"
    assert person.desk.window.banner.name.text()
    assert not person.model.record.can_undo


def test_what_the_disk_refuses_stays_behind_the_cover(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens = person.desk.screens
    assert screens is not None
    records = screens.practice.records.sessions

    def full(_entry: object) -> None:
        raise Refused(ErrorCode.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(type(records), "store", lambda _self, entry: full(entry))
        set_needles(person)
        lock(person)
        assert person.desk.screens is screens
        assert not person.page.isVisible()
        assert not person.desk.window.banner.isVisible()
    unlock(person)
    assert person.desk.screens is screens
    person.model.record.store_again()
    wait(lambda: not person.model.record.unstored)
    session = person.model.session
    assert session is not None
    assert len(screens.practice.sessions.session(session.id).marks) == 3


def test_a_colleague_goes_on_at_the_same_place_under_both_names(person: Person) -> None:
    set_needles(person)
    desk = person.desk
    assert desk.screens is not None
    keys = desk.screens.keys.model
    keys.add("Jan Roth", "", Role.PRACTITIONER, COLLEAGUES, COLLEAGUES)
    wait(lambda: len(keys.lines) == 2)
    before, nora = person.model.session, desk.screens.practice.practitioner
    assert before is not None
    lock(person)
    pane = desk.unlock_page.locked
    assert pane.who.isVisible()
    pane.who.choose(keys.lines[1].person.id.hex)
    assert pane.open_button.words == "Continue as Jan Roth"
    QTest.keyClicks(pane.passphrase.line, PASSPHRASE)
    QTest.keyClick(pane.passphrase.line, Qt.Key.Key_Return)
    wait(lambda: bool(pane.passphrase.refusal))
    pane.passphrase.line.clear()
    QTest.keyClicks(pane.passphrase.line, COLLEAGUES)
    QTest.keyClick(pane.passphrase.line, Qt.Key.Key_Return)
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    session, jan = person.model.session, desk.screens.practice.practitioner
    assert session is not None
    assert (session.id, len(person.model.marks)) == (before.id, 3)
    assert (session.practitioner_id, session.at_work) == (nora.id, jan.id)
    assert "Nora Feld, from" in desk.window.banner.visit.text()
    assert desk.window.top.practice.text().endswith("Jan Roth")
    entry = desk.screens.practice.records.trail.chain(session.id)[-1]
    assert (entry.action, entry.by) == (Action.SESSION_TAKEN_OVER, jan.id)


def test_the_front_desk_comes_back_to_no_session(person: Person) -> None:
    desk = person.desk
    assert desk.screens is not None
    keys = desk.screens.keys.model
    keys.add("Piet Aal", "", Role.FRONT_DESK, COLLEAGUES, COLLEAGUES)
    wait(lambda: len(keys.lines) == 2)
    lock(person)
    pane = desk.unlock_page.locked
    pane.who.choose(keys.lines[1].person.id.hex)
    QTest.keyClicks(pane.passphrase.line, COLLEAGUES)
    QTest.keyClick(pane.passphrase.line, Qt.Key.Key_Return)
    wait(lambda: desk.patients_page is not None and desk.patients_page.record.isVisible())
    assert desk.patients_page is not None
    record = desk.patients_page.record
    wait(lambda: not desk.lane.busy)
    assert desk.session is None or desk.session.session is None
    for clinical in (record.open_button, record.health, record.sessions, record.follow_ups):
        assert not clinical.isVisible()
    assert desk.patients_page.message.words == ""


@pytest.mark.parametrize("times", [3, pytest.param(100, marks=pytest.mark.long)])
def test_so_many_locks_lose_nothing_and_leave_nothing(person: Person, times: int) -> None:
    set_needles(person)
    before, patient = person.model.session, person.model.patient
    assert before is not None
    assert patient is not None
    left = []
    for _time in range(times):
        person.desk.absence.over.emit()
        wait(person.desk.unlock_page.isVisible)
        wait(lambda: not person.desk.window.forgets)
        left.append(len(person.desk.window.findChildren(QWidget)))
        assert patient.family not in all_words(person)
        unlock(person)
        wait(lambda: person.model.session is not None)
        assert person.model.session == before
        assert not person.model.record.can_undo
    assert max(left) == min(left), "screens are left behind"


def _alone() -> Counter[str]:
    """The kinds of the widgets that stand in no other."""
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return Counter(
        type(part).__name__ for part in QApplication.allWidgets() if part.parentWidget() is None
    )


@pytest.mark.parametrize("times", [2, pytest.param(8, marks=pytest.mark.long)])
def test_locks_in_the_middle_of_the_making_leave_no_part_behind(person: Person, times: int) -> None:
    before = _alone()
    for _time in range(times):
        person.desk.absence.over.emit()
        unlock(person)
    person.desk.absence.over.emit()
    wait(lambda: not person.desk.window.forgets)
    assert [kind for kind, number in (_alone() - before).items() if number >= times] == []


def test_nobody_for_long_enough_locks(person: Person) -> None:
    person.desk.absence.over.emit()
    wait(person.desk.unlock_page.isVisible)
    assert person.desk.session is None
    assert not person.desk.unlock_page.needles.isVisible()
    assert not person.desk.window.top.lock.isVisible()


def test_nothing_stays_of_a_paper_and_one_comes_back_to_the_session(person: Person) -> None:
    set_needles(person)
    desk = person.desk
    QTest.keyClick(person.page.view, Qt.Key.Key_F11)
    wait(lambda: desk.handout_page is not None and bool(desk.handout_page.view.drawn))
    paper = desk.handout_page
    assert paper is not None
    assert "After your dry needling" in paper.view.accessibleDescription()
    lock(person)
    assert desk.handout_page is None
    unlock(person)
    assert len(person.model.marks) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="a virtual screen is a thing of X11")
def test_what_was_copied_here_is_forgotten() -> None:
    run = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", COPIED],
        cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "['Muster', '']"
