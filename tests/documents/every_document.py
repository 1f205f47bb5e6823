"""One of each document that the application prints, short and long, for what must hold of all, on
each size of paper.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from charting import content
from charting.documents.lot_list import lot_list_pdf
from charting.documents.paper import Paper
from charting.documents.paper_by_size import OtherPaper
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
from charting.domain.practice import Practice
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
LONG = "Slept on the left side, the ache wanders to the hip by noon. " * 120


def _moves(language: str) -> LeafletPlan:
    texts = content.leaflet_texts(language).movements
    return LeafletPlan(
        movements=tuple(ChosenMovement(each.id, each.name, each.how, each.usual) for each in texts)
    )


def leaflets(paper: Paper, language: str = "en") -> dict[str, Callable[[], bytes]]:
    """The leaflet in a language, in each of its forms."""
    texts = content.leaflet_texts(language)

    def of(seen: LeafletFacts, plan: LeafletPlan | None = None) -> Callable[[], bytes]:
        return lambda: paper.leaflet(leaflet(seen, texts, plan))

    return {
        "leaflet": of(case_1()),
        "leaflet in large print": of(replace(case_2(), large_print=True)),
        "leaflet after the chest": of(case_3()),
        "leaflet in easy words": of(replace(case_3(), easy_read=True)),
        "leaflet with movements": of(case_1(), _moves(language)),
    }


def _letter(paper: Paper) -> bytes:
    said = Letter(LetterKind.REFERRAL, DAY, "Dr Wu\nBern", "Referral", "Dear colleague,\n\nThanks.")
    return paper.letter(LetterPage(PRACTICE, PRACTITIONER, WHO, said))


def _visit(paper: Paper) -> bytes:
    codes = (Code(CodeKind.PROCEDURE, "20561", "CHF 95.00"), Code(CodeKind.DIAGNOSIS, "M54.59"))
    said = VisitSummary(DAY, 13, ("multifidus", "gluteus medius"), codes)
    return paper.letter(LetterPage(PRACTICE, PRACTITIONER, WHO, said))


def _outcomes(paper: Paper) -> bytes:
    entries = tuple(
        Entry(at(date(2026, 11, day)), Scored("om.nprs", (Read("now", number),)))
        for day, number in ((16, 6), (23, 5), (30, 3))
    )
    return paper.outcomes(OutcomesReport(PRACTICE, WHO, None, EpisodeScores(entries), at(DAY)))


def _summary(paper: Paper) -> bytes:
    return paper.episode_summary(
        EpisodeSummary(PRACTICE, NAMES, PATIENT, EPISODE, SESSIONS, [], EVENTS, at(DAY))
    )


def _course(paper: Paper, held: Held = None, replayed: Session | None = None) -> bytes:
    visits = tuple(SESSIONS)
    file = CourseFile(PATIENT, (EPISODE,), EPISODE, (), visits)
    return paper.course(CourseReport(PRACTICE, file, at(DAY), held, replayed))


def _lot(practice: Practice) -> bytes:
    lot = Lot("AB-1234", date(2028, 6, 30))
    box = Box(BoxId(uuid7(8)), lot, 50, 300, at(DAY), PRACTITIONER.id, Handle.METAL)
    lines = [
        LotLine(WHO, SessionId(uuid7(9)), n, at(DAY), PRACTITIONER.id, n, lot.expiry)
        for n in range(1, 60)
    ]
    return lot_list_pdf(LotReport(practice, [PRACTITIONER], lot.number, [box], lines, at(DAY)))


def every(size: str = "") -> dict[str, Callable[[], bytes]]:
    """Each document by its name, on a size of paper."""
    paper = OtherPaper(PAPER._map, PAPER._items, size) if size else PAPER
    practice = replace(PRACTICE, paper=size or PRACTICE.paper)
    recovery = RecoveryPaper(practice, PRACTITIONER, ("ABCDE",) * 8, FixedClock().now())
    return {
        **leaflets(paper),
        "session report": lambda: paper.session_report(session()),
        "session report of many pages": lambda: paper.session_report(session(note=LONG)),
        "record": lambda: paper.record(record()),
        "consent": lambda: paper.consent(consent()),
        "letter": lambda: _letter(paper),
        "visit summary": lambda: _visit(paper),
        "education": lambda: paper.education(Reading(PRACTICE, WHO, ("ca.lifting",))),
        "outcomes": lambda: _outcomes(paper),
        "course": lambda: _course(paper),
        "two visits beside each other": lambda: _course(paper, held=(SESSIONS[0], SESSIONS[1])),
        "a visit in its order": lambda: _course(paper, replayed=SESSIONS[1]),
        "event report": lambda: paper.event_report(REPORT),
        "episode summary": lambda: _summary(paper),
        "who got a lot": lambda: _lot(practice),
        "body-map plate": lambda: paper.plate(plate()),
        "needles and lots": lambda: paper.needle_log(needle_log()),
        "contact notes": lambda: paper.contacts(contacts()),
        "trail of changes": lambda: paper.trail(trail()),
        "recovery key": lambda: paper.recovery_key(recovery),
    }


def small() -> dict[str, Callable[[], bytes]]:
    """The papers of a label printer, and the slips."""

    def label_of(size: str) -> bytes:
        return PAPER.label(label(size))

    def slip_of(size: str) -> bytes:
        return PAPER.slip(slip(size))

    return {
        **{f"label {size}": partial(label_of, size) for size in LABELS},
        **{f"slip {size}": partial(slip_of, size) for size in SLIPS},
    }


DOCUMENTS = every() | small()
