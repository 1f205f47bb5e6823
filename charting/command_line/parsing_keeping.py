"""The verbs that keep the record safe, as they are typed."""

import argparse

from charting.command_line.parsing import Verbs, folder
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
