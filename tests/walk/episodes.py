"""An episode of care, planned and ended at the window."""

from collections.abc import Iterable

from PySide6.QtCore import Qt

from tests.person import wait
from tests.walk.practitioner import Practitioner


def plan_episode(
    person: Practitioner, complaint: str, ticked: Iterable[str], sessions: int, interval_days: int
) -> None:
    """Fill in the episode's form."""
    hand, form = person.hand, person.patients.episode
    hand.press(Qt.Key.Key_F4)
    wait(form.complaint.line.hasFocus)
    hand.type(complaint)
    grids = (form.causes, form.symptoms, form.goals, form.factors, form.outlook)
    boxes = {code: box for grid in grids for code, box in grid.boxes.items()}
    boxes |= form.other_care.boxes
    for code in ticked:
        hand.click(boxes[code])
    for spin, number in ((form.planned, sessions), (form.interval, interval_days)):
        if spin.value() != number:
            hand.write(spin.lineEdit(), str(number))
    person.picture("episode")
    hand.click(form.keep_button)
    wait(person.patients.record.isVisible)
    person.rest()


def end_episode(person: Practitioner, reason: str, words: str) -> None:
    """End the episode of the patient looked at, for a reason and with a summary."""
    hand, form = person.hand, person.patients.episode
    hand.press(Qt.Key.Key_F4)
    wait(form.complaint.line.hasFocus)
    hand.click(form.discharge.boxes[reason])
    hand.write(form.last_words.line, words)
    person.picture("episode-ends")
    hand.click(form.end_button)
    wait(person.patients.record.isVisible)
    person.rest()


def take_up_again(person: Practitioner) -> None:
    """The patient comes again after all: the ended episode runs on."""
    message = person.patients.message
    wait(message.isVisible)
    person.hand.click(message.action)
    person.rest()
    wait(lambda: not message.isVisible())
