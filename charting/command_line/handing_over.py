"""The verbs that hand something out or take it in: leaflets, reports, and whole records."""

import sys
from collections.abc import Generator, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from charting import content
from charting.clinic_map import clinic_map
from charting.command_line import Arguments
from charting.command_line.asking import (
    REFUSED,
    latest,
    no_session,
    nobody,
    passphrase,
    the_one,
)
from charting.command_line.text import coming_lines, harmless
from charting.documents.incoming import IncomingFiles
from charting.domain.arrival import USUAL as USUAL_ARRIVALS
from charting.domain.arrival import What
from charting.domain.errors import Refused
from charting.domain.ids import SessionId
from charting.domain.patient import Patient
from charting.exchange.archive import ZipArchives
from charting.exchange.audit_table import CsvAudit
from charting.exchange.fhir.bundles import FhirBundles
from charting.exchange.fhir.reading import RecordOrBundle
from charting.exchange.json_record import JsonRecord
from charting.exchange.research_tables import CsvResearch
from charting.exchange.svg_map import SvgMaps
from charting.exchange.tables import CsvTables
from charting.i18n import _, ngettext
from charting.named_files import require_free, save
from charting.services.archiving import USUAL, Archiving, Forms, Part, Wanted
from charting.services.arriving import Arriving, Step
from charting.services.handouts import Handout, Handouts
from charting.services.leaflet_facts import Reader
from charting.services.practices import OpenPractice
from charting.services.record_files import RecordFiles
from charting.services.research import Research
from charting.system import SystemClock, TimeOrderedIds
from charting.vault.sealed_files import SealedFiles
from charting.wording import sentence

T = TypeVar("T")

STANDARD_OUTPUT = "-"


def export_record(practice: OpenPractice, arguments: Arguments) -> int:
    """Write the whole record of a patient as JSON; the exit status."""
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    check_free(arguments)
    files = _record_files(practice)
    if arguments.fhir:
        put(arguments, files.give_out_as_fhir(patient.id, FhirBundles()))
    else:
        put(arguments, files.give_out(patient.id))
    _say_written(
        arguments,
        _("The whole record of {name} is in {file}."),
        patient,
        _("It is not encrypted: whoever has the file can read it."),
    )
    return 0


def import_records(practice: OpenPractice, arguments: Arguments) -> int:
    """Take in the records in the files named, each all or nothing, or only say what would come; the
    exit status.
    """
    status, country = 0, practice.practice.country
    wanted = USUAL_ARRIVALS | {What.DOUBLE} if arguments.doubles else USUAL_ARRIVALS
    if arguments.join:
        wanted |= {What.GOES_ON, What.PARTED}
    for file in arguments.files:
        try:
            sealed = SealedFiles().is_sealed(file)
            passphrase = _archive_passphrase(arguments) if sealed else ""
            arriving = _arriving(practice)
            steps = (
                arriving.looking(file, passphrase)
                if arguments.look
                else arriving.taking(file, passphrase, lambda coming: coming.what in wanted)
            )
            for coming in _ended(steps):
                is_refused = coming.what is What.REFUSED
                told = sys.stderr if is_refused else sys.stdout
                for line in coming_lines(str(file), coming, country, look=arguments.look):
                    print(line, file=told)
                if is_refused:
                    status = REFUSED
        except Refused as refused:
            print(harmless(f"{file}: {sentence(refused)}"), file=sys.stderr)
            status = REFUSED
    return status


def _ended(steps: Generator[Step, None, T]) -> T:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            came: T = end.value
            return came


def _arriving(practice: OpenPractice) -> Arriving:
    made_by = (SystemClock(), TimeOrderedIds(), practice.practitioner)
    archives = ZipArchives(SealedFiles())
    secure = practice.safekeeping.keep_up
    return Arriving(practice.records, RecordOrBundle(), archives, IncomingFiles(), made_by, secure)


def archive(practice: OpenPractice, arguments: Arguments) -> int:
    """Write everything of a patient, or of everybody, into one file; the exit status."""
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed) if typed else None
    if typed and patient is None:
        return nobody(typed)
    if arguments.access and patient is None:
        return nobody(typed)
    parts = frozenset(Part) if arguments.access else frozenset(map(Part, arguments.parts)) or USUAL
    wanted = Wanted(
        patient.id if patient else None,
        parts | {Part.PAPERS} if arguments.papers else parts,
        _archive_passphrase(arguments) if arguments.encrypt else "",
        arguments.replace,
        arguments.access,
    )
    file = Path(arguments.out).absolute()
    made = _archiving(practice, mark=arguments.mark).save(file, wanted)
    patients = ngettext("{number} patient", "{number} patients", made.patients)
    sessions = ngettext("{number} session", "{number} sessions", made.sessions)
    _print(
        [
            _("{file}: {patients}, {sessions}").format(
                file=harmless(str(arguments.out)),
                patients=patients.format(number=made.patients),
                sessions=sessions.format(number=made.sessions),
            ),
            _("It opens with its passphrase only: keep both, apart from each other.")
            if wanted.passphrase
            else _("It is not encrypted: whoever has the file can read it."),
        ]
    )
    return 0


