"""What must be true of case 1 once it is charted."""

from charting.domain.asking import CONSENT_WRITTEN
from charting.domain.assessment import nerves_tested
from charting.domain.body_map import Side
from charting.domain.canonical import digest
from charting.domain.letters import Letter, LetterKind, VisitSummary
from charting.domain.marks import Bleeding, MapSite, Position
from charting.domain.moment import Moment
from charting.domain.outcomes import Scored
from charting.domain.pain_area import PainArea, PainQuality
from charting.domain.session import NoteSection, Reply, Status
from charting.domain.sheet import contents
from charting.domain.visit import LEAFLET_GIVEN, NEEDLES_REMOVED, PACKS_OPENED, next_visit
from charting.forms import assessment_grid
from tests.walk.facts import Evidence, Fact, chest_box_is_first

_DISCHARGED = (
    "The episode of care ended on 16.11.2026: Moved away, Moves for work",
    "Fingertips to floor 24 cm 17 cm 17 cm 7 cm better (29 %): no published threshold",
    "afterwards better, 17 cm, 7 cm less than before",
    "No adverse event is on file.",
    "From here on: Review of the lifting at work.",
    "The patient knows when to seek help:",
)


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
    reach, pain = (seen.last.answers[f"om.sign{each}.after"] for each in ("", ".2"))
    told = "24 cm; afterwards better, 17 cm, 7 cm less than before."
    return (
        (reach.number, reach.choice, pain.number, pain.choice)
        == (170, "better cm", 4, "better nprs")
        and told in seen.last.notes[NoteSection.TREATMENT]
        and "2 points less than before" in seen.words("case-1-report")
    )


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
    Fact(
        "The episode is ended with its reason and summary; the discharge letter tells them, with "
        "the table of outcomes, events and what comes next",
        lambda seen: seen.tells("case-1-discharge", _DISCHARGED),
    ),
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
    Fact("The comparable signs are better, measured, and their difference is told", _sign),
    Fact("The count is 4 of 4", _count),
    Fact("Bleeding is recorded at one site", _bleeding),
    Fact("In from 16:14 to 16:24 prone, and at 16:26 on the left side", _times),
    Fact("The drafted note names every site", _draft),
    Fact(
        "The next visit is a week later",
        lambda seen: str(next_visit(seen.last)) == "2026-11-23",
    ),
)
