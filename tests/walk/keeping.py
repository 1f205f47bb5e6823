"""How the record is kept: the page of the backups, the list of what is past its time, a hold, and
somebody erased who was put on file twice.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from charting.domain.patient import Sex
from tests.person import wait

if TYPE_CHECKING:
    from charting.ui.settings.page import SettingsPage
    from tests.walk.reception import Reception

_TWICE = ("Twice", "Anna")


def keep_records(person: "Reception") -> None:
    """Back up, see how long records are kept, put one on hold, and erase one for good."""
    family, given = _TWICE
    before = _shown(person)
    person.add_patient(family, given, "9.3.1984", Sex.FEMALE)
    person.rest()
    person.hand.click(person.patients.search)
    page = _settings(person)
    _back_up(person, page)
    _erase(person, page, f"{given} {family}")
    person.hand.press(Qt.Key.Key_F12)
    wait(person.patients.isVisible)
    person.rest()
    assert not person.patients.record.isVisible()
    person.find(before)


def _shown(person: "Reception") -> str:
    """The name of the patient who is looked at."""
    screens = person.desk.screens
    assert screens is not None
    assert screens.place.patient_id is not None
    return screens.practice.patients.patient(screens.place.patient_id).name


def _settings(person: "Reception") -> "SettingsPage":
    keys = person.desk.screens and person.desk.screens.keys
    assert keys
    wait(lambda: keys.page is not None)
    person.hand.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page = keys.page
    assert page is not None
    wait(page.isVisible)
    return page


def _name(page: "SettingsPage", section: str) -> QWidget:
    places = zip(page.sections, page.names, strict=True)
    return next(name for each, name in places if each.name == section)


def _back_up(person: "Reception", page: "SettingsPage") -> None:
    screens = person.desk.screens
    assert screens is not None
    pane, model = screens.keys.backups, screens.keys.keeping
    assert pane is not None
    assert model is not None
    person.hand.click(_name(page, "Backups"))
    person.picture("backups-before")
    person.hand.click(pane.now_button)
    wait(lambda: not model.busy and bool(pane.message.words))
    assert pane.message.words == "Backed up, and the copy was checked."
    wait(lambda: pane.sentence.words.startswith("Last backup today at "))
    person.picture("backups")


def _erase(person: "Reception", page: "SettingsPage", name: str) -> None:
    hand, screens = person.hand, person.desk.screens
    assert screens is not None
    pane = screens.keys.kept
    assert pane is not None
    one = pane.one
    hand.click(_name(page, "Keeping and erasing"))
    wait(lambda: bool(pane.review.text()))
    person.picture("keeping")
    hand.click(pane.picker.search)
    hand.type("twice")
    person.rest()
    hand.press(Qt.Key.Key_Return)
    wait(one.isVisible)
    hand.click(one.hold_button)
    hand.write(one.reason.line, "A letter of the solicitors")
    hand.press(Qt.Key.Key_Return)
    wait(one.on_hold.isVisible)
    person.picture("on-hold")
    hand.click(one.hold_button)
    hand.write(one.reason.line, "It was about somebody else")
    hand.press(Qt.Key.Key_Return)
    wait(one.on_hold.isHidden)
    hand.click(one.erase_button)
    hand.write(one.name.line, name)
    person.picture("erase")
    hand.click(one.sure_button)
    wait(lambda: pane.message.words.startswith("Erased."))
    person.picture("erased")
