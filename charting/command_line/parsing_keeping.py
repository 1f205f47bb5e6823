"""The verbs that keep the record safe, as they are typed."""

import argparse

from charting.command_line.parsing import Verbs, add_json, add_patient, folder
from charting.i18n import _


def add_backup(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that copies the record."""
    backup = verbs.add_parser(
        "backup",
        help=_("copy the record, and check the copy"),
        description=_(
            "Copy the whole practice, encrypted as it is, and check the copy: into a new folder,\n"
            "or, where none is named, to where its own backups lie, and to their second place."
        ),
        parents=parents,
    )
    backup.add_argument(
        "into",
        nargs="?",
        type=folder,
        metavar=_("FOLDER"),
        help=_("a new folder for the copy"),
    )
    backup.add_argument(
        "--second",
        type=folder,
        metavar=_("FOLDER"),
        help=_("from now on carry every backup into this folder too: a stick, another computer"),
    )


def add_restore(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that puts a backup in the place of the record."""
    restore = verbs.add_parser(
        "restore",
        help=_("put a backup in the place of the record"),
        description=_(
            "List the backups; or say what would be lost if one were put in the place of the\n"
            "record; or, with --yes, do so. What it replaces is kept beside it. Close the window\n"
            "first."
        ),
        parents=parents,
    )
    restore.add_argument(
        "backup", nargs="?", type=folder, metavar=_("BACKUP"), help=_("the folder of a backup")
    )
    restore.add_argument("--yes", action="store_true", help=_("do it"))


def add_drill(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that tries whether a backup opens."""
    verbs.add_parser(
        "drill",
        help=_("try whether the newest backup opens"),
        description=_(
            "Open the newest backup in a place of its own, prove everything in it, and note the\n"
            "day. Do so once a month: the application does it by itself while its window is open."
        ),
        parents=parents,
    )


def add_due(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that lists the records whose time is over."""
    due = verbs.add_parser(
        "due",
        help=_("list the records that are past their time"),
        description=_(
            "List the records that are past the time they are to be kept, and those on hold.\n"
            "Nothing is ever erased by itself."
        ),
        parents=parents,
    )
    add_json(due)


def add_hold(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that puts a record on hold."""
    hold = verbs.add_parser(
        "hold",
        help=_("put a record on hold, or lift the hold"),
        description=_("Keep a record from being erased, as when somebody may ask for it at law."),
        parents=parents,
    )
    add_patient(hold)
    hold.add_argument("--reason", required=True, metavar=_("WORDS"), help=_("why"))
    hold.add_argument("--lift", action="store_true", help=_("lift the hold instead"))


def add_erase(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that erases a record for good."""
    erase = verbs.add_parser(
        "erase",
        help=_("erase a record for good"),
        description=_(
            "Say how long a record is to be kept; or, with the name of the patient typed whole,\n"
            "erase it for good: visits, notes, signatures, letters, files, what was handed out.\n"
            "What stays is that a record was erased, when and by whom."
        ),
        parents=parents,
    )
    add_patient(erase)
    erase.add_argument(
        "--why",
        choices=("over", "asked", "mistake"),
        default="over",
        help=_("its time is over; the patient asked for it; put on file by mistake"),
    )
    erase.add_argument("--name", default="", metavar=_("NAME"), help=_("the patient's whole name"))
