"""The shorthand line: `mf l4 l @18 50 ltr2`, typed or dictated, read as one mark.

A word stands for what the lexicon of the language says (`resources/vocabularies/shorthand.toml`);
`@` comes before millimetres from the midline, a bare number is the length of the needle.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.levels import ALL_LEVELS
from charting.domain.marks import LENGTHS_MM, PointStatus, Technique
from charting.domain.text import fold

LATERAL_MM = range(251)
TWITCHES = range(100)

_PIECE = re.compile(r"\d*[.,]\d+|[a-z]\d{1,2}/[a-z]?\d{1,2}|[a-z]\d{1,2}(?![\d.,])|\d+|[^\W\d_]+|@")
# A level that there is not, or a second one.
_NO_LEVEL = re.compile(r"[lts]\d{1,2}")
_SIZE = re.compile(r"(\d?[.,]\d+)\s*[x×*]\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Shorthand:
    """What a line says; `None` where it says nothing.

    `lateral_mm` from the midline in the patient's mm; `length` and `depth` in mm, `diameter` in
    micrometres. `status` is that of a trigger point, `None` for a needle.
    """

    muscle: str = ""
    level: str | None = None
    side: Side | None = None
    both: bool = False
    lateral_mm: int | None = None
    length: int | None = None
    diameter: int | None = None
    technique: Technique | None = None
    depth: int | None = None
    twitches: int | None = None
    familiar: bool | None = None
    bone: bool | None = None
    status: PointStatus | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What each phrase of a language stands for: a kind ("muscle", "technique", "word", "number")
    and its value.
    """

    phrases: Mapping[tuple[str, ...], tuple[str, Any]]
    longest: int

    @classmethod
    def of(cls, table: Mapping[str, Any], names: Mapping[str, str]) -> "Lexicon":
        """The lexicon in a table of phrases, and the `names` of the muscles by their ids.

        Raises `ValueError` where one phrase stands for two things, or for what there is not.
        """
        phrases: dict[tuple[str, ...], tuple[str, Any]] = {}
        for phrase, meaning in _rows(table, names):
            words = tuple(_words(phrase))
            if phrases.setdefault(words, meaning) != meaning:
                raise ValueError(f"{phrase}: it stands for two things")
        return cls(phrases, max(map(len, phrases)))

    def meaning(self, pieces: Sequence[str]) -> tuple[int, tuple[str, Any]] | None:
        """How many of the first pieces are one phrase, and what it stands for: the longest counts.
        A muscle may be cut short as long as nothing else begins so.
        """
        for length in range(min(self.longest, len(pieces)), 0, -1):
            found = self.phrases.get(tuple(pieces[:length]))
            if found is not None:
                return length, found
        begun = {
            meaning
            for words, meaning in self.phrases.items()
            if words[0].startswith(pieces[0]) and meaning[0] == "muscle"
        }
        if len(pieces[0]) > 2 and len(begun) == 1:
            return 1, begun.pop()
        return None

    def completions(self, line: str) -> tuple[str, ...]:
        """The phrases that what is being typed could become, the shortest first."""
        pieces = line.lstrip().split(" ")
        if not pieces[-1]:
            return ()
        begun = fold(pieces[-1])
        found = {
            " ".join(words)
            for words, (kind, _) in self.phrases.items()
            if kind in ("muscle", "technique") and begun and words[0].startswith(begun)
        }
        return tuple(sorted(found - {begun}, key=lambda phrase: (len(phrase), phrase)))


def _rows(
    table: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, Any]]]:
    for muscle, name in names.items():
        yield name, ("muscle", muscle)
    for muscle, phrases in table["muscles"].items():
        if muscle not in names:
            raise ValueError(f"{muscle}: it is no muscle of the map")
        yield from ((phrase, ("muscle", muscle)) for phrase in phrases)
    for technique, phrases in table["techniques"].items():
        yield from ((phrase, ("technique", Technique(technique))) for phrase in phrases)
    for word, phrases in table["words"].items():
        yield from ((phrase, ("word", word)) for phrase in phrases)
    for number, value in table["numbers"].items():
        yield number, ("number", int(value))


