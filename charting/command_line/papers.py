"""The verbs that make any paper, and show what was handed out."""

import json
import sys
from pathlib import Path

from charting.command_line import Arguments
from charting.command_line.asking import (
    latest,
    no_session,
    nobody,
    not_there,
    passphrase,
    the_one,
)
from charting.command_line.handing_over import STANDARD_OUTPUT, check_free, put
from charting.command_line.text import harmless, table
from charting.domain.canonical import plain
from charting.domain.given_papers import GivenPaper, Kind, Way
from charting.domain.patient import Patient
from charting.i18n import _, listed
from charting.services.handouts import Handout
from charting.services.mail_copies import MailCopies
from charting.services.paper_desk import OF_VISIT, PaperDesk, sheets_of
from charting.services.practices import OpenPractice
from charting.system import SystemClock, TimeOrderedIds
from charting.wording.carried import moment_words
from charting.wording.handouts import paper_way_words, paper_words


def paper(practice: OpenPractice, arguments: Arguments) -> int:
    """Write a paper of a patient as PDF; the exit status."""
    typed, kind = " ".join(arguments.text), Kind(arguments.kind)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    if arguments.size and arguments.size not in sheets_of(kind):
        offered = listed(sheets_of(kind))
        return not_there(_("This paper comes in these sizes: {sizes}.").format(sizes=offered))
    session_id = None
    if kind in OF_VISIT:
        timeline = practice.sessions.timeline(patient.id)[::-1]
        number = latest(timeline) if arguments.session is None else arguments.session
        if not 1 <= number <= len(timeline):
            return no_session(max(1, number))
        session_id = timeline[number - 1].id
    check_free(arguments)
    made = _desk(practice).made(kind, patient.id, session_id, arguments.size)
    if arguments.password or arguments.password_file:
        _write_locked(practice, made, arguments)
    else:
        put(arguments, made.pdf)
        practice.given_papers.keep(made.chain, made.kind, made.paper, made.pdf, Way.SAVED)
    _say(arguments, made, patient)
    return 0


def given(practice: OpenPractice, arguments: Arguments) -> int:
    """List what was handed out to a patient, or write one of it again; the exit status."""
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    papers = practice.given_papers.of_patient(patient.id)
    if arguments.number is not None:
        if not 1 <= arguments.number <= len(papers) or not arguments.out:
            return not_there(_("Name a number of the list, and a file with --out."))
        check_free(arguments)
        put(arguments, practice.given_papers.shown(papers[arguments.number - 1]))
    elif arguments.json:
        print(json.dumps(plain(list(papers)), indent=2))
    else:
        rows = [_row(practice, number, one) for number, one in enumerate(papers, start=1)]
        for line in table(rows) if rows else [_("Nothing was handed out yet.")]:
            print(line)
    return 0


def _row(practice: OpenPractice, number: int, one: GivenPaper) -> list[str]:
    said = (
        str(number),
        moment_words(one.given, practice.practice.country),
        paper_words(one.kind),
        paper_way_words(one.way),
        practice.names.get(one.by, ""),
        one.sha256.hex(),
    )
    return [harmless(each) for each in said]


def _desk(practice: OpenPractice) -> PaperDesk:
    # ReportLab takes as long to load as everything else together.
    from charting.documents.paper_by_size import documents_of

    documents = documents_of(practice.folder, practice.screenings.rules)
    who = practice.practitioner
    return PaperDesk(practice.records, documents, SystemClock(), TimeOrderedIds(), who)


def _write_locked(practice: OpenPractice, made: Handout, arguments: Arguments) -> None:
    from charting.documents.mail_copy import locked

    password = passphrase(arguments.password_file, _("Password of the copy: "))
    by = (SystemClock(), TimeOrderedIds(), practice.practitioner)
    copies = MailCopies(practice.records, locked, practice.people.strength, *by)
    copies.save(made, Path(arguments.out).absolute(), password)


def _say(arguments: Arguments, made: Handout, patient: Patient) -> None:
    told = sys.stderr if arguments.out == STANDARD_OUTPUT else sys.stdout
    file = _("standard output") if arguments.out == STANDARD_OUTPUT else arguments.out
    words = _("{paper} of {name}: {file}").format(
        paper=paper_words(made.kind), name=patient.name, file=file
    )
    print(harmless(words), file=told)
    if arguments.password or arguments.password_file:
        rule = _("Tell the password by telephone or on paper, never in the same e-mail.")
        print(rule, file=told)
