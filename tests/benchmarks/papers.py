"""Every document, warm, beside a page of the same words drawn on a bare ReportLab canvas."""

import gc
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import psutil
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from charting.places import font_files
from tests.benchmarks.baselines.pages import Pages, fpdf_pages, typst_pages, weasy_pages
from tests.benchmarks.measure import (
    Budget,
    Figure,
    Result,
    Row,
    Samples,
    Skipped,
    Unit,
    measured,
    timed,
)
from tests.benchmarks.peers import NotHere, library
from tests.documents.every_document import DOCUMENTS, PAPER
from tests.documents.reading import opened
from tests.documents.test_long_record import MORE_MIB, SECONDS, long_record

_FILE, _FONT = "AtkinsonHyperlegibleNext-Regular", "Bare"
_Maker = Callable[[Pages, Path], Callable[[], bytes]]
_LIBRARIES: tuple[tuple[str, tuple[str, ...], _Maker], ...] = (
    ("fpdf2", ("fpdf2", "defusedxml"), fpdf_pages),
    ("typst", ("typst",), typst_pages),
    ("WeasyPrint", (), weasy_pages),
)


def papers(rounds: int, sessions: int, data: Path) -> list[Row]:
    """Each document made again and again, and whole records of up to so many sessions; beside pages
    of the same words by a bare canvas and by other libraries, which are installed below `data`.
    """
    pdfmetrics.registerFont(TTFont(_FONT, str(_font())))
    makers, rows = _others(data)
    for name, make in DOCUMENTS.items():
        pdf = make()
        pages = [page.extract_text().splitlines() for page in opened(pdf).pages]
        theirs = {other: timed(maker(pages, _font())) for other, maker in makers.items()}
        beside = {"a bare canvas": timed(_bare(pdf)), **theirs}
        rows.append(measured(f"paper: {name}", timed(make), beside, rounds))
    return [*rows, *_whole_records(sessions)]


def _others(data: Path) -> tuple[dict[str, _Maker], list[Row]]:
    """Those that make pages here, and why others do not."""
    makers: dict[str, _Maker] = {}
    rows: list[Row] = []
    for name, needs, maker in _LIBRARIES:
        try:
            if needs:
                library(data, *needs)
            maker([["A word."]], _font())()
        # WeasyPrint stands on Pango, which is not on a bare Windows.
        except (NotHere, OSError) as why:
            rows.append(Skipped(f"paper: {name}", str(why)))
        else:
            makers[name] = maker
    return makers, rows


def _whole_records(sessions: int) -> list[Result]:
    """Time and memory of whole records, up to so many sessions; two hundred in six seconds."""
    PAPER.record(long_record(1))
    results, process = [], psutil.Process()
    for number in sorted({max(1, sessions // 4), max(1, sessions // 2), sessions}):
        long = long_record(number)
        gc.collect()
        before = process.memory_info().rss
        seconds = timed(partial(PAPER.record, long))()
        grown = max(0, process.memory_info().rss - before)
        budget = Budget(Figure.MEDIAN, seconds=SECONDS * number / 200)
        held = Budget(Figure.LONGEST, seconds=MORE_MIB * 2**20)
        name = "paper: whole record of sessions"
        results += [
            Result(name, Samples.of([seconds]), {}, budget, of=number),
            Result(f"{name}, memory", Samples.of([grown]), {}, held, Unit.BYTES, number),
        ]
    return results


def _font() -> Path:
    return next(path for path in font_files() if path.stem == _FILE)


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
