"""What several verbs take on the command line: a patient, a file, a folder, JSON."""

import argparse
from pathlib import Path
from typing import TypeAlias

from charting.i18n import _
from charting.settings import THEMES

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def common() -> argparse.ArgumentParser:
    """What every verb takes."""
    # Absent means absent: a verb's default must not undo what stands before the verb.
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument(
        "--data", type=folder, metavar=_("FOLDER"), help=_("where the practice lies")
    )
    return parser


def window() -> argparse.ArgumentParser:
    """What the window takes."""
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
