"""Whom a verb is about: the one patient that was asked for."""

import sys
from uuid import UUID

from charting.command_line.text import harmless
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.patient import Patient
from charting.i18n import _
from charting.services.patients import Patients

REFUSED = 2
EVERYBODY = 10_000_000


def the_one(patients: Patients, typed: str) -> Patient | None:
    """The patient of that id, or the only one found; archived patients after all others.

    Raises `Refused` (NOT_FOUND, SEVERAL_FOUND).
    """
    try:
        return patients.patient(PatientId(UUID(typed)))
    except ValueError:
        pass
    for archived in (False, True):
        found = patients.find(typed, archived=archived, limit=EVERYBODY) if typed.strip() else ()
        if len(found) > 1:
            raise Refused(ErrorCode.SEVERAL_FOUND, {"typed": typed, "number": len(found)})
        if found:
            return found[0].patient
    return None


def nobody(typed: str) -> int:
    """Say that nobody is found by what was typed; the exit status."""
    return not_there(_("Nobody on file is found by “{typed}”.").format(typed=typed))


def no_session(number: int) -> int:
    """Say that there is no session of this number; the exit status."""
    return not_there(_("There is no session {number}.").format(number=number))


def not_there(words: str) -> int:
    """Say what is not there; the exit status."""
    print(harmless(words), file=sys.stderr)
    return REFUSED
