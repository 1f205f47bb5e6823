"""The texts that patients read, string by string: out of the English files, and into those of
another language, which keep their order, codes and sources and wait for a review of their own.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from charting.languages import ENGLISH
from resources.locale.checking import wrong_in
from resources.locale.messages import PATIENT_TEXTS

RESOURCES = Path(__file__).resolve().parents[1]
# What is no sentence: codes, and who says so.
_CODES = frozenset(
    {
        *("id", "when", "not_when", "unless", "urgency", "symbol", "muscle", "area", "about"),
        *("evidence", "version", "source", "reviewed_by", "reviewed_on"),
    }
)
_SIGNED_OFF = frozenset({"reviewed_by", "reviewed_on"})


class Text(NamedTuple):
    """A string of a file: the keys that lead to it, and what it says."""

    at: tuple[str, ...]
    words: str

    @property
    def is_read(self) -> bool:
        """Whether a patient reads it."""
        key = next(each for each in reversed(self.at) if not each.isdigit())
        is_code = key in _CODES or self.at[0] == "levels"
        return not is_code and any(map(str.isalpha, self.words))


def files() -> tuple[str, ...]:
    """The files of a language, such as "leaflets/warnings", as they are named in English."""
    return tuple(f"{part}/{name}" for part, names in PATIENT_TEXTS.items() for name in names)


def path_of(file: str, language: str) -> Path:
    """Where a file of a language lies."""
    part, name = file.split("/")
    return RESOURCES / part / language / f"{name}.toml"


def id_of(file: str, text: Text) -> str:
    """What a text is called while it is away: the same as long as its English is."""
    told = "\0".join((file, *text.at, text.words))
    return f"t{hashlib.sha256(told.encode()).hexdigest()[:9]}"


def english(file: str) -> list[Text]:
    """Every string of the English file, in order."""
    return texts_of(path_of(file, ENGLISH))


def known(file: str, language: str) -> dict[str, str]:
    """What the language says for each text of the English file, by id; nothing where its file is
    missing, was made from another version or has another shape.
    """
    path, ours = path_of(file, language), english(file)
    if not path.is_file():
        return {}
    theirs = texts_of(path)
    if [text.at for text in theirs] != [text.at for text in ours] or _version(ours) != _version(
        theirs
    ):
        return {}
    return {
        id_of(file, our): their.words
        for our, their in zip(ours, theirs, strict=True)
        if our.is_read
    }


def waiting(file: str, language: str) -> list[dict[str, str]]:
    """What has to be translated for a language, as rows of a batch."""
    have = known(file, language)
    return [
        {"id": key, "msgid": text.words, "where": f"{file}: {'.'.join(text.at)}"}
        for text in english(file)
        if text.is_read and (key := id_of(file, text)) not in have
    ]


def take(file: str, language: str, said: Mapping[str, str]) -> list[str]:
    """Write the file of a language; what is wrong or lacks is told instead, and nothing written."""
    ours = english(file)
    have = {**known(file, language), **said}
    wrong = []
    for text in ours:
        key = id_of(file, text)
        if text.is_read and key not in have:
            wrong.append(f"{key}: {file} waits for {text.words!r}")
        elif text.is_read and (why := why_not(text.words, have[key])):
            wrong.append(f"{key}: {why}: {text.words!r} -> {have[key]!r}")
    if wrong:
        return wrong
    fresh = {
        number: have[id_of(file, text)] if text.is_read else _own(text, ours)
        for number, text in enumerate(ours)
    }
    path = path_of(file, language)
    path.parent.mkdir(exist_ok=True)
    told = _replaced(path_of(file, ENGLISH).read_text("utf-8"), ours, fresh)
    path.write_text(_headed(file, told), "utf-8")
    return []


def why_not(ours: str, theirs: str) -> str:
    """Why a translation cannot stand for the English, or nothing."""
    if theirs.startswith("- ") != ours.startswith("- "):
        return "a list's dash is lost or new"
    return wrong_in(ours, "", (theirs,))


def _own(text: Text, ours: list[Text]) -> str:
    """What a code or a source says in a translation."""
    if text.at == ("source",):
        since = f" {version}" if (version := _version(ours)) else ""
        return f"translation of English{since}, not reviewed; {text.words}"
    return "" if text.at[-1] in _SIGNED_OFF else text.words


def _version(texts: list[Text]) -> str:
    return next((text.words for text in texts if text.at == ("version",)), "")


def texts_of(path: Path) -> list[Text]:
    """Every string of a file, in order."""
    return list(_strings((), tomllib.loads(path.read_text("utf-8"))))


def _strings(at: tuple[str, ...], value: object) -> Iterator[Text]:
    if isinstance(value, str):
        yield Text(at, value)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _strings((*at, key), each)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _strings((*at, str(number)), each)


def _replaced(document: str, texts: list[Text], fresh: Mapping[int, str]) -> str:
    """The document with other strings, walked in order, so that each meets its own."""
    lines = [line for line in document.splitlines(keepends=True) if not line.startswith("#")]
    rest, parts = "".join(lines).lstrip("\n"), []
    for number, text in enumerate(texts):
        before, found, rest = rest.partition(_quoted(text.words))
        if not found:
            raise ValueError(f"{text.words!r} is not written as a plain string")
        parts += [before, _quoted(fresh[number])]
    return "".join([*parts, rest])


def _headed(file: str, told: str) -> str:
    part, name = file.split("/")
    about = f"# A translation of {part}/{ENGLISH}/{name}.toml, where the fields are explained."
    return f"{about}\n\n{told}"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
