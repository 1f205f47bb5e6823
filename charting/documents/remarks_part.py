"""Remarks of marks on paper: in their row where they are short, else beneath the table, as wide as
the page.
"""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading
from charting.documents.running import running
from charting.documents.sheet import style
from charting.documents.tags import Role
from charting.domain.marks import Mark
from charting.i18n import _

# What some ten lines of the narrow column hold.
FITS = 200


def remark_in_row(mark: Mark) -> str:
    """The remark, or where it stands."""
    return mark.remark if len(mark.remark) <= FITS else _("see beneath the table")


def remarks_part(marks: Sequence[Mark], hand: Hand) -> list[Flowable]:
    """The remarks that no row holds, by the numbers of their marks."""
    long = [(n, mark.remark) for n, mark in enumerate(marks, 1) if len(mark.remark) > FITS]
    if not long:
        return []
    story: list[Flowable] = [heading(hand.sheet, _("Remarks on the marks"), role=Role.H3)]
    for number, remark in long:
        story += running(f"{number}: {remark}", style(9), hand.sheet.inner)
    return story
