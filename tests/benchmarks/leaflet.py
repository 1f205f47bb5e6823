"""The two-page leaflet, warm, beside the same content on a bare canvas and as HTML."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from charting import content
from charting.documents.leaflet import leaflet_pdf
from charting.domain.geometry import simplified
from charting.domain.leaflet import Leaflet, leaflet
from charting.places import font_files
from tests.benchmarks.baselines.leaflet_canvas import Line, Ring, bare_leaflet
from tests.benchmarks.measure import Budget, Figure, Result, measured, timed
from tests.documents.cases import case_1

_DRAWN = (
    "skin.body",
    "bone.vertebra",
    "bone.spinous",
    "bone.sacr",
    "bone.coccyx",
    "bone.hip",
    "bone.rib.",
)


def leaflets(rounds: int) -> list[Result]:
    """A leaflet of the first paper chart, made again and again."""
    body_map = content.body_map()
    made = leaflet(case_1(), content.leaflet_texts("en"))
    fonts = {path.stem: path for path in font_files()}
    rings = [
        simplified((*ring, ring[0]), 8)
        for shape in body_map.shapes
        if shape.id.startswith(_DRAWN)
        for ring in shape.rings
    ]
    faces = (fonts["AtkinsonHyperlegibleNext-Regular"], fonts["AtkinsonHyperlegibleNext-Bold"])
    ours = timed(lambda: leaflet_pdf(made, body_map))
    bare = bare_leaflet(faces, _pages(made), rings)
    return [
        measured(
            "leaflet: two pages, warm",
            ours,
            {"bare canvas": timed(bare)},
            rounds,
            Budget(Figure.MEDIAN, times=1.5),
        ),
        *_beside_html(ours, faces, made, rings, rounds),
    ]


def _beside_html(
    ours: Callable[[], float],
    faces: tuple[Path, Path],
    made: Leaflet,
    rings: Sequence[Ring],
    rounds: int,
) -> list[Result]:
    """Beside WeasyPrint, where there is what it stands on (Pango; not on a bare Windows)."""
    try:
        other = import_module("tests.benchmarks.baselines.leaflet_weasyprint")
    except OSError:
        return []
    weasy = timed(other.html_leaflet(faces, _pages(made), rings))
    return [
        measured(
            "leaflet: two pages, warm, beside HTML",
            ours,
            {"WeasyPrint, tagged": weasy},
            max(3, rounds // 5),
            Budget(Figure.MEDIAN, times=1 / 8),
        )
    ]


def _pages(made: Leaflet) -> list[list[Line]]:
    first: list[Line] = [(made.title, True), *((line, False) for line in made.about)]
    second: list[Line] = [(made.block("today").heading, True)]
    second += [(f"{place.number} {place.words}", False) for place in made.places]
    second += [(made.map_caption, False), (f"{made.left} {made.right}", True)]
    advice = [block for block in made.blocks if not block.urgency and block.id != "today"]
    for page, blocks in ((first, made.warnings), (second, advice)):
        for block in blocks:
            page.append((block.heading, True))
            page += [(line.words, block.is_strong(n)) for n, line in enumerate(block.lines)]
        page.append((made.footer, False))
    return [first, second]
