"""One of each document that the application prints, short and long, for what must hold of all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from charting import content
from charting.documents.consent import consent_pdf
from charting.documents.leaflet import leaflet_pdf
from charting.documents.lot_list import lot_list_pdf
from charting.documents.paper import Paper
from charting.domain.boxes import Box
from charting.domain.curves import Entry
from charting.domain.episode_scores import EpisodeScores
from charting.domain.ids import BoxId, SessionId
from charting.domain.leaflet import LeafletFacts, leaflet
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.letters import Code, CodeKind, Letter, LetterKind, VisitSummary
from charting.domain.lots import Handle, Lot
from charting.domain.outcomes import Reading as Read
from charting.domain.outcomes import Scored
from charting.domain.paper_sizes import LABELS, SLIPS
from charting.domain.session import Session
from charting.services.care_papers import CourseReport, OutcomesReport, Reading
from charting.services.course_papers import EpisodeSummary
from charting.services.courses import CourseFile
from charting.services.letters import LetterPage
from charting.services.supplies import LotReport
from charting.services.supply_records import LotLine
from charting.services.vaults import RecoveryPaper
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_1, case_2, case_3, patient
from tests.documents.paper_cases import contacts, label, needle_log, plate, slip, trail
from tests.documents.test_consent import _report as consent
from tests.documents.test_course_papers import DAY, EPISODE, NAMES, PATIENT, REPORT, SESSIONS
from tests.documents.test_course_papers import VERSIONS as EVENTS
from tests.documents.test_reports import _record as record
from tests.documents.test_reports import report as session
from tests.fakes import FixedClock, uuid7

Held = tuple[Session | None, Session] | None

PAPER = Paper(content.body_map(), content.visit_items())
WHO = patient("O’Brien-Szabo", "M.", date(1999, 12, 1))
MOVES = LeafletPlan(
    movements=tuple(
        ChosenMovement(each.id, each.name, each.how, each.usual)
        for each in content.leaflet_texts("en").movements
    )
)
LONG = "Slept on the left side, the ache wanders to the hip by noon. " * 120


def _leaflet(seen: LeafletFacts, plan: LeafletPlan | None = None) -> bytes:
    return leaflet_pdf(leaflet(seen, content.leaflet_texts("en"), plan), content.body_map())


def _letter() -> bytes:
    said = Letter(LetterKind.REFERRAL, DAY, "Dr Wu\nBern", "Referral", "Dear colleague,\n\nThanks.")
    return PAPER.letter(LetterPage(PRACTICE, PRACTITIONER, WHO, said))


def _visit() -> bytes:
    codes = (Code(CodeKind.PROCEDURE, "20561", "CHF 95.00"), Code(CodeKind.DIAGNOSIS, "M54.59"))
    said = VisitSummary(DAY, 13, ("multifidus", "gluteus medius"), codes)
    return PAPER.letter(LetterPage(PRACTICE, PRACTITIONER, WHO, said))


def _outcomes() -> bytes:
    entries = tuple(
        Entry(at(date(2026, 11, day)), Scored("om.nprs", (Read("now", number),)))
        for day, number in ((16, 6), (23, 5), (30, 3))
    )
    return PAPER.outcomes(OutcomesReport(PRACTICE, WHO, None, EpisodeScores(entries), at(DAY)))


def _summary() -> bytes:
    return PAPER.episode_summary(
        EpisodeSummary(PRACTICE, NAMES, PATIENT, EPISODE, SESSIONS, [], EVENTS, at(DAY))
    )


def _course(held: Held = None, replayed: Session | None = None) -> bytes:
    visits = tuple(SESSIONS)
    file = CourseFile(PATIENT, (EPISODE,), EPISODE, (), visits)
    return PAPER.course(CourseReport(PRACTICE, file, at(DAY), held, replayed))


def _lot() -> bytes:
    lot = Lot("AB-1234", date(2028, 6, 30))
    box = Box(BoxId(uuid7(8)), lot, 50, 300, at(DAY), PRACTITIONER.id, Handle.METAL)
    lines = [
        LotLine(WHO, SessionId(uuid7(9)), n, at(DAY), PRACTITIONER.id, n, lot.expiry)
        for n in range(1, 60)
    ]
    return lot_list_pdf(LotReport(PRACTICE, [PRACTITIONER], lot.number, [box], lines, at(DAY)))


def _label(size: str) -> bytes:
    return PAPER.label(label(size))


def _slip(size: str) -> bytes:
    return PAPER.slip(slip(size))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "leaflet": lambda: _leaflet(case_1()),
    "leaflet in large print": lambda: _leaflet(replace(case_2(), large_print=True)),
    "leaflet after the chest": lambda: _leaflet(case_3()),
    "leaflet in easy words": lambda: _leaflet(replace(case_3(), easy_read=True)),
    "leaflet with movements": lambda: _leaflet(case_1(), MOVES),
    "session report": lambda: PAPER.session_report(session()),
    "session report of many pages": lambda: PAPER.session_report(session(note=LONG)),
    "record": lambda: PAPER.record(record()),
    "consent": lambda: consent_pdf(consent()),
    "letter": _letter,
    "visit summary": _visit,
    "education": lambda: PAPER.education(Reading(PRACTICE, WHO, ("ca.lifting",))),
    "outcomes": _outcomes,
    "course": _course,
    "two visits beside each other": lambda: _course(held=(SESSIONS[0], SESSIONS[1])),
    "a visit in its order": lambda: _course(replayed=SESSIONS[1]),
    "event report": lambda: PAPER.event_report(REPORT),
    "episode summary": _summary,
    "who got a lot": _lot,
    "body-map plate": lambda: PAPER.plate(plate()),
    "needles and lots": lambda: PAPER.needle_log(needle_log()),
    "contact notes": lambda: PAPER.contacts(contacts()),
    "trail of changes": lambda: PAPER.trail(trail()),
    **{f"label {size}": partial(_label, size) for size in LABELS},
    **{f"slip {size}": partial(_slip, size) for size in SLIPS},
    "recovery key": lambda: PAPER.recovery_key(
        RecoveryPaper(PRACTICE, PRACTITIONER, ("ABCDE",) * 8, FixedClock().now())
    ),
}
