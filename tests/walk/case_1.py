"""Case 1: a first visit, uncomplicated, on the right side; four needles in three muscles."""

from PySide6.QtCore import Qt

from charting.domain.patient import Sex
from charting.domain.session import Reply
from charting.domain.visit import NEEDLES_REMOVED, PACKS_OPENED, Step
from tests.walk import caring, episodes
from tests.walk.arranging import arrange_leaflet
from tests.walk.case_1_facts import FACTS
from tests.walk.consenting import sign_consent
from tests.walk.examining import close_grid, compare, fill_grid, sign
from tests.walk.practitioner import Practitioner

__all__ = ["FACTS", "FAMILY", "chart"]

FAMILY = "Adeyemi-Lindqvist"
DAY = "2026-11-16"
_EPISODE = (
    "ca.muscle_strain",
    "ca.trigger_points",
    "ca.lifting",
    "ca.repetitive_strain",
    "sy.dull_ache",
    "sy.stiffness",
    "go.pain",
    "go.rom",
    "ot.physio/planned",
)
_TOLD = (
    "Right-sided low back ache for 7 weeks after repeated lifting; warehouse team leader. "
    "Stiff for 10 minutes in the morning."
)
_ENDED = "Moves for work; goes on with the exercises, lifting with care"
_SCORES = {
    Qt.Key.Key_4: ("11",),
    Qt.Key.Key_8: ("24",),
    Qt.Key.Key_2: ("lift boxes", "3", "sit through a film", "4", "tie shoes", "5"),
}


def chart(person: Practitioner) -> None:
    """Type the paper chart in."""
    step = person.hand.step
    person.at(f"{DAY} 16:00")
    with step("patient"):
        person.add_patient(FAMILY, "K.", "9.3.1984", Sex.FEMALE)
        person.nothing_new()
        person.picture("case-1-chart")
    with step("episode"):
        episodes.plan_episode(person, "Right low back ache after lifting", _EPISODE, 4, 7)
    person.at(f"{DAY} 16:05")
    with step("prepare"):
        person.open_session()
        _prepare(person)
    with step("scores"):
        caring.score(person, _SCORES, "case-1-scores")
    with step("pain"):
        _pain(person)
    with step("insert"):
        _points(person)
        _needles(person)
    with step("finish"):
        _finish(person)
    with step("sign"):
        person.sign()
        person.picture("case-1-signed")
    person.back_to_patients()
    person.picture("case-1-after")
    caring.see_curves(person, (Qt.Key.Key_1, Qt.Key.Key_8), "case-1-outcomes")
    with step("end of the episode"):
        episodes.end_episode(person, "moved", _ENDED)
        person.picture("case-1-ended")
    with step("discharge"):
        caring.write_discharge(person, "Dr Wu", "case-1-discharge", "case-1-visit-summary")
    episodes.take_up_again(person)
    caring.read_together(person, "case-1-reading")
    caring.look_at_the_course(person, "case-1-course")
    person.see_paper(Qt.Key.Key_F11)
    person.see_paper(Qt.Key.Key_3)
    person.picture("case-1-record")
    person.save_paper("case-1-record")
    person.leave_paper()


def _prepare(person: Practitioner) -> None:
    person.open_step("Prepare")
    person.picture("case-1-prepare")
    person.ask_rest(Step.PREPARE, before="checks")
    person.picture("case-1-checks")
    person.reply("ck.eaten", Reply.NO, "Nothing since breakfast at 07:00: warned, given a biscuit")
    person.ask_rest(Step.PREPARE)
    sign_consent(person, ("Will it hurt?", "A dull ache, for a moment."), "case-1-consent")
    person.score("om.nprs.before", 6)
    sign(person, "om.sign", "Bending forward, fingertips from the floor", "24 cm")
    sign(person, "om.sign.2", "Pain on bending forward", "6/10")
    person.picture("case-1-signs")
    person.note("What the patient tells", _TOLD)
    fill_grid(person, {"as.flexion": "P"})
    person.picture("case-1-grid")
    close_grid(person)
    person.picture("case-1-prepared")


