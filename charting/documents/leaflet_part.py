"""How the leaflet of a visit was arranged, in a report: what was left out and why, and what was
added, moved or picked.
"""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading
from charting.documents.tables import pairs
from charting.documents.tags import Role
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.sheet import Sheet, standing
from charting.i18n import _, listed
from charting.wording import clock_words, date_words
from charting.wording.leaflets import block_words


def leaflet_part(sheets: Iterable[Sheet], hand: Hand) -> list[Flowable]:
    """What was chosen last, by whom and when; nothing where nobody chose."""
    story: list[Flowable] = []
    for sheet in standing(sheets):
        if isinstance(sheet.content, LeafletPlan) and sheet.content != LeafletPlan():
            title = heading(hand.sheet, _("Leaflet of this patient"), role=Role.H3)
            story += [title, pairs(_rows(sheet, sheet.content, hand), hand.sheet.inner, 0.2)]
    return story


def _rows(sheet: Sheet, plan: LeafletPlan, hand: Hand) -> list[tuple[str, str]]:
    out = [": ".join(filter(None, (block_words(x.block), x.reason))) for x in plan.left_out]
    said = [f"{x.heading or block_words(x.block)}: {x.text}" for x in plan.edited]
    moves = [listed((x.name, x.amount)) for x in plan.movements]
    when = f"{date_words(sheet.at.day, hand.country)} {clock_words(sheet.at)}"
    return [
        (_("Left out"), "\n".join(out)),
        (_("In other words"), "\n".join(said)),
        (_("Order"), listed(map(block_words, plan.order))),
        (_("Movements"), "\n".join(moves)),
        (_("Arranged"), listed((when, hand.names.get(sheet.by, "")))),
    ]
