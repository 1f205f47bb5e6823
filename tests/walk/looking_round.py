"""What the paper charts do not call for: layers, names, a turned patient, and the lock."""

from PySide6.QtCore import Qt

from charting.app.record_traffic import Choosers
from tests.invented import PASSPHRASE
from tests.person import wait
from tests.walk.events import see_course
from tests.walk.exchanging import give_out_and_take_in, keep_files
from tests.walk.handing_out import hand_out
from tests.walk.keeping import keep_records
from tests.walk.keyholder import prove_record
from tests.walk.noting import see_hands, see_note
from tests.walk.practitioner import Practitioner


def look(person: Practitioner) -> None:
    """Look at the rest, first in the session that is open, and signed."""
    hand = person.hand
    _amend(person)
    _open_another(person)
    person.arm(Qt.Key.Key_H)
    hand.press(Qt.Key.Key_D)
    person.picture("hazards")
    for keys, name in (
        ((Qt.Key.Key_H, Qt.Key.Key_D, Qt.Key.Key_F2), "names"),
        ((Qt.Key.Key_J, Qt.Key.Key_Z, Qt.Key.Key_F3), "nerves-and-order-of-layers"),
        ((Qt.Key.Key_J, Qt.Key.Key_Z, Qt.Key.Key_F3, Qt.Key.Key_Y), "on-the-left-side"),
        ((Qt.Key.Key_F2, Qt.Key.Key_Y, Qt.Key.Key_Plus, Qt.Key.Key_Plus), "on-the-right-side-near"),
    ):
        for key in keys:
            hand.press(key)
        person.picture(name)
    for key in (Qt.Key.Key_0, Qt.Key.Key_Y):
        hand.press(key)
    hand.press(Qt.Key.Key_E)
    person.picture("elsewhere")
    hand.press(Qt.Key.Key_Escape)
    person.arm(Qt.Key.Key_2)
    for place in ((20, 60), (-20, 60)):
        person.place(*place)
    see_note(person)
    see_hands(person)
    person.at(f"{person.clock.now().day} 10:25")
    _lock(person)
    _records(person)
    keep_files(person)
    hand_out(person)
    give_out_and_take_in(person)
    keep_records(person)
    prove_record(person)
    see_course(person, person.folder.parent)


def _amend(person: Practitioner) -> None:
    person.picture("signed")
    person.add_to_signed("Called at six: a little sore, otherwise well.")
    person.begin_correction()
    person.open_step("Prepare")
    person.score("om.nprs.before", 5)
    person.note("What the patient tells", "Worse on the left since Tuesday.")
    person.open_step("Finish")
    person.picture("correcting")
    person.sign_correction("Pain was 5; what the patient told was left out")
    person.picture("amended")
    bar = person.visit.sheet.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    person.picture("amended-changes")
    bar.setValue(0)


def _open_another(person: Practitioner) -> None:
    person.back_to_patients()
    person.at("2026-11-27 10:00")
    person.measure_body("broader build", 165, 98)
    person.open_session()


def _lock(person: Practitioner) -> None:
    hand, desk = person.hand, person.desk
    hand.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    pane = desk.unlock_page.locked
    wait(pane.passphrase.line.hasFocus)
    desk.unlock_page.needles.refresh()
    person.picture("locked")
    hand.click(pane.forgotten_button)
    person.picture("passphrase-forgotten")
    hand.press(Qt.Key.Key_Escape)
    wait(pane.passphrase.line.hasFocus)
    hand.type("not the passphrase")
    hand.press(Qt.Key.Key_Return)
    wait(lambda: bool(pane.passphrase.refusal))
    person.picture("wrong-passphrase")
    hand.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    hand.type(PASSPHRASE)
    hand.press(Qt.Key.Key_Return)
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    person.picture("back-again")


def _records(person: Practitioner) -> None:
    """Give the record of the patient out, and bring it in again."""
    hand, desk = person.hand, person.desk
    hand.press(Qt.Key.Key_F12)
    page = person.patients
    wait(page.record.isVisible)
    person.rest()
    assert desk.screens is not None
    assert desk.screens.traffic is not None
    file = person.folder.parent / "record.json"
    desk.screens.traffic.choosers = Choosers(lambda *_asked: file, lambda _window: [file])
    hand.click(page.record.export_button)
    person.picture("record-exported")
    hand.click(page.finding.bring_in_button)
    person.picture("record-already-here")
