"""The verbs about paper, as they are typed."""

import argparse

from charting.command_line.parsing import Verbs, add_json, add_out, add_patient, add_replace
from charting.i18n import _

# As in `charting.domain.given_papers.Kind`, which a window's start need not load.
KINDS = (
    *("leaflet", "slip", "consent", "label", "session"),
    *("plate", "needles", "contacts", "record", "trail"),
)


def add_paper(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that makes one paper."""
    paper = verbs.add_parser(
        "paper",
        help=_("make any paper of a patient, also under a password"),
        description=_(
            "Make a paper as PDF: leaflet, slip (next visits), consent, label; the report of a\n"
            "session, plate (its body map), needles (with their lots), contacts (contact notes),\n"
            "record, trail (of changes). It is kept among what was handed out."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=parents,
    )
    paper.add_argument("kind", choices=KINDS, metavar=_("PAPER"), help=_("which of these"))
    add_patient(paper)
    paper.add_argument(
        "--session", type=int, metavar="N", help=_("the session of this number, 1 the oldest")
    )
    paper.add_argument(
        "--size",
        default="",
        metavar=_("SIZE"),
        help=_("A4 or Letter; of a slip A6, A7 or “80 mm”; of a label what is on its box"),
    )
    paper.add_argument(
        "--password",
        action="store_true",
        help=_("a copy for e-mail (AES-256) under a password of its own, which is asked for"),
    )
    paper.add_argument(
        "--password-file",
        metavar=_("FILE"),
        help=_("read the password of the copy from the first line of FILE"),
    )
    add_out(paper)


def add_given(verbs: Verbs, parents: list[argparse.ArgumentParser]) -> None:
    """The verb that lists what was handed out, and shows it again."""
    given = verbs.add_parser(
        "given",
        help=_("list what was handed out to a patient, or show it again"),
        description=_(
            "List the papers that were printed or saved for a patient, the latest first, with\n"
            "their hashes; or write one of them again, byte for byte. Looking leaves a trace."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=parents,
    )
    add_patient(given)
    given.add_argument(
        "--number", type=int, metavar="N", help=_("the paper of this number in the list")
    )
    given.add_argument(
        "--out", default="", metavar=_("FILE"), help=_("where it goes: a new file, - for output")
    )
    add_replace(given)
    add_json(given)
