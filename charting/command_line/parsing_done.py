"""The verbs about what was done, signed and answered, and what went wrong, as they are typed."""

import argparse

from charting.command_line.parsing import Verbs, add_json, add_patient, add_replace, folder
from charting.i18n import _

_MOST_DAYS = 36_500


def add_audit(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that reads the trail of changes."""
    audit = verbs.add_parser(
        "audit",
        help=_("read the trail of changes"),
        description=_(
            "Show who did what and when, the latest first: all of it, or that of one patient or\n"
            "of one practitioner. Reading it leaves a trace."
        ),
        parents=parents,
    )
    audit.add_argument(
        "text", nargs="*", metavar=_("PATIENT"), help=_("parts of the name, or the id")
    )
    audit.add_argument("--by", metavar=_("NAME"), help=_("only what this practitioner did"))
    audit.add_argument("--since", metavar=_("DAY"), help=_("from this day on"))
    audit.add_argument("--until", metavar=_("DAY"), help=_("up to and with this day"))
    audit.add_argument(
        "--limit", type=int, default=200, metavar="N", help=_("at most so many entries")
    )
    add_json(audit)


def add_signed(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that writes signed records as files."""
    signed = verbs.add_parser(
        "signed",
        help=_("write a patient's signed records as files"),
        description=_(
            "Write what was signed, byte for byte, with signatures and keys, so that it can be\n"
            "checked without this program. The files are not encrypted."
        ),
        parents=parents,
    )
    signed.add_argument("text", nargs="+", metavar=_("PATIENT"), help=_("parts of the name, or id"))
    signed.add_argument(
        "target", type=folder, metavar=_("FOLDER"), help=_("a new folder for the files")
    )


def add_course(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that shows a course."""
    course = verbs.add_parser(
        "course",
        help=_("show the dose of each visit beside the scores"),
        description=_(
            "Show needles, minutes and twitches of each visit of the running episode, or of the\n"
            "latest, beside pain and function, and where needles were answered."
        ),
        parents=parents,
    )
    add_patient(course)
    add_json(course)


def add_rates(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that counts what went wrong."""
    rates = verbs.add_parser(
        "rates",
        help=_("count what went wrong, beside what others reported"),
        description=_(
            "Count the treatments with an adverse event, by kind, with the interval in which the\n"
            "true share lies, beside the published ranges; and list what nearly happened."
        ),
        parents=parents,
    )
    rates.add_argument(
        "--days", type=_days, default=365, metavar="N", help=_("of the last so many days")
    )
    add_json(rates)


def add_lot(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that lists who got needles of a lot."""
    lot = verbs.add_parser(
        "lot",
        help=_("list who got needles of a lot"),
        description=_(
            "List every visit with a needle of a lot, the latest first, with how its patients are\n"
            "reached. Asking leaves a trace."
        ),
        parents=parents,
    )
    lot.add_argument("text", nargs="+", metavar=_("LOT"), help=_("the lot as it stands on the box"))
    lot.add_argument(
        "--out", default="", metavar=_("FILE"), help=_("the list as PDF: a new file, - for output")
    )
    add_replace(lot)
    add_json(lot)


def _days(typed: str) -> int:
    days = int(typed) if typed.isdecimal() else 0
    if not 1 <= days <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(_("name a number of days, at most 36500"))
    return days
