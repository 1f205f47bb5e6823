"""Every screen and leaflet as pictures, in each language, theme and scale, to be looked at.

`python -m tests.access.pictures FOLDER [WAY ...]` walks each way in a process of its own and writes
its pictures, and sheets of them; without a way it walks them all.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from charting import i18n
from charting.ui import speech, theme
from charting.ui.widgets import small_desk
from tests.documents.every_document import PAPER, leaflets
from tests.documents.pictures import sheets
from tests.pseudo import spoken_pseudo
from tests.screens import at_work, screens

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1440, 900)
# A picture on a sheet, and how many stand beside each other.
EACH, ACROSS = (960, 620), 2
# What is laid out moves what stands below it, in turns of the loop.
_TURNS = 30
_DPI = "70"


@dataclass(frozen=True, slots=True)
class Way:
    """A language (BCP 47) on screens and leaflets, a theme, and a desk in pixels at a scale."""

    language: str = "en"
    theme: str = "light"
    scale: int = 1
    desk: tuple[int, int] = SIZE


WAYS = {
    **{language: Way(language) for language in i18n.spoken_languages()},
    "longer": Way("qps"),
    "dark": Way(theme="dark"),
    "contrast": Way(theme="contrast"),
    "200": Way(scale=2, desk=(2880, 1800)),
    "300": Way(scale=3, desk=(3840, 2160)),
    "300-small": Way(scale=3, desk=(2560, 1440)),
}


def main(folder: Path, ways: list[str]) -> None:
    """Walk the ways, and tell where the sheets lie."""
    for name in ways or WAYS:
        out = folder / name
        out.mkdir(parents=True, exist_ok=True)
        _walk_apart(out, name)
        made = sheets(folder / f"{name}-screens", sorted(out.glob("screen-*.png")), EACH, ACROSS)
        made += sheets(folder / f"{name}-leaflets", sorted(out.glob("leaflet-*.png")))
        sys.stdout.write("".join(f"{sheet}\n" for sheet in made))


def desk_file(folder: Path, desk: tuple[int, int]) -> Path:
    """A desk of so many pixels for Qt's offscreen platform, told in a file of `folder`."""
    screen = {"name": "desk", "x": 0, "y": 0, "width": desk[0], "height": desk[1]}
    file = folder / "desk.json"
    file.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "dpr": 1}]}))
    return file


def _walk_apart(out: Path, name: str) -> None:
    """Qt takes its scale and its desk once in a process."""
    way = WAYS[name]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={desk_file(out, way.desk)}",
        "QT_SCALE_FACTOR": str(way.scale),
    }
    walk = [sys.executable, "-m", "tests.access.pictures", "--walk", str(out), name]
    subprocess.run(walk, env=environment, cwd=ROOT, check=True)


def _walk(out: Path, way: Way) -> None:
    qt = QApplication.instance() or theme.make_application()
    assert isinstance(qt, QApplication)
    if way.language == "qps":
        with spoken_pseudo("qps"):
            _picture(qt, out, way)
        return
    i18n.choose(way.language)
    for number, page in enumerate(_leaflet_pages(out, way.language), start=1):
        page.rename(out / f"leaflet-{number:02}.png")
    _picture(qt, out, way)


def _picture(qt: QApplication, out: Path, way: Way) -> None:
    speech.dress(qt)
    with TemporaryDirectory() as name:
        person = at_work(qt, Path(name, "practice"))
        theme.apply(qt, way.theme)
        window = person.desk.window
        small_desk.fit(qt, window, window.screens, qt.primaryScreen().availableSize())
        window.resize(*(min(SIZE[n], way.desk[n] // way.scale) for n in (0, 1)))
        for number, (screen, _page) in enumerate(screens(person), start=1):
            for _turn in range(_TURNS):
                qt.processEvents()
            named = screen.replace(": ", "-").replace(" ", "-")
            window.grab().save(str(out / f"screen-{number:02}-{named}.png"))
        person.leave()


def _leaflet_pages(out: Path, language: str) -> Iterator[Path]:
    for name, make in leaflets(PAPER, language).items():
        file = out / f"paper-{name.replace(' ', '-')}.pdf"
        file.write_bytes(make())
        subprocess.run(["pdftoppm", "-png", "-r", _DPI, file, file.with_suffix("")], check=True)
        yield from sorted(out.glob(f"{file.stem}-[0-9]*.png"))


if __name__ == "__main__":
    if sys.argv[1] == "--walk":
        _walk(Path(sys.argv[2]), WAYS[sys.argv[3]])
    else:
        main(Path(sys.argv[1]), sys.argv[2:])
