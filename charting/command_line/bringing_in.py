"""The verb that takes patients in from a table, contacts or FHIR patients of another program."""

from collections.abc import Iterator
from pathlib import Path

from charting.command_line import Arguments
from charting.command_line.asking import REFUSED
from charting.command_line.text import harmless
from charting.domain.patient_table import Column, DateOrder, Reading
from charting.exchange.patient_files import PatientFiles
from charting.i18n import _, ngettext
from charting.services.coming_patients import Batch, ComingPatients, Doubles
from charting.services.practices import OpenPractice
from charting.system import SystemClock, TimeOrderedIds
from charting.wording import sentence


def bring_in(practice: OpenPractice, arguments: Arguments) -> int:
    """Take patients in, or only say what would come of it; the exit status."""
    who = practice.practitioner
    secure = practice.safekeeping.keep_up
    coming = ComingPatients(
        practice.records, PatientFiles(), SystemClock(), TimeOrderedIds(), who, secure
    )
    table, guessed = coming.read(Path(arguments.file), arguments.encoding)
    columns = _columns(arguments.columns, guessed)
    reading = Reading(columns, DateOrder(arguments.dates) if arguments.dates else guessed.dates)
    batch = Batch()
    if arguments.look:
        batch = coming.looked_at(table, reading)
    else:
        doubles = Doubles.TAKEN_IN if arguments.doubles else Doubles.LEFT_OUT
        for _step in coming.taking_in(table, reading, doubles, batch):
            pass
    for line in _told(batch, reading, table.headings, look=arguments.look):
        print(harmless(line))
    if batch.refused and arguments.refused:
        lines = [(each.line, sentence(each.why)) for each in batch.refused]
        coming.save_refused(table, lines, Path(arguments.refused))
    return REFUSED if batch.refused else 0


def _columns(typed: str, guessed: Reading) -> tuple[Column, ...]:
    if not typed:
        return guessed.columns
    named = [Column(each.strip() or "nothing") for each in typed.split(",")]
    missing = len(guessed.columns) - len(named)
    return (*named[: len(guessed.columns)], *([Column.NOTHING] * missing))


def _told(
    batch: Batch, reading: Reading, headings: tuple[str, ...], *, look: bool
) -> Iterator[str]:
    for heading, column in zip(headings, reading.columns, strict=True):
        if column is not Column.NOTHING:
            yield f"{heading}: {column}"
    for refused in batch.refused:
        yield _("line {n}: {why}").format(n=refused.line.number, why=sentence(refused.why))
    for double in batch.doubles:
        yield _("line {n}: {name} is probably here already").format(
            n=double.line.number, name=double.patient.name
        )
    came = len(batch.patients)
    words = (
        ngettext("{n} patient would come in", "{n} patients would come in", came)
        if look
        else ngettext("{n} patient came in", "{n} patients came in", came)
    )
    yield words.format(n=came)
