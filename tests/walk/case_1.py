"""Case 1: a first visit, uncomplicated, on the right side; four needles in three muscles."""

from PySide6.QtCore import Qt

from charting.domain.patient import Sex
from charting.domain.session import NoteSection, Reply, Status
from charting.domain.sheet import contents
from charting.domain.visit import LEAFLET_GIVEN, NEEDLES_REMOVED, PACKS_OPENED, Step, next_visit
from charting.forms import assessment_grid
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


def _felt(seen: Evidence) -> bool:
    ache, stiff = (m for m in seen.last.marks.values() if isinstance(m, PainArea))
    told = seen.last.notes[NoteSection.SUBJECTIVE]
    return (
        (ache.quality, ache.intensity, stiff.quality)
        == (PainQuality.DULL_ACHE, 6, PainQuality.STIFFNESS)
        and (ache.site.side, ache.site.upper, ache.site.lower) == (Side.RIGHT, "L3", "L5")
        and "dull ache over the right L3–L5 paraspinal area, 6 of 10" in told
    )


def _sites(seen: Evidence) -> list[MapSite]:
    return [n.site for n in seen.last.needles() if isinstance(n.site, MapSite)]


def _grid(seen: Evidence) -> bool:
    answers, grid = seen.last.answers, assessment_grid()
    note = seen.last.notes[NoteSection.OBJECTIVE]
    return (
        answers["as.flexion"].choice == "painful"
        and nerves_tested(grid, answers)
        and "Reflexes: all normal, tested." in note
        and "L5 big toe lifts" in seen.words("case-1-report")
    )


def _sign(seen: Evidence) -> bool:
    answer = seen.last.answers["om.sign.after"]
    return (answer.choice, answer.remark) == ("better", "Fingertips 17 cm, pain 4")


def _consent(seen: Evidence) -> bool:
    answer = seen.last.answers[CONSENT_WRITTEN]
    read = seen.words("case-1-consent")
    return (
        answer.reply is Reply.YES
        and "version 2026-1" in answer.fact
        and "It is not acupuncture." in read
        and "Will it hurt?" in read
        and answer.fact[-64:] in read.replace(" ", "")
    )


def _four_sites(seen: Evidence) -> bool:
    sites = _sites(seen)
    muscles = {site.muscle for site in sites}
    return len(sites) == 4 and muscles == {
        "m.multifidus_lumborum",
        "m.iliocostalis_lumborum",
        "m.quadratus_lumborum",
    }


def _loin(seen: Evidence) -> bool:
    return all(
        {"hz.kidney", "hz.peritoneum"} <= set(site.hazards)
        for site in _sites(seen)
        if site.muscle == "m.quadratus_lumborum"
    )


def _draft(seen: Evidence) -> bool:
    note = seen.last.notes.get(NoteSection.TREATMENT, "")
    return all(words in note for words in ("multifidus", "iliocostalis", "quadratus lumborum"))


def _count(seen: Evidence) -> bool:
    answers = seen.last.answers
    return answers[PACKS_OPENED].number == answers[NEEDLES_REMOVED].number == 4


def _bleeding(seen: Evidence) -> bool:
    bled = [n for n in seen.last.needles() if n.bleeding not in (None, Bleeding.NONE)]
    return len(bled) == 1 and (bled[0].bleeding, bled[0].pressure) == (Bleeding.SPOT, 30)


def _chest_signs(seen: Evidence) -> bool:
    words = seen.words("case-1-leaflet")
    if any("hz.pleura" in site.hazards for site in _sites(seen)):
        return chest_box_is_first(words)
    _before, _heading, after = words.partition("now for any of these signs")
    emergencies, _heading, _after = after.partition("See a doctor today")
    return "pain in chest, shoulder blade" in emergencies and not chest_box_is_first(words)


def _given(seen: Evidence) -> bool:
    return seen.last.answers[LEAFLET_GIVEN].reply is Reply.YES


def _times(seen: Evidence) -> bool:
    needles = seen.last.needles()
    first_in = min(_clock(needle.went_in) for needle in needles[:3])
    came_out = [_clock(needle.came_out) for needle in needles[:3]]
    lay = [needle.position for needle in needles]
    times = (first_in, came_out, _clock(needles[3].went_in))
    return times == ("16:14", ["16:14", "16:24", "16:24"], "16:26") and (
        lay == [Position.PRONE] * 3 + [Position.LEFT_SIDE]
    )


def _clock(moment: Moment | None) -> str:
    return moment.local().strftime("%H:%M") if moment else ""


def _signed(seen: Evidence) -> bool:
    (signed,) = seen.signed[seen.last.id]
    return seen.last.status is Status.SIGNED and signed.form.session == seen.last


def _scored(seen: Evidence) -> bool:
    told = {
        each.measure: [reading.number for reading in each.readings]
        for each in reversed(contents(seen.sheets, Scored))
    }
    return told == {"om.rmdq24": [11], "om.psfs": [3, 4, 5], "om.lumbar_rom": [240]}


def _curves(seen: Evidence) -> bool:
    words = seen.words("case-1-outcomes")
    return all(
        each in words
        for each in ("7 cm better (29 %) since the first score", "2 points or 30 %", "sit through")
    ) and "7 cm better" in seen.words("case-1-record")


def _read(seen: Evidence) -> bool:
    words = seen.words("case-1-reading")
    return "You may lift heavy things, or lift in a hard way. (Talked about with you)" in words


def _left_with(seen: Evidence) -> bool:
    (letter,) = contents(seen.sheets, Letter)
    (summary,) = contents(seen.sheets, VisitSummary)
    kept = (letter, "case-1-discharge"), (summary, "case-1-visit-summary")
    return (
        all(each.pdf_sha256 == digest(seen.papers[name]).hex() for each, name in kept)
        and letter.kind is LetterKind.DISCHARGE
        and len(summary.muscles) == 3
        and "Dr Wu" in seen.words("case-1-discharge")
    )


FACTS = (
    Fact("A discharge letter and a visit summary with its three muscles are kept", _left_with),
    Fact("The scores of the first visit are kept, and the pain is not asked twice", _scored),
    Fact("The curves are printed with their change and threshold, also in the record", _curves),
    Fact("What is read together marks what the episode is about", _read),
    Fact("The visit is signed, and what is stored is what was signed", _signed),
    Fact("The ache from L3 to L5 on the right is drawn with its stiffness, and told", _felt),
    Fact("Four sites in three muscles, named without typing a muscle name", _four_sites),
    Fact("The quadratus lumborum site shows the kidney and peritoneum reminders", _loin),
    Fact(
        "Chest signs stand on the leaflet among the emergencies, and are its first box only if a "
        "pleura zone was hit",
        _chest_signs,
    ),
    Fact("The leaflet is noted as given", _given),
    Fact(
        "The movement that was shown stands on the leaflet, with how often",
        lambda seen: "10 minutes, 2 times a day" in seen.words("case-1-leaflet"),
    ),
    Fact("Written consent, version 2026-1, is signed by hand, with a copy", _consent),
    Fact("Movement and nerves are tested cell by cell, in the note and on paper", _grid),
    Fact("The comparable sign is better, and measured", _sign),
    Fact("The count is 4 of 4", _count),
    Fact("Bleeding is recorded at one site", _bleeding),
    Fact("In from 16:14 to 16:24 prone, and at 16:26 on the left side", _times),
    Fact("The drafted note names every site", _draft),
    Fact(
        "The next visit is a week later",
        lambda seen: str(next_visit(seen.last)) == "2026-11-23",
    ),
)
