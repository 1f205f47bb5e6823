"""The recovery key on paper: read back however it is typed, and every slip named by its group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.domain.errors import ErrorCode, Refused
from charting.domain.recovery_key import (
    BYTES,
    GROUP_SYMBOLS,
    GROUPS,
    asked,
    check_copied,
    read,
    spelled,
)

KEYS = st.binary(min_size=BYTES, max_size=BYTES)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(KEYS)
def test_it_is_read_back_however_it_is_typed(key: bytes) -> None:
    groups = spelled(key)
    assert [len(group) for group in groups] == [GROUP_SYMBOLS] * GROUPS
    assert set("".join(groups)) <= set(ALPHABET)
    for typed in (
        "-".join(groups),
        " ".join(groups).lower(),
        "\n".join(groups),
        "".join(groups).replace("0", "o").replace("1", "l"),
    ):
        assert read(typed) == key


@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, GROUP_SYMBOLS - 1), st.integers(1, 31))
def test_one_wrong_symbol_is_found_in_its_group(
    key: bytes, group: int, symbol: int, off: int
) -> None:
    groups = list(spelled(key))
    symbols = list(groups[group])
    symbols[symbol] = ALPHABET[(ALPHABET.index(symbols[symbol]) + off) % 32]
    groups[group] = "".join(symbols)
    with pytest.raises(Refused) as refused:
        read("".join(groups))
    assert refused.value.code is ErrorCode.RECOVERY_KEY_TYPO
    assert refused.value.facts["group"] == group + 1


@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, GROUP_SYMBOLS - 2))
def test_two_symbols_that_changed_places_are_found(key: bytes, group: int, symbol: int) -> None:
    groups = list(spelled(key))
    one = groups[group]
    swapped = one[:symbol] + one[symbol + 1] + one[symbol] + one[symbol + 2 :]
    if swapped == one:
        return
    groups[group] = swapped
    with pytest.raises(Refused) as refused:
        read("".join(groups))
    assert refused.value.facts["group"] == group + 1


@given(KEYS, st.integers(0, GROUPS - 2))
def test_groups_that_changed_places_are_found(key: bytes, group: int) -> None:
    groups = list(spelled(key))
    groups[group], groups[group + 1] = groups[group + 1], groups[group]
    with pytest.raises(Refused) as refused:
        read("".join(groups))
    assert refused.value.facts["group"] == group + 1


@pytest.mark.parametrize(("typed", "found"), [("", 0), ("A" * 39, 39), ("A" * 41, 41)])
def test_what_is_too_short_or_too_long_is_counted(typed: str, found: int) -> None:
    with pytest.raises(Refused) as refused:
        read(typed)
    assert refused.value.code is ErrorCode.RECOVERY_KEY_LENGTH
    assert refused.value.facts == {"found": found, "wanted": 40}


def test_strange_signs_are_a_slip_like_any_other() -> None:
    with pytest.raises(Refused) as refused:
        read("ÄÖ§$%" * GROUPS)
    assert refused.value.facts == {"group": 1}


def test_what_is_copied_from_the_paper_is_compared() -> None:
    groups = spelled(bytes(range(BYTES)))
    check_copied(groups, 2, f" {groups[2].lower()} ")
    with pytest.raises(Refused) as refused:
        check_copied(groups, 2, groups[3])
    assert refused.value.facts == {"group": 3}


@given(KEYS)
def test_two_groups_are_asked_for(key: bytes) -> None:
    first, second = asked(spelled(key))
    assert first != second
    assert {first, second} <= set(range(GROUPS))
