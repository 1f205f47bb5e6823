"""Case 3: the session that is stopped, and the one that must not start."""

from PySide6.QtCore import Qt

from charting import content
from charting.domain.adverse_events import AdverseEvent
from charting.domain.asking import Background
from charting.domain.body_map import Side
from charting.domain.canonical import digest
from charting.domain.follow_up import ContactOutcome
from charting.domain.letters import Letter
from charting.domain.marks import MapSite
from charting.domain.pain_area import PainArea, PainQuality
from charting.domain.patient import FactKind, Sex
from charting.domain.screening import verdict
from charting.domain.session import Reply
from charting.domain.sheet import contents
from charting.domain.signing import Meaning
from charting.domain.visit import (
    EMERGENCY,
    NEEDLES_REMOVED,
    OUTCOME,
    PACKS_OPENED,
    Outcome,
    Step,
    asked,
    outcome,
)
from tests.walk import calling, episodes
from tests.walk.caring import write_referral
from tests.walk.events import happened, see_report
from tests.walk.facts import Evidence, Fact, chest_box_is_first
from tests.walk.practitioner import Practitioner

FAMILY = "O'Brien-Szabo"
_SCREENING = "Screening, consent, adverse events, outcomes and the plan"
_TOLD = "Numb between the legs since this morning; cannot tell when her bladder is full."


def chart(person: Practitioner) -> None:
    """Type the paper chart in."""
    step = person.hand.step
    person.at("2026-11-20 17:50")
    with step("patient"):
        person.add_patient(FAMILY, "M.", "1.12.1999", Sex.FEMALE)
        person.note_health([(FactKind.HISTORY, "fainted at a vaccination; slim, BMI 19")])
        episodes.plan_episode(person, "Left thoracolumbar ache", ("ca.trigger_points",), 4, 7)
    person.at("2026-11-20 18:00")
    with step("stopped session"):
        person.open_session()
        _stopped(person)
        person.back_to_patients()
    with step("calls"):
        person.at("2026-11-21 18:05")
        calling.answer_call(person, Qt.Key.Key_R, "Well, no chest pain, breathes freely")
        person.at("2026-11-22 18:05")
        calling.answer_call(person, Qt.Key.Key_M)
        calling.sign_contact_notes(person)
    with step("report"):
        person.find("szabo")
        see_report(person, "case-3-event-report")
    person.at("2026-11-27 18:00")
    with step("referred"):
        person.find("szabo")
        person.open_session()
        _referred(person)
        person.back_to_patients()
    person.picture("case-3-after")
    person.see_paper(Qt.Key.Key_F11)
    person.picture("case-3-report-of-no-needle")
    person.see_paper(Qt.Key.Key_3)
    person.save_paper("case-3-record")
    person.leave_paper()


def _stopped(person: Practitioner) -> None:
    person.open_step("Prepare")
    person.reply("pr.frail", Reply.YES, "Slim: tangential only")
    person.reply("pr.needle_anxiety", Reply.YES)
    person.change("pr.needle_anxiety", ("lying", "one_needle_first"))
    person.picture("case-3-known")
    person.ask_rest(Step.PREPARE)
    person.note("What you find", "Previous faint: lying down, one needle first. Slim: tangential.")
    person.open_step("Insert")
    person.arm(Qt.Key.Key_P)
    person.draw_round(-60, 110, 24, 40)
    person.arm(Qt.Key.Key_T)
    person.place(-55, 137)
    person.at("2026-11-20 18:12")
    person.arm(Qt.Key.Key_3)
    person.place(-55, 137)
    person.picture("case-3-needle")
    person.at("2026-11-20 18:13")
    person.arm(Qt.Key.Key_F10)
    person.rest()
    person.hand.type("Pale and sweating")
    person.hand.press(Qt.Key.Key_Return)
    person.picture("case-3-emergency")
    happened(person, "Faint, or nearly", site=2)
    person.enter(PACKS_OPENED, "1")
    person.enter(NEEDLES_REMOVED, "1")
    person.at("2026-11-20 18:22")
    person.reply("pt.faint", Reply.YES, "Pale at 18:13, legs raised, well 18:20; 108/64 at 18:22")
    _hand_out(person)
    person.ask_rest(Step.FINISH)
    for call in ("fu.24h", "fu.48h"):
        person.plan_call(call)
    person.choose("vi.outcome", "needled in part, interrupted")
    person.picture("case-3-stopped")
    person.sign()


def _hand_out(person: Practitioner) -> None:
    person.click_leaflet()
    person.picture("case-3-leaflet")
    person.save_paper("case-3-leaflet")
    person.hand.press(Qt.Key.Key_G)
    person.see_paper(Qt.Key.Key_2)
    person.save_paper("case-3-report")
    person.leave_paper()