def _words(phrase: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", phrase).casefold()
    yield from (piece if piece == "@" else fold(piece) or piece for piece in plain.split())


def read_shorthand(line: str, lexicon: Lexicon) -> Shorthand:
    """What a line says.

    Raises `Refused`: SHORTHAND_UNKNOWN names the first word that is not understood,
    SHORTHAND_CONTRADICTS the first that says otherwise than one before it, SHORTHAND_LACKS_MUSCLE,
    _SIDE and _LEVEL say what must still be said (a distance needs a level),
    SHORTHAND_IMPOSSIBLE names a number that cannot be.
    """
    return _Reader(line, lexicon).read()


class _Reader:
    """Reads one line from left to right."""

    def __init__(self, line: str, lexicon: Lexicon) -> None:
        plain = unicodedata.normalize("NFKC", line).casefold()
        self._said: dict[str, Any] = {}
        size = _SIZE.search(plain)
        if size is not None:
            self._said = {"length": int(size[2]), "diameter": _micrometres(size[1])}
            plain = plain[: size.start()] + " " + plain[size.end() :]
        self._pieces = _PIECE.findall(plain)
        self._lexicon = lexicon

    def read(self) -> Shorthand:
        """The whole line."""
        while self._pieces:
            self._take()
        return _checked(Shorthand(**self._said))

    def _take(self) -> None:
        if self._took_level():
            return
        number = self._number(0)
        if number is not None:
            self._take_number(*number)
            return
        piece = self._pieces[0]
        if re.fullmatch(r"\d?[.,]\d+", piece):
            self._say(1, diameter=_micrometres(piece))
            return
        if _NO_LEVEL.fullmatch(piece):
            raise Refused(ErrorCode.SHORTHAND_UNKNOWN, {"word": piece})
        found = self._lexicon.meaning(self._pieces)
        if found is None and piece[-1].isdigit():
            # A word and its number in one, as in "ltr2" or "d35".
            self._pieces[:1] = [piece.rstrip("0123456789"), piece.lstrip(_LETTERS)]
            found = self._lexicon.meaning(self._pieces)
        if found is None:
            raise Refused(ErrorCode.SHORTHAND_UNKNOWN, {"word": piece})
        length, (kind, value) = found
        if kind == "word":
            self._take_word(length, value, piece)
        else:
            self._say(length, **{kind: value})

    def _took_level(self) -> bool:
        if "level" in self._said:
            return False
        for length in (1, 2):
            level = "".join(self._digits(self._pieces[:length])).upper()
            if level in ALL_LEVELS:
                self._say(length, level=level)
                return True
        return False

    def _digits(self, pieces: Iterable[str]) -> Iterator[str]:
        for piece in pieces:
            kind, value = self._lexicon.phrases.get((piece,), ("", piece))
            yield str(value) if kind == "number" else piece

    def _number(self, at: int) -> tuple[int, int] | None:
        """The whole number that stands so many pieces on, and how many pieces it takes."""
        if at >= len(self._pieces):
            return None
        if self._pieces[at].isdecimal():
            return int(self._pieces[at]), 1
        found = self._lexicon.phrases.get((self._pieces[at],))
        return (found[1], 1) if found is not None and found[0] == "number" else None

    def _take_number(self, number: int, length: int) -> None:
        following = self._lexicon.meaning(self._pieces[length:]) if self._pieces[length:] else None
        if following is not None and following[1][0] == "word":
            taken, (_, word) = following
            ends_there = self._number(length + taken) is None
            if word == "twitch" and number not in LENGTHS_MM:
                return self._say(length + taken, twitches=number)
            if word == "from_midline":
                return self._say(length + taken, lateral_mm=number)
            if word == "depth" and ends_there:
                return self._say(length + taken, depth=number)
        return self._say(length, length=number)

    def _take_word(self, length: int, word: str, piece: str) -> None:
        number = self._number(length)
        if word in _NUMBERED:
            if number is not None:
                return self._say(length + number[1], **{_NUMBERED[word]: number[0]})
            if word == "twitch":
                return self._say(length, twitches=1)
            if piece == "@":
                raise Refused(ErrorCode.SHORTHAND_UNKNOWN, {"word": piece})
            return self._say(length)
        if word == "not":
            return self._take_not(length, piece)
        if word == "trigger_point":
            return self._say(length, status=self._said.get("status", PointStatus.UNKNOWN))
        return self._say(length, **_SAID.get(word, {}))

    def _take_not(self, length: int, piece: str) -> None:
        found = self._lexicon.meaning(self._pieces[length:]) if self._pieces[length:] else None
        denied = _DENIED.get(found[1][1]) if found and found[1][0] == "word" else None
        if found is None or denied is None:
            raise Refused(ErrorCode.SHORTHAND_UNKNOWN, {"word": piece})
        self._say(length + found[0], **denied)

    def _say(self, taken: int, /, **said: Any) -> None:  # noqa: ANN401 - fields of any type
        for field, value in said.items():
            if self._said.get(field, value) not in (value, PointStatus.UNKNOWN):
                raise Refused(ErrorCode.SHORTHAND_CONTRADICTS, {"word": self._pieces[0]})
        del self._pieces[:taken]
        self._said |= said


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NUMBERED = {"lateral": "lateral_mm", "depth": "depth", "twitch": "twitches"}
_SAID: Mapping[str, Mapping[str, Any]] = {
    "left": {"side": Side.LEFT, "both": False},
    "right": {"side": Side.RIGHT, "both": False},
    "midline": {"side": Side.MIDLINE},
    "both": {"side": Side.RIGHT, "both": True},
    "familiar": {"familiar": True},
    "bone": {"bone": True},
    "active": {"status": PointStatus.ACTIVE},
    "latent": {"status": PointStatus.LATENT},
}
_DENIED: Mapping[str, Mapping[str, Any]] = {
    "twitch": {"twitches": 0},
    "familiar": {"familiar": False},
    "bone": {"bone": False},
}


def _micrometres(typed: str) -> int:
    return round(float(typed.replace(",", ".")) * 1000)


def _checked(said: Shorthand) -> Shorthand:
    if not said.muscle:
        raise Refused(ErrorCode.SHORTHAND_LACKS_MUSCLE)
    if said.side is None:
        raise Refused(ErrorCode.SHORTHAND_LACKS_SIDE)
    if said.lateral_mm is not None and said.level is None:
        raise Refused(ErrorCode.SHORTHAND_LACKS_LEVEL)
    for number, possible in (
        (said.length, LENGTHS_MM),
        (said.lateral_mm, LATERAL_MM),
        (said.twitches, TWITCHES),
    ):
        if number is not None and number not in possible:
            raise Refused(ErrorCode.SHORTHAND_IMPOSSIBLE, {"number": number})
    return said
