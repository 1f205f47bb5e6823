"""The pictures of the help, taken from those that the tour has made.

Run `python -m tests.help_pictures TOUR` with the folder that a tour was told.
"""

import sys
from pathlib import Path

from PIL import Image

from charting import help_pages

# A picture of the help, and what the tour calls it.
TAKEN = {
    "session": "case-1-needles",
    "checks": "case-1-checks",
    "patients": "case-1-after",
    "papers": "case-1-leaflet",
    "outcomes": "case-1-outcomes-om.nprs",
    "course": "case-1-course-visits",
    "locked": "locked",
    "settings": "backups",
}
PICTURES = help_pages.folder() / "pictures"
# A screen has few colours; so many tell the skin from the muscles, and keep a picture light.
_COLOURS = 48


def take(tour: Path) -> None:
    """Take each picture once. Raises `ValueError` where the tour has none or several of a name."""
    for name, called in TAKEN.items():
        (found,) = tour.glob(f"*[0-9]-{called}-light-100.png")
        with Image.open(found) as picture:
            few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(PICTURES / f"help-{name}.png", optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
