"""Case 2: a return visit with precautions, both sides, thin needles, and a needle searched for."""

from datetime import date

from PySide6.QtCore import Qt

from charting import content
from charting.domain.adverse_events import AdverseEvent, EventState, lasted_longer, state_on
from charting.domain.body_map import Side
from charting.domain.marks import MapSite
from charting.domain.near_miss import NearMiss
from charting.domain.pain_area import PainArea, PainQuality
from charting.domain.patient import FactKind, Sex
from charting.domain.session import Answer, Reply
from charting.domain.sheet import contents
from charting.domain.treated import treated_muscles
from charting.domain.visit import (
    ANTICOAGULANT,
    NEEDLES_REMOVED,
    PACKS_OPENED,
    Step,
    count_difference,
    next_visit,
)
from charting.wording.roles import hands_words
from tests.documents.reading import sizes
from tests.invented import PASSPHRASE
from tests.person import wait
from tests.walk import calling, episodes
from tests.walk.events import happened, nearly_happened, over_since, see_overdue
from tests.walk.facts import Evidence, Fact, boxes
from tests.walk.keyholder import add_colleague, continue_as
from tests.walk.practitioner import Practitioner

FAMILY = "Nakagawa"
NORA = "Nora Feld"
COLLEAGUE = "Jan Roth"
COLLEAGUES_WORDS = "seven lanterns under snow"
_EPISODE = ("ca.spinal_stenosis", "ca.trigger_points", "sy.dull_ache", "go.pain", "go.rom")
_OVER_MULTIFIDUS = (20, -13)
_PLACES = ((115, -15), (65, -35), _OVER_MULTIFIDUS)
_SUPERFICIAL, _THIN_STATIC = Qt.Key.Key_6, Qt.Key.Key_7
# The needles stand in pairs, the left one first: this is the left lower gluteus medius.
_BRUISED = 3
_REASON = (
    "Apixaban: superficial and static technique only, thin needles, no deep paraspinal needling, "
    "pressure 60 s at each site; discussed"
)
_CHANGES = ("thin_needle", "no_deep_paraspinal", "pressure_60s", "superficial_only")
_TWO_WEEKS = 14


def chart(person: Practitioner) -> None:
    """Type the paper chart in, visit by visit."""
    step = person.hand.step
    add_colleague(person, COLLEAGUE, COLLEAGUES_WORDS)
    person.at("2026-10-22 09:00")
    with step("patient and episode"):
        person.add_patient(FAMILY, "T.", "30.8.1951", Sex.MALE)
        person.note_health(
            [
                (FactKind.MEDICINE, "apixaban"),
                (FactKind.HISTORY, "type 2 diabetes, well controlled"),
            ]
        )
        episodes.plan_episode(
            person, "Ache across the belt line, worse standing", _EPISODE, 6, _TWO_WEEKS
        )
        person.picture("case-2-chart")
    with step("session 1"):
        person.open_session()
        _ask(person, pain=6, first=True)
        _needle(person)
        _close(person, "09:40", counted=6, pain=5)
        person.sign()
        person.back_to_patients()
    _write_up(person)
    person.at("2026-11-08 12:00")
    with step("a call by itself"):
        calling.answer_call(person, Qt.Key.Key_R, "A coin across, does not grow")
    person.at("2026-11-12 09:00")
    with step("the bruise is overdue"):
        told = see_overdue(person, "Still to be seen, yellow and fading")
        assert told == "overdue for 2 days"
    _third(person)


def _third(person: Practitioner) -> None:
    """Session 3, in which a colleague takes over."""
    person.at("2026-11-19 09:30")
    with person.hand.step("session 3"):
        person.find(FAMILY[:4].lower())
        person.nothing_new()
        person.open_session()
        over_since(person, "11.11.2026")
        _ask(person, pain=5, reaction="The bruise was gone after 6 days")
        _pain(person)
        _needle(person)
        _hand_over(person)
        _close(person, "09:52", counted=5, pain=4)
        person.press_sign()
        person.picture("case-2-five-of-six")
        person.at("2026-11-19 09:56")
        person.enter(NEEDLES_REMOVED, "6")
        person.picture("case-2-counted")
        nearly_happened(
            person, "Five of six counted, the sixth was in the towel", "Count before the towel goes"
        )
        _hand_out(person)
        person.sign()
        person.back_to_patients()
        person.see_paper(Qt.Key.Key_F11)
        person.see_paper(Qt.Key.Key_3)
        person.save_paper("case-2-record")
        person.leave_paper()
        continue_as(person, NORA, PASSPHRASE)


