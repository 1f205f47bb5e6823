"""A session as a strip of pictures: the reference session by hand, in the layout of either hand.

Run `python -m tests.walk.strip OUT [LAYOUT ...]`: the window is grabbed after every input, and
`OUT/LAYOUT-1.png` and so on hold the frames in order, each with its number, what was done, and the
inputs so far. The layouts are named in `LAYOUTS`; all are charted where none is named.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from charting.domain.own_ways import Hand as Free
from charting.domain.own_ways import OwnWays
from charting.places import font_files
from charting.ui import theme as looks
from tests.loop_watch import LoopWatch
from tests.tour import ROOT, SCREEN
from tests.walk import reference
from tests.walk.album import Album
from tests.walk.hand import Hand
from tests.walk.practitioner import Practitioner

LAYOUTS = {
    "right": OwnWays(Free.RIGHT),
    "left": OwnWays(Free.LEFT),
    "right-large": OwnWays(Free.RIGHT, large=True),
    "left-large": OwnWays(Free.LEFT, large=True),
}
SIZE = (1440, 900)
_WIDE, _HIGH, _CAPTION = 720, 450, 28
_ACROSS, _DOWN = 3, 4
_INK, _GROUND = "#1F2328", "#FAF8F5"


@dataclass
class Frame:
    """The window after an input: its picture as PNG, and what was done."""

    png: bytes
    words: str


@dataclass
class FilmedHand(Hand):
    """A hand whose every input is filmed once `window` is named."""

    window: QWidget | None = None
    frames: list[Frame] = field(default_factory=list)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key, and film what comes of it."""
        super().press(key, modifier)
        self._film(QKeySequence(key | modifier).toString())

    def type(self, text: str) -> None:
        """Type, and film the whole of it."""
        super().type(text)
        self._film(f"types “{text}”")

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click, and film what comes of it."""
        super().click(widget, at)
        on_it = widget.text() if isinstance(widget, QAbstractButton) else ""
        self._film(f"clicks {widget.accessibleName() or on_it}")

    def _film(self, words: str) -> None:
        if self.window is None:
            return
        for _turn in range(3):
            QApplication.processEvents()
        picture = QBuffer()
        picture.open(QBuffer.OpenModeFlag.WriteOnly)
        self.window.grab().scaled(
            _WIDE,
            _HIGH,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        ).save(picture, "PNG")
        told = f"{len(self.frames) + 1}   {words[:64]}   ({self.inputs - self._began} inputs)"
        self.frames.append(Frame(bytes(picture.data().data()), told))

    @contextmanager
    def filming(self, window: QWidget) -> Iterator[None]:
        """Film what is done within."""
        self._began, self.window = self.inputs, window
        yield
        self.window = None

    _began: int = 0


def film(layout: str) -> list[Frame]:
    """Chart the reference session in a layout, in a fresh practice; its frames."""
    qt = QApplication.instance() or looks.make_application()
    assert isinstance(qt, QApplication)
    qt.setDoubleClickInterval(1)
    watch = LoopWatch()
    hand = FilmedHand(watch)
    with TemporaryDirectory() as name:
        album = Album(None, "light", 1, watch, Path(name))
        person = Practitioner(qt, Path(name, "practice"), hand, album, SIZE)
        watch.start()
        person.set_up()
        assert person.desk.screens is not None
        person.desk.screens.practice.own_screen.keep(LAYOUTS[layout])
        reference.get_known(person)
        with hand.filming(person.desk.window):
            reference.chart(person)
        watch.stop()
        person.leave()
    return hand.frames


def sheets(frames: Sequence[Frame]) -> list[Image.Image]:
    """The frames in order, so many on a sheet."""
    face = ImageFont.truetype(str(_face()), 18)
    on_one = _ACROSS * _DOWN
    made = []
    for start in range(0, len(frames), on_one):
        some = frames[start : start + on_one]
        rows = -(-len(some) // _ACROSS)
        sheet = Image.new("RGB", (_ACROSS * _WIDE, rows * (_HIGH + _CAPTION)), _GROUND)
        draw = ImageDraw.Draw(sheet)
        for place, frame in enumerate(some):
            down, across = divmod(place, _ACROSS)
            left, top = across * _WIDE, down * (_HIGH + _CAPTION)
            draw.text((left + 8, top + 3), frame.words, fill=_INK, font=face)
            with Image.open(BytesIO(frame.png), formats=["PNG"]) as picture:
                sheet.paste(picture, (left, top + _CAPTION))
        made.append(sheet)
    return made


def _face() -> Path:
    return next(file for file in font_files() if file.name == "DejaVuSans.ttf")


def main() -> int:
    """Film the layouts asked for; the exit status."""
    parser = argparse.ArgumentParser(description="The reference session as strips of pictures.")
    parser.add_argument("out", type=Path)
    parser.add_argument("layouts", nargs="*", default=[*LAYOUTS], choices=[*LAYOUTS])
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    _stand_on_a_desk(asked.out)
    for layout in asked.layouts:
        for number, sheet in enumerate(sheets(film(layout)), start=1):
            sheet.save(asked.out / f"{layout}-{number}.png")
    return 0


def _stand_on_a_desk(out: Path) -> None:
    """The small screen of Qt's offscreen platform is too small for the window."""
    if "QT_QPA_PLATFORM" not in os.environ:
        desk = out / "desk.json"
        desk.write_text(json.dumps({"screens": [SCREEN]}))
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={desk}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
