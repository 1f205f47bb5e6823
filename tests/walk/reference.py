"""The reference session of the design, done by hand so that its inputs can be counted.

A known patient; screening unchanged; pain before and after; 12 needles as 6 mirrored pairs from
one preset; 3 responses; all out and counted; note; leaflet. Signing joins it with its issue.
"""

from PySide6.QtCore import Qt

from charting.domain.patient import Sex
from charting.domain.session import Reply
from charting.domain.visit import PACKS_OPENED
from tests.walk.practitioner import Practitioner

FAMILY = "Reference"
BUDGET = 50
OWNER = "Charting at the speed of the session"
_PLACES = ((20, 34), (20, 13), (22, -13), (55, 58), (55, 34), (65, -35))


def get_known(person: Practitioner) -> None:
    """Put the patient on file, with nothing new among the health facts; this is not counted."""
    person.at("2026-11-26 09:00")
    person.add_patient(FAMILY, "R.", "1.2.1980", Sex.OTHER)
    person.nothing_new()


def chart(person: Practitioner) -> None:
    """The session itself, from finding the patient to the next visit."""
    person.at("2026-11-26 10:00")
    person.find("ref")
    person.open_session()
    person.open_step("Prepare")
    for item in ("ck.identity", "ck.eaten", "ck.consent_written", "ck.consent_session"):
        person.reply(item, Reply.YES)
    for item in ("ck.change", "ck.redflag_ces", "ck.redflag_other", "pr.anticoag", "pr.frail"):
        person.reply(item, Reply.NO)
    person.score("om.nprs.before", 6)
    person.open_step("Insert")
    person.arm(Qt.Key.Key_2)
    person.arm(Qt.Key.Key_M)
    for place, (x_mm, y_mm) in enumerate(_PLACES):
        person.place(x_mm, y_mm)
        if place < 3:
            person.arm(Qt.Key.Key_W)
    person.at("2026-11-26 10:10")
    person.all_out("12")
    person.reply("hy.hygiene", Reply.YES)
    person.enter(PACKS_OPENED, "12")
    person.choose("pt.bleeding", "none")
    person.reply("pt.faint", Reply.NO)
    person.score("om.nprs.after", 4)
    person.note("What comes next", "As planned.")
    person.reply("pt.aftercare", Reply.YES)
    person.agree_next(7)
    person.choose("vi.outcome", "needled")
