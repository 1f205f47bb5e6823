"""The verb of a clinic's server, as it is typed."""

import argparse

from charting.command_line.parsing import Verbs, add_out, file, folder
from charting.domain.clinic import USUAL_PORT
from charting.i18n import _


def add_clinic(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb for a practice whose record several computers share."""
    clinic = verbs.add_parser(
        "clinic",
        help=_("share the record on a clinic’s server"),
        description=_(
            "Keep the record on a PostgreSQL server (14 or newer), so that several computers work\n"
            "with it at once. It moves there whole, or stays where it is."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doing = clinic.add_subparsers(dest="what", metavar=_("WHAT"), required=True)
    doing.add_parser("state", help=_("how the clinic’s server is"), parents=parents)
    check = doing.add_parser(
        "check", help=_("whether a record can move to a server"), parents=parents
    )
    move = doing.add_parser(
        "move", help=_("move this practice’s record to a server"), parents=parents
    )
    for one in (check, move):
        _add_server(one)
    move.add_argument("--yes", action="store_true", help=_("do it; without, say what would move"))
    card = doing.add_parser(
        "card", help=_("write the card by which a further computer joins"), parents=parents
    )
    add_out(card)
    join = doing.add_parser(
        "join", help=_("let this computer join the clinic of a card"), parents=parents
    )
    join.add_argument("card", type=file, metavar=_("CARD"), help=_("the file of the card"))
    dump = doing.add_parser(
        "dump",
        help=_("write the clinic’s whole database to a file, restored on trial"),
        parents=parents,
    )
    dump.add_argument("file", type=file, metavar=_("FILE"), help=_("a new file; not encrypted"))
    dump.add_argument("--replace", action="store_true", help=_("replace a file of this name"))
    _add_admin(dump)
    leave = doing.add_parser(
        "leave",
        help=_("bring the record back into a folder of this computer"),
        parents=parents,
    )
    leave.add_argument("into", type=folder, metavar=_("FOLDER"), help=_("a new folder"))
    update = doing.add_parser(
        "update", help=_("bring the tables of the clinic up to date"), parents=parents
    )
    _add_admin(update)


def _add_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", required=True, help=_("the server’s name or address"))
    parser.add_argument("--port", type=int, default=USUAL_PORT, metavar="N")
    parser.add_argument(
        "--database",
        required=True,
        metavar=_("NAME"),
        help=_("a new database; it is made if need be"),
    )
    parser.add_argument(
        "--authority",
        type=file,
        metavar=_("FILE"),
        help=_("who vouches for the server’s certificate (PEM), if not somebody known anyway"),
    )
    _add_admin(parser)


def _add_admin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--admin", default="postgres", metavar=_("NAME"), help=_("the server’s administrator")
    )
    parser.add_argument(
        "--admin-password-file",
        metavar=_("FILE"),
        help=_("read the administrator’s password from the first line of FILE"),
    )
