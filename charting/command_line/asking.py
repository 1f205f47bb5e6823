"""What a verb asks before it does anything: whom it is about, and which passphrase opens it."""

import getpass
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from charting.command_line.text import harmless
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.patient import Patient
from charting.i18n import _
from charting.services.patients import Patients
from charting.services.ports import SessionLine

REFUSED = 2
EVERYBODY = 10_000_000
_LONGEST_PASSPHRASE = 10_000


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


def latest(timeline: Sequence[SessionLine]) -> int:
    """The number of the latest session that was not entered in error, 1 the oldest, in a timeline
    with the oldest first; 0 where there is none.
    """
    standing = (number for number, line in enumerate(timeline, start=1) if line.stands)
    return max(standing, default=0)


def no_session(number: int) -> int:
    """Say that there is no session of this number; the exit status."""
    return not_there(_("There is no session {number}.").format(number=number))


def not_there(words: str) -> int:
    """Say what is not there; the exit status."""
    print(harmless(words), file=sys.stderr)
    return REFUSED


def passphrase(file: str | None, prompt: str) -> str:
    """The passphrase from a prompt or from the first line of a file.

    Raises `Refused` (PASSPHRASE_MISSING, FILE_UNREADABLE).
    """
    if file is None:
        typed = _asked_for(prompt)
    elif file == "-":
        typed = _first_line(sys.stdin.buffer, file)
    else:
        try:
            with Path(file).open("rb") as stream:
                typed = _first_line(stream, file)
        except OSError:
            raise Refused(ErrorCode.FILE_UNREADABLE, {"file": file}) from None
    if not typed:
        raise Refused(ErrorCode.PASSPHRASE_MISSING)
    return typed


def _asked_for(prompt: str) -> str:
    with warnings.catch_warnings():
        # Without a terminal getpass would show what is typed; a file is the way then.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError):
            raise Refused(ErrorCode.PASSPHRASE_MISSING) from None


def _first_line(stream: BinaryIO, file: str) -> str:
    try:
        return stream.readline(_LONGEST_PASSPHRASE).decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise Refused(ErrorCode.FILE_UNREADABLE, {"file": file}) from None
