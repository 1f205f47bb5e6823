"""The verbs about how long records are kept: whose time is over, a hold, an erasure."""

import json
from collections.abc import Iterator

from charting.command_line import Arguments
from charting.command_line.asking import nobody, the_one
from charting.command_line.text import harmless, table
from charting.domain.canonical import plain
from charting.domain.erasure import Why
from charting.domain.retention import Kept
from charting.i18n import _
from charting.services.practices import OpenPractice
from charting.system import SystemClock
from charting.wording import date_words
from charting.wording.retention import (
    erased_words,
    held_words,
    hold_words,
    kept_words,
    review_words,
    rule_words,
)


def due(practice: OpenPractice, arguments: Arguments) -> int:
    """List the records whose time is over, and those on hold."""
    keeping = practice.retention
    held, found, on_hold = keeping.held(), keeping.for_review(), keeping.on_hold()
    if arguments.json:
        what = {"rule": held.rule, "past_their_time": list(found.lines), "on_hold": list(on_hold)}
        print(json.dumps(plain(what), indent=2))
        return 0
    if held.rule is not None:
        print(harmless(rule_words(held.rule)))
    print(held_words(held))
    print(review_words(found))
    for line in table([_row(one, practice.practice.country) for one in found.lines]):
        print(f"  {line}")
    for one in on_hold:
        print(harmless(f"{one.contact.patient.listed_name}: {_held(practice, one)}"))
    return 0


def hold(practice: OpenPractice, arguments: Arguments) -> int:
    """Put a record on hold, or lift its hold."""
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    do = practice.retention.lift if arguments.lift else practice.retention.hold
    _say(practice, do(patient.id, arguments.reason))
    return 0


def erase(practice: OpenPractice, arguments: Arguments) -> int:
    """Erase a record for good; without the name of the patient, say what would go."""
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    if not arguments.name:
        _say(practice, practice.retention.of_patient(patient.id))
        print(_("Nothing was changed. Erase the record with --name and the name of the patient."))
        return 0
    left = practice.erasing.erase(patient.id, Why(arguments.why), arguments.name)
    print(harmless(erased_words(left)))
    return 0


def _say(practice: OpenPractice, kept: Kept) -> None:
    for line in _lines(practice, kept):
        print(harmless(line))


def _lines(practice: OpenPractice, kept: Kept) -> Iterator[str]:
    country = practice.practice.country
    yield kept.contact.patient.listed_name
    yield kept_words(kept, SystemClock().now().day, country)
    if kept.hold is not None:
        yield _held(practice, kept)


def _held(practice: OpenPractice, kept: Kept) -> str:
    return hold_words(kept.hold, practice.names, practice.practice.country)


def _row(kept: Kept, country: str) -> list[str]:
    patient = kept.contact.patient
    until = date_words(kept.until, country) if kept.until else ""
    born, last = (date_words(day, country) for day in (patient.born, kept.contact.last))
    on_hold = _("on hold") if kept.hold is not None else ""
    return [harmless(cell) for cell in (patient.listed_name, born, last, until, on_hold)]