def _referred(person: Practitioner) -> None:
    person.open_step("Prepare")
    person.note("What the patient tells", _TOLD)
    person.open_step("Insert")
    for _ in range(5):
        person.arm(Qt.Key.Key_P)
    person.draw_round(0, -165, 40, 22)
    person.picture("case-3-numb")
    person.open_step("Prepare")
    person.reply("rf.ces.saddle", Reply.YES, "Sent to the emergency department, letter given")
    person.reply("rf.ces.bladder", Reply.YES)
    person.ask_rest(Step.PREPARE)
    person.picture("case-3-red-flag")
    person.open_step("Finish")
    person.choose("vi.outcome", "not needled: referred")
    person.picture("case-3-referred")
    assert not person.visit.shelf.leaflet.isVisible()
    write_referral(person, "Emergency department", "case-3-letter")
    person.sign()


def _felt(seen: Evidence) -> bool:
    on_the_20th, on_the_27th = (
        [mark for mark in seen.on(day).marks.values() if isinstance(mark, PainArea)]
        for day in ("2026-11-20", "2026-11-27")
    )
    return [(area.quality, area.site.side) for area in on_the_20th] == [
        (PainQuality.DULL_ACHE, Side.LEFT)
    ] and [(area.quality, area.site.side) for area in on_the_27th] == [
        (PainQuality.NUMB_TINGLE, Side.MIDLINE)
    ]


def _pleura(seen: Evidence) -> bool:
    (needle,) = seen.on("2026-11-20").needles()
    return isinstance(needle.site, MapSite) and "hz.pleura" in needle.site.hazards


def _out(seen: Evidence) -> bool:
    (needle,) = seen.on("2026-11-20").needles()
    return needle.came_out is not None and needle.came_out.local().strftime("%H:%M") == "18:13"


def _emergency(seen: Evidence) -> bool:
    session = seen.on("2026-11-20")
    told = session.answers[EMERGENCY]
    counted = session.answers[NEEDLES_REMOVED]
    return (
        told.reply is Reply.YES
        and told.remark == "Pale and sweating"
        and {needle.came_out for needle in session.needles()} == {told.at}
        and counted.number == 1
    )


def _fainted(seen: Evidence) -> bool:
    (event,) = contents(seen.sheets, AdverseEvent)
    session = seen.on("2026-11-20")
    reported = seen.words("case-3-event-report")
    return (
        (event.kind, event.day, event.minute) == ("ae.faint", session.opened.day, 18 * 60 + 13)
        and event.words == "Pale and sweating"
        and event.mark == session.needles()[0].id
        and event.ended == event.day
        and "Faint, or nearly" in reported
        and FAMILY not in reported
    )


def _called(seen: Evidence) -> bool:
    calls = [
        (call.due.isoformat(), [note.outcome for note in call.contacts])
        for call in seen.follow_ups
        if call.session_id == seen.on("2026-11-20").id
    ]
    return calls == [
        ("2026-11-21", [ContactOutcome.REACHED]),
        ("2026-11-22", [ContactOutcome.MESSAGE_LEFT]),
    ]


def _noted_and_signed(seen: Evidence) -> bool:
    notes = [note for call in seen.follow_ups for note in call.contacts]
    return len(notes) == 2 and all(note.signed for note in notes)


def _cannot_become_ready(seen: Evidence) -> bool:
    rules = content.screening()
    found = verdict(rules, seen.on("2026-11-27"), rules.usual_policies, Background())
    told = [rule.urgency for rule in found.blocks]
    return not found.ready and told == ["Emergency department now."] * 2


def _nothing_more_is_asked(seen: Evidence) -> bool:
    session = seen.on("2026-11-27")
    return not any(item.needled and asked(item, session) for item in seen.items)


def _letter(seen: Evidence) -> bool:
    (letter,) = contents(seen.sheets, Letter)
    made, words = seen.papers["case-3-letter"], seen.words("case-3-letter")
    return letter.pdf_sha256 == digest(made).hex() and all(
        each in words
        for each in ("Emergency department", _TOLD, "Answered with yes:", "No needle was set.")
    )


FACTS = (
    Fact("The left thoracolumbar ache and the numbness of the 27th are drawn", _felt),
    Fact("The needle over the pleura is out at 18:13", lambda seen: _pleura(seen) and _out(seen)),
    Fact("Emergency out stamps one time on all needles and asks for the count", _emergency),
    Fact("The faint becomes an adverse event", _fainted),
    Fact("Two calls are due and are kept as contact notes", _called),
    Fact("The contact notes are signed by who wrote them", _noted_and_signed),
    Fact(
        "The leaflet's first box is the chest box",
        lambda seen: chest_box_is_first(seen.words("case-3-leaflet")),
    ),
    Fact("On the 27th the session cannot become ready to needle", _cannot_become_ready),
    Fact(
        "Nothing typed is lost on the 27th, and it ends as not needled: referred",
        lambda seen: (
            _TOLD in "".join(seen.on("2026-11-27").notes.values())
            and outcome(seen.on("2026-11-27")) is Outcome.REFERRED
            and OUTCOME in seen.on("2026-11-27").answers
        ),
    ),
    Fact(
        "Where no needle was opened, no count, hygiene or leaflet is asked", _nothing_more_is_asked
    ),
    Fact(
        "The visit of the 27th is signed",
        lambda seen: seen.signed[seen.on("2026-11-27").id][0].form.meaning is Meaning.AUTHOR,
    ),
    Fact("A referral letter is printed", _letter),
)
