"""A screen that nobody sees, and a person before it who has only keys and eyes."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from tests.package.bare import call

_SIZE = (1440, 900)
_PATIENCE_S = 240
_LOOK_S = 0.25
# A blinking cursor or a clock changes less of a screen than this; another page changes more.
_SAME, _OTHER = 0.0005, 0.02


class Screen:
    """Types, waits until the picture stands still, and keeps it."""

    def __init__(self, display: str, pictures: Path) -> None:
        self.display, self._pictures = display, pictures
        self._kept = self.look()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each as X names it: `Return`, `ctrl+n`."""
        call(["xdotool", "key", "--delay", "60", *keys], DISPLAY=self.display)

    def type(self, words: str) -> None:
        """Type words."""
        call(["xdotool", "type", "--delay", "25", words], DISPLAY=self.display)

    def fill(self, *fields: str) -> None:
        """Type into one field after the other, going on with Tab."""
        for place, words in enumerate(fields):
            if place:
                self.press("Tab")
            if words:
                self.type(words)

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen."""
        call(["xdotool", "mousemove", str(x), str(y), "click", "1"], DISPLAY=self.display)

    def read(self) -> str:
        """The words on the screen, line by line, dark on light and light on dark."""
        return " ".join(self._words())

    def await_words(self, words: str) -> None:
        """Wait until words stand on the screen."""
        wait(lambda: _plain(words) in _plain(self.read()))

    def _words(self) -> list[str]:
        """Each word that is read on the screen."""
        found: list[str] = []
        for picture in (self.look(), ImageChops.invert(self.look())):
            data = BytesIO()
            # Twice as large it is read more surely.
            picture.resize((picture.width * 2, picture.height * 2)).save(data, "PNG")
            told = subprocess.run(
                ["tesseract", "-", "-", "--psm", "11"],
                input=data.getvalue(),
                capture_output=True,
                check=True,
            ).stdout.decode("utf-8")
            found += told.split()
        return found

    def look(self) -> Image.Image:
        """What is on the screen."""
        done = subprocess.run(
            ["import", "-display", self.display, "-window", "root", "png:-"],
            capture_output=True,
            check=True,
        )
        return Image.open(BytesIO(done.stdout)).convert("L")

    def await_window(self, name: str) -> None:
        """Wait until a window of that name is there, and give it the keys."""
        found = ["xdotool", "search", "--onlyvisible", "--sync", "--name", name]
        window = call(found, DISPLAY=self.display).split()[-1]
        # Without a window manager nobody else gives the keys back, and who has them is not told so.
        root = call(["xdotool", "search", "--maxdepth", "0", ""], DISPLAY=self.display).split()[-1]
        for each in (root, window):
            call(["xdotool", "windowfocus", each], DISPLAY=self.display)
            # One after the other: what is taken and given in one moment is no change.
            self.await_still()

    def await_no_window(self, name: str) -> None:
        """Wait until no window of that name is there any more."""
        found = ["xdotool", "search", "--onlyvisible", "--name", name]
        environment = {**os.environ, "DISPLAY": self.display}
        wait(
            lambda: (
                subprocess.run(found, env=environment, capture_output=True, check=False).returncode
                != 0
            )
        )

    def await_still(self) -> None:
        """Wait until nothing but a cursor moves."""
        seen = [self.look()]

        def is_still() -> bool:
            seen.append(self.look())
            return len(seen) > 3 and all(_changed(one, seen[-1]) < _SAME for one in seen[-4:-1])

        wait(is_still)

    def await_other(self, name: str) -> None:
        """Wait until another page stands still, and keep its picture."""
        kept = self._kept
        wait(lambda: _changed(kept, self.look()) > _OTHER)
        self.keep(name)

    def keep(self, name: str) -> None:
        """Keep a picture of what stands still on the screen."""
        self.await_still()
        self._kept = self.look()
        call(
            [
                "import",
                "-display",
                self.display,
                "-window",
                "root",
                str(self._pictures / f"{name}.png"),
            ]
        )


def _plain(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def wait(until: Callable[[], bool], patience_s: float = _PATIENCE_S) -> None:
    """Look again and again until something is so. Raises `TimeoutError`."""
    deadline = time.monotonic() + patience_s
    while not until():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(_LOOK_S)


def _changed(one: Image.Image, other: Image.Image) -> float:
    """The part of the pixels that differ, 0 to 1."""
    differs = ImageChops.difference(one, other).point(lambda value: 255 if value > 8 else 0)
    return differs.histogram()[255] / (one.width * one.height)


@contextmanager
def screen(pictures: Path) -> Iterator[Screen]:
    """A virtual screen of a usual size, and its end."""
    pictures.mkdir(parents=True, exist_ok=True)
    size = f"{_SIZE[0]}x{_SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-ac"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert server.stdout is not None
        yield Screen(f":{server.stdout.readline().decode().strip()}", pictures)
    finally:
        server.terminate()
        server.wait()
