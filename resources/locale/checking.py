"""What a translation must keep of its message: places to fill in, keys, and the space around it."""

import re

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_FILLED_IN_BY_HAND = "resources/notes/texts.toml"
# A form that stands for one number only may say it in a word, "a needle", and go without what the
# English goes without there.
_COUNTS = frozenset({"n", "count", "number"})


def places(words: str) -> set[str]:
    """The names that are filled in by the program: "{name}"."""
    return {name for name in _PLACE.findall(words) if _NAME.fullmatch(name)}


def wrong_in(one: str, many: str, said: tuple[str, ...], where: tuple[str, ...] = ()) -> str:
    """Why `said` cannot stand for the message, or nothing. `said` holds each plural form."""
    wanted = places(one) | places(many)
    spared = _COUNTS | (wanted - places(one))
    by_hand = _FILLED_IN_BY_HAND in where
    for number, form in enumerate(said):
        if not form.strip():
            return "is empty"
        if form.count("{") != form.count("}"):
            return "a brace is open"
        if by_hand:
            if len(_PLACE.findall(form)) != len(_PLACE.findall(one)):
                return "another number of places to fill in"
        elif (have := places(form)) - wanted:
            return f"nothing fills in {_listed(have - wanted)}"
        elif lost := wanted - have - (spared if many and number < len(said) - 1 else set()):
            return f"lost {_listed(lost)}"
        if _edges(form) != _edges(one):
            return "space or line breaks around it differ"
        if _keys(form) != _keys(one):
            return "the & of a key is lost or new"
    return ""


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _edges(words: str) -> tuple[str, str]:
    inner = words.strip()
    return words[: words.index(inner)], words[words.index(inner) + len(inner) :]


def _keys(words: str) -> int:
    return words.replace("&&", "").count("&") if re.search(r"&\w", words) else 0
