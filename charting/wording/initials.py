"""Words by their first letters: to begin a sentence, within one, and as keys to press."""

from collections.abc import Collection, Iterable

from charting.i18n import spoken

# Languages that write nouns with a capital wherever they stand.
_CAPITAL_NOUNS = frozenset({"de"})


def beginning(words: str) -> str:
    """The words as they begin a sentence; only the first letter changes."""
    return words[:1].upper() + words[1:]


def within(words: str) -> str:
    """The words as they stand within a sentence: small, but where a noun stays large."""
    if spoken().partition("-")[0] in _CAPITAL_NOUNS:
        return words
    return words[:1].lower() + words[1:]


def key_letters(choices: Iterable[str], taken: Collection[str] = ()) -> list[str]:
    """A small letter for each choice, the first of its own that no other has; `taken` are none."""
    used = set(taken)
    letters = []
    for words in choices:
        own = [letter for letter in words.lower() if letter.isalpha() and letter not in used]
        letters.append(own[0] if own else "")
        used.update(letters[-1:])
    return letters
