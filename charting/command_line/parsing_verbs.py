"""All verbs, as they are typed; loaded where more is asked for than the window."""

import argparse

from charting import __version__
from charting.command_line.parsing import (
    Verbs,
    add_json,
    add_patient,
    common,
    folder,
    window,
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


def verbs_parser() -> argparse.ArgumentParser:
    """What understands every verb."""
    everywhere, of_window, record = common(), window(), _record()
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
        parents=[everywhere, of_window],
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), title=_("verbs"))
    verbs.add_parser(
        "window", help=_("open the window (the default)"), parents=[everywhere, of_window]
    )
    for add in (_add_patients, _add_show, _add_verify, add_backup, add_restore, add_drill):
        add(verbs, [everywhere, record])
    for add in (add_due, add_hold, add_erase):
        add(verbs, [everywhere, record])
    add_travelling(verbs, [everywhere, record])
    add_clinic(verbs, [everywhere, record])
    for add in (add_audit, add_signed, add_rates, add_course, add_lot, add_paper, add_given):
        add(verbs, [everywhere, record])
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


def _record() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument(
        "--passphrase-file",
        metavar=_("FILE"),
        help=_("read the passphrase from the first line of FILE, - for standard input"),
    )
    return parser
