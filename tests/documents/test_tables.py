"""Tables over several pages: headings once at the top of each, and no word lost."""

import pytest
from reportlab.platypus import Flowable

from charting.documents.hand import line
from charting.documents.sheet import Imprint, Sheet, made
from charting.documents.tables import table
from tests.documents.reading import opened, outside

SHEET = Sheet(595, 842, side=48, top=74, bottom=62, size=10.5)
SENTENCE = "the ache wanders on by noon {n}."


@pytest.mark.parametrize("sentences", [20, 60, 120, 400])
@pytest.mark.parametrize("above", [0, 20, 38])
def test_headings_stand_once_at_the_top_of_each_page(above: int, sentences: int) -> None:
    said = [SENTENCE.format(n=n) for n in range(sentences)]
    rows = [("first", "short", ""), ("long", " ".join(said), "x"), ("last", "short", "")]
    story: list[Flowable] = [line(SHEET, "filler") for _ in range(above)]
    shares = (0.2, 0.6, 0.2)
    story.append(table(("Wherefrom", "Whatever", "Whoever"), shares, rows, SHEET.inner))
    pdf = made(SHEET, Imprint("t", "a", "s", "en"), story, lambda _canvas, _n, _of: None)

    pages = [page.extract_text() for page in opened(pdf).pages]
    words = " ".join(pages).split()
    with_rows = [page for page in pages if "noon" in page or "short" in page]
    assert [page.count("Whatever") for page in with_rows] == [1] * len(with_rows)
    assert all(page.strip() for page in pages)
    assert words.count("noon") == sentences
    assert {f"{n}." for n in range(sentences)} <= set(words)
    assert not outside(pdf)
