"""A damaged file: found in passing, said with what to do, and the newest good backup read."""

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from charting import app
from charting.storage.engine import NAME
from tests.invented import PASSPHRASE
from tests.person import wait
from tests.walk.practitioner import Practitioner
from tests.walk.reception import practices

_PAGE = 4096


def see_rescue(qt: QApplication, person: Practitioner, folder: Path) -> None:
    """Open a copy of the practice that was left in another window, and let its disk fail."""
    shutil.copytree(person.folder, folder)
    door = app.FolderDoor(practices(person.clock), person.clock)
    desk, hand = app.Desk(qt, folder, theme=person.album.theme, door=door), person.hand
    desk.window.resize(person.desk.window.size())
    desk.window.show()
    pane = desk.unlock_page.locked
    wait(pane.passphrase.line.hasFocus)
    _unlock(person, desk)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
    _harm(folder / NAME)
    assert desk.screens is not None
    desk.screens.safekeeping.look()
    wait(lambda: desk.window.message.words.startswith("The file of the record is damaged"))
    person.album.keep(desk.window, "damage-found")
    desk.lock()
    wait(pane.passphrase.line.hasFocus)
    _unlock(person, desk)
    wait(lambda: pane.banner.action.isVisible() and not desk.lane.busy)
    person.album.keep(desk.window, "damaged-record")
    hand.click(pane.banner.action)
    wait(pane.restore_button.isVisible)
    person.album.keep(desk.window, "good-backup")
    hand.click(pane.banner.action)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
    wait(lambda: not desk.lane.busy)
    assert desk.screens is not None
    assert desk.screens.practice.only_read
    person.album.keep(desk.window, "backup-read")
    desk.window.close()
    desk.close()


def _unlock(person: Practitioner, desk: app.Desk) -> None:
    person.hand.click(desk.unlock_page.locked.passphrase.line)
    person.hand.type(PASSPHRASE)
    person.hand.press(Qt.Key.Key_Return)


def _harm(file: Path) -> None:
    """Change a byte in pages that opening does not read."""
    data = bytearray(file.read_bytes())
    for page in range(len(data) // _PAGE * 3 // 4, len(data) // _PAGE):
        data[page * _PAGE + 100] ^= 1
    file.write_bytes(bytes(data))
