"""What several verbs take on the command line: a patient, a file, a folder, JSON."""

import argparse
from pathlib import Path
from typing import TypeAlias

from charting.i18n import _

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_patient(parser: argparse.ArgumentParser, nargs: str = "+") -> None:
    """Take the words by which a patient is found."""
    parser.add_argument(
        "text",
        nargs=nargs,
        metavar=_("PATIENT"),
        help=_("parts of the name, a date of birth, or the id that “patients” lists"),
    )


def add_out(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument(
        "--out", required=True, metavar=_("FILE"), help=_("the new file, - for standard output")
    )
    add_replace(parser)


def add_replace(parser: argparse.ArgumentParser) -> None:
    """Take that a file may be replaced."""
    parser.add_argument("--replace", action="store_true", help=_("replace a file of that name"))


def add_json(parser: argparse.ArgumentParser) -> None:
    """Take that a program reads the answer."""
    parser.add_argument("--json", action="store_true", help=_("print JSON for another program"))


def folder(typed: str) -> Path:
    """A folder as typed; raises `ArgumentTypeError` for none."""
    # Path("") is the working folder, which nobody means who passes an unset variable.
    if not typed:
        raise argparse.ArgumentTypeError(_("name a folder"))
    return Path(typed).expanduser()


def file(typed: str) -> Path:
    """A file as typed; raises `ArgumentTypeError` for none."""
    if not typed:
        raise argparse.ArgumentTypeError(_("name a file"))
    return Path(typed)
