"""Papers that show one thing of a record, and small paper, of invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from charting.domain.audit import START, Action, AuditEntry, ChainHead, Trace, link
from charting.domain.follow_up import ContactNote, ContactOutcome, FollowUp, FollowUpKind
from charting.domain.ids import ContactId, EntryId, EpisodeId, FollowUpId, SessionId
from charting.domain.lots import Handle, Lot
from charting.domain.marks import Needle
from charting.domain.session import Session
from charting.services.record_papers import (
    About,
    ContactReport,
    NeedleLog,
    PlateReport,
    SignedVisit,
    TrailReport,
)
from charting.services.small_papers import Label, Slip
from tests.documents.cases import PRACTICE, PRACTITIONER, at, patient
from tests.documents.test_reports import report
from tests.fakes import uuid7

WHO = patient("O’Brien-Szabo", "M.", date(1999, 12, 1))
DAY = date(2026, 11, 24)
ABOUT = About(PRACTICE, WHO, {PRACTITIONER.id: PRACTITIONER.name}, at(DAY))
LOT = Lot("AB-1234", date(2028, 6, 30))


def plate(about: About = ABOUT) -> PlateReport:
    """The marks of a visit."""
    seen = report()
    return PlateReport(about, SignedVisit(seen.session, seen.signatures), seen.measures)


def needle_log(visits: int = 12, about: About = ABOUT) -> NeedleLog:
    """Needles of so many visits, of every second one with its lot."""
    seen = report()
    return NeedleLog(
        about,
        [
            SignedVisit(_numbered(seen.session, number), seen.signatures)
            for number in range(1, visits + 1)
        ],
    )


def _numbered(session: Session, number: int) -> Session:
    lot, handle = (LOT, Handle.METAL) if number % 2 else (None, None)
    marks = {
        key: replace(mark, lot=lot, handle=handle) if isinstance(mark, Needle) else mark
        for key, mark in session.marks.items()
    }
    return replace(session, number=number, marks=marks)


def contacts(words: str = "All well; score 3<5 <L5 & no bruise.") -> ContactReport:
    """A call with two tries, and one that nobody has made yet."""
    call = FollowUp(
        *(FollowUpId(uuid7(6)), WHO.id, EpisodeId(uuid7(2)), None, FollowUpKind.CALL),
        *(DAY, at(DAY), PRACTITIONER.id),
        reason="fu.24h",
    )
    tried = call
    for number, (came, said) in enumerate(
        ((ContactOutcome.NO_ANSWER, ""), (ContactOutcome.REACHED, words))
    ):
        note = ContactNote(ContactId(uuid7(20 + number)), at(DAY), PRACTITIONER.id, came, said)
        tried = tried.with_contact(note)
    return ContactReport(ABOUT, [tried, replace(call, id=FollowUpId(uuid7(9)))])


def trail(number: int = 120, about: About = ABOUT) -> TrailReport:
    """A trail of so many entries, of the patient and of one visit."""
    visit = SessionId(uuid7(4))
    chains: Mapping[UUID, list[AuditEntry]] = {WHO.id: [], visit: []}
    entries: list[AuditEntry] = []
    for n in range(number):
        chain = visit if n % 5 else WHO.id
        so_far = chains[chain]
        action = list(Action)[n % len(Action)]
        moment = at(DAY + timedelta(days=n // 40), 8 + n % 9)
        trace = Trace(EntryId(uuid7(1000 + n)), chain, moment, PRACTITIONER.id, action, b"{}")
        entry = link(trace, len(so_far) + 1, so_far[-1].hash if so_far else START)
        so_far.append(entry)
        entries.append(entry)
    lasts = [each[-1] for each in chains.values() if each]
    heads = [ChainHead(last.chain, last.number, last.hash) for last in lasts]
    return TrailReport(about, entries, {visit: 3}, heads)


def label(sheet: str = "89 × 36 mm") -> Label:
    """A label with a name."""
    return Label(PRACTICE, WHO, sheet)


def slip(sheet: str = "A6", agreed: date | None = DAY) -> Slip:
    """A slip with a day that was agreed, and three that are planned."""
    planned = [DAY + timedelta(days=7 * n) for n in (1, 2, 3)]
    return Slip(PRACTICE, WHO, agreed, planned, at(DAY), sheet)
