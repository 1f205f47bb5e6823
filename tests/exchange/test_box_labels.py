"""Codes of boxes as scanners type them, and what is no such code."""

from datetime import date

import pytest

from charting.domain.boxes import BoxLabel
from charting.domain.errors import ErrorCode, Refused
from charting.exchange.box_labels import Gs1Labels

GTIN = "04012345678901"
SAID = BoxLabel("AB-1234", date(2028, 6, 30), GTIN)
READS = [
    f"01{GTIN}1728063010AB-1234",
    f"]d201{GTIN}1728063010AB-1234",
    f"]C101{GTIN}10ab-1234\x1d17280630",
    f"\x1d01{GTIN}10AB-1234\x1d17280630\x1d21SERIAL7",
    f"01{GTIN}10AB-1234|17280630",
    f"01{GTIN}10AB-1234<GS>17280630",
    f"(01){GTIN}(17)280630(10)AB-1234",
    f" (01) {GTIN} (10) ab-1234 (17) 280600 ",
    f"01{GTIN}112301011728060010AB-1234",
]


@pytest.mark.parametrize("scanned", READS)
def test_a_box_is_read_however_the_scanner_spells_it(scanned: str) -> None:
    assert Gs1Labels().read(scanned) == SAID


def test_a_code_without_an_article_is_enough() -> None:
    assert Gs1Labels().read("1728063010AB-1234") == BoxLabel("AB-1234", date(2028, 6, 30))


@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("", ErrorCode.LABEL_LACKS_LOT),
        (f"01{GTIN}", ErrorCode.LABEL_LACKS_LOT),
        (f"01{GTIN}17280630", ErrorCode.LABEL_LACKS_LOT),
        (f"(01){GTIN}(10)AB-1234", ErrorCode.LABEL_LACKS_LOT),
        # Without a separator the rest is taken for the lot.
        (f"01{GTIN}10AB-123417280630", ErrorCode.LABEL_LACKS_LOT),
        (f"01{GTIN}1728133010AB-1234", ErrorCode.LABEL_UNREADABLE),
        (f"01{GTIN}1728023110AB-1234", ErrorCode.LABEL_UNREADABLE),
        ("multifidus l4", ErrorCode.LABEL_UNREADABLE),
        ("(", ErrorCode.LABEL_UNREADABLE),
        ("(99999)x", ErrorCode.LABEL_UNREADABLE),
        ("]d2\x1d\x1d", ErrorCode.LABEL_LACKS_LOT),
        ("😀" * 500, ErrorCode.LABEL_UNREADABLE),
        ("1" * 100_000, ErrorCode.LABEL_UNREADABLE),
        ("١٧٢٨٠٦٣٠10AB", ErrorCode.LABEL_UNREADABLE),
    ],
)
def test_anything_else_is_refused_in_words(scanned: str, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        Gs1Labels().read(scanned)
    assert refused.value.code is code