def extract(practice: OpenPractice, arguments: Arguments) -> int:
    """Write a research extract of all who agree; the exit status."""
    made_by = (SystemClock(), TimeOrderedIds(), practice.practitioner)
    archives = ZipArchives(SealedFiles())
    research = Research(practice.records, practice.sheets, archives, CsvResearch(), made_by)
    file = Path(arguments.out).absolute()
    made = _ended(research.writing(file, words=arguments.words, replace=arguments.replace))
    people = ngettext("{n} patient who agrees", "{n} patients who agree", made.people)
    visits = ngettext("{number} session", "{number} sessions", made.visits)
    left = ngettext("{n} patient is not in it", "{n} patients are not in it", made.left_out)
    _print(
        [
            _("{file}: {people}, {visits}; {left}").format(
                file=harmless(str(arguments.out)),
                people=people.format(n=made.people),
                visits=visits.format(number=made.visits),
                left=left.format(n=made.left_out),
            )
        ]
    )
    return 0


def hand_out(practice: OpenPractice, arguments: Arguments) -> int:
    """Write a leaflet, the report of a session or the whole record as PDF; the exit status."""
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    timeline = practice.sessions.timeline(patient.id)[::-1]
    number = latest(timeline) if arguments.session is None else arguments.session
    if not (arguments.record or 1 <= number <= len(timeline)):
        return no_session(max(1, number))
    check_free(arguments)
    handouts = _handouts(practice)
    if arguments.record:
        made = handouts.made_record(patient.id)
        words = _("The whole record of {name} is in {file}, to be printed.")
    else:
        made, words = _of_session(handouts, timeline[number - 1].id, arguments)
    put(arguments, made.pdf)
    handouts.saved(made)
    _say_written(arguments, words, patient)
    return 0


def _of_session(
    handouts: Handouts, session_id: SessionId, arguments: Arguments
) -> tuple[Handout, str]:
    if arguments.report:
        words = _("The report of the session of {name} is in {file}, to be printed.")
        return handouts.made_report(session_id), words
    # Unless it is asked for here, the patient's own way of reading counts.
    large, easy = arguments.large_print, arguments.easy_read
    reader = Reader(large_print=large, easy_read=easy) if large or easy else None
    words = _("The leaflet for {name} is in {file}, to be printed.")
    return handouts.made_leaflet(session_id, reader), words


def _record_files(practice: OpenPractice) -> RecordFiles:
    form, who = JsonRecord(), practice.practitioner
    return RecordFiles(practice.records, form, SystemClock(), TimeOrderedIds(), who)


def _archiving(practice: OpenPractice, *, mark: bool = False) -> Archiving:
    handouts = cache(lambda: _handouts(practice))
    forms = Forms(
        RecordOrBundle(),
        CsvTables(mark=mark),
        FhirBundles(),
        ZipArchives(SealedFiles()),
        lambda patient_id: handouts().making_record(patient_id),
        lambda: SvgMaps(clinic_map(practice.folder).body_map),
        CsvAudit(),
    )
    who = practice.practitioner
    return Archiving(practice.records, forms, SystemClock(), TimeOrderedIds(), who)


def _archive_passphrase(arguments: Arguments) -> str:
    """The passphrase of an archive, which is not that of the practice."""
    return passphrase(arguments.archive_passphrase_file, _("Passphrase of the archive: "))


def _handouts(practice: OpenPractice) -> Handouts:
    # ReportLab takes as long to load as everything else together.
    from charting.documents.paper import Paper

    paper = Paper(
        clinic_map(practice.folder).body_map, content.visit_items_of(practice.screenings.rules)
    )
    who = practice.practitioner
    return Handouts(practice.records, paper, SystemClock(), TimeOrderedIds(), who)


def check_free(arguments: Arguments) -> None:
    """Refuse FILE_EXISTS before anything is made, and a trace of it left."""
    if arguments.out != STANDARD_OUTPUT:
        require_free(Path(arguments.out), replace=arguments.replace)


def put(arguments: Arguments, data: bytes) -> None:
    """Write what was made where it was asked for. Raises `Refused` (FILE_NOT_WRITABLE)."""
    if arguments.out == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        save(Path(arguments.out), data, replace=arguments.replace)


def _say_written(arguments: Arguments, words: str, patient: Patient, *more: str) -> None:
    # Beside a file on standard output, words belong to the person.
    told = sys.stderr if arguments.out == STANDARD_OUTPUT else sys.stdout
    name = _("standard output") if arguments.out == STANDARD_OUTPUT else arguments.out
    for line in (words.format(name=patient.name, file=name), *more):
        print(harmless(line), file=told)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
