"""The verbs with which records travel, as the command line is told of them."""

import argparse

from charting.command_line.parsing import Verbs, add_out, add_patient, add_replace, file
from charting.i18n import _


def add_travelling(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """Tell of what hands something out or takes it in."""
    every = (_add_handout, _add_export, _add_archive, _add_research, _add_import, _add_bring_in)
    for add in every:
        add(verbs, parents)


def _add_handout(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    handout = verbs.add_parser(
        "handout",
        help=_("make a leaflet, a report or a record to print"),
        description=_(
            "Make what is handed out as PDF: the leaflet of the last session or, if asked for, "
            "the report of a session or the whole record."
        ),
        parents=parents,
    )
    add_patient(handout)
    handout.add_argument(
        "--session", type=int, metavar="N", help=_("the session of this number, 1 the oldest")
    )
    handout.add_argument("--large-print", action="store_true", help=_("a leaflet in large print"))
    easy = _("a leaflet in easy words, with symbols")
    handout.add_argument("--easy-read", action="store_true", help=easy)
    instead = handout.add_mutually_exclusive_group()
    instead.add_argument(
        "--report", action="store_true", help=_("the report of the session instead")
    )
    instead.add_argument("--record", action="store_true", help=_("the whole record instead"))
    add_out(handout)


def _add_export(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    export = verbs.add_parser(
        "export",
        help=_("write a patient's whole record as JSON"),
        description=_(
            "Write the whole record of a patient with its trail of changes as one JSON file, whose "
            "form is published in resources/schema. The file is not encrypted."
        ),
        parents=parents,
    )
    add_patient(export)
    export.add_argument(
        "--fhir",
        action="store_true",
        help=_("as a FHIR R4 bundle instead, which other programs for health records read"),
    )
    add_out(export)


def _add_archive(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    archive = verbs.add_parser(
        "archive",
        help=_("write everything into one file that needs no application"),
        description=_(
            "Write the records of everybody, or of one patient, into one ZIP file: as JSON, as "
            "tables for a spreadsheet, as FHIR, with a manifest of SHA-256 and a text that "
            "explains it. The file is not encrypted unless you ask for it."
        ),
        parents=parents,
    )
    add_patient(archive, "*")
    archive.add_argument(
        "--papers", action="store_true", help=_("each record also to be printed, as PDF")
    )
    archive.add_argument(
        "--parts",
        type=_parts,
        default=(),
        metavar=_("PARTS"),
        help=_(
            "only some of records, tables, fhir, attachments, maps and papers, with commas between"
        ),
    )
    archive.add_argument(
        "--access",
        action="store_true",
        help=_("all of one patient, who asked for it: every part, also to be printed"),
    )
    archive.add_argument(
        "--encrypt",
        action="store_true",
        help=_("encrypt it with a passphrase of its own, which is asked for"),
    )
    _add_archive_passphrase(archive)
    archive.add_argument(
        "--mark",
        action="store_true",
        help=_("begin each table with a byte-order mark, for older spreadsheets"),
    )
    archive.add_argument("--out", required=True, metavar=_("FILE"), help=_("the new file"))
    add_replace(archive)


def _add_research(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    research = verbs.add_parser(
        "research",
        help=_("write what may be used for research, without names"),
        description=_(
            "Write tables of the visits of all patients who agree to research: ages, moved days, "
            "needles, trigger points, outcomes and events; no names, no ids, and nothing that was "
            "written in words unless you ask for it."
        ),
        parents=parents,
    )
    research.add_argument(
        "--words", action="store_true", help=_("the notes too, which may hold names")
    )
    research.add_argument("--out", required=True, metavar=_("FILE"), help=_("the new file"))
    add_replace(research)


def _add_import(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    incoming = verbs.add_parser(
        "import",
        help=_("take in records that were exported"),
        description=_(
            "Take in patients' records that were exported here or elsewhere: each file all or "
            "nothing, and nothing that is on file is lost by it. Who is new here comes in; you "
            "decide what else does."
        ),
        parents=parents,
    )
    incoming.add_argument(
        "files",
        nargs="+",
        type=file,
        metavar=_("FILE"),
        help=_("a record as JSON, our FHIR bundle, or an archive"),
    )
    incoming.add_argument(
        "--look", action="store_true", help=_("only say what would come; nothing is stored")
    )
    incoming.add_argument(
        "--join",
        action="store_true",
        help=_(
            "add to records that are on file what was written elsewhere; what was written on both "
            "sides stays as it is here"
        ),
    )
    incoming.add_argument(
        "--doubles", action="store_true", help=_("take in those too who are probably on file")
    )
    _add_archive_passphrase(incoming)


def _add_bring_in(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    coming = verbs.add_parser(
        "bring-in",
        help=_("take in patients from a table or contacts of another program"),
        description=_(
            "Take in patients from a table (CSV), contacts (vCard) or FHIR patients. Columns are "
            "recognised by their headings; who is probably here already is left out; lines that "
            "cannot be are refused with their reasons and can be mended and taken in as well."
        ),
        parents=parents,
    )
    coming.add_argument("file", metavar=_("FILE"), help=_("the file of the other program"))
    coming.add_argument(
        "--look", action="store_true", help=_("only say what would come of it; store nothing")
    )
    coming.add_argument(
        "--columns",
        default="",
        type=_columns,
        metavar=_("COLUMNS"),
        help=_(
            "what the columns are, in order: family, given, name, born, sex, phone or nothing, "
            "with commas between"
        ),
    )
    coming.add_argument(
        "--dates",
        default="",
        choices=("", "day_first", "month_first"),
        help=_("how 3/9/1984 reads"),
    )
    coming.add_argument("--encoding", default="", metavar="NAME", help=_("how letters are written"))
    coming.add_argument(
        "--doubles", action="store_true", help=_("take in those too who are probably here already")
    )
    coming.add_argument(
        "--refused", default="", metavar=_("FILE"), help=_("write the refused lines to this file")
    )


def _columns(typed: str) -> str:
    """The columns named. Raises `ArgumentTypeError` for one that is none."""
    known = {"", "family", "given", "name", "born", "sex", "phone", "nothing"}
    if not {each.strip() for each in typed.split(",")} <= known:
        raise argparse.ArgumentTypeError(
            _("name family, given, name, born, sex, phone or nothing, with commas between")
        )
    return typed


def _add_archive_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--archive-passphrase-file",
        metavar=_("FILE"),
        help=_("read the passphrase of an encrypted archive from the first line of FILE"),
    )


def _parts(typed: str) -> list[str]:
    """The parts named. Raises `ArgumentTypeError` for another."""
    named = [part.strip() for part in typed.split(",")]
    if not set(named) <= {"records", "tables", "fhir", "attachments", "maps", "papers"}:
        raise argparse.ArgumentTypeError(
            _("name some of records, tables, fhir, attachments, maps and papers")
        )
    return named
