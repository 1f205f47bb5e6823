"""What is handed out beside the leaflet: every paper from one place, on another size, a copy for
e-mail, the leaflets of the day, and what a patient was given.
"""

from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtCore import Qt

from charting.domain.given_papers import Kind, Way
from charting.wording.handouts import paper_way_words
from tests.file_printers import FRONT_DESK, FilePrinters
from tests.person import wait

if TYPE_CHECKING:
    from tests.walk.practitioner import Practitioner

PASSWORD = "meadow lantern quietly seventeen"
PAPERS = {
    Qt.Key.Key_5: Kind.PLATE,
    Qt.Key.Key_6: Kind.NEEDLES,
    Qt.Key.Key_7: Kind.CONTACTS,
    Qt.Key.Key_8: Kind.TRAIL,
    Qt.Key.Key_9: Kind.SLIP,
    Qt.Key.Key_B: Kind.LABEL,
}


def hand_out(person: "Practitioner") -> None:
    """Look at every paper of the patient who is looked at, and hand some of them out."""
    hand, screens = person.hand, person.desk.screens
    assert screens is not None
    model = screens.papers.model
    model.printers = FilePrinters(person.folder.parent / "sheets.pdf")
    person.see_paper(Qt.Key.Key_F11)
    wait(lambda: model.printer_names == (FRONT_DESK,))
    for key, kind in PAPERS.items():
        person.see_paper(key)
        assert model.kind is kind
        person.picture(f"paper-{kind}")
    person.see_paper(Qt.Key.Key_5)
    hand.choose(person.paper.panel.sheet.box, "Letter")
    person.see_paper()
    assert person.paper.count.text().endswith("Letter")
    hand.press(Qt.Key.Key_F)
    hand.type("needle")
    hand.press(Qt.Key.Key_Return)
    person.picture("paper-words-found")
    for _words_then_bar in range(2):
        hand.press(Qt.Key.Key_Escape)
    person.mail_paper("paper-copy-for-mail", PASSWORD)
    copy = PdfReader(person.folder.parent / "paper-copy-for-mail.pdf")
    assert copy.is_encrypted
    assert copy.decrypt(PASSWORD)
    _print_the_day(person)
    person.leave_paper()
    wait(person.patients.isVisible)
    _see_given(person)


def _print_the_day(person: "Practitioner") -> None:
    day, model = person.paper.panel.day, person.desk.screens and person.desk.screens.papers.model
    assert model
    waiting = len(model.day.waiting)
    assert waiting
    person.paper.view.setFocus()
    person.picture("leaflets-of-the-day")
    person.hand.press(Qt.Key.Key_D)
    wait(lambda: not model.day.busy and not model.day.waiting)
    person.picture("leaflets-of-the-day-printed")
    assert day.said.words.startswith(f"{waiting} leaflet")


def _see_given(person: "Practitioner") -> None:
    card = person.patients.record.papers
    rows = card.list.lines.rows
    assert any(row.below.startswith(paper_way_words(Way.MAILED)) for row in rows)
    person.patients.record.ensureWidgetVisible(card)
    person.picture("papers-handed-out")
    card.list.entered.emit(rows[0].key)
    person.see_paper()
    person.picture("paper-as-it-was-given")
    person.leave_paper()
    wait(person.patients.isVisible)
