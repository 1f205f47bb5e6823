"""How hard English sentences are to read: Flesch-Kincaid grade, SMOG, words to a sentence.

Flesch-Kincaid: Kincaid and others 1975; SMOG: McLaughlin 1969. Syllables are counted by rule, and
rather one too many than one too few.
"""

import re
from dataclasses import dataclass
from math import sqrt

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.]*")
_END = re.compile(r"[.!?:](?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
# Two vowels that are spoken apart, where letters alone would count one.
_APART = re.compile(r"ia|(?<![ct])io(?!n)|[^qg]u[aeo](?=[a-z])|eo(?!u)|ying|iet")
# An ending in e, es or ed that is not spoken: made, times, asked; but not table, bruises, wanted.
_SILENT = re.compile(
    r"(?<![^aeiouy]l)e$|(?<![scgxz])(?<!ch|sh)(?<![^aeiouy]l)(?<!i)es$|(?<![td])ed$"
)
_MISSED = {
    "area": 3, "being": 2, "client": 2, "create": 2, "evening": 2, "every": 2, "everyone": 3,
    "idea": 3, "movement": 2, "people": 2, "something": 2, "tired": 2,
}  # fmt: skip


# What is asked of words for patients (clinical reference 7.3).
MOST_GRADE, MOST_WORDS = 6.0, 15.0
# Fewer words are no text to be graded.
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """What the formulas say of a text."""

    grade: float
    smog: float
    words_per_sentence: float


def reading(text: str) -> Reading:
    """The figures of one text with at least one word; a line without a full stop is a sentence."""
    sentences = [part for part in _END.split(text) if _WORD.search(part)]
    words = _WORD.findall(text)
    counts = [syllables(word) for word in words]
    length = len(words) / len(sentences)
    many = sum(count >= 3 for count in counts)
    return Reading(
        0.39 * length + 11.8 * sum(counts) / len(words) - 15.59,
        1.0430 * sqrt(many * 30 / len(sentences)) + 3.1291,
        length,
    )


def is_gradable(text: str) -> bool:
    """Whether there are words enough to be graded."""
    return len(_WORD.findall(text)) >= _FEWEST


def syllables(word: str) -> int:
    """The syllables of an English word; a number counts as one."""
    low = word.lower().partition("'")[0].partition("’")[0]
    if not low.isalpha():
        return 1
    if low in _MISSED:
        return _MISSED[low]
    count = len(_VOWELS.findall(low)) + len(_APART.findall(low))
    if count > 1 and _SILENT.search(low):
        count -= 1
    return max(1, count)
