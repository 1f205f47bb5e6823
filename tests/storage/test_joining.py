"""One patient charted in two practices comes together again, in every kind of records: nothing that
is here is written over, what was signed keeps its bytes, and the record proves whole afterwards.
"""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from charting import content
from charting.domain.arrival import OFFERED, Coming, What
from charting.domain.audit import first_break
from charting.domain.changes import EditNote
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactOutcome
from charting.domain.given_papers import Kind, Way
from charting.domain.ids import PatientId
from charting.domain.near_miss import NearMiss
from charting.domain.patient import FactKind, Patient
from charting.domain.record import PatientRecord, in_stable_order
from charting.domain.session import NoteSection, Session, Status
from charting.exchange.json_record import JsonRecord
from charting.services.follow_ups import FollowUps
from charting.services.given_papers import GivenPapers
from charting.services.ports import Records
from charting.services.record_files import RecordFiles
from tests.exchange.archive_forms import arriving_at, ended
from tests.fakes import Kept
from tests.signing_desk import IDS, NORA, SigningDesk
from tests.storage.backends import Memory, found, trace

MISSED = NearMiss(date(2026, 11, 20), "A pack lay open.")


class Desk(SigningDesk):
    """A practice that gives records out and takes them in."""

    def __init__(self, records: Records, folder: Path) -> None:
        super().__init__(records)
        self._folder = folder
        self.calls = FollowUps(records.follow_ups, self.clock, self.ids, NORA)

    def given_out(self, patient: Patient) -> Path:
        """The record of a patient as a file."""
        files = RecordFiles(self.records, JsonRecord(), self.clock, self.ids, NORA)
        file = self._folder / "record.json"
        files.save(patient.id, file, replace=True)
        return file

    def take(self, file: Path, *, all_of_it: bool = True) -> Coming:
        """Take a record in, with everything that can be decided."""
        arriving = arriving_at(self.records, NORA, IDS)
        (seen,) = ended(arriving.looking(file))
        (came,) = ended(
            arriving.taking(file, "", lambda coming: all_of_it and coming.what in OFFERED)
        )
        assert (seen.what, seen.joined) == (came.what, came.joined) or came.what is What.REFUSED
        return came

    def record(self, patient: Patient) -> PatientRecord:
        """All that is on file."""
        return in_stable_order(self.records.whole.of_patient(patient.id))

    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        assert self.findings() == ()
        assert not self.records.problems()
        trail = self.records.trail
        return all(first_break(trail.chain(chain)) is None for chain in trail.chains())


Two = tuple[Desk, Desk, Patient]


@pytest.fixture
def two(records: Records, tmp_path: Path) -> Two:
    """A practice in each kind of records and one in memory, with the same patient: a signed visit
    and one that is open.
    """
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    here = Desk(records, tmp_path / "here")
    there = Desk(found(Memory(Kept()).open()), tmp_path / "there")
    patient = here.patient()
    here.patients.add_fact(patient.id, FactKind.ALLERGY, "nickel")
    here.signing.sign(here.charted(patient))
    here.charted(patient)
    assert there.take(here.given_out(patient)).what is What.NEW
    assert there.record(patient) == here.record(patient)
    there.clock.run_on(timedelta(days=10))
    return here, there, patient


def _open_visit(desk: Desk, patient: Patient) -> Session:
    line = next(each for each in desk.sessions.timeline(patient.id) if each.status is Status.DRAFT)
    return desk.records.sessions.session(line.id)


def _much_is_done(desk: Desk, patient_id: PatientId) -> None:
    """Everything that can be done to a record, there."""
    patient = desk.records.patients.patient(patient_id)
    desk.patients.correct(replace(patient, phone="079 1"))
    (fact,) = desk.patients.facts(patient_id)
    desk.patients.end_fact(fact)
    desk.patients.add_fact(patient_id, FactKind.MEDICINE, "apixaban")
    desk.patients.review(patient_id)
    desk.patients.measure(patient_id, "reference", spine=154)
    sheet = desk.sheets.file(patient_id, MISSED)
    desk.sheets.strike(desk.sheets.amend(sheet, replace(MISSED, words="Nothing.")), "in error")
    opened = _open_visit(desk, patient)
    desk.signing.sign(desk.make(opened, EditNote(NoteSection.PLAN, "", "Walk.")))
    fresh = desk.charted(patient)
    call = desk.calls.plan_call(fresh, content.follow_up_plan().calls[0])
    desk.calls.note_contact(call, ContactOutcome.REACHED, "well")
    signed = desk.charted(patient, note="Well.")
    desk.signing.sign(signed)
    desk.signing.add(signed.id, "Rang back: still well.")
    episode = desk.sessions.episode_for(patient_id)
    desk.sessions.end_episode(episode, "goals_met")


