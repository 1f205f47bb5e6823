"""The record in lines of text for a terminal, nothing in it able to command that terminal."""

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from charting.domain.arrival import Coming
from charting.domain.episode import Episode, Terms
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.session import NoteSection, Session, Status
from charting.domain.visit import Item
from charting.i18n import _, listed, ngettext
from charting.services.checks import Verification
from charting.services.ports import PatientLine, SessionLine
from charting.wording import (
    answer_words,
    backup_words,
    carried_words,
    clock_words,
    date_words,
    episode_facts,
    fact_kind_words,
    finding_words,
    mark_words,
    proof_words,
    section_words,
    sex_words,
)
from charting.wording.arriving import came_words, coming_words
from charting.wording.marks import Structures

_WIDE = 88
# Controls, and the format characters that reorder or hide what stands around them.
_CONTROLS = ("Cc", "Cs", "Zl", "Zp")
_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def harmless(text: str) -> str:
    """`text` in one line with whatever could command a terminal spelled out: ESC as "\\x1b"."""
    return "".join(
        c.encode("unicode_escape").decode("ascii")
        if unicodedata.category(c) in _CONTROLS or c in _REORDERING
        else c
        for c in text
    )


def patient_lines(found: Sequence[PatientLine], country: str) -> list[str]:
    """One line for each patient: name, date of birth, telephone, last session, id."""
    if not found:
        return [_("Nobody is on file here.")]
    return table([_patient_cells(line, country) for line in found])


def record_lines(
    patient: Patient,
    facts: Sequence[HealthFact],
    review: HealthReview | None,
    today: date,
    country: str,
) -> list[str]:
    """Who the patient is and what is known of their health."""
    return [
        *_person_lines(patient, today, country),
        "",
        _review_line(review, country),
        *_indented(table([_fact_cells(fact, country) for fact in facts])),
        *([] if facts else [_("  Nothing is noted.")]),
    ]


def episode_text(episode: Episode, terms: Terms, country: str) -> list[str]:
    """An episode of care with what was ticked, planned and how it ended."""
    since = _("Episode since {day}").format(day=date_words(episode.opened.day, country))
    facts = episode_facts(episode, terms, country)
    return ["", since, *_indented(table([[what, harmless(which)] for what, which in facts]))]


def timeline_lines(sessions: Sequence[SessionLine], country: str) -> list[str]:
    """The sessions, oldest first, by the numbers that `--session` takes."""
    if not sessions:
        return ["", _("No session yet.")]
    rows = [
        [str(number), *_session_cells(line, country)]
        for number, line in enumerate(sessions, start=1)
    ]
    return ["", _("Sessions"), *_indented(table(rows))]


def session_lines(
    number: int,
    session: Session,
    country: str,
    structures: Structures,
    items: Mapping[str, Item],
) -> list[str]:
    """One session with every mark, answer and note; `items` are those of a visit, by id."""
    opened = f"{date_words(session.opened.day, country)} {clock_words(session.opened)}"
    return [
        "",
        _("Session {number}, {opened}, {status}").format(
            number=number, opened=opened, status=_status_words(session.status)
        ),
        *_indented(harmless(mark_words(mark, structures)) for mark in session.marks.values()),
        *([] if session.marks else [_("  Nothing is charted.")]),
        *_indented(_answer_lines(session, items, country)),
        *_indented(_note_lines(session, country)),
    ]


def verification_lines(
    verification: Verification, folder: str, country: str, *, heads: bool
) -> list[str]:
    """What was checked, what was found, and what that proves."""
    counts = [[harmless(what), str(many)] for what, many in verification.counts.items()]
    chains = ngettext(
        "{number} chain of changes", "{number} chains of changes", verification.chains
    )
    signatures = ngettext("{number} signature", "{number} signatures", verification.signatures)
    lines = [
        _("Checked: the practice in {folder}").format(folder=harmless(folder)),
        _("  every page of the encrypted database, its structure and its references"),
        "  " + chains.format(number=verification.chains),
        "  " + signatures.format(number=verification.signatures),
        "",
        _("It holds"),
        *_indented(table(counts)),
        "",
        _("All heads under one hash"),
        f"  {verification.heads_hash.hex()}",
    ]
    if verification.backups:
        lines += ["", _("Backups")]
        lines += _indented(harmless(backup_words(each, country)) for each in verification.backups)
    if heads:
        lines += ["", _("Heads: chain, number of its last entry, hash")]
        lines += _indented(
            f"{head.chain}  {head.number}  {head.hash.hex()}" for head in verification.heads
        )
    return [*lines, "", *_verdict_lines(verification)]


