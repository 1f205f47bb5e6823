"""What hands do for a written consent: the patient reads and signs, and gets a copy."""

from math import sin

from PySide6.QtCore import QPoint, Qt

from charting.ui.consent.page import ConsentPage
from tests.person import wait
from tests.walk.practitioner import Practitioner


def _page(person: Practitioner) -> ConsentPage:
    screens = person.desk.screens
    assert screens is not None
    assert screens.consents.screen.page is not None
    return screens.consents.screen.page


def sign_consent(person: Practitioner, question: tuple[str, str], copy: str) -> None:
    """Open the consent from the shelf, note a question, let the patient sign with the mouse, keep
    it, and save the copy under a name in the album.
    """
    person.hand.click(person.visit.shelf.consent.consent)
    person.rest()
    screens = person.desk.screens
    assert screens is not None
    wait(lambda: screens.consents.screen.page is not None and _page(person).isVisible())
    wait(lambda: not person.desk.lane.busy and screens.consents.model.text is not None)
    draft = _page(person).draft
    person.hand.write(draft.asked, question[0])
    person.hand.write(draft.answered, question[1])
    person.hand.click(draft.add)
    person.rest()
    pad = draft.pad
    wide, high = pad.width(), pad.height()
    way = [
        QPoint(round(wide * (0.12 + 0.018 * n)), round(high * (0.5 + 0.3 * sin(n * 1.3))))
        for n in range(36)
    ]
    person.hand.draw(pad, way)
    person.rest()
    person.picture(f"{copy}-signed")
    person.hand.click(draft.keep)
    person.rest()
    wait(lambda: not screens.consents.model.asks)
    person.picture(f"{copy}-on-file")
    person.see_paper(Qt.Key.Key_F11)
    person.picture(copy)
    person.save_paper(copy)
    person.leave_paper()
