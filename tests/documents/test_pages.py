"""PDF pages become pictures of the width asked for, and words."""

import pytest

from charting import content
from charting.documents.leaflet import leaflet_pdf
from charting.documents.pages import PdfPages
from charting.domain.leaflet import leaflet
from tests.documents.cases import case_1


@pytest.fixture(scope="module")
def made() -> bytes:
    return leaflet_pdf(leaflet(case_1(), content.leaflet_texts("en")), content.body_map())


def test_the_sizes_are_those_of_the_paper(made: bytes) -> None:
    assert [(round(w), round(h)) for w, h in PdfPages().sizes(made)] == [(595, 842)] * 2


@pytest.mark.parametrize("width", [1, 97, 595, 1024, 2000])
def test_a_picture_is_as_wide_as_asked(made: bytes, width: int) -> None:
    picture = PdfPages().picture(made, 1, width)
    assert picture.width == width
    assert picture.height == pytest.approx(width * 841.89 / 595.28, abs=1)
    assert len(picture.pixels) == 4 * picture.width * picture.height


def test_a_picture_shows_ink_on_white(made: bytes) -> None:
    picture = PdfPages().picture(made, 0, 300)
    assert bytes(picture.pixels[:3]) == b"\xff\xff\xff"
    assert min(picture.pixels[::4]) < 0x40


def test_the_words_are_read(made: bytes) -> None:
    assert "What can you do?" in PdfPages().words(made, 1)
