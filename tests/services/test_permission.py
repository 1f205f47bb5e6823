"""Who may do what: every verb of the services x every role x every state of a session, no hole."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from charting import services
from charting.domain.errors import ErrorCode, Refused
from charting.domain.roles import PERMITTED, Right, Role, may
from charting.domain.session import Status
from charting.services import permission
from charting.services.sessions import Sessions
from tests.fakes import CountingIds, FixedClock
from tests.invented import people
from tests.services.calls import CALLS
from tests.services.calls_of_paper import Call
from tests.services.world import World, world_of

# They make values and touch no record.
VALUES = {
    "Patients": {"draft"},
    "Sessions": {"trigger_point", "needle", "pain_area", "again", "answer", "entry", "beside"},
    # Who is to go was decided by a verb that has a right.
    "People": {"change_key", "recovery_paper"},
}


_OPEN = (Status.DRAFT, Status.CORRECTING)


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
        ("ClinicSetup", "state"): ErrorCode.NO_CLINIC,
        ("ClinicSetup", "card"): ErrorCode.NO_CLINIC,
        ("ClinicSetup", "dump"): ErrorCode.NO_CLINIC,
        ("Restoring", "compare"): ErrorCode.BACKUP_INCOMPLETE,
        ("Restoring", "make_ready"): ErrorCode.BACKUP_INCOMPLETE,
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
    world = world_of(tmp_path / "practice", role, status)
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
    assert {role for role in Role if may(role, Right.RESTORE)} == {Role.OWNER, Role.SUPERVISOR}
    assert {role for role in Role if may(role, Right.MANAGE_PEOPLE)} == {Role.OWNER}


def test_a_student_charts_only_beside_a_supervisor(tmp_path: Path) -> None:
    world = world_of(tmp_path / "practice", Role.STUDENT, Status.DRAFT)
    sessions = world.services["Sessions"]
    fresh = next(people(1, CountingIds(5_000)))
    world.services["Patients"].add(fresh)
    assert sessions.open_today(fresh.id).supervisor_id == world.jan.id
    taken = sessions.take_over(world.session)
    assert taken.taken_over[-1].supervisor_id == world.jan.id
    alone = replace(sessions._who, supervisor_id=None)
    service = Sessions(sessions._records, FixedClock(), CountingIds(80_000), alone)
    for call in (CALLS["Sessions"]["store"], lambda w, s: s.open_today(w.patient.id)):
        assert _outcome(world, service, call) is ErrorCode.SUPERVISOR_MISSING
