"""A needle's time is told wherever one is: on another patient's page, on another screen, and, by
its room alone, on the locked window.
"""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from charting.domain.own_ways import OwnWays
from tests.app.test_lock import lock
from tests.app.test_rooms import come_to, name, needles, person, press
from tests.fakes import FixedClock
from tests.person import Person, wait

__all__ = ["person"]


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was heard; the machine of the tests has no loudspeaker."""
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("beep"))
    return heard


def _run_on(person: Person, minutes: int) -> None:
    """Let time pass, and the clocks on the screen with it."""
    clock = person.desk.door.clock()
    assert isinstance(clock, FixedClock)
    clock.run_on(timedelta(minutes=minutes))
    person.desk.window.rooms.refresh()


def test_the_end_is_told_on_every_screen_and_heard_once(person: Person, beeps: list[str]) -> None:
    assert person.desk.screens is not None
    screens, strip = person.desk.screens, person.desk.window.rooms
    screens.practice.own_screen.keep(OwnWays(stay_minutes=10, sound=True))
    needles(person, (20, 13), (-20, 13))
    first = name(person)
    come_to(person, 1)
    _run_on(person, 9)
    assert strip.words.text() == "The next room"
    _run_on(person, 2)
    told = f"Time: {first}, needles 1, 2 in for 10 min"
    assert strip.words.text() == told
    assert strip.tabs[0].accessibleName() == f"Room 1, {first}, 2 in · 11 min: time for 2"
    assert strip.tabs[0].is_over
    assert beeps == ["beep"]
    _run_on(person, 1)
    assert beeps == ["beep"]
    press(person, Qt.Key.Key_F12)
    wait(lambda: screens.patients_page is not None and screens.patients_page.isVisible())
    assert strip.words.text() == told
    lock(person)
    assert strip.words.text() == "Time: Room 1, needles 1, 2 in for 10 min"
    assert first not in strip.tabs[0].accessibleName()
    assert beeps == ["beep"]


def test_whoever_goes_there_has_it_on_the_back_and_no_second_sound(
    person: Person, beeps: list[str]
) -> None:
    assert person.desk.screens is not None
    person.desk.screens.practice.own_screen.keep(OwnWays(stay_minutes=10, sound=True))
    needles(person, (20, 13))
    come_to(person, 1)
    _run_on(person, 10)
    strip = person.desk.window.rooms
    press(person, Qt.Key.Key_F8)
    wait(lambda: not person.desk.lane.busy)
    person.page.view.tick()
    assert "Time: needle 1 has been in for 10 min." in person.page.sentence.words
    assert beeps == ["beep"]
    press(person, Qt.Key.Key_F8)
    strip.refresh()
    assert strip.words.text() == "The next room"
    assert strip.tabs[0].accessibleName().endswith("time for 1")
