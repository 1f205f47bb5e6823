"""Who may do what: every verb of the services x every role x every state of a session, no hole."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from charting import content, services
from charting.documents.paper import Paper
from charting.domain.audit import Wanted
from charting.domain.changes import AddMark
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactOutcome, FollowUp, FollowUpKind
from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.patient import FactKind, HealthFact, Patient
from charting.domain.practice import Practitioner
from charting.domain.roles import PERMITTED, Right, Role, may
from charting.domain.session import Session, Status
from charting.exchange.archive import ZipArchives
from charting.exchange.json_record import JsonRecord
from charting.exchange.tables import CsvTables
from charting.services import permission
from charting.services.archiving import Archiving
from charting.services.audit import Audit
from charting.services.checks import Checks
from charting.services.follow_ups import FollowUps
from charting.services.handouts import Handout, Handouts, Kind
from charting.services.moving import Moving
from charting.services.patients import Patients
from charting.services.people import People
from charting.services.practices import Practices
from charting.services.record_files import RecordFiles
from charting.services.screenings import Screenings
from charting.services.sessions import Sessions
from charting.services.signing import Signing
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.documents.cases import on_the_map
from tests.exchange.whole_file import whole_file
from tests.fake_store import MemoryStore
from tests.fakes import NOON, ZONE, CountingIds, FixedClock, MemoryRecords, uuid7
from tests.invented import FORM, PASSPHRASE, PRESET, people

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
JAN = PractitionerId(uuid7(700_000))
OTHER = "seven lanterns under snow"
NEW = "kitten harbour copper dawn"
PLAN = content.follow_up_plan()

# They make values and touch no record.
VALUES = {
    "Patients": {"draft"},
    "Sessions": {"trigger_point", "needle", "pain_area", "again", "answer", "entry", "beside"},
    # Who is to go was decided by a verb that has a right.
    "People": {"change_key", "recovery_paper"},
}


@dataclass
class World:
    """A practice with a patient and a visit, and the services of somebody of one role in it."""

    patient: Patient
    session: Session
    call: FollowUp
    review: FollowUp
    fact: HealthFact
    jan: Practitioner
    folder: Path
    services: dict[str, Any]


def _world(folder: Path, role: Role, status: Status) -> World:
    vault, clock, ids = SlotVault(CHEAP, CHEAP), FixedClock(), CountingIds()
    practice = Practices(vault, MemoryStore(), clock, ids).create(folder, FORM, PASSPHRASE)
    records = practice.records
    assert isinstance(records, MemoryRecords)
    patient = practice.patients.add(next(people(1)))
    fact = practice.patients.add_fact(patient.id, FactKind.ALLERGY, "nickel")
    session = practice.sessions.open_today(patient.id)
    call, review = (practice.follow_ups.plan_call(session, PLAN.calls[0]) for _ in range(2))
    jan = practice.people.add(Practitioner(JAN, "Jan Roth", ""), OTHER, OTHER)
    session = replace(session, status=status, practitioner_id=jan.id)
    records.kept.sessions[session.id] = session
    supervisor = jan.id if role is Role.STUDENT else None
    who = replace(practice.practitioner, role=role, supervisor_id=supervisor)
    records.kept.practitioners[0] = who
    paper = Paper(content.body_map(), content.visit_items())
    unlocked = vault.unlock(folder, PASSPHRASE)
    sessions = Sessions(records.sessions, clock, ids, who)
    signing = Signing(records, sessions, clock, ids, who, unlocked.signer)
    services_of_who = {
        "Signing": signing,
        "Audit": Audit(records, clock, ids, who),
        "Moving": Moving(records, sessions, signing, clock, ids, who),
        "Patients": Patients(records.patients, records.trail, clock, ids, who),
        "Sessions": sessions,
        "FollowUps": FollowUps(records.follow_ups, clock, ids, who),
        "Screenings": Screenings(records, folder, clock, ids, who),
        "Checks": Checks(records, vault, folder, clock, ids, who),
        "Handouts": Handouts(records, paper, clock, ids, who),
        "People": People(records, vault, folder, unlocked, clock, ids, who),
        "RecordFiles": RecordFiles(records, FORM_OF_RECORDS, clock, ids, who),
        "Archiving": Archiving(
            records, FORM_OF_RECORDS, CsvTables(), ZipArchives(), None, clock, ids, who
        ),
    }
    return World(patient, session, call, review, fact, jan, folder, services_of_who)


def _a_mark(world: World, service: Any) -> Any:  # noqa: ANN401 - each service in turn
    needle = service.needle(on_the_map(18, 13), PRESET)
    return service.store(service.entry(world.session, AddMark(needle)))


def _plan(world: World, service: Any) -> Any:  # noqa: ANN401
    episode = world.services["Sessions"]._records.episodes(world.patient.id)[0]
    return service.plan(episode, FollowUpKind.CALL, date(2026, 12, 1), "how it went")


def _correct_episode(world: World, service: Any) -> Any:  # noqa: ANN401
    episode = service._records.episodes(world.patient.id)[0]
    return service.correct_episode(replace(episode, complaint="low back"))


def _end_episode(world: World, service: Any) -> Any:  # noqa: ANN401
    return service.end_episode(service._records.episodes(world.patient.id)[0], "goals_met")


def _resume_episode(world: World, service: Any) -> Any:  # noqa: ANN401
    return service.resume_episode(service._records.episodes(world.patient.id)[0])


def _paper(world: World) -> Handout:
    return Handout(Kind.LEAFLET, world.session.id, world.session.opened.day, "A4", b"%PDF")


def _file(world: World) -> Path:
    """A record from elsewhere."""
    file = world.folder.parent / "elsewhere.json"
    file.write_bytes(whole_file())
    return file


Call = Callable[[World, Any], Any]

CALLS: dict[str, dict[str, Call]] = {
    "Patients": {
        "find": lambda w, s: s.find("a"),
        "patient": lambda w, s: s.patient(w.patient.id),
        "viewed": lambda w, s: s.viewed(w.patient.id),
        "likely_doubles": lambda w, s: s.likely_doubles(w.patient),
        "add": lambda w, s: s.add(next(people(1, CountingIds(9_000)))),
        "facts": lambda w, s: s.facts(w.patient.id),
        "last_review": lambda w, s: s.last_review(w.patient.id),
        "add_fact": lambda w, s: s.add_fact(w.patient.id, FactKind.MEDICINE, "ibuprofen"),
        "end_fact": lambda w, s: s.end_fact(w.fact),
        "review": lambda w, s: s.review(w.patient.id),
        "measures": lambda w, s: s.measures(w.patient.id),
        "all_measures": lambda w, s: s.all_measures(w.patient.id),
        "measure": lambda w, s: s.measure(w.patient.id, "reference", spine=154),
        "correct": lambda w, s: s.correct(replace(w.patient, phone="1")),
        "archive": lambda w, s: s.archive(s._records.patient(w.patient.id)),
        "reads_large_print": lambda w, s: s.reads_large_print(
            s._records.patient(w.patient.id), large=True
        ),
    },
    "Sessions": {
        "timeline": lambda w, s: s.timeline(w.patient.id),
        "episodes": lambda w, s: s.episodes(w.patient.id),
        "session": lambda w, s: s.session(w.session.id),
        "worklist": lambda w, s: s.worklist(),
        "uncounted": lambda w, s: s.uncounted(),
        "episode_for": lambda w, s: s.episode_for(w.patient.id),
        "correct_episode": _correct_episode,
        "end_episode": _end_episode,
        "resume_episode": _resume_episode,
        "take_over": lambda w, s: s.take_over(w.session),
        "go_on": lambda w, s: s.go_on(w.session.id),
        "store": _a_mark,
        "open_today": lambda w, s: s.open_today(w.patient.id),
        "open_earlier": lambda w, s: s.open_earlier(w.patient.id, _yesterday()),
    },
    # After a needle was charted that is still in, by whoever may.
    "Signing": {
        "history": lambda w, s: s.history(w.session.id),
        "to_cosign": lambda w, s: s.to_cosign(),
        "files": lambda w, s: s.files(w.patient.id),
        "sign": lambda w, s: s.sign(s._records.sessions.session(w.session.id)),
        "cosign": lambda w, s: s.cosign(w.session.id),
        "add": lambda w, s: s.add(w.session.id, "well the day after"),
        "begin_correction": lambda w, s: s.begin_correction(w.session.id),
        "leave_correction": lambda w, s: s.leave_correction(w.session.id),
        "enter_in_error": lambda w, s: s.enter_in_error(w.session.id, "another patient"),
    },
    "Audit": {
        "find": lambda w, s: s.find(Wanted(w.patient.id)),
    },
    "Moving": {
        "move": lambda w, s: s.move(w.session.id, _somebody_else().id, "another patient"),
    },
    "FollowUps": {
        "of_patient": lambda w, s: s.of_patient(w.patient.id),
        "due": lambda w, s: s.due(),
        "plan_call": lambda w, s: s.plan_call(w.session, PLAN.calls[0]),
        "plan_review": lambda w, s: s.plan_review(w.session, date(2026, 12, 1), PLAN.review),
        "plan": _plan,
        "note_contact": lambda w, s: s.note_contact(w.call, ContactOutcome.REACHED),
        "withdraw": lambda w, s: s.withdraw(w.review),
    },
    "Screenings": {
        "policies": lambda w, s: s.policies(),
        "take_side": lambda w, s: s.take_side("gloves", "both"),
        "known_before": lambda w, s: s.known_before(w.session),
    },
    "Checks": {
        "verify": lambda w, s: s.verify(),
        "check_clock": lambda w, s: s.check_clock(),
        "backup": lambda w, s: s.backup(w.folder.parent / "copy"),
    },
    "Handouts": {
        "leaflet": lambda w, s: s.leaflet(w.session.id),
        "session_report": lambda w, s: s.session_report(w.session.id),
        "record": lambda w, s: s.record(w.patient.id),
        "made_leaflet": lambda w, s: s.made_leaflet(w.session.id),
        "made_report": lambda w, s: s.made_report(w.session.id),
        "made_record": lambda w, s: s.made_record(w.patient.id),
        "save": lambda w, s: s.save(_paper(w), w.folder.parent / "leaflet.pdf"),
        "printed": lambda w, s: s.printed(_paper(w)),
    },
    "RecordFiles": {
        "give_out": lambda w, s: s.give_out(w.patient.id),
        "save": lambda w, s: s.save(w.patient.id, w.folder.parent / "record.json"),
        "load": lambda w, s: s.load(_file(w)),
        "take_in": lambda w, s: s.take_in(whole_file()),
    },
    "Archiving": {
        "save": lambda w, s: s.save(w.folder.parent / "archive.zip"),
        "load": lambda w, s: list(s.load(_file(w))),
    },
    "People": {
        "everybody": lambda w, s: s.everybody(),
        "strength": lambda w, s: s.strength(NEW),
        "add": lambda w, s: s.add(Practitioner(JAN, "Ilva Horn", ""), NEW, NEW),
        "change": lambda w, s: s.change(replace(w.jan, registration="JR-1")),
        "name_supervisor": lambda w, s: s.name_supervisor(None),
        "has_recovery_key": lambda w, s: s.has_recovery_key(),
        "new_recovery_key": lambda w, s: s.new_recovery_key(),
        "keep_recovery_key": lambda w, s: s.keep_recovery_key(s.new_recovery_key()),
        "change_passphrase": lambda w, s: s.change_passphrase(PASSPHRASE, NEW + "!", NEW + "!"),
        "remove": lambda w, s: s.remove(w.jan.id),
    },
}
FORM_OF_RECORDS = JsonRecord()
_OPEN = (Status.DRAFT, Status.CORRECTING)


def _yesterday() -> Moment:
    return Moment.of(NOON - timedelta(days=1), ZONE)


def _somebody_else() -> Patient:
    """Whom everybody has put on file by then."""
    return next(people(1, CountingIds(9_000)))


def _state_refuses(verb: tuple[str, str], status: Status) -> ErrorCode | None:
    """What the state of the visit refuses to those who may: it is signed, or a needle is in."""
    still_in = ErrorCode.NEEDLES_STILL_IN if status in _OPEN else None
    signed = None if status in _OPEN else ErrorCode.ALREADY_SIGNED
    in_error = ErrorCode.ALREADY_SIGNED if status is Status.IN_ERROR else still_in
    return {
        ("Sessions", "store"): signed,
        ("Sessions", "take_over"): None if status is Status.DRAFT else ErrorCode.ALREADY_SIGNED,
        ("Signing", "sign"): signed or still_in,
        ("Signing", "cosign"): ErrorCode.NOT_SIGNED,
        ("Signing", "add"): ErrorCode.NOT_SIGNED,
        ("Signing", "begin_correction"): ErrorCode.NOT_SIGNED,
        ("Signing", "leave_correction"): (
            ErrorCode.NOT_SIGNED if status is Status.CORRECTING else ErrorCode.STALE_RECORD
        ),
        ("Signing", "enter_in_error"): in_error,
        ("Moving", "move"): still_in or ErrorCode.ALREADY_SIGNED,
    }.get(verb)


def _classes() -> Iterator[type]:
    """Every class of the services that works for somebody."""
    for module in pkgutil.iter_modules(services.__path__):
        found = importlib.import_module(f"charting.services.{module.name}")
        for _, one in inspect.getmembers(found, inspect.isclass):
            ours = one.__module__ == found.__name__ and "__init__" in vars(one)
            if ours and "who" in inspect.signature(one).parameters and not _is_protocol(one):
                yield one


def _is_protocol(one: type) -> bool:
    return bool(getattr(one, "_is_protocol", False))


def _verbs(one: type) -> set[str]:
    return {name for name, verb in vars(one).items() if inspect.isfunction(verb) and name[0] != "_"}


def _right(service: object, verb: str) -> Right:
    kind = type(service)
    return permission.NEEDED[f"{kind.__module__}.{kind.__name__}.{verb}"]


@pytest.mark.parametrize("one", list(_classes()), ids=lambda one: one.__name__)
def test_no_verb_of_the_services_is_without_a_right(one: type) -> None:
    guarded = {
        verb
        for verb in _verbs(one)
        if f"{one.__module__}.{one.__name__}.{verb}" in permission.NEEDED
    }
    assert _verbs(one) - guarded == VALUES.get(one.__name__, set())
    assert guarded == set(CALLS[one.__name__])


def test_whoever_reads_the_clock_works_for_somebody() -> None:
    """A service that leaves traces must know whose they are; those who open a practice do not."""
    for module in pkgutil.iter_modules(services.__path__):
        found = importlib.import_module(f"charting.services.{module.name}")
        for name, one in inspect.getmembers(found, inspect.isclass):
            if one.__module__ == found.__name__ and "clock" in inspect.signature(one).parameters:
                assert name == "Practices" or "who" in inspect.signature(one).parameters, name


def test_every_right_is_somebodys_and_an_owner_has_them_all() -> None:
    assert set(PERMITTED) == set(Right)
    assert all(Role.OWNER in roles for roles in PERMITTED.values())


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("role", list(Role))
def test_each_role_does_what_it_may_and_nothing_else(
    tmp_path: Path, role: Role, status: Status
) -> None:
    world = _world(tmp_path / "practice", role, status)
    for name, calls in CALLS.items():
        service = world.services[name]
        for verb, call in calls.items():
            expected = None
            if not may(role, _right(service, verb)):
                expected = ErrorCode.NOT_PERMITTED
            else:
                expected = _state_refuses((name, verb), status)
            assert _outcome(world, service, call) is expected, (role, status, name, verb)


def _outcome(world: World, service: object, call: Call) -> ErrorCode | None:
    try:
        call(world, service)
    except Refused as refused:
        return refused.code
    return None


def test_what_the_front_desk_and_a_student_may_not() -> None:
    """The table in words, so that a slip in it shows."""
    desk = {right for right in Right if may(Role.FRONT_DESK, right)}
    assert desk == {
        Right.READ_PATIENTS,
        Right.WRITE_PATIENTS,
        Right.CHECK,
        Right.SEE_PEOPLE,
        Right.OWN_KEYS,
    }
    student = {right for right in Right if may(Role.STUDENT, right)}
    assert student == desk | {Right.READ_CLINICAL, Right.CHART, Right.HAND_OUT, Right.SIGN}
    assert {role for role in Role if may(role, Right.COSIGN)} == {Role.OWNER, Role.SUPERVISOR}
    assert {role for role in Role if may(role, Right.MANAGE_PEOPLE)} == {Role.OWNER}


def test_a_student_charts_only_beside_a_supervisor(tmp_path: Path) -> None:
    world = _world(tmp_path / "practice", Role.STUDENT, Status.DRAFT)
    sessions = world.services["Sessions"]
    fresh = next(people(1, CountingIds(5_000)))
    world.services["Patients"].add(fresh)
    assert sessions.open_today(fresh.id).supervisor_id == world.jan.id
    taken = sessions.take_over(world.session)
    assert taken.taken_over[-1].supervisor_id == world.jan.id
    alone = replace(sessions._who, supervisor_id=None)
    service = Sessions(sessions._records, FixedClock(), CountingIds(80_000), alone)
    for call in (_a_mark, lambda w, s: s.open_today(w.patient.id)):
        assert _outcome(world, service, call) is ErrorCode.SUPERVISOR_MISSING