def _pain(person: Practitioner) -> None:
    person.open_step("Insert")
    person.arm(Qt.Key.Key_P)
    person.draw_round(42, 12, 26, 28)
    for _ in range(6):
        person.hand.press(Qt.Key.Key_V)
    person.rest()
    person.picture("case-1-pain")
    for _ in range(3):
        person.hand.press(Qt.Key.Key_P)
    person.draw_round(42, -6, 30, 14)
    person.picture("case-1-stiff")
    person.open_step("Prepare")
    person.hand.click(person.visit.shelf.tell_pain)
    person.rest()
    person.picture("case-1-told")


def _points(person: Practitioner) -> None:
    person.open_step("Insert")
    person.arm(Qt.Key.Key_T)
    person.place(18, 13)
    person.say("The patient knows this pain", "active")
    person.say("Taut band", "yes")
    person.say("Tender spot", "yes")
    person.tell("Refers to", "right buttock")
    person.place(55, 58)
    person.say("The patient knows this pain", "latent")
    person.place(85, 23.5)
    person.say("The patient knows this pain", "active")
    person.picture("case-1-points")


def _needles(person: Practitioner) -> None:
    person.at(f"{DAY} 16:14")
    person.arm(Qt.Key.Key_1)
    person.place(18, 13)
    person.count("Twitches", 2)
    person.say("Bone contact", "yes")
    person.arm(Qt.Key.Key_1)
    person.place(20, -13)
    person.say("Technique", "static")
    person.say("Bone contact", "yes")
    person.count("Twitches", 0)
    person.arm(Qt.Key.Key_2)
    person.place(55, 58)
    person.say("Length", "30 mm")
    person.say("Direction", "medial")
    person.count("Twitches", 1)
    person.picture("case-1-needles")
    person.at(f"{DAY} 16:24")
    person.all_out()
    person.at(f"{DAY} 16:26")
    person.arm(Qt.Key.Key_Y)
    person.arm(Qt.Key.Key_4)
    person.place(85, 23.5)
    person.hand.press(Qt.Key.Key_W)
    person.hand.press(Qt.Key.Key_F)
    person.rest()
    person.picture("case-1-loin")
    person.say("Bleeding", "a drop of blood")
    person.count("Pressure", 30)
    person.picture("case-1-out")


def _finish(person: Practitioner) -> None:
    person.at(f"{DAY} 16:30")
    person.open_step("Finish")
    person.enter(PACKS_OPENED, "4")
    person.enter(NEEDLES_REMOVED, "4")
    person.choose("pt.bleeding", "a drop")
    person.ask_rest(Step.FINISH)
    person.score("om.nprs.after", 4)
    compare(person, "om.sign.after", "better", "17")
    compare(person, "om.sign.2.after", "better", "4")
    person.picture("case-1-signs-after")
    caring.score(person, {Qt.Key.Key_8: ("17",)}, "case-1-fingertips")
    person.agree_next(7)
    _hand_out(person)
    person.choose("vi.outcome", "needled")
    person.tick("cb.today", ["cb.heat_cold"], "10 minutes")
    person.hand.click(person.visit.shelf.draft)
    person.rest()
    person.note("What comes next", "Review of the lifting at work.")
    person.picture("case-1-finish")


def _hand_out(person: Practitioner) -> None:
    person.click_leaflet()
    person.picture("case-1-leaflet")
    arrange_leaflet(person, "case-1-leaflet-arranged")
    person.save_paper("case-1-leaflet")
    person.picture("case-1-leaflet-saved")
    person.hand.press(Qt.Key.Key_G)
    person.see_paper(Qt.Key.Key_2)
    person.picture("case-1-report")
    person.save_paper("case-1-report")
    person.leave_paper()
