"""Boxes, presets and lots in every kind of records."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from charting.domain.audit import Action
from charting.domain.changes import AddMark, RemoveMark, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import BoxId
from charting.domain.lots import Handle, Lot
from charting.domain.session import Session, Status
from charting.domain.stimulation import USUAL
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from charting.services.supplies import Supplies
from tests.fakes import CountingIds, TickingClock
from tests.invented import PRESET, people, places
from tests.storage.backends import NORA, Backend, Memory

OLD, NEW = Lot("AB-1", date(2027, 1, 31)), Lot("AB-2", date(2028, 6, 30))


class Cupboard:
    """Somebody at work with needles."""

    def __init__(self, records: Records, start: int = 700_000) -> None:
        self.records, self.clock, self.ids = records, TickingClock(), CountingIds(start)
        self.supplies = Supplies(records, self.clock, self.ids, NORA)
        self.sessions = Sessions(records.sessions, self.clock, self.ids, NORA)
        self.patients = Patients(records.patients, records.trail, self.clock, self.ids, NORA)

    def needled(self, *lots: Lot | None) -> Session:
        """A visit of somebody new with a needle of each lot."""
        patient = self.patients.add(next(people(1, self.ids)))
        session = self.sessions.open_today(patient.id)
        for site, lot in zip(places(len(lots)), lots, strict=True):
            change = AddMark(replace(self.sessions.needle(site, PRESET), lot=lot))
            self.sessions.store(self.sessions.entry(session, change))
            session = apply(change, session)
        return session


def test_a_box_is_opened_in_the_place_of_the_one_of_its_size(records: Records) -> None:
    cupboard = Cupboard(records)
    supplies = cupboard.supplies
    (first,) = supplies.open_box(OLD, 50, 300, Handle.METAL, "04012345678901")
    assert (first.lot, first.handle, first.gtin) == (OLD, Handle.METAL, "04012345678901")
    assert supplies.open_box(OLD, 50, 300, Handle.METAL) == (first,)
    (other, _first) = supplies.open_box(OLD, 30, 200)
    (second, kept) = supplies.open_box(NEW, 50, 300, Handle.METAL)
    assert (kept, second.lot) == (other, NEW)
    (away, still, now) = supplies.boxes()
    assert (away.id, still, now) == (first.id, other, second)
    assert away.put_away is not None
    assert supplies.put_away(second) == (other,)
    with pytest.raises(Refused) as refused:
        supplies.put_away(replace(second, id=BoxId(cupboard.ids.new())))
    assert refused.value.code is ErrorCode.NOT_FOUND
    told = [entry.action for entry in records.trail.chain(records.practice.practice().id)]
    assert told[-4:] == [*[Action.BOX_OPENED] * 3, Action.BOX_PUT_AWAY]


def test_a_box_past_its_day_is_not_opened(records: Records) -> None:
    supplies = Cupboard(records).supplies
    past = Lot("AB-0", date(2026, 11, 22))
    with pytest.raises(Refused) as refused:
        supplies.open_box(past, 50, 300)
    assert refused.value.code is ErrorCode.LOT_EXPIRED
    assert supplies.boxes() == ()
    # The day that stands on it is the last one.
    (box,) = supplies.open_box(replace(past, expiry=past.expiry + timedelta(days=1)), 50, 300)
    assert box.lot.number == "AB-0"


def test_a_preset_is_kept_for_one_key_of_one_person(records: Records) -> None:
    supplies = Cupboard(records).supplies
    assert supplies.presets((PRESET,)) == {1: PRESET}
    own = replace(PRESET, length=30, handle=Handle.PLASTIC, stimulation=USUAL)
    assert supplies.keep_preset(1, own, (PRESET, PRESET)) == {1: own, 2: PRESET}
    longer = replace(own, length=75)
    supplies.keep_preset(1, longer, (PRESET,))
    assert supplies.keep_preset(9, own, (PRESET,)) == {1: longer, 9: own}
    with pytest.raises(Refused) as refused:
        supplies.keep_preset(10, own, (PRESET,))
    assert refused.value.code is ErrorCode.VALUE_OUT_OF_RANGE


def test_who_got_a_lot_is_found_among_all(backend: Backend) -> None:
    records = backend.open()
    cupboard = Cupboard(records)
    first = cupboard.needled(OLD, NEW, OLD)
    cupboard.needled(NEW, None)
    later = cupboard.needled(OLD)
    taken_out = cupboard.needled(OLD)
    (needle,) = taken_out.needles()
    cupboard.sessions.store(cupboard.sessions.entry(taken_out, RemoveMark(needle)))
    report = cupboard.supplies.who_got(" ab-1")
    assert [line.session_id for line in report.lines] == [later.id, first.id]
    assert [line.needles for line in report.lines] == [1, 2]
    assert [line.patient.id for line in report.lines] == [later.patient_id, first.patient_id]
    assert {line.expiry for line in report.lines} == {OLD.expiry}
    assert (report.needles, report.patients, report.boxes) == (3, 2, ())
    last = records.trail.chain(records.practice.practice().id)[-1]
    assert last.action is Action.LOT_TRACED
    if isinstance(backend, Memory):
        wrong = replace(backend.kept.sessions[later.id], status=Status.IN_ERROR)
        backend.kept.sessions[later.id] = wrong
    else:
        backend.tamper(
            "UPDATE sessions SET status = 'entered_in_error' WHERE id = :id", id=later.id.bytes
        )
    assert [line.session_id for line in cupboard.supplies.who_got("AB-1").lines] == [first.id]
    records.close()


def test_a_lot_nobody_knows_is_refused(records: Records) -> None:
    supplies = Cupboard(records).supplies
    for typed, code in (("AB-9", ErrorCode.LOT_UNKNOWN), ("  ", ErrorCode.FIELD_MISSING)):
        with pytest.raises(Refused) as refused:
            supplies.who_got(typed)
        assert refused.value.code is code
    supplies.open_box(NEW, 50, 300)
    report = supplies.who_got("AB-2")
    assert (report.lines, [box.lot for box in report.boxes]) == ((), [NEW])
