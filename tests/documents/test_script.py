"""Right-to-left text: the order it is drawn in, and the forms of Arabic letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.documents.script import RIGHT_TO_LEFT, is_right_to_left, joined, visual


@pytest.mark.parametrize(
    ("logical", "drawn"),
    [
        ("plain (a)", "plain (a)"),
        ("שלום", "םולש"),
        ("For שלום (ab)", "For םולש (ab)"),
        ("שלום 123 abc", "abc 123 םולש"),
        ("(שלום)", "(םולש)"),
        ("שלום 12.5 ", " 12.5 םולש"),
        ("שלום +41 44 000 00 00.", ".+41 44 000 00 00 םולש"),
        ("שלום 26.11.2026 09:00", "09:00 26.11.2026 םולש"),
        ("שלום 38 °C (100.4 °F) אב", "בא 38 °C (100.4 °F) םולש"),
        ("(a)(שלום)(b)", "(a)(םולש)(b)"),
        (f"{RIGHT_TO_LEFT}Nora (144) שלום", "םולש Nora (144)"),
    ],
)
def test_the_order_of_drawing(logical: str, drawn: str) -> None:
    assert visual(logical) == drawn


def test_arabic_letters_join() -> None:
    names = [unicodedata.name(c).split()[-2:] for c in joined("محمد")]
    assert [name[0] for name in names] == ["INITIAL", "MEDIAL", "MEDIAL", "FINAL"]
    assert unicodedata.name(joined("لا")) == "ARABIC LIGATURE LAM WITH ALEF ISOLATED FORM"


@given(st.text(alphabet="abc 12()אבגسلام", max_size=30))
def test_nothing_is_lost(line: str) -> None:
    assert sorted(visual(line).translate({40: 41})) == sorted(line.translate({40: 41}))
    assert is_right_to_left(joined(line)) == is_right_to_left(line)
