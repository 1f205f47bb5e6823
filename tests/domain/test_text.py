"""Tests of `charting.domain.text`: what is kept of typed text, and how people are found by it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import (
    clean_line,
    clean_text,
    fold,
    read_date,
    with_dates_as_read,
    words_to_find,
    words_typed,
)
from tests.strategies import NAMES, texts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Ørsted-Weiß", "lukasz orsted weiss"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("Đặng Þór Æsa Œdipe", "dang thor aesa oedipe"),
        ("IRMAK Yılmaz", "irmak yilmaz"),
        ("محمّد", "محمد"),
        ("أحمد", "احمد"),
        ("فاطمة", "فاطمه"),
        ("ＡＢＣ", "abc"),
        ("王小明", "王小明"),
        ("<b>Bold</b>", "b bold b"),
        ("😀", ""),
        ("  a\tb_c ", "a b c"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts())
def test_case_and_outer_blanks_do_not_matter(text: str) -> None:
    assert fold(f" {text}\n") == fold(text)


@given(st.sampled_from(NAMES), st.integers(1, 8))
def test_every_beginning_of_a_name_finds_it(name: str, length: int) -> None:
    found = words_to_find((name,), None, "")
    for typed in words_typed(name[:length]):
        assert any(word.startswith(typed) for word in found)


def test_ideographs_are_found_from_each_sign_on() -> None:
    assert words_to_find(("王小明",), None, "") == {"王小明", "小明", "明"}


def test_a_telephone_number_is_found_by_its_tails() -> None:
    found = words_to_find((), None, "+41 (44) 12")
    assert found == {"414412", "14412", "4412"}
    assert words_to_find((), None, "12") == {"12"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Wu  li", ("wu", "li")),
        ("1984-03-09", ("19840309",)),
        ("9.3.1984 anna", ("19840309", "anna")),
        ("09/03/1984", ("19840309",)),
        ("+41 44 123", ("4144123",)),
        ("anna anna", ("anna",)),
        ("O’Br", ("obr",)),
        ("  ", ()),
        ("😀", ()),
    ],
)
def test_what_is_typed_into_the_search_field(typed: str, words: tuple[str, ...]) -> None:
    assert words_typed(typed) == words


def test_a_date_of_birth_typed_in_any_way_finds_it() -> None:
    found = words_to_find((), date(1984, 3, 9), "")
    for typed in ("1984-03-09", "9.3.1984", "9/3/1984", "19840309", "1984"):
        (word,) = words_typed(typed)
        assert any(stored.startswith(word) for stored in found)


@pytest.mark.parametrize("typed", ["9.3.1984", "09/03/1984", "1984-03-09", " 9-3-1984 "])
def test_a_date_is_read_day_first(typed: str) -> None:
    assert read_date(typed, "born") == date(1984, 3, 9)


@pytest.mark.parametrize("typed", ["9.3.1984", "3/9/1984", "03-09-1984", "1984-03-09"])
def test_a_date_is_read_month_first_where_it_is_written_so(typed: str) -> None:
    assert read_date(typed, "born", "US") == date(1984, 3, 9)


def test_a_date_looked_for_is_read_as_the_country_writes_it() -> None:
    assert with_dates_as_read("li 3/9/1984 079", "US") == "li 1984-03-09 079"
    assert with_dates_as_read("li 9/3/1984 079", "GB") == "li 1984-03-09 079"


@pytest.mark.parametrize("typed", ["", "1984", "31.2.1984", "3.1984", "tomorrow", "9.3.84"])
def test_what_is_no_date_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(typed, "born")
    assert refused.value.code is ErrorCode.DATE_UNREADABLE
    assert refused.value.facts["typed"] == typed


def test_a_line_is_one_line_in_nfc() -> None:
    assert clean_line(" Mu\u0308ller\n\tAnna\x07 ", "family_name") == "Müller Anna"


@given(texts(200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(text, "note") == text


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * 201, ErrorCode.TEXT_TOO_LONG), ("\ud800", ErrorCode.TEXT_UNREADABLE)],
)
def test_text_that_cannot_be_kept_is_refused_naming_the_field(text: str, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        clean_line(text, "family_name")
    assert refused.value.code is code
    assert refused.value.facts["field"] == "family_name"
