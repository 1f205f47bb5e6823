"""A record file with something of everything in it, as a practice gives it out."""

from dataclasses import replace
from datetime import timedelta

from charting import content
from charting.domain.body_map import Side
from charting.domain.changes import (
    AddMark,
    Change,
    EditNote,
    MoveMark,
    RemoveMark,
    SetAnswer,
    apply,
)
from charting.domain.follow_up import ContactOutcome, FollowUpKind
from charting.domain.marks import SiteInWords
from charting.domain.patient import FactKind
from charting.domain.session import NoteSection, Reply
from charting.exchange.json_record import JsonRecord
from charting.services.follow_ups import FollowUps
from charting.services.patients import Patients
from charting.services.record_files import RecordFiles
from charting.services.sessions import Sessions
from tests.fakes import CountingIds, Kept, TickingClock
from tests.invented import PRESET, people, places
from tests.storage.backends import NORA, Memory, found


def whole_file() -> bytes:
    """The file, the same in every run."""
    records = found(Memory(Kept()).open())
    clock, ids = TickingClock(), CountingIds(1_000)
    patients = Patients(records.patients, records.trail, clock, ids, NORA)
    sessions = Sessions(records.sessions, clock, ids, NORA)
    follow_ups = FollowUps(records.follow_ups, clock, ids, NORA)
    patient = patients.add(next(people(1, ids)))
    patients.add_fact(patient.id, FactKind.ALLERGY, "Nickel")
    patients.end_fact(patients.add_fact(patient.id, FactKind.MEDICINE, "apixaban"))
    patients.review(patient.id)
    session = sessions.open_today(patient.id)
    for change in _visit(sessions):
        sessions.store(sessions.entry(session, change))
        session = apply(change, session)
    call = follow_ups.plan_call(session, content.follow_up_plan().calls[0])
    follow_ups.note_contact(call, ContactOutcome.MESSAGE_LEFT, "on the machine")
    day = clock.now().day + timedelta(days=20)
    episode = sessions.episode_for(patient.id)
    review = follow_ups.plan(episode, FollowUpKind.REVIEW, day, "how it goes")
    follow_ups.withdraw(review, "moves away")
    return RecordFiles(records, JsonRecord(), clock, ids, NORA).give_out(patient.id)


def _visit(sessions: Sessions) -> list[Change]:
    first, second, third = places(3)
    needle = sessions.needle(first, PRESET)
    point = sessions.trigger_point(second)
    elsewhere = sessions.needle(SiteInWords("gluteal", "piriformis", Side.LEFT), PRESET)
    answers = [
        replace(sessions.answer("vi.outcome"), choice="needled"),
        replace(sessions.answer("om.nprs.before"), number=7),
        replace(sessions.answer("pr.anticoag"), reply=Reply.YES, remark="stopped 3<5 <L5"),
        replace(sessions.answer("pl.next"), choice="2026-12-01"),
    ]
    return [
        AddMark(needle),
        MoveMark(needle.id, first, third),
        AddMark(point),
        RemoveMark(point),
        AddMark(elsewhere),
        *(SetAnswer(answer.item, None, answer) for answer in answers),
        EditNote(NoteSection.PLAN, "", "Walk daily.\nAgain in a week. 😀"),
    ]
