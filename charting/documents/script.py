"""Lines of right-to-left text in the order and the joined forms in which they are drawn.

The paper's library puts one glyph after another from left to right. Here Arabic letters take the
presentation forms of Unicode, and a line its visual order by the main rules of the Unicode
bidirectional algorithm (UAX #9): strong letters, numbers and neutrals, no explicit embeddings.
"""

import unicodedata
from functools import cache
from itertools import groupby
from typing import NamedTuple

_FIRST_RIGHT_TO_LEFT = "\u0590"
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_NUMBERS = frozenset({"EN", "AN"})
_BESIDE_NUMBERS = frozenset({"ES", "CS", "ET"})


class _Forms(NamedTuple):
    """The presentation forms of a letter, or of lam with alef; empty where there is none."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


def is_right_to_left(text: str) -> bool:
    """Whether any letter of it is written from right to left."""
    return not text.isascii() and any(
        c >= _FIRST_RIGHT_TO_LEFT and unicodedata.bidirectional(c) in ("R", "AL") for c in text
    )


def joined(text: str) -> str:
    """`text` in its own order, each Arabic letter in the form its neighbours give it."""
    if not is_right_to_left(text):
        return text
    letters = _with_ligatures(text)
    drawn = []
    for place, letter in enumerate(letters):
        forms = _forms().get(letter)
        if forms is None:
            drawn.append(letter)
            continue
        before = _joins_onward(_neighbour(letters, place, -1)) and bool(forms.final)
        after = bool(forms.initial) and _joins_back(_neighbour(letters, place, +1))
        drawn.append(_form(forms, before, after) or letter)
    return "".join(drawn)


def visual(line: str) -> str:
    """One line as it is drawn from left to right. Letters should be joined already."""
    if not is_right_to_left(line):
        return line
    clusters = _clusters(line)
    levels = _levels([cluster[0] for cluster in clusters])
    for level in range(max(levels), 0, -1):
        clusters, levels = _turned(clusters, levels, level)
    return "".join(clusters)


def _turned(clusters: list[str], levels: list[int], lowest: int) -> tuple[list[str], list[int]]:
    """Each run at `lowest` or above turned round."""
    out: list[tuple[str, int]] = []
    pairs = zip(clusters, levels, strict=True)
    for high, run in groupby(pairs, key=lambda pair: pair[1] >= lowest):
        found = list(run)
        if high:
            found.reverse()
            # What opens a bracket for the reader is on the other side now.
            found = (
                [(c.translate(_MIRRORED) if n % 2 else c, n) for c, n in found]
                if (lowest == 1)
                else found
            )
        out += found
    return [cluster for cluster, _ in out], [level for _, level in out]


def _levels(letters: list[str]) -> list[int]:
    """The embedding level of each letter: 0 and 2 run to the right, 1 to the left."""
    kinds = [_kind(letter) for letter in letters]
    strong = next((kind for kind in kinds if kind in ("L", "R")), "L")
    base = 1 if strong == "R" else 0
    _settle_numbers(kinds, strong)
    _settle_neutrals(kinds, strong)
    at = {"L": 2 * base, "R": 1, "N": 2}
    return [at[kind] for kind in kinds]


def _kind(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    if kind in ("R", "AL"):
        return "R"
    if kind in _NUMBERS:
        return "N"
    return kind if kind == "L" or kind in _BESIDE_NUMBERS else "-"


def _settle_numbers(kinds: list[str], strong: str) -> None:
    """Signs within a number belong to it; a number after Latin letters runs with them."""
    for place, kind in enumerate(kinds):
        if kind in _BESIDE_NUMBERS:
            around = {kinds[max(0, place - 1)], kinds[min(len(kinds) - 1, place + 1)]}
            kinds[place] = "N" if around == {"N"} or (kind == "ET" and "N" in around) else "-"
    last = strong
    for place, kind in enumerate(kinds):
        last = kind if kind in ("L", "R") else last
        if kind == "N" and last == "L":
            kinds[place] = "L"


def _settle_neutrals(kinds: list[str], base: str) -> None:
    """Blanks and signs run with both neighbours where these agree, else with the whole line."""
    place = 0
    for kind, run in groupby(list(kinds)):
        end = place + len(list(run))
        if kind == "-":
            before = kinds[place - 1] if place else base
            after = kinds[end] if end < len(kinds) else base
            sides = {"R" if side == "N" else side for side in (before, after)}
            kinds[place:end] = [sides.pop() if len(sides) == 1 else base] * (end - place)
        place = end


def _clusters(line: str) -> list[str]:
    """Each letter with the marks that stand on it."""
    out: list[str] = []
    for c in line:
        if out and unicodedata.combining(c):
            out[-1] += c
        else:
            out.append(c)
    return out


def _with_ligatures(text: str) -> list[str]:
    """The letters, lam and alef as one."""
    out: list[str] = []
    for c in text:
        if out and out[-1] + c in _forms():
            out[-1] += c
        else:
            out.append(c)
    return out


def _neighbour(letters: list[str], place: int, step: int) -> str:
    """The next letter in a direction; marks on letters are passed over."""
    place += step
    while 0 <= place < len(letters) and unicodedata.combining(letters[place][0]):
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


def _joins_onward(letter: str) -> bool:
    forms = _forms().get(letter)
    return letter == "\u0640" or bool(forms and forms.initial)


def _joins_back(letter: str) -> bool:
    forms = _forms().get(letter)
    return letter == "\u0640" or bool(forms and forms.final)


def _form(forms: _Forms, before: bool, after: bool) -> str:
    if before and after:
        return forms.medial
    if before:
        return forms.final
    return forms.initial if after else forms.isolated


@cache
def _forms() -> dict[str, _Forms]:
    """The presentation forms that Unicode lists, by letter, and by lam and alef."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if letters and kind.strip("<>") in _Forms._fields:
            key = "".join(chr(int(letter, 16)) for letter in letters)
            found.setdefault(key, {})[kind.strip("<>")] = chr(code)
    return {key: _Forms(**forms) for key, forms in found.items()}