def coming_lines(file: str, coming: Coming, country: str, *, look: bool) -> list[str]:
    """What came in with a file, or would come."""
    patient = coming.patient
    if patient is None:
        return [harmless(f"{file}: {coming_words(coming, country)}")]
    who = _("{file}: {name}, born {day}").format(
        file=harmless(file),
        name=harmless(patient.listed_name),
        day=date_words(patient.born, country),
    )
    told = coming_words(coming, country) if look else came_words(coming, country)
    lines = [who, f"  {harmless(told)}"]
    if coming.strangers:
        names = listed(harmless(person.name) for person in coming.strangers)
        lines.append(
            _("  named in it and new here, without a passphrase: {names}").format(names=names)
        )
    return lines


def _verdict_lines(verification: Verification) -> list[str]:
    if verification.whole:
        found = [_("Nothing was found wrong.")]
    else:
        found = [_("Not everything is whole:")]
        found += _indented(harmless(problem) for problem in verification.problems)
        wrong = [each.name for each in verification.backups if not each.sound]
        found += _indented(_("the backup {name}").format(name=harmless(one)) for one in wrong)
        found += _indented(finding_words(finding) for finding in verification.findings)
        found.append(_("Keep this folder as it is, and open the newest backup."))
    return [
        *found,
        "",
        *textwrap.wrap(proof_words(against_backups=bool(verification.backups)), _WIDE),
    ]


def _patient_cells(line: PatientLine, country: str) -> list[str]:
    patient = line.patient
    last = (
        _("last session {day}").format(day=date_words(line.last_session, country))
        if line.last_session
        else _("no session yet")
    )
    return [
        harmless(patient.listed_name),
        date_words(patient.born, country),
        harmless(patient.phone),
        _("archived") if patient.archived else last,
        str(patient.id),
    ]


def _person_lines(patient: Patient, today: date, country: str) -> list[str]:
    about = [
        _("born {day} ({age} years)").format(
            day=date_words(patient.born, country), age=patient.age_on(today)
        ),
        sex_words(patient.sex),
    ]
    if patient.phone:
        about.append(_("telephone {phone}").format(phone=harmless(patient.phone)))
    if patient.archived:
        about.append(_("archived"))
    return [harmless(patient.listed_name), "  " + listed(about), f"  {patient.id}"]


def _review_line(review: HealthReview | None, country: str) -> str:
    if review is None:
        return _("Health, not yet gone through with the patient")
    return _("Health, gone through on {day}").format(day=date_words(review.at.day, country))


def _fact_cells(fact: HealthFact, country: str) -> list[str]:
    noted = _("noted {day}").format(day=date_words(fact.noted.day, country))
    if fact.ended is not None:
        ended = date_words(fact.ended.day, country)
        noted = _("{noted}, ended {day}").format(noted=noted, day=ended)
    return [fact_kind_words(fact.kind), harmless(fact.text), noted]


def _session_cells(line: SessionLine, country: str) -> list[str]:
    points = ngettext("{number} trigger point", "{number} trigger points", line.trigger_points)
    needles = ngettext("{number} needle", "{number} needles", line.needles)
    charted = [points.format(number=line.trigger_points), needles.format(number=line.needles)]
    if line.needles_in:
        charted.append(_("{number} still in").format(number=line.needles_in))
    return [
        date_words(line.opened.day, country),
        clock_words(line.opened),
        _status_words(line.status),
        listed(charted),
    ]


def _answer_lines(session: Session, items: Mapping[str, Item], country: str) -> Iterable[str]:
    for answer in session.answers.values():
        item = items.get(answer.item)
        asked = _(item.words) if item else harmless(answer.item)
        yield f"{asked}: {harmless(answer_words(answer, item, country))}"


def _note_lines(session: Session, country: str) -> Iterable[str]:
    for section in NoteSection:
        if section in session.notes:
            yield section_words(section)
            if carried := session.carried.get(section):
                yield from _indented([carried_words(carried, country)])
            yield from _indented(harmless(line) for line in session.notes[section].split("\n"))


def _status_words(status: Status) -> str:
    return {
        Status.DRAFT: _("draft"),
        Status.SIGNED: _("signed"),
        Status.CORRECTING: _("being corrected"),
        Status.AMENDED: _("signed, amended"),
        Status.IN_ERROR: _("entered in error"),
    }[status]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows with their columns aligned, two blanks apart."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
