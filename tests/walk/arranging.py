"""What a hand does to arrange a leaflet for its patient: a movement picked, a block left out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from charting.domain.leaflet_blocks import MOVEMENTS
from tests.person import wait

if TYPE_CHECKING:
    from tests.walk.practitioner import Practitioner


def arrange_leaflet(person: "Practitioner", picture: str) -> None:
    """Beside the leaflet shown: walking is picked from the library, and it stands on paper."""
    hand, pane = person.hand, person.paper.arranging
    assert pane is not None
    hand.press(Qt.Key.Key_A)
    wait(lambda: pane.isVisible() and pane.list.key is not None)
    while pane.list.key != MOVEMENTS:
        hand.press(Qt.Key.Key_Down)
    walk = next(row for row in pane.moves.rows if row.chosen.id == "mv.walk")
    hand.click(walk.name)
    wait(lambda: not pane.busy)
    person.see_paper()
    person.picture(picture)
    hand.press(Qt.Key.Key_Escape)
    wait(lambda: not pane.isVisible())
    person.see_paper()
