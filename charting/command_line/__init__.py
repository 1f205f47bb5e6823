"""The face without a screen: verbs that show, check and copy the record, and one opens the window.

The window must be there at once, so nothing else is loaded here before it is known what is asked.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from charting import __version__, i18n, settings
from charting.command_line.parsing import (
    Verbs,
    add_json,
    add_patient,
    folder,
)
from charting.command_line.parsing_clinic import add_clinic
from charting.command_line.parsing_done import (
    add_audit,
    add_course,
    add_lot,
    add_rates,
    add_signed,
)
from charting.command_line.parsing_keeping import (
    add_backup,
    add_drill,
    add_due,
    add_erase,
    add_hold,
    add_restore,
)
from charting.command_line.parsing_paper import add_given, add_paper
from charting.command_line.parsing_travel import add_travelling
from charting.i18n import _

INTERRUPTED = 130
PIPE_CLOSED = 141
_ARCHIVE = ".dnarchive"
THEMES = ("system", "light", "dark", "contrast")


class Arguments(argparse.Namespace):
    """What was asked on the command line; a verb leaves what it does not know as it is here."""

    verb: str = "window"
    data: Path | None = None
    passphrase_file: str | None = None
    demo: bool = False
    theme: str | None = None
    plain: bool = False
    open: Path | None = None
    text: Sequence[str] = ()
    archived: bool = False
    json: bool = False
    session: int | None = None
    heads: bool = False
    backups: Path | None = None
    target: Path = Path()
    into: Path | None = None
    second: Path | None = None
    backup: Path | None = None
    yes: bool = False
    out: str = ""
    replace: bool = False
    large_print: bool = False
    easy_read: bool = False
    report: bool = False
    record: bool = False
    files: Sequence[Path] = ()
    papers: bool = False
    mark: bool = False
    fhir: bool = False
    parts: Sequence[str] = ()
    file: str = ""
    encoding: str = ""
    columns: str = ""
    dates: str = ""
    look: bool = False
    doubles: bool = False
    refused: str = ""
    encrypt: bool = False
    join: bool = False
    access: bool = False
    words: bool = False
    archive_passphrase_file: str | None = None
    by: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 200
    days: int = 365
    kind: str = ""
    size: str = ""
    password: bool = False
    password_file: str | None = None
    number: int | None = None
    reason: str = ""
    lift: bool = False
    why: str = ""
    name: str = ""
    what: str = ""
    host: str = ""
    port: int = 0
    database: str = ""
    authority: Path | None = None
    admin: str = ""
    admin_password_file: str | None = None
    card: Path = Path()


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` asks, by default what the process was started with; the exit status.

    0 done, 1 the record is not whole, 2 refused or not understood, 130 interrupted, 141 nobody
    reads the output any more.
    """
    _speak_utf8()
    try:
        status = _answer(argv)
        _flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at its end and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return status


def _answer(argv: Sequence[str] | None) -> int:
    _speak_the_language(settings.read(settings.settings_file()).language)
    arguments = parse(argv)
    if arguments.verb == "window":
        from charting import app

        return app.run(
            arguments.data,
            demo=arguments.demo,
            theme=arguments.theme,
            plain=arguments.plain,
            file=arguments.open,
        )
    from charting.command_line import verbs
    from charting.privacy import keep_private

    keep_private()
    return verbs.run(arguments)


def parse(argv: Sequence[str] | None = None) -> Arguments:
    """What `argv` asks for. Raises `SystemExit` 2 with a sentence where it is not understood, and
    0 after `--help` and `--version`.
    """
    if (opened := _double_clicked(sys.argv[1:] if argv is None else argv)) is not None:
        return opened
    parser = _parser()
    arguments = parser.parse_args(argv, Arguments())
    if arguments.verb != "window" and (arguments.demo or arguments.theme or arguments.plain):
        parser.error(_("--demo, --theme and --plain belong to the window"))
    return arguments


def _double_clicked(argv: Sequence[str]) -> Arguments | None:
    """What is asked for where an archive is named and no verb, as systems do on a double click."""
    if not argv or Path(argv[-1]).suffix.casefold() != _ARCHIVE:
        return None
    parser = argparse.ArgumentParser(parents=[_common(), _window()], add_help=False)
    parser.add_argument("named", nargs="*")
    arguments, left = parser.parse_known_args(argv, Arguments())
    if left or arguments.named != [argv[-1]]:
        return None
    arguments.open = Path(argv[-1])
    return arguments


