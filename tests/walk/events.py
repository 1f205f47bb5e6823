"""What happens that was not meant to, written down at the window, and what becomes of it."""

from pathlib import Path

from PySide6.QtCore import Qt

from charting.ui.events.form import EventForm
from tests.person import wait
from tests.walk import calling
from tests.walk.practitioner import Practitioner


def happened(person: Practitioner, kind: str, words: str = "", site: int = 0) -> None:
    """Write an event down in the session: its kind, at the site of a mark of this number, if any,
    and in words; what the form proposes stays.
    """
    form = _asked(person)
    person.hand.choose(form.kind, kind)
    if site:
        person.hand.choose(form.where, form.where.itemText(site))
    if words:
        person.hand.write(form.words, words)
    person.picture(f"event-{form.kind.currentData().partition('.')[2]}")
    _keep(person, form)


def nearly_happened(person: Practitioner, words: str, learned: str) -> None:
    """Write a near miss down in the session; the kind proposed stays."""
    form = _asked(person)
    person.hand.click(form.sort.button(False))
    person.hand.write(form.words, words)
    person.hand.write(form.done, learned)
    person.picture("near-miss")
    _keep(person, form)


def over_since(person: Practitioner, day: str) -> None:
    """Say at the next visit on which day the event of the last one was over."""
    parts = person.visit.happened
    assert parts is not None
    person.open_step("Prepare")
    wait(parts.before.isVisible)
    person.picture("last-visit")
    person.hand.click(parts.before.buttons[0])
    wait(parts.form.isVisible)
    person.hand.write(parts.form.ended, day)
    person.picture("event-over")
    person.hand.press(Qt.Key.Key_Return)
    wait(lambda: not parts.form.isVisible())
    person.rest()


def see_overdue(person: Practitioner, said: str) -> str:
    """Go to the open work, where an event is overdue, and call; how it stands there."""
    work = person.patients.work
    person.hand.press(Qt.Key.Key_F5)
    person.rest()
    wait(work.events.isVisible)
    (row,) = work.events.list.lines.rows
    calling.answer_call(person, Qt.Key.Key_R, said)
    return row.beside


def see_report(person: Practitioner, name: str) -> None:
    """See and save the report of the latest event of the patient looked at."""
    card = person.patients.record.events
    wait(lambda: bool(card.list.lines.rows))
    index = card.list.model().index(0, 0)
    person.hand.click(card.list.viewport(), card.list.visualRect(index).center())
    wait(card.form.isVisible)
    person.picture("event-on-file")
    person.hand.click(card.form.report_button)
    person.see_paper()
    person.picture(name)
    person.save_paper(name)
    person.leave_paper()
    person.hand.click(card.form.leave_button)


def see_course(person: Practitioner, folder: Path) -> None:
    """See the summary of the course, save its days for a calendar, and what the clinic counted."""
    course, screens = person.patients.record.course, person.desk.screens
    assert screens is not None
    assert screens.course_traffic is not None
    person.hand.click(course.summary_button)
    person.see_paper()
    person.picture("episode-summary")
    person.save_paper("episode-summary")
    person.leave_paper()
    file = folder / "appointments.ics"
    screens.course_traffic.choose_file = lambda _window, _name: file
    if course.calendar_button.isVisible():
        person.hand.click(course.calendar_button)
        person.rest()
        assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
    person.picture("course")
    person.hand.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page = screens.keys.page
    wait(lambda: screens.keys.page is not None and screens.keys.page.isVisible())
    assert page is not None
    person.hand.click(page.names[-1])
    person.rest()
    person.picture("went-wrong")
    person.hand.press(Qt.Key.Key_F12)
    wait(person.patients.isVisible)


def _asked(person: Practitioner) -> EventForm:
    parts = person.visit.happened
    assert parts is not None
    person.arm(Qt.Key.Key_F9)
    wait(parts.form.isVisible)
    return parts.form


def _keep(person: Practitioner, form: EventForm) -> None:
    person.hand.click(form.keep_button)
    wait(lambda: not form.isVisible())
    person.rest()
