"""What leaves the practice and comes back: a scan is kept, and an archive goes out and in again."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.attached import a_pdf, a_photo
from tests.person import wait

if TYPE_CHECKING:
    from tests.walk.practitioner import Practitioner


def _this(file: Path, _window: QWidget) -> Path:
    return file


def keep_files(person: "Practitioner") -> None:
    """Keep a photograph and a scan with the record that is looked at, and look at the scan."""
    hand, screens = person.hand, person.desk.screens
    assert screens is not None
    assert screens.attachment_traffic is not None
    card = person.patients.record.attachments
    for name, data, title in (
        ("IMG_0712.jpg", a_photo((1200, 900)), "Bruise at the left flank"),
        ("scan.pdf", a_pdf(2), "MRI of the lumbar spine"),
    ):
        file = person.folder.parent / name
        file.write_bytes(data)
        screens.attachment_traffic.choose_file = partial(_this, file)
        hand.click(card.add_button)
        hand.write(card.form.title.line, title)
        person.picture(f"keep-{file.suffix[1:]}")
        hand.press(Qt.Key.Key_Return)
        person.rest()
    wait(lambda: len(card.list.lines.rows) == 2)
    card.list.entered.emit(card.list.lines.rows[0].key)
    person.picture("attachments")
    hand.click(card.form.show_button)
    person.see_paper()
    person.picture("attachment-shown")
    person.leave_paper()
    wait(person.patients.isVisible)


def give_out_and_take_in(person: "Practitioner") -> None:
    """Give everybody out as an archive in the settings, and take it in again: nothing is new."""
    hand, keys = person.hand, person.desk.screens and person.desk.screens.keys
    assert keys
    wait(lambda: keys.page is not None)
    hand.press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    page, giving, arriving = keys.page, keys.exchange.giving, keys.exchange.arriving
    assert page is not None
    assert giving is not None
    assert arriving is not None
    file = person.folder.parent / "practice.zip"
    keys.exchange.choose_new = lambda _parent, _name: file
    keys.exchange.choose_records = lambda _parent: file
    names = {section.name: name for section, name in zip(page.sections, page.names, strict=True)}
    hand.click(names["Give out"])
    hand.click(giving.start_button)
    wait(lambda: giving.said.words.startswith("practice.zip:"))
    person.picture("given-out")
    hand.click(names["Take in records"])
    hand.click(arriving.open_button)
    wait(lambda: bool(arriving.list.lines.rows) and not person.desk.lane.busy)
    person.picture("take-in-records")
    assert {row.beside for row in arriving.list.lines.rows} == {""}
    hand.press(Qt.Key.Key_F12)
    wait(person.patients.isVisible)
