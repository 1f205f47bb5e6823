"""A language that nobody speaks shows what is unmarked on paper, and what has no room for longer
words.
"""

import gettext
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from charting import i18n
from tests.documents.every_document import LONG, every, small
from tests.documents.reading import colliding, outside, sentences
from tests.pseudo import CLOSES, LANGUAGES, OPENS, Pseudo

DOCUMENTS = every() | small()
# A message read with a patient has a file for each language, and no catalogue.
OWN_TEXTS = ("leaflet", "consent", "education")
# What the invented are called and what hands have typed; hashes, and names of zones and muscles.
TYPED = (
    *("Adeyemi-Lindqvist", "O’Brien-Szabo", "Nakagawa", "Nora Feld", "Practice at the Bridge"),
    *("Dr Wu", "Bern", "Referral", "Dear colleague,", "Thanks.", "m. nescio", "apixaban"),
    *("Ache across the belt line", "The size of a coin", "low back", ": well", ": moved away"),
    *("Walks every day, heat in the evening.", "All well; score 3<5 <L5 & no bruise."),
    *("multifidus, gluteus medius", "Europe/Zurich", "CHF", "ABCDE"),
)
_HASH = re.compile(r"\b[0-9a-f]{4,64}\b")
# Paper of a printer for labels has an edge of its own.
_EDGE = {"label": 3, "slip": 7}
SHORT = ("event report", "episode summary", "slip A6")


@pytest.fixture
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every language is the pseudo-language, also that in which a patient reads."""
    words: gettext.NullTranslations = Pseudo(LANGUAGES["qps"])
    monkeypatch.setattr(i18n, "_catalogue", lambda _code, _folder: words)
    i18n.speak("qps", words)
    yield
    monkeypatch.undo()
    i18n.choose("en")


@pytest.mark.usefixtures("_pseudo")
def test_some_papers_are_marked_and_have_room() -> None:
    assert [line for name in SHORT for line in _wrong(name)] == []


@pytest.mark.long
@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paper_is_marked_and_has_room(name: str) -> None:
    assert list(_wrong(name)) == []


def test_a_paper_that_is_wrong_is_found() -> None:
    written = BytesIO()
    canvas = Canvas(written)
    for place, words in (((100, 100), "one"), ((105, 102), "other"), ((5, 300), "edge")):
        canvas.drawString(*place, words)
    canvas.save()
    made = written.getvalue()
    assert [{*pair} for pair in colliding(made)] == [{"one", "other"}]
    assert len(outside(made)) == 1
    assert (
        _unmarked(f"{OPENS}Ñöté {OPENS}á{CLOSES}~{CLOSES} by Nora Feld, forgotten") == "forgotten"
    )


def _wrong(name: str) -> Iterator[str]:
    made = DOCUMENTS[name]()
    if not name.startswith(OWN_TEXTS):
        read = sentences(made)
        assert read, f"{name} is not read"
        yield from (f"{name}: {rest!r} is not marked" for rest in map(_unmarked, read) if rest)
    edge = _EDGE.get(name.partition(" ")[0], 20)
    yield from (f"{name}: beyond the edge: {words}" for words in outside(made, edge))
    yield from (f"{name}: {one!r} stands on {other!r}" for one, other in colliding(made))


def _unmarked(words: str) -> str:
    """What is read of a part beside its messages and what hands have typed; nothing for a sign."""
    depth, rest = 0, []
    for letter in words:
        depth += (letter == OPENS) - (letter == CLOSES)
        rest.append(letter if depth == 0 and letter != CLOSES else "")
    left = _HASH.sub("", "".join(rest))
    for typed in TYPED:
        left = left.replace(typed, "")
    return " ".join(word for word in re.findall(r"[^\W\d_]{3,}", left) if word not in LONG)
