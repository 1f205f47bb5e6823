"""The face without a screen: verbs that show, check and copy the record, and one opens the window.

The window must be there at once, so nothing else is loaded here before it is known what is asked.
"""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from charting import i18n, settings
from charting.command_line.parsing import common, window
from charting.i18n import _

INTERRUPTED = 130
PIPE_CLOSED = 141
_ARCHIVE = ".dnarchive"
_MANY = 100_000


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
        # Little of what a start makes is ever given up: nothing is gained by looking for it.
        gc.set_threshold(_MANY)
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
    typed = sys.argv[1:] if argv is None else argv
    if not typed:
        return Arguments()
    if (asked := _double_clicked(typed) or _window_alone(typed)) is not None:
        return asked
    from charting.command_line.parsing_verbs import verbs_parser

    parser = verbs_parser()
    arguments = parser.parse_args(typed, Arguments())
    if arguments.verb != "window" and (arguments.demo or arguments.theme or arguments.plain):
        parser.error(_("--demo, --theme and --plain belong to the window"))
    return arguments


def _double_clicked(argv: Sequence[str]) -> Arguments | None:
    """What is asked for where an archive is named and no verb, as systems do on a double click."""
    if not argv or Path(argv[-1]).suffix.casefold() != _ARCHIVE:
        return None
    parser = argparse.ArgumentParser(parents=[common(), window()], add_help=False)
    parser.add_argument("named", nargs="*")
    arguments, left = parser.parse_known_args(argv, Arguments())
    if left or arguments.named != [argv[-1]]:
        return None
    arguments.open = Path(argv[-1])
    return arguments


class _OtherwiseError(Exception):
    """Something else is asked for."""


class _WindowParser(argparse.ArgumentParser):
    """Knows the window and no other verb; what it does not understand is said by who knows all."""

    def error(self, _message: str) -> NoReturn:
        raise _OtherwiseError


def _window_alone(argv: Sequence[str]) -> Arguments | None:
    """What is asked for where it is the window and nothing else: the other verbs, which are many,
    need not be known then.
    """
    parser = _WindowParser(parents=[common(), window()], add_help=False)
    parser.add_argument("verb", nargs="?", choices=("window",), default="window")
    try:
        arguments, left = parser.parse_known_args(argv, Arguments())
    except _OtherwiseError:
        return None
    return None if left else arguments


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
