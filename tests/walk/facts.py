"""What must be true after a paper chart: each fact judged from the database and from the papers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charting.domain.episode import Episode
from charting.domain.follow_up import FollowUp
from charting.domain.ids import PractitionerId, SessionId
from charting.domain.patient import HealthFact, Patient
from charting.domain.session import Session
from charting.domain.sheet import Sheet
from charting.domain.visit import Item
from charting.services.signing import Signed
from tests.documents.reading import text

# The issues that are still open; a fact may wait for one of these, and for no other.
OPEN_ISSUES = (
    "Keys, practitioners, signing and audit",
    "Screening, consent, adverse events, outcomes and the plan",
    "Charting at the speed of the session",
)


@dataclass(frozen=True)
class Evidence:
    """What is read back once the window is closed: the record, and the PDF files by name."""

    patient: Patient
    health: Sequence[HealthFact]
    episode: Episode
    sessions: Sequence[Session]
    papers: dict[str, bytes]
    items: tuple[Item, ...]
    follow_ups: Sequence[FollowUp]
    names: Mapping[PractitionerId, str]
    signed: Mapping[SessionId, Sequence[Signed]]
    sheets: Sequence[Sheet]

    @property
    def last(self) -> Session:
        """The latest session."""
        return self.sessions[-1]

    def words(self, paper: str) -> str:
        """The words of a PDF as another program reads them."""
        return text(self.papers[paper])

    def tells(self, paper: str, told: Iterable[str]) -> bool:
        """Whether a PDF says all of this, wherever its lines end."""
        words = " ".join(self.words(paper).split())
        return all(each in words for each in told)

    def on(self, day: str) -> Session:
        """The session of a day, as in 2026-11-16."""
        return next(one for one in self.sessions if one.opened.day.isoformat() == day)


@dataclass(frozen=True)
class Fact:
    """A line of "must be true". `holds` is `None` for what an open issue, its `owner`, brings."""

    words: str
    holds: Callable[[Evidence], bool] | None = None
    owner: str = ""

    def judged(self, number: int, seen: Evidence) -> dict[str, Any]:
        """The fact with its verdict: true, false or not yet."""
        waits = self.holds is None and self.owner in OPEN_ISSUES
        verdict: bool | str = "not yet" if waits else self.holds is not None and self.holds(seen)
        return {"fact": number, "words": self.words, "verdict": verdict, "owner": self.owner}


_BOXES = (
    "Chest or breathing trouble? Call",
    "Legs, bladder or bowel? Call",
    "now for any of these signs",
    "You take a blood thinner",
)


def boxes(words: str) -> list[str]:
    """The boxes of a leaflet, from the top."""
    return sorted((box for box in _BOXES if box in words), key=words.index)


def chest_box_is_first(words: str) -> bool:
    """Whether the first box of a leaflet is that of the chest signs."""
    return boxes(words)[:1] == [_BOXES[0]] and "Short of breath" in words
