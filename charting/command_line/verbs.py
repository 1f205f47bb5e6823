"""What each verb does: opens the practice with its passphrase, asks the services, and prints."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from charting import content, settings
from charting.clinic_map import clinic_map
from charting.command_line import Arguments, trail
from charting.command_line.asking import EVERYBODY, REFUSED, no_session, nobody, passphrase, the_one
from charting.command_line.bringing_in import bring_in
from charting.command_line.clinic import WITHOUT_PRACTICE, beside_practice, clinic
from charting.command_line.course import course
from charting.command_line.erasing import due, erase, hold
from charting.command_line.handing_over import (
    archive,
    export_record,
    extract,
    hand_out,
    import_records,
)
from charting.command_line.keeping import back_up, drill, restore
from charting.command_line.lots import who_got
from charting.command_line.papers import given, paper
from charting.command_line.rates import rates
from charting.command_line.text import (
    episode_text,
    harmless,
    patient_lines,
    record_lines,
    session_lines,
    timeline_lines,
    verification_lines,
)
from charting.domain.canonical import plain
from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.i18n import _
from charting.services.ports import SessionLine
from charting.services.practices import OpenPractice, Practices
from charting.storage.store import SqlStore
from charting.system import SystemClock, TimeOrderedIds
from charting.vault.slots import SlotVault
from charting.wording import sentence

NOT_WHOLE = 1

# What `verify` came to find out, met already on opening.
_DAMAGE = frozenset({ErrorCode.DATABASE_DAMAGED, ErrorCode.KEYS_DAMAGED, ErrorCode.AUDIT_BROKEN})


def run(arguments: Arguments, practices: Practices | None = None) -> int:
    """Do what a verb asks, in `practices` or those of this machine; the exit status."""
    practices = practices or _practices_here()
    try:
        if arguments.verb == "clinic" and arguments.what in WITHOUT_PRACTICE:
            return beside_practice(practices, _folder(arguments), arguments)
        with _opened(arguments, practices) as practice:
            return _VERBS[arguments.verb](practice, arguments)
    except Refused as refused:
        print(harmless(sentence(refused)), file=sys.stderr)
        if refused.code is ErrorCode.PASSPHRASE_MISSING:
            print(_("Without a terminal, name a file with --passphrase-file."), file=sys.stderr)
        damaged = arguments.verb == "verify" and refused.code in _DAMAGE
        return NOT_WHOLE if damaged else REFUSED


def _practices_here() -> Practices:
    return Practices(SlotVault(), SqlStore(), SystemClock(), TimeOrderedIds())


def _folder(arguments: Arguments) -> Path:
    return (arguments.data or settings.data_folder()).absolute()


@contextmanager
def _opened(arguments: Arguments, practices: Practices) -> Iterator[OpenPractice]:
    folder = _folder(arguments)
    if not practices.exists(folder):
        raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
    practice = practices.open(folder, passphrase(arguments.passphrase_file, _("Passphrase: ")))
    try:
        yield practice
    finally:
        practice.close()


def _patients(practice: OpenPractice, arguments: Arguments) -> int:
    typed = " ".join(arguments.text)
    found = practice.patients.find(typed, archived=arguments.archived, limit=EVERYBODY)
    if arguments.json:
        _print_json([{"patient": one.patient, "last_session": one.last_session} for one in found])
    else:
        _print(patient_lines(found, practice.practice.country))
    return 0


def _show(practice: OpenPractice, arguments: Arguments) -> int:
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    timeline = practice.sessions.timeline(patient.id)[::-1]
    numbers = range(1, len(timeline) + 1)
    if arguments.session is not None:
        if arguments.session not in numbers:
            return no_session(arguments.session)
        numbers = range(arguments.session, arguments.session + 1)
    sessions = {n: practice.sessions.session(timeline[n - 1].id) for n in numbers}
    practice.patients.viewed(patient.id, [session.id for session in sessions.values()])
    if arguments.json:
        _print_json(_record(practice, patient, sessions))
    else:
        _print(_record_lines(practice, patient, timeline, sessions))
    return 0


def _record(
    practice: OpenPractice, patient: Patient, sessions: Mapping[int, Session]
) -> dict[str, object]:
    patients = practice.patients
    return {
        "patient": patient,
        "health_facts": list(patients.facts(patient.id)),
        "health_reviewed": patients.last_review(patient.id),
        "body_measures": list(patients.all_measures(patient.id)),
        "episodes": list(practice.sessions.episodes(patient.id)),
        "sessions": [{"number": number, "session": one} for number, one in sessions.items()],
    }


def _record_lines(
    practice: OpenPractice,
    patient: Patient,
    timeline: Sequence[SessionLine],
    sessions: Mapping[int, Session],
) -> Iterator[str]:
    country = practice.practice.country
    patients = practice.patients
    yield from record_lines(
        patient,
        patients.facts(patient.id),
        patients.last_review(patient.id),
        SystemClock().now().day,
        country,
    )
    terms = content.episode_terms()
    for episode in practice.sessions.episodes(patient.id):
        yield from episode_text(episode, terms, country)
    yield from timeline_lines(timeline, country)
    structures = clinic_map(practice.folder).body_map.structures
    items = {item.id: item for item in content.visit_items_of(practice.screenings.rules)}
    for number, session in sessions.items():
        yield from session_lines(number, session, country, structures, items)


def _verify(practice: OpenPractice, arguments: Arguments) -> int:
    backups = arguments.backups.absolute() if arguments.backups else None
    verification = practice.checks.verify(backups)
    country = practice.practice.country
    _print(verification_lines(verification, str(practice.folder), country, heads=arguments.heads))
    return 0 if verification.whole else NOT_WHOLE


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json(value: object) -> None:
    # ASCII, so that no terminal is commanded by a name; programs read the same text.
    print(json.dumps(plain(value), indent=2))


def _audit(practice: OpenPractice, arguments: Arguments) -> int:
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed) if typed else None
    if typed and patient is None:
        return nobody(typed)
    asked = trail.wanted(practice, arguments, patient.id if patient else None)
    lines = practice.audit.find(asked, arguments.limit)
    _print(trail.audit_text(lines, practice.practice.country, as_json=arguments.json))
    return 0


def _signed(practice: OpenPractice, arguments: Arguments) -> int:
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    files = practice.signing.files(patient.id)
    trail.write_files(tuple(files.items()), arguments.target.absolute())
    _print([_("{n} files were written.").format(n=len(files))])
    return 0


_VERBS: Mapping[str, Callable[[OpenPractice, Arguments], int]] = {
    "patients": _patients,
    "show": _show,
    "verify": _verify,
    "backup": back_up,
    "restore": restore,
    "drill": drill,
    "due": due,
    "hold": hold,
    "erase": erase,
    "handout": hand_out,
    "export": export_record,
    "import": import_records,
    "archive": archive,
    "research": extract,
    "bring-in": bring_in,
    "audit": _audit,
    "signed": _signed,
    "rates": rates,
    "course": course,
    "lot": who_got,
    "paper": paper,
    "given": given,
    "clinic": clinic,
}
