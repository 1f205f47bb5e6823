"""What is handed out is made of the record as it stands, and leaves its trace."""

import json
from pathlib import Path

import pytest

from charting import content
from charting.documents.paper import Paper
from charting.domain.audit import Action, first_break
from charting.domain.canonical import digest
from charting.domain.changes import AddMark, Change, EditNote, SetAnswer, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.domain.session import Answer, NoteSection, Reply, Session
from charting.domain.visit import NEXT_VISIT
from charting.services.handouts import Handouts
from charting.services.leaflet_facts import Reader
from charting.services.practices import OpenPractice
from tests.documents.cases import elsewhere, on_the_map
from tests.documents.reading import fonts, opened, outside, text
from tests.fakes import CountingIds, FixedClock, MemoryRecords
from tests.invented import PRESET, people

NOTE = "score 3<5 <L5\n<img src='/x'> & so on"


@pytest.fixture
def handouts(records: MemoryRecords, practice: OpenPractice, clock: FixedClock) -> Handouts:
    paper = Paper(content.body_map(), content.visit_items())
    return Handouts(records, paper, clock, CountingIds(10_000), practice.practitioner)


@pytest.fixture
def session(practice: OpenPractice) -> Session:
    """A visit with a trigger point, two needles, an answer and a note."""
    patient = practice.patients.add(next(people(1)))
    opened_now = practice.sessions.open_today(patient.id)
    make, at = practice.sessions, opened_now.opened
    by = practice.practitioner.id
    changes: list[Change] = [
        AddMark(make.trigger_point(on_the_map(18, 13))),
        AddMark(make.needle(on_the_map(-55, 139), PRESET)),
        AddMark(make.needle(elsewhere("thigh"), PRESET)),
        SetAnswer("pr.anticoag", None, Answer("pr.anticoag", Reply.YES, at, by, "apixaban")),
        SetAnswer(NEXT_VISIT, None, Answer(NEXT_VISIT, None, at, by, choice="2026-12-24")),
        EditNote(NoteSection.SUBJECTIVE, "", NOTE),
    ]
    for change in changes:
        make.store(make.entry(opened_now, change))
        opened_now = apply(change, opened_now)
    return opened_now


def test_the_leaflet_is_made_of_the_session(handouts: Handouts, session: Session) -> None:
    words = text(handouts.leaflet(session.id))
    for wanted in ("near your lung", "You take a blood thinner", "24 December 2026", "Nora Feld"):
        assert wanted in words


def test_it_leaves_a_trace_with_the_hash_of_the_file(
    handouts: Handouts, session: Session, records: MemoryRecords
) -> None:
    made = handouts.leaflet(session.id, Reader(large_print=True))
    chain = records.trail.chain(session.id)
    assert chain[-1].action is Action.LEAFLET_MADE
    what = json.loads(chain[-1].payload or b"")
    assert what["sha256"] == digest(made).hex()
    assert what["large_print"] is True
    assert "bx.chest" in what["texts"]
    assert first_break(chain) is None


def test_the_report_says_all_and_that_it_is_a_draft(handouts: Handouts, session: Session) -> None:
    made = handouts.session_report(session.id)
    words = text(made)
    hazard = content.body_map().hazards["hz.pleura"].name.split()[0]
    for wanted in (
        *("Session report", "Draft, not signed", "multifidus", "still in", "thigh", "0.30 × 50"),
        *("score 3<5 <L5", "<img src='/x'> & so on", "yes, apixaban"),
        *("Nora Feld", hazard, "LEFT", "RIGHT", "Page 1 of", session.opened.zone),
    ):
        assert wanted in words, wanted
    assert not outside(made)
    assert {row[-5] for row in fonts(made)} == {"yes"}


def test_the_record_names_the_patient_on_every_page(
    handouts: Handouts, session: Session, practice: OpenPractice, records: MemoryRecords
) -> None:
    made = handouts.record(session.patient_id)
    patient = practice.patients.patient(session.patient_id)
    pages = opened(made).pages
    assert len(pages) >= 2
    assert all(patient.family in page.extract_text() for page in pages)
    assert records.trail.chain(patient.id)[-1].action is Action.REPORT_MADE


def test_what_is_not_there_is_refused_and_leaves_no_trace(
    handouts: Handouts, session: Session, records: MemoryRecords
) -> None:
    before = len(records.trail.chain(session.id))
    with pytest.raises(Refused) as refused:
        handouts.leaflet(session.id, Reader(language="xx"))
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED
    with pytest.raises(Refused):
        handouts.leaflet(session.id, Reader(language="../en"))
    assert len(records.trail.chain(session.id)) == before
    with pytest.raises(Refused):
        handouts.leaflet(SessionId(CountingIds(5_000_000).new()))


def test_what_was_handed_out_is_told_from_what_was_only_made(
    handouts: Handouts, session: Session, records: MemoryRecords, tmp_path: Path
) -> None:
    made = handouts.made_leaflet(session.id)
    handouts.printed(made)
    handouts.save(made, tmp_path / "leaflet.pdf")
    chain = records.trail.chain(session.id)
    assert [entry.action for entry in chain[-3:]] == [
        Action.LEAFLET_MADE,
        Action.PRINTED,
        Action.SAVED,
    ]
    hashes = {json.loads(entry.payload or b"")["sha256"] for entry in chain[-3:]}
    assert hashes == {digest(made.pdf).hex()}
    assert (tmp_path / "leaflet.pdf").read_bytes() == made.pdf


def test_a_file_that_cannot_be_written_is_refused_and_leaves_no_trace(
    handouts: Handouts, session: Session, records: MemoryRecords, tmp_path: Path
) -> None:
    made = handouts.made_record(session.patient_id)
    before = records.trail.chain(session.patient_id)
    with pytest.raises(Refused) as refused:
        handouts.save(made, tmp_path / "nowhere" / "record.pdf")
    assert refused.value.code is ErrorCode.FILE_NOT_WRITABLE
    assert refused.value.facts == {"file": "record.pdf"}
    assert records.trail.chain(session.patient_id) == before


def test_it_is_printed_as_the_patient_reads(
    handouts: Handouts, session: Session, practice: OpenPractice
) -> None:
    patient = practice.patients.patient(session.patient_id)
    usual = handouts.leaflet(session.id)
    practice.patients.reads_as(patient, large=True, easy=False)
    assert practice.patients.patient(patient.id).large_print
    large = handouts.leaflet(session.id)
    assert len(opened(large).pages) > len(opened(usual).pages)
    assert len(opened(handouts.leaflet(session.id, Reader())).pages) == len(opened(usual).pages)
