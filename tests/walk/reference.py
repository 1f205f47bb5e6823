"""The reference session of the design, done by hand so that its inputs can be counted.

A known patient; screening unchanged; pain before and after; 12 needles as 6 mirrored pairs from
one preset; 3 responses; all out and counted; note; leaflet; sign.

What counts (`tests.walk.hand.Hand` does the counting, `tests/walk/test_hand.py` holds it to this):

- each click, on a button, a field, a list that opens, a row in it, the map: 1;
- each key press: 1, with or without a modifier; Tab, Escape, Enter and the arrows too, also within
  the note;
- each character typed into any field, search and numbers and shorthand among them: 1;
- the Enter in the system's own file chooser, which is not opened here: 1.

What is free: characters typed into the four text fields of the note (`NoteEditor`) and into a field
that hides what is typed, which is that of a passphrase and no other. The wheel, which is neither a
click nor a key, is counted apart (`turns`) and told beside the inputs. Nothing is done behind the
hand's back but to let the clock stand at a time (`at`), to wait, and to keep what was typed without
the 300 ms of a pause (`NoteEditor.keep`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt

from charting.domain.patient import Sex
from charting.domain.visit import (
    NEEDLES_REMOVED,
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    Outcome,
    Step,
    next_visit,
    outcome,
)
from charting.ui import actions
from charting.ui.session.hand_keys import letter_of
from tests.walk.practitioner import Practitioner

FAMILY = "Reference"
BUDGET = 50
CHECKS_BUDGET = 8
CHECKS: list[int] = []
OWNER = "Charting at the speed of the session"
_PLACES = ((20, 34), (20, 13), (22, -13), (55, 58), (55, 34), (65, -35))


def get_known(person: Practitioner) -> None:
    """Put the patient on file and ask everything at a first visit; this is not counted."""
    visit_first(person)
    person.at("2026-11-26 09:00")
    person.nothing_new()


def visit_first(
    person: Practitioner, family: str = FAMILY, born: str = "1.2.1980", hour: int = 9
) -> None:
    """Put a patient of this name on file, a week before, and ask everything."""
    person.at(f"2026-11-19 {hour:02}:00")
    person.add_patient(family, "R.", born, Sex.OTHER)
    person.open_session()
    person.open_step("Prepare")
    person.ask_rest(Step.PREPARE)
    person.open_step("Finish")
    person.choose("vi.outcome", "not needled: no time")
    person.back_to_patients()


def chart(person: Practitioner, letters: str = "ref", hour: int = 10) -> None:
    """The session itself, from finding the patient by some `letters` to the leaflet and the
    signature.
    """
    person.at(f"2026-11-26 {hour:02}:00")
    person.find(letters)
    person.open_session()
    person.open_step("Prepare")
    with _counted(person):
        person.ask_rest(Step.PREPARE)
    person.press_key(Qt.Key.Key_6)
    person.open_step("Insert")
    person.arm(Qt.Key.Key_2)
    # The letter lies elsewhere for the left hand.
    person.arm(Qt.Key[f"Key_{letter_of(actions.MIRROR, person.visit.sides.ways.now.hand)}"])
    for place, (x_mm, y_mm) in enumerate(_PLACES):
        person.place(x_mm, y_mm)
        if place < 3:
            person.arm(Qt.Key.Key_W)
    person.at(f"2026-11-26 {hour:02}:10")
    person.all_out("12")
    person.hand.type("12")
    person.press_key(Qt.Key.Key_Return)
    with _counted(person):
        person.ask_rest(Step.FINISH)
    person.press_key(Qt.Key.Key_4)
    person.press_key(Qt.Key.Key_Space)
    person.press_key(Qt.Key.Key_N)
    person.note("What comes next", "As planned.")
    _hand_over_leaflet(person)
    person.sign()
    _check(person)


def _hand_over_leaflet(person: Practitioner) -> None:
    """See the leaflet, save it, and come back to the session."""
    person.see_paper(Qt.Key.Key_F11)
    person.save_paper("reference-leaflet")
    # The system's own chooser is not opened here; whoever saves presses Enter in it.
    person.hand.inputs += 1
    person.leave_paper()


@contextmanager
def _counted(person: Practitioner) -> Iterator[None]:
    before = person.hand.inputs
    yield
    CHECKS.append(person.hand.inputs - before)


def _check(person: Practitioner) -> None:
    """What was meant is what stands in the record."""
    assert person.desk.session is not None
    session = person.desk.session.session
    assert session is not None
    numbers = {key: each.number for key, each in session.answers.items() if each.number is not None}
    person.picture("reference-end")
    assert numbers == {
        PAIN_BEFORE: 6,
        PACKS_OPENED: 12,
        NEEDLES_REMOVED: 12,
        PAIN_AFTER: 4,
    }
    assert next_visit(session) is not None
    assert outcome(session) is Outcome.NEEDLED
    assert len(session.needles()) == 2 * len(_PLACES)
    assert person.desk.session.screen.verdict.ready
    assert not [item.id for item in person.desk.session.visit.lacking()]
