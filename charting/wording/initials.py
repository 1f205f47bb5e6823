"""Words by their first letters: to begin a sentence, within one, and as keys to press."""

from collections.abc import Collection, Iterable
from string import ascii_lowercase
from unicodedata import normalize

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
    """A letter from a to z for each choice, the first of its own that no other has, without its
    accent; words in another script get the next that is free. `taken` are none.
    """
    used = set(taken)
    letters = []
    for words in choices:
        wanted = normalize("NFKD", words.lower()) + ascii_lowercase
        free = [letter for letter in wanted if letter in ascii_lowercase and letter not in used]
        letters.append(free[0] if free and any(map(str.isalpha, words)) else "")
        used.update(letters[-1:])
    return letters
