"""Every document as pictures, on each size of paper, in colour and in grey, to be looked at.

`python -m tests.documents.pictures FOLDER` writes a PNG of every page, and sheets of many pages.
"""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from charting.domain.paper_sizes import LARGE
from tests.documents.every_document import every, small

ACROSS, DOWN = 4, 2
# Pixels: a page on a sheet of many, with the line above that says which it is.
WIDE, HIGH, LINE = 460, 650, 16
RESOLUTION = 70


def pictures(folder: Path) -> dict[str, list[Path]]:
    """The sheets by what is on them."""
    folder.mkdir(parents=True, exist_ok=True)
    sets: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
        **{size: every(size) for size in LARGE},
        "small": small(),
    }
    made = {}
    for size, documents in sets.items():
        files = [_written(folder, size, name, make) for name, make in documents.items()]
        for tone, options in (("colour", ()), ("grey", ("-gray",))):
            pages = [page for file in files for page in _pages(file, tone, options)]
            made[f"{size} {tone}"] = sheets(folder / f"sheet-{size}-{tone}", pages)
    return made


def _written(folder: Path, size: str, name: str, make: Callable[[], bytes]) -> Path:
    file = folder / f"{size}-{re.sub(r'[^a-z0-9]+', '-', name.lower())}.pdf"
    file.write_bytes(make())
    return file


def _pages(file: Path, tone: str, options: Sequence[str]) -> list[Path]:
    stem = file.with_name(f"{file.stem}-{tone}")
    resolution = str(RESOLUTION)
    subprocess.run(["pdftoppm", *options, "-png", "-r", resolution, file, stem], check=True)
    return sorted(file.parent.glob(f"{stem.name}-[0-9]*.png"))


def sheets(
    stem: Path, pictures: Sequence[Path], each: tuple[int, int] = (WIDE, HIGH), on: int = ACROSS
) -> list[Path]:
    """Sheets of many pictures, each with its name: `on` beside each other, `each` wide and high."""
    (wide, high), made = each, list[Path]()
    for first in range(0, len(pictures), on * DOWN):
        sheet = Image.new("RGB", (on * wide, DOWN * high), "#999999")
        pen = ImageDraw.Draw(sheet)
        for place, file in enumerate(pictures[first : first + on * DOWN]):
            with Image.open(file) as opened:
                picture = opened.convert("RGB")
            picture.thumbnail((wide - 8, high - LINE - 8))
            left, top = place % on * wide + 4, place // on * high
            pen.text((left, top + 2), file.stem, fill="white")
            sheet.paste(picture, (left, top + LINE))
        made.append(stem.with_name(f"{stem.name}-{len(made) + 1}.png"))
        sheet.save(made[-1])
    return made


if __name__ == "__main__":
    pictures(Path(sys.argv[1]))
