"""The recovery key as it is written on paper: groups of letters and digits, each with a check.

160 random bits as 32 symbols of Crockford's alphabet (no I, L, O, U), four to a group. The fifth
symbol of a group is a weighted sum over the field of 32 elements, the group's place among them: one
wrong symbol, two that changed places, and a group in the place of another are all found, and the
group can be named.
"""

from collections.abc import Sequence

from charting.domain.errors import ErrorCode, Refused

BYTES = 20
GROUPS = 8
GROUP_SYMBOLS = 5

_DATA = GROUP_SYMBOLS - 1
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(_ALPHABET)}
# What the eye takes for one another.
_TWINS = str.maketrans("OIL", "011")
_BITS = 5
_FIELD = 0b100101  # x^5 + x^2 + 1


def spelled(key: bytes) -> tuple[str, ...]:
    """The groups of a key of 20 bytes."""
    number, count = int.from_bytes(key, "big"), GROUPS * _DATA
    values = [number >> _BITS * (count - 1 - place) & 31 for place in range(count)]
    groups = [values[place : place + _DATA] for place in range(0, count, _DATA)]
    return tuple(
        "".join(_ALPHABET[value] for value in (*group, _check(group, place)))
        for place, group in enumerate(groups)
    )


def read(typed: str) -> bytes:
    """The key of what was typed, however it was grouped and in whatever case.

    Raises `Refused`: RECOVERY_KEY_LENGTH with the symbols found and wanted; RECOVERY_KEY_TYPO with
    the number of the first group that cannot be right, counted from 1.
    """
    symbols, wanted = _plain(typed), GROUPS * GROUP_SYMBOLS
    if len(symbols) != wanted:
        raise Refused(ErrorCode.RECOVERY_KEY_LENGTH, {"found": len(symbols), "wanted": wanted})
    number = 0
    for place in range(GROUPS):
        group = symbols[place * GROUP_SYMBOLS : (place + 1) * GROUP_SYMBOLS]
        values = [_VALUES.get(symbol, -1) for symbol in group]
        if min(values) < 0 or values[_DATA] != _check(values[:_DATA], place):
            raise Refused(ErrorCode.RECOVERY_KEY_TYPO, {"group": place + 1})
        for value in values[:_DATA]:
            number = number << _BITS | value
    return number.to_bytes(BYTES, "big")


def asked(groups: Sequence[str]) -> tuple[int, int]:
    """The places of two groups to be copied back from the paper, other ones for another key."""
    total = sum(_VALUES[symbol] for group in groups for symbol in group)
    first = total % GROUPS
    return first, (first + 1 + total // GROUPS % (GROUPS - 1)) % GROUPS


def check_copied(groups: Sequence[str], place: int, typed: str) -> None:
    """Compare what was copied from the paper with the group at `place`, counted from 0.

    Raises `Refused` (RECOVERY_KEY_TYPO) naming the group, counted from 1.
    """
    if _plain(typed) != groups[place]:
        raise Refused(ErrorCode.RECOVERY_KEY_TYPO, {"group": place + 1})


def _plain(typed: str) -> str:
    return "".join(typed.split()).replace("-", "").upper().translate(_TWINS)


def _check(values: Sequence[int], place: int) -> int:
    """Horner's sum of the group's place and its symbols at x, times x."""
    total = place
    for value in values:
        total = _times_x(total) ^ value
    return _times_x(total)


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 0b100000 else doubled