def _hand_over(person: Practitioner) -> None:
    person.at("2026-11-19 09:52")
    continue_as(person, COLLEAGUE, COLLEAGUES_WORDS)
    wait(lambda: person.desk.session_page is not None and person.visit.isVisible())
    person.picture("case-2-taken-over")


def _write_up(person: Practitioner) -> None:
    """Session 2, written two days after it was."""
    person.at("2026-11-07 18:30")
    with person.hand.step("session 2, written afterwards"):
        person.find(FAMILY[:4].lower())
        person.open_earlier("5.11.2026", "9:00")
        _ask(person, pain=5)
        _needle(person)
        _close(person, "18:50", counted=6, pain=5)
        person.note("What comes next", "That evening a bruise like a coin, left lower buttock.")
        happened(person, "Bruise", "The size of a coin, that evening", site=_BRUISED)
        person.hand.write(person.visit.shelf.sign_pane.reason, "Paper chart of that day")
        person.picture("case-2-late")
        person.sign()
        person.picture("case-2-late-signed")
        person.back_to_patients()


def _ask(person: Practitioner, pain: int, *, first: bool = False, reaction: str = "") -> None:
    person.open_step("Prepare")
    if first:
        person.reply("rf.age", Reply.YES)
    person.reply(ANTICOAGULANT, Reply.YES, _REASON)
    person.change(ANTICOAGULANT, _CHANGES)
    person.picture("case-2-anticoagulant")
    person.reply("pr.diabetes", Reply.YES)
    if reaction:
        person.reply("ck.last_reaction", Reply.YES, reaction)
    person.ask_rest(Step.PREPARE)
    person.score("om.nprs.before", pain)
    person.picture("case-2-prepare")


def _pain(person: Practitioner) -> None:
    person.open_step("Insert")
    person.arm(Qt.Key.Key_P)
    person.draw_round(0, -18, 120, 20)
    for _ in range(5):
        person.hand.press(Qt.Key.Key_V)
    person.rest()
    person.picture("case-2-belt-line")


def _needle(person: Practitioner) -> None:
    person.open_step("Insert")
    person.arm(_THIN_STATIC)
    person.arm(Qt.Key.Key_M)
    for x_mm, y_mm in _PLACES:
        if (x_mm, y_mm) == _OVER_MULTIFIDUS:
            person.arm(_SUPERFICIAL)
        person.place(-x_mm, y_mm)
    person.picture("case-2-needles")


def _close(person: Practitioner, out: str, counted: int, pain: int) -> None:
    person.at(f"{person.clock.now().day} {out}")
    person.all_out(str(counted))
    person.enter(PACKS_OPENED, "6")
    person.ask_rest(Step.FINISH)
    person.score("om.nprs.after", pain)
    person.agree_next(_TWO_WEEKS)
    person.choose("vi.outcome", "needled")


def _hand_out(person: Practitioner) -> None:
    person.click_leaflet()
    person.see_paper(Qt.Key.Key_L)
    person.picture("case-2-leaflet")
    person.save_paper("case-2-leaflet")
    person.see_paper(Qt.Key.Key_2)
    person.save_paper("case-2-report")
    person.leave_paper()


def _belt_line(seen: Evidence) -> bool:
    (ache,) = (mark for mark in seen.last.marks.values() if isinstance(mark, PainArea))
    return (ache.quality, ache.site.side, ache.intensity) == (
        PainQuality.DULL_ACHE,
        Side.MIDLINE,
        5,
    )


def _anticoagulant(seen: Evidence) -> Answer:
    return seen.last.answers[ANTICOAGULANT]


def _mirrored(seen: Evidence) -> bool:
    sites = [n.site for n in seen.last.needles() if isinstance(n.site, MapSite)]
    sides = [[s for s in sites if s.side is side] for side in (Side.LEFT, Side.RIGHT)]
    named = [[(s.muscle, s.level) for s in on] for on in sides]
    return len(sites) == 6 and named[0] == named[1]


def _handed_over(seen: Evidence) -> bool:
    names = hands_words(seen.last, seen.names)
    return names == f"{NORA}, from 09:52 {COLLEAGUE}"


