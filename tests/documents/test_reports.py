"""Reports hold any text, however long, and nothing is cut off."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from charting import content
from charting.documents.reports import session_report_pdf
from charting.domain.ids import EpisodeId, SessionId
from charting.domain.session import NoteSection, Session, Status
from charting.services.ports import SessionReport
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_1, elsewhere, needle
from tests.documents.reading import opened, outside, text
from tests.fakes import uuid7


def report(note: str = "", region: str = "thigh", status: Status = Status.DRAFT) -> SessionReport:
    seen = case_1()
    marks = (*seen.marks, replace(needle(9, elsewhere(region)), remark=note))
    session = Session(
        SessionId(uuid7(1)),
        seen.patient.id,
        EpisodeId(uuid7(2)),
        1,
        PRACTITIONER.id,
        at(seen.day),
        status,
        marks=MappingProxyType({mark.id: mark for mark in marks}),
        notes=MappingProxyType({NoteSection.PLAN: note} if note else {}),
    )
    return SessionReport(
        PRACTICE, [PRACTITIONER], seen.patient, None, session, None, at(seen.day, 17)
    )


def made(one: SessionReport) -> bytes:
    return session_report_pdf(one, content.body_map(), content.visit_items())


def test_a_signed_report_is_not_called_a_draft() -> None:
    assert "not signed" in text(made(report()))
    assert "not signed" not in text(made(report(status=Status.SIGNED)))


def test_a_long_note_and_a_long_region_flow_over_the_pages() -> None:
    words = " ".join(f"word{n}" for n in range(3_000))
    one = made(report(words, "region " * 400))
    assert len(opened(one).pages) > 3
    read = text(one)
    assert "word2999" in read
    assert read.count("region") == 400
    assert not outside(one)


@given(st.text(max_size=300))
@settings(max_examples=20)
def test_no_text_breaks_a_report(note: str) -> None:
    one = replace(report(note, note), practice=replace(PRACTICE, name=note))
    assert opened(made(one)).pages