def test_what_went_on_elsewhere_is_added_whole(two: Two) -> None:
    here, there, patient = two
    there.patients.viewed(patient.id)
    here.patients.viewed(patient.id)
    _much_is_done(there, patient.id)
    assert there.is_whole()

    came = here.take(there.given_out(patient))

    assert (came.what, came.took) == (What.GOES_ON, True)
    mine, theirs = here.record(patient), there.record(patient)
    for part in (
        *("patient", "facts", "measures", "episodes", "sessions"),
        *("follow_ups", "sheets", "signed"),
    ):
        assert getattr(mine, part) == getattr(theirs, part), part
    assert here.is_whole()
    assert here.take(there.given_out(patient)).what is What.SAME
    # And back: there is nothing here that is not there.
    assert there.take(here.given_out(patient)).what is What.SAME
    here.charted(patient)
    assert here.take(there.given_out(patient)).what is What.BEHIND
    assert there.is_whole()


def test_what_was_done_on_both_sides_stays_and_the_rest_is_added(two: Two) -> None:
    here, there, patient = two
    opened = _open_visit(here, patient)
    here.make(opened, EditNote(NoteSection.PLAN, "", "Rest."))
    here.patients.correct(replace(here.records.patients.patient(patient.id), phone="044 1"))
    here.patients.add_fact(patient.id, FactKind.MEDICINE, "ibuprofen")
    before = here.record(patient)
    there.patients.correct(replace(there.records.patients.patient(patient.id), phone="079 1"))
    there.make(opened, EditNote(NoteSection.PLAN, "", "Walk."))
    there.patients.add_fact(patient.id, FactKind.MEDICINE, "apixaban")
    there.charted(patient)

    left = here.take(there.given_out(patient), all_of_it=False)
    assert (left.what, left.took) == (What.PARTED, False)
    assert here.record(patient) == before
    came = here.take(there.given_out(patient))

    assert came.joined is not None
    assert (len(came.joined.parted_visits), came.joined.parted_facts) == (1, 1)
    now = here.record(patient)
    assert now.patient == before.patient
    assert set(before.facts) < set(now.facts)
    assert len(now.facts) == 3
    assert set(map(_told, before.sessions)) < set(map(_told, now.sessions))
    assert len(now.sessions) == 3
    assert here.is_whole()


def _told(session: object) -> str:
    return repr(session)


def test_what_both_signed_stays_as_each_signed_it(two: Two) -> None:
    here, there, patient = two
    here.signing.sign(here.charted(patient, note="Here."))
    there.signing.sign(there.charted(patient, note="There."))
    draft = there.charted(patient, note="Not signed.")
    signed = here.records.signed.chain(patient.id)

    came = here.take(there.given_out(patient))

    assert came.what is What.PARTED
    assert here.records.signed.chain(patient.id) == signed
    assert draft in here.record(patient).sessions
    assert here.is_whole()


def test_a_record_that_says_what_its_trail_does_not_is_refused(two: Two, tmp_path: Path) -> None:
    here, there, patient = two
    there.patients.add_fact(patient.id, FactKind.MEDICINE, "apixaban")
    before = here.record(patient)
    file = there.given_out(patient)
    text = file.read_text("utf-8")
    file.write_text(text.replace('"text": "apixaban"', '"text": "nothing"', 1), "utf-8")
    assert file.read_text("utf-8") != text

    came = here.take(file)

    assert came.what is What.REFUSED
    assert here.record(patient) == before


def test_what_changed_meanwhile_is_not_written_over(two: Two) -> None:
    here, there, patient = two
    there.charted(patient)
    file = there.given_out(patient)
    whole = here.records.whole
    before = whole.of_patient(patient.id)
    here.patients.add_fact(patient.id, FactKind.MEDICINE, "ibuprofen")
    with pytest.raises(Refused) as refused:
        whole.join(before, before, (), (), trace(7))
    assert refused.value.code is ErrorCode.STALE_RECORD
    came = here.take(file)

    assert came.what is What.GOES_ON
    assert len(here.record(patient).sessions) == 3
    assert here.is_whole()


def test_a_paper_looked_at_again_there_is_no_change_of_the_visit(two: Two) -> None:
    here, there, patient = two
    given = GivenPapers(there.records, there.clock, there.ids, NORA)
    given.keep(_open_visit(there, patient).id, Kind.SESSION, "A4", b"%PDF-1.7", Way.MAILED)
    assert here.take(there.given_out(patient)).what is What.GOES_ON
    (paper,) = given.of_patient(patient.id)
    given.shown(paper)
    here.make(_open_visit(here, patient), EditNote(NoteSection.PLAN, "", "Walk."))
    assert here.take(there.given_out(patient)).what is What.BEHIND
