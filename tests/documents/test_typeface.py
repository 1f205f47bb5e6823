"""The typefaces of paper: packed once for many documents, and nothing kept of what was written."""

from dataclasses import replace
from datetime import date

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from charting import content
from charting.documents import fonts, typeface
from charting.documents.leaflet import leaflet_pdf
from charting.domain.leaflet import leaflet
from charting.places import font_files
from tests.documents.cases import case_1, patient
from tests.documents.reading import fonts as named
from tests.documents.reading import text


def _leaflet(name: str) -> bytes:
    seen = replace(case_1(), patient=patient(name, "", date(1984, 3, 9)))
    return leaflet_pdf(leaflet(seen, content.leaflet_texts("en")), content.body_map())


def test_the_letters_of_another_leaflet_are_packed_already() -> None:
    _leaflet("Anna Muster")
    before = typeface._kept.cache_info()
    made = _leaflet("Otto Beispiel")
    after = typeface._kept.cache_info()
    assert after.misses == before.misses
    assert after.hits > before.hits
    assert "Otto Beispiel" in text(made)
    assert after.maxsize is not None


def test_letters_whose_order_would_tell_a_name_are_not_kept() -> None:
    before = typeface._kept.cache_info().misses
    made = _leaflet("Ярослав")
    assert "Ярослав" in text(made)
    assert typeface._kept.cache_info().misses == before


def test_a_typeface_of_the_same_file_is_another() -> None:
    fonts.register()
    [file] = [path for path in font_files() if path.stem == fonts.REGULAR]
    pdfmetrics.registerFont(TTFont("of somebody else", str(file)))
    kinds = [type(pdfmetrics.getFont(name)) for name in ("of somebody else", fonts.REGULAR)]
    assert kinds == [TTFont, typeface.Typeface]
    # In a document it has the name that its makers gave it.
    assert {row[0] for row in named(_leaflet("Anna"))} == {
        f"AAAAAA+{fonts.REGULAR}",
        f"AAAAAA+{fonts.BOLD}",
    }