def _late(seen: Evidence) -> bool:
    session = seen.on("2026-11-05")
    (signed,) = seen.signed[session.id]
    late = signed.form.late
    return (
        session.written is not None
        and session.written.day.isoformat() == "2026-11-07"
        and late is not None
        and late.happened == session.opened
        and late.reason == "Paper chart of that day"
        and signed.form.at.utc > session.written.utc
    )


def _refused_until_counted(seen: Evidence) -> bool:
    """“Sign” was pressed at 09:52, with five of six, and again at 09:56."""
    (signed,) = seen.signed[seen.last.id]
    as_signed = signed.form.session
    return (
        as_signed is not None
        and as_signed.answers[NEEDLES_REMOVED].number == 6
        and signed.form.at.local().strftime("%H:%M") == "09:56"
    )


def _bruise_was_overdue(seen: Evidence) -> bool:
    """As it was written down, as it stood on the 12th, and as it was closed."""
    first, last = (
        (sheet, sheet.content) for sheet in seen.sheets if isinstance(sheet.content, AdverseEvent)
    )
    kind = content.event_vocabulary().kinds["ae.bruise"]
    bruised = next(n for n in seen.on("2026-11-05").needles() if n.id == first[1].mark)
    (call,) = [one for one in seen.follow_ups if one.reason == "fu.day5"]
    return (
        isinstance(bruised.site, MapSite)
        and bruised.site.side is Side.LEFT
        and bruised.site.muscle == "m.gluteus_medius"
        and state_on(first[1], kind, date(2026, 11, 12)) is EventState.OVERDUE
        and (call.due, call.contacts[0].at.day) == (date(2026, 11, 10), date(2026, 11, 12))
        and last[1].ended == date(2026, 11, 11)
        and lasted_longer(last[1], kind)
        and state_on(last[1], kind, last[0].at.day) is EventState.OVER
    )


def _near_miss(seen: Evidence) -> bool:
    (miss,) = contents(seen.sheets, NearMiss)
    return (miss.kind, miss.day.isoformat(), miss.minute) == ("nm.count", "2026-11-19", 596)


def _superficial_is_not_treated(seen: Evidence) -> bool:
    treated = treated_muscles(seen.last)
    return (
        len(seen.last.needles()) == 6
        and {each.muscle for each in treated} == {"m.gluteus_medius"}
        and {each.side for each in treated} == {Side.LEFT, Side.RIGHT}
        and "gluteus medius left and right" in seen.words("case-2-report")
    )


def _called_at_once(seen: Evidence) -> bool:
    """Nobody planned it: a bruise on blood thinners makes it due."""
    (call,) = [one for one in seen.follow_ups if one.reason == "fu.anticoag"]
    return (call.due, call.contacts[0].at.day) == (date(2026, 11, 8), date(2026, 11, 8))


FACTS = (
    Fact("The bruise on blood thinners made a call due the day after", _called_at_once),
    Fact("Six needles, mirrored: the same muscles and levels left and right", _mirrored),
    Fact(
        "The bruise of session 2 lasted longer than expected, was overdue, and is closed now",
        _bruise_was_overdue,
    ),
    Fact("The late note of session 2 shows when it was written", _late),
    Fact(
        "The anticoagulant answer demands a reason once, and its modifications are kept",
        lambda seen: (
            _anticoagulant(seen).reply is Reply.YES
            and _anticoagulant(seen).remark == _REASON
            and _anticoagulant(seen).fact == "apixaban"
            and set(_anticoagulant(seen).choice.split()) == set(_CHANGES)
        ),
    ),
    Fact(
        "The leaflet is at least 18 pt and has the bleeding box",
        lambda seen: (
            min(sizes(seen.papers["case-2-leaflet"])) >= 18
            and "You take a blood thinner" in boxes(seen.words("case-2-leaflet"))
            and seen.patient.large_print
        ),
    ),
    Fact("Signing is refused while 5 of 6 are counted", _refused_until_counted),
    Fact("The ache across the belt line is drawn on both sides", _belt_line),
    Fact(
        "The count is 6 of 6 after the search",
        lambda seen: (
            seen.last.answers[NEEDLES_REMOVED].number == 6 and count_difference(seen.last) is None
        ),
    ),
    Fact("The hand-over shows two names", _handed_over),
    Fact("A near miss is recorded", _near_miss),
    Fact("The superficial site is not counted as a treated muscle", _superficial_is_not_treated),
    Fact(
        "The next visit is two weeks later",
        lambda seen: str(next_visit(seen.last)) == "2026-12-03",
    ),
)
