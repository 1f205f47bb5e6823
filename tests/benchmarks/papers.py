"""Every document, warm, beside a page of the same words drawn on a bare ReportLab canvas."""

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from charting.places import font_files
from tests.benchmarks.measure import Budget, Figure, Result, measured, timed
from tests.documents.every_document import DOCUMENTS, PAPER
from tests.documents.reading import opened
from tests.documents.test_long_record import SECONDS, long_record

_FONT = "AtkinsonHyperlegibleNext-Regular"


def papers(rounds: int, sessions: int) -> list[Result]:
    """Each document made again and again, and a whole record of so many sessions."""
    file = next(path for path in font_files() if path.stem == _FONT)
    pdfmetrics.registerFont(TTFont(_FONT, str(file)))
    results = [
        measured(f"paper: {name}", timed(make), {"bare canvas": timed(_bare(make()))}, rounds)
        for name, make in DOCUMENTS.items()
    ]
    long = long_record(sessions)
    # Two hundred sessions in six seconds.
    budget = Budget(Figure.MEDIAN, seconds=SECONDS * sessions / 200)
    name = f"paper: record of {sessions} sessions"
    return [*results, measured(name, timed(lambda: PAPER.record(long)), {}, 1, budget)]


def _bare(pdf: bytes) -> Callable[[], bytes]:
    """Draws the words of a document line by line, where nobody laid them out."""
    read = opened(pdf)
    sizes = [(float(page.mediabox[2]), float(page.mediabox[3])) for page in read.pages]
    pages = [page.extract_text().splitlines() for page in read.pages]

    def draw() -> bytes:
        out = BytesIO()
        canvas = Canvas(out, pagesize=sizes[0], invariant=1)
        for (wide, high), lines in zip(sizes, pages, strict=True):
            canvas.setPageSize((wide, high))
            canvas.setFont(_FONT, 9)
            for number, line in enumerate(lines):
                canvas.drawString(20, high - 20 - number * 11, line)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return draw
