"""The two-page leaflet, warm, beside the same content on a bare canvas."""

from charting import content
from charting.documents.leaflet import leaflet_pdf
from charting.domain.geometry import simplified
from charting.domain.leaflet import Leaflet, leaflet
from charting.places import font_files
from tests.benchmarks.baselines.leaflet_canvas import Line, bare_leaflet
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
    bare = bare_leaflet(
        (fonts["AtkinsonHyperlegibleNext-Regular"], fonts["AtkinsonHyperlegibleNext-Bold"]),
        _pages(made),
        rings,
    )
    return [
        measured(
            "leaflet: two pages, warm",
            timed(lambda: leaflet_pdf(made, body_map)),
            {"bare canvas": timed(bare)},
            rounds,
            Budget(Figure.MEDIAN, times=1.5),
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
