"""Tests of `charting.domain.canonical`, against an independent writer of RFC 8785."""

import json
from datetime import date
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from charting.domain.canonical import canonical, digest, plain
from charting.domain.changes import AddMark
from charting.domain.marks import Mark
from charting.domain.session import Reply
from tests.strategies import marks, texts

KEYS = st.text(st.characters(codec="ascii"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_the_oracle_writes_the_same_bytes(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(plain(value))


@given(marks())
def test_every_mark_has_a_canonical_form(mark: Mark) -> None:
    written = canonical(AddMark(mark))
    assert written == rfc8785.dumps(json.loads(written))
    assert json.loads(written)["mark"]["id"] == mark.id.hex


def test_text_is_written_in_nfc_whatever_way_it_was_typed() -> None:
    assert canonical("u\u0308") == canonical("ü") == '"ü"'.encode()


def test_ids_dates_bytes_and_enumerations_have_one_spelling() -> None:
    value = {"b": UUID(int=1), "a": [date(1984, 3, 9), Reply.NO, (1, None), b"\x0a"]}
    assert canonical(value) == b'{"a":["1984-03-09","no",[1,null],"0a"],"b":"' + b"0" * 31 + b'1"}'


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (1.0, TypeError),
        ({"a": [0.5]}, TypeError),
        ({"ü": 1}, TypeError),
        ({1: 1}, TypeError),
        (object(), TypeError),
        (bytearray(b"bytes"), TypeError),
        (2**53 + 1, ValueError),
    ],
)
def test_what_has_no_canonical_form_is_not_written(value: object, problem: type) -> None:
    with pytest.raises(problem):
        canonical(value)


def test_the_digest_is_sha_256() -> None:
    assert digest(b"abc").hex().startswith("ba7816bf8f01cfea414140de5dae2223")
