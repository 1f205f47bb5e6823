"""The grid of movement and nerves on paper: a line for what was tested, a column for each side."""

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading, line
from charting.documents.tables import table
from charting.documents.tags import Role
from charting.domain.session import Session
from charting.forms import assessment_grid
from charting.i18n import _
from charting.wording.assessment import grid_table


def assessment_part(session: Session, hand: Hand) -> list[Flowable]:
    """What was tested and how it was found; nothing where nobody tested."""
    grid = assessment_grid()
    rows = grid_table(grid, session.answers)
    if not rows:
        return []
    heads = (_("Tested"), _("Left"), _("Right"))
    story: list[Flowable] = [heading(hand.sheet, _("Movement and nerves"), role=Role.H3)]
    story.append(table(heads, (0.4, 0.3, 0.3), rows, hand.sheet.inner))
    lacking = sum(len(row.columns) for row in grid.rows) - sum(
        cell.id in session.answers for cell in grid.cells
    )
    if lacking:
        story.append(line(hand.sheet, _("Not tested: {n} findings.").format(n=lacking), 9))
    return story
