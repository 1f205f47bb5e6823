"""One walk of the tour: first run, unlock, patients, episode, and a session charted by hand."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting import app
from charting.services import demo
from charting.services.practices import Practices
from charting.storage.store import SqlStore
from charting.system import SystemClock, TimeOrderedIds
from charting.ui import theme as looks
from charting.ui.session.page import SessionPage
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.person import wait

SIZE = (1440, 900)

_CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
_CLICKS = ((18, 13), (55, 58), (85, 24))
_NEEDLES = ((18, 13), (20, -13), (-55, 58), (-115, -24))


class Album:
    """Numbered pictures of one theme at one scale."""

    def __init__(self, out: Path, theme: str, scale: int) -> None:
        self._out, self._kind, self._number = out, f"{theme}-{scale * 100}", 0

    def keep(self, window: QWidget, name: str) -> None:
        """Keep a picture of the window as it is when nothing is due any more."""
        QApplication.processEvents()
        self._number += 1
        file = self._out / f"{self._number:02}-{name}-{self._kind}.png"
        if not window.grab().save(str(file)):
            raise OSError(f"{file} cannot be written")


def walk(out: Path, theme: str, scale: int, size: tuple[int, int] = SIZE) -> None:
    """Walk through every screen in one theme and keep its pictures in `out`."""
    qt = QApplication.instance() or looks.make_application()
    assert isinstance(qt, QApplication)
    album = Album(out, theme, scale)
    with TemporaryDirectory() as name:
        _first_run(qt, Path(name, "new"), album, theme, size)
        folder = Path(name, "practice")
        clock = demo.StoryClock(SystemClock().now())
        passphrase = demo.make(_practices(clock), clock, folder)
        desk = _desk(qt, folder, theme, size)
        _unlock(desk, album, passphrase)
        _patients(desk, album)
        _session(desk, album)
        desk.window.close()
        desk.close()


def _practices(clock: SystemClock | demo.StoryClock) -> Practices:
    return Practices(SlotVault(_CHEAP, _CHEAP), SqlStore(), clock, TimeOrderedIds())


def _desk(qt: QApplication, folder: Path, theme: str, size: tuple[int, int]) -> app.Desk:
    desk = app.Desk(qt, folder, theme=theme, door=app.FolderDoor(_practices(SystemClock())))
    desk.window.resize(*size)
    desk.window.show()
    return desk


def _first_run(
    qt: QApplication, folder: Path, album: Album, theme: str, size: tuple[int, int]
) -> None:
    desk = _desk(qt, folder, theme, size)
    wait(lambda: bool(desk.door.countries()))
    wait(lambda: desk.unlock_page.focusWidget() is not None)
    QTest.qWait(400)
    album.keep(desk.window, "first-run")
    desk.window.close()
    desk.close()


def _unlock(desk: app.Desk, album: Album, passphrase: str) -> None:
    line = desk.unlock_page.locked.passphrase.line
    wait(line.hasFocus)
    album.keep(desk.window, "unlock")
    QTest.keyClicks(line, "not the passphrase")
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: bool(desk.unlock_page.locked.passphrase.refusal))
    album.keep(desk.window, "wrong-passphrase")
    line.selectAll()
    QTest.keyClicks(line, passphrase)
    QTest.keyClick(line, Qt.Key.Key_Return)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())


def _patients(desk: app.Desk, album: Album) -> None:
    page = desk.patients_page
    assert page is not None
    wait(lambda: page.list.model().rowCount() > 0)
    album.keep(desk.window, "patients")
    QTest.keyClicks(page.search, "brun")
    wait(lambda: page.list.model().rowCount() == 1)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    wait(page.record.isVisible)
    album.keep(desk.window, "chart")
    QTest.keyClick(page, Qt.Key.Key_F4)
    wait(page.episode.complaint.line.hasFocus)
    album.keep(desk.window, "episode")
    QTest.keyClick(page.episode, Qt.Key.Key_Escape)
    wait(page.record.isVisible)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())


def _session(desk: app.Desk, album: Album) -> None:
    page, model = desk.session_page, desk.session
    assert page is not None
    assert model is not None
    wait(page.view.hasFocus)
    for place in _CLICKS:
        _click(page, place)
    QTest.keyClick(page.view, Qt.Key.Key_1)
    for place in _NEEDLES:
        _click(page, place)
    QTest.keyClick(page.view, Qt.Key.Key_O)
    wait(lambda: not model.settling and not model.record.unstored)
    album.keep(desk.window, "session")
    for layer in (Qt.Key.Key_H, Qt.Key.Key_D):
        QTest.keyClick(page.view, layer)
    album.keep(desk.window, "session-hazards")
    for step, name in ((page.shelf.prepare, "prepare"), (page.shelf.finish, "finish")):
        page.shelf.open_step(step)
        wait(lambda: not model.settling and not model.record.unstored)
        album.keep(desk.window, f"session-{name}")
    QTest.keyClick(page.view, Qt.Key.Key_E)
    album.keep(desk.window, "session-elsewhere")


def _click(page: SessionPage, place: tuple[float, float]) -> None:
    pixel = page.view.projection.to_screen(*place).toPoint()
    QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=pixel)


if __name__ == "__main__":
    walk(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