def _parser() -> argparse.ArgumentParser:
    common, window, record = _common(), _window(), _record()
    parser = argparse.ArgumentParser(
        description=_(
            "Dry-needling charting for the lower back. Without a verb it opens the window; the\n"
            "other verbs show, check and copy the record of a practice without a screen, also\n"
            "while its window is open. Whoever reads a record leaves a trace in it."
        ),
        epilog=_(
            "examples:\n"
            "  %(prog)s                                  open the window\n"
            "  %(prog)s --demo                           open a practice of invented people\n"
            "  %(prog)s patients an mu                   everybody such as Anna Muster\n"
            "  %(prog)s show muster 9.3.1984             her details, health and sessions\n"
            "  %(prog)s verify                           prove that the record is whole\n"
            "  %(prog)s backup                           copy it to where its backups lie\n"
            "  %(prog)s restore                          list them, and put one back\n"
            "  %(prog)s handout muster --out leaflet.pdf the leaflet of her last session\n"
            "  %(prog)s export muster --out muster.json  her whole record, for another program\n"
            "  %(prog)s import muster.json               and back in, here or elsewhere\n"
            "  %(prog)s rates                            how often something went wrong\n"
            "  %(prog)s course muster                    dose beside pain, visit by visit\n"
            "  %(prog)s lot AB-1234                      who got needles of this lot\n"
            "  %(prog)s paper plate muster --out map.pdf the body map of her last session\n"
            "  %(prog)s given muster                     what was handed out to her\n"
            "  %(prog)s due                              records past their time\n"
            "\n"
            "The passphrase is asked for, or read from --passphrase-file; it is never taken from\n"
            "an argument or from the environment, where others could see it.\n"
            "\n"
            "exit status: 0 done, 1 the record is not whole, 2 refused or not understood."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common, window],
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), title=_("verbs"))
    verbs.add_parser("window", help=_("open the window (the default)"), parents=[common, window])
    for add in (_add_patients, _add_show, _add_verify, add_backup, add_restore, add_drill):
        add(verbs, [common, record])
    for add in (add_due, add_hold, add_erase):
        add(verbs, [common, record])
    add_travelling(verbs, [common, record])
    add_clinic(verbs, [common, record])
    for add in (add_audit, add_signed, add_rates, add_course, add_lot, add_paper, add_given):
        add(verbs, [common, record])
    return parser


def _add_patients(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    patients = verbs.add_parser(
        "patients",
        help=_("list patients, or find them"),
        description=_("List patients, those seen lately first, or find them as the window does."),
        parents=parents,
    )
    patients.add_argument(
        "text",
        nargs="*",
        metavar=_("TEXT"),
        help=_("beginnings of names in any order, a date of birth, a telephone number"),
    )
    patients.add_argument(
        "--archived", action="store_true", help=_("look among the archived patients instead")
    )
    add_json(patients)


def _add_show(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    show = verbs.add_parser(
        "show",
        help=_("show one patient's record"),
        description=_("Show a patient's details, health, sessions and every mark in words."),
        parents=parents,
    )
    add_patient(show)
    show.add_argument(
        "--session", type=int, metavar="N", help=_("only the session of this number, 1 the oldest")
    )
    add_json(show)


def _add_verify(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    verify = verbs.add_parser(
        "verify",
        help=_("prove that the record is whole"),
        description=_(
            "Check the database, every chain of changes, every signature and, if asked for, the "
            "backups in a folder; say what that proves and what not."
        ),
        parents=parents,
    )
    verify.add_argument("--heads", action="store_true", help=_("list the head of every chain"))
    verify.add_argument(
        "--backups",
        type=folder,
        metavar=_("FOLDER"),
        help=_("check the backups in a folder too, and hold them against the record"),
    )


def _common() -> argparse.ArgumentParser:
    # Absent means absent: a verb's default must not undo what stands before the verb.
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument(
        "--data", type=folder, metavar=_("FOLDER"), help=_("where the practice lies")
    )
    return parser


def _window() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group(_("the window"))
    group.add_argument(
        "--demo", action="store_true", help=_("a throwaway practice of invented people")
    )
    group.add_argument("--theme", choices=THEMES, help=_("how it looks this time"))
    group.add_argument(
        "--open",
        type=Path,
        metavar=_("FILE"),
        help=_("look at an archive once somebody has unlocked; its name alone does the same"),
    )
    group.add_argument(
        "--plain", action="store_true", help=_("without what was chosen for this computer")
    )
    return parser


def _record() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument(
        "--passphrase-file",
        metavar=_("FILE"),
        help=_("read the passphrase from the first line of FILE, - for standard input"),
    )
    return parser


def _speak_the_language(language: str) -> None:
    if language:
        i18n.choose(language)
    else:
        i18n.choose_first(i18n.wanted_by())


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    # A windowed Python on Windows has no standard output.
    if sys.stdout is not None:
        sys.stdout.flush()
