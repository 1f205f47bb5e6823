"""Papers that were handed out in every kind of records: kept as they were, shown byte for byte."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from charting.domain.audit import Action
from charting.domain.canonical import digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind, Way
from charting.domain.proof import Finding, Flaw
from charting.exchange.json_record import JsonRecord
from charting.services.given_papers import GivenPapers
from charting.services.ports import Records
from charting.services.record_files import RecordFiles
from tests.fakes import CountingIds, Kept, TickingClock
from tests.signing_desk import NORA, SigningDesk
from tests.storage.backends import Backend, Memory, found

PDF = b"%PDF-1.7 \x00\xff" * 5_000


@pytest.fixture
def given(records: Records) -> GivenPapers:
    return GivenPapers(records, TickingClock(), CountingIds(900_000), NORA)


def test_a_paper_is_kept_with_its_hash_and_shown_again(
    records: Records, given: GivenPapers
) -> None:
    desk = SigningDesk(records)
    patient = desk.patient()
    visit = desk.charted(patient)
    given.keep(visit.id, Kind.LEAFLET, "A4", PDF, Way.PRINTED)
    given.keep(patient.id, Kind.RECORD, "Letter", PDF[1:], Way.MAILED)

    latest, first = given.of_patient(patient.id)
    assert (first.kind, first.way, first.session_id) == (Kind.LEAFLET, Way.PRINTED, visit.id)
    assert (latest.kind, latest.way, latest.session_id) == (Kind.RECORD, Way.MAILED, None)
    assert (first.sha256, first.by, first.sheet) == (digest(PDF), NORA.id, "A4")
    assert given.shown(first) == PDF
    assert given.shown(latest) == PDF[1:]
    told = [entry.action for entry in records.trail.chain(visit.id)]
    assert told[-2:] == [Action.PRINTED, Action.PAPER_SHOWN]
    assert records.counts()["given_papers"] == 2
    assert desk.findings() == ()


def test_the_same_bytes_are_kept_once_for_each_patient(
    records: Records, given: GivenPapers
) -> None:
    desk = SigningDesk(records)
    one, other = desk.patient(), desk.patient("Li", "Anh")
    for patient in (one, one, other):
        given.keep(patient.id, Kind.EDUCATION, "A4", PDF, Way.SAVED)
    assert [len(given.of_patient(each.id)) for each in (one, other)] == [2, 1]
    assert given.shown(given.of_patient(other.id)[0]) == PDF
    assert not records.papers.bring(one.id, digest(PDF), PDF)


def test_what_is_no_patients_and_what_is_not_kept_are_refused(
    records: Records, given: GivenPapers
) -> None:
    patient = SigningDesk(records).patient()
    with pytest.raises(Refused) as refused:
        given.keep(NORA.id, Kind.LEAFLET, "A4", PDF, Way.SAVED)
    assert refused.value.code is ErrorCode.NOT_FOUND
    given.keep(patient.id, Kind.LEAFLET, "A4", PDF, Way.SAVED)
    (paper,) = given.of_patient(patient.id)
    with pytest.raises(Refused) as refused:
        given.shown(replace(paper, sha256=bytes(32)))
    assert refused.value.code is ErrorCode.PAPER_NOT_KEPT


def test_a_record_travels_with_its_papers_and_their_bytes_follow(records: Records) -> None:
    elsewhere = found(Memory(Kept()).open())
    desk = SigningDesk(elsewhere)
    patient = desk.patient()
    given = GivenPapers(elsewhere, TickingClock(), CountingIds(910_000), NORA)
    given.keep(desk.charted(patient).id, Kind.LEAFLET, "A4", PDF, Way.SAVED)
    there, here = (
        RecordFiles(each, JsonRecord(), TickingClock(), CountingIds(start), NORA)
        for each, start in ((elsewhere, 920_000), (records, 930_000))
    )
    data = there.give_out(patient.id)
    record = here.take_in(data).record

    assert records.papers.of_patient(patient.id) == given.of_patient(patient.id)
    assert records.whole.of_patient(patient.id) == record
    (paper,) = record.papers
    assert records.papers.pdf(patient.id, paper.sha256) is None
    assert not records.papers.bring(patient.id, bytes(32), PDF)
    assert records.papers.bring(patient.id, paper.sha256, PDF)
    assert records.papers.pdf(patient.id, paper.sha256) == PDF
    assert here.take_in(data).already


def test_the_check_of_the_record_finds_a_paper_that_is_another(
    records: Records, given: GivenPapers, backend: Backend
) -> None:
    desk = SigningDesk(records)
    patient = desk.patient()
    given.keep(patient.id, Kind.LEAFLET, "A4", PDF, Way.SAVED)
    if isinstance(backend, Memory):
        backend.kept.paper_files[patient.id, digest(PDF)] = PDF[1:]
    else:
        backend.tamper("DELETE FROM paper_files")
        backend.tamper(
            "INSERT INTO paper_files SELECT patient_id, sha256, sha256 FROM given_papers"
        )
    with pytest.raises(Refused) as refused:
        given.shown(given.of_patient(patient.id)[0])
    assert refused.value.code is ErrorCode.PAPER_DAMAGED
    assert Finding(Flaw.PAPER, patient.id) in desk.findings()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE given_papers SET way = 'saved'",
        "DELETE FROM given_papers",
        "UPDATE paper_files SET pdf = sha256",
    ],
)
def test_nobody_changes_what_was_handed_out(
    records: Records, given: GivenPapers, backend: Backend, statement: str
) -> None:
    if isinstance(backend, Memory):
        pytest.skip("memory has no SQL")
    patient = SigningDesk(records).patient()
    given.keep(patient.id, Kind.LETTER, "A4", PDF, Way.PRINTED)
    with pytest.raises(DBAPIError, match="stays as it is"):
        backend.tamper(statement)
    assert given.shown(given.of_patient(patient.id)[0]) == PDF
