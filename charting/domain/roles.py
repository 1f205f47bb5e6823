"""Roles in a practice and what each may do: the one table that every service asks.

Everybody who can open the file holds its key: roles keep honest people to their part, they do not
keep data from somebody who takes the file apart.
"""

from collections.abc import Mapping
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused


class Role(StrEnum):
    """What somebody is in the practice."""

    OWNER = "owner"
    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    STUDENT = "student"
    FRONT_DESK = "front_desk"


class Right(StrEnum):
    """Something that can be done, as far as it is permitted to some and not to others."""

    READ_PATIENTS = "read_patients"
    WRITE_PATIENTS = "write_patients"
    READ_CLINICAL = "read_clinical"
    CHART = "chart"
    HAND_OUT = "hand_out"
    SIGN = "sign"
    COSIGN = "cosign"
    ENTER_IN_ERROR = "enter_in_error"
    READ_AUDIT = "read_audit"
    CHECK = "check"
    BACK_UP = "back_up"
    RESTORE = "restore"
    EXPORT = "export"
    IMPORT = "import"
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"
    OWN_KEYS = "own_keys"
    SET_POLICIES = "set_policies"
    REVIEW_KEPT = "review_kept"
    ERASE = "erase"


_OWNER = frozenset({Role.OWNER})
_SENIOR = frozenset({Role.OWNER, Role.SUPERVISOR})
_QUALIFIED = _SENIOR | {Role.PRACTITIONER}
_CLINICAL = _QUALIFIED | {Role.STUDENT}
_EVERYBODY = frozenset(Role)

PERMITTED: Mapping[Right, frozenset[Role]] = {
    Right.READ_PATIENTS: _EVERYBODY,
    Right.WRITE_PATIENTS: _EVERYBODY,
    Right.READ_CLINICAL: _CLINICAL,
    Right.CHART: _CLINICAL,
    Right.HAND_OUT: _CLINICAL,
    Right.SIGN: _CLINICAL,
    Right.COSIGN: _SENIOR,
    Right.ENTER_IN_ERROR: _QUALIFIED,
    Right.READ_AUDIT: _SENIOR,
    Right.CHECK: _EVERYBODY,
    Right.BACK_UP: _QUALIFIED,
    Right.RESTORE: _SENIOR,
    Right.EXPORT: _QUALIFIED,
    Right.IMPORT: _OWNER,
    Right.SEE_PEOPLE: _EVERYBODY,
    Right.MANAGE_PEOPLE: _OWNER,
    Right.OWN_KEYS: _EVERYBODY,
    Right.SET_POLICIES: _OWNER,
    Right.REVIEW_KEPT: _QUALIFIED,
    Right.ERASE: _OWNER,
}

NEEDS_COSIGNATURE = frozenset({Role.STUDENT})
"""Whose signed notes wait for another's signature, and who charts only beside a supervisor."""

MAY_SUPERVISE = PERMITTED[Right.COSIGN]


def may(role: Role, right: Right) -> bool:
    """Whether somebody of this role is permitted to."""
    return role in PERMITTED[right]


def check(role: Role, right: Right) -> None:
    """Raises `Refused` (NOT_PERMITTED) naming role and right where it is not permitted."""
    if not may(role, right):
        raise Refused(ErrorCode.NOT_PERMITTED, {"role": str(role), "right": str(right)})
