"""A visit written up later, by hand: its times are typed once for all needles."""

from PySide6.QtCore import Qt

from charting.domain.afterwards import times_noted
from tests.walk.practitioner import Practitioner
from tests.walk.rooms import FIRST

_TYPED = "9:14, 10 min"


def see_times_afterwards(person: Practitioner) -> None:
    """Type when the needles of a visit of last week were in."""
    person.at("2026-12-08 08:00")
    person.find(FIRST[:4].lower())
    person.open_earlier("1.12.2026", "9:00")
    person.open_step("Insert")
    person.arm(Qt.Key.Key_2)
    for place in ((20, 34), (-20, 34), (60, 20)):
        person.place(*place)
    person.open_step("Stimulate")
    person.picture("times-not-noted")
    times = person.visit.shelf.running.after_times
    person.hand.write(times.line, _TYPED)
    person.hand.press(Qt.Key.Key_Return)
    person.rest()
    person.picture("times-afterwards")
    session = person.desk.session and person.desk.session.session
    assert session
    assert all(times_noted(each, session) for each in session.needles())
    assert not any(each.in_situ for each in session.needles())
    person.back_to_patients()
