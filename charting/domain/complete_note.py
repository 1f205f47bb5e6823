"""What a complete note of a visit holds at least, and which of it a session still lacks.

The lines are data, with their source (clinical.md 5.1). Nothing is ever stopped by them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from charting.domain.episode import Episode
from charting.domain.ids import MarkId
from charting.domain.marks import MapSite, Mark, Needle, PointStatus, TriggerPoint
from charting.domain.note_text import places
from charting.domain.session import NoteSection, Session
from charting.domain.visit import Outcome, Step, outcome, was_needled

ANSWER, ITEM, NOTE, MARK, FILLED = "answer/", "item/", "note/", "mark", "filled"


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line: what it is about, and which of `has` is enough; `required` says that it is expected
    before signing. `place` is where it is said. `needled` ones count only where a needle was
    opened.
    """

    id: str
    words: str
    required: bool
    has: tuple[str, ...]
    place: str
    source: str
    needled: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """A line that a session lacks, with the mark that it is about, if it is about one, and where it
    is said in this session.
    """

    line: NoteLine
    place: str
    mark: MarkId | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the session: its episode, and the steps in which all was asked."""

    episode: Episode | None = None
    asked: frozenset[Step] = frozenset()


def lacking_lines(session: Session, lines: Iterable[NoteLine], known: Known) -> tuple[Lacking, ...]:
    """The lines that a session lacks, in their order; of somebody who did not come none but how the
    visit went, which is asked in any case.
    """
    if outcome(session) is Outcome.DID_NOT_ATTEND:
        return ()
    needled = was_needled(session)
    asked = [line for line in lines if needled or not line.needled]
    found = (_lacking(line, session, known) for line in asked)
    return tuple(each for each in found if each is not None)


def answers_told(lines: Iterable[NoteLine]) -> frozenset[str]:
    """The items of a visit that the lines ask for."""
    every = (has for line in lines for has in line.has)
    return frozenset(has.removeprefix(ANSWER) for has in every if has.startswith(ANSWER))


def note_lines_of(table: Mapping[str, Any]) -> tuple[NoteLine, ...]:
    """The lines of a table of the content. Raises `KeyError`, `TypeError`, `ValueError`."""
    lines = tuple(NoteLine(**{**row, "has": tuple(row["has"])}) for row in table["lines"])
    for has in (has for line in lines for has in line.has):
        if has != FILLED and has.partition("/")[0] not in _HAS:
            raise ValueError(has)
    return lines


def _lacking(line: NoteLine, session: Session, known: Known) -> Lacking | None:
    gap: Lacking | None = None
    for has in line.has:
        kind, _slash, what = has.partition("/")
        if has == FILLED:
            section = next((key for key, text in session.notes.items() if places(text)), None)
            gap = Lacking(line, f"{NOTE}{section}") if section else None
        elif kind in _OF_MARKS:
            mark = next(_without(what, session, *_OF_MARKS[kind]), None)
            gap = Lacking(line, MARK, mark) if mark else None
        else:
            gap = None if _HAS[kind](session, what, known) else Lacking(line, line.place)
        if gap is None:
            return None
    return gap


def _without(
    what: str, session: Session, kind: type[Mark], noted: Callable[[Any, str], bool]
) -> Iterator[MarkId]:
    return (
        mark.id
        for mark in session.marks.values()
        if isinstance(mark, kind) and not noted(mark, what)
    )


def _needle_noted(needle: Needle, what: str) -> bool:
    if what == "muscle":
        return not isinstance(needle.site, MapSite) or needle.site.muscle is not None
    return getattr(needle, what) is not None


def _point_noted(point: TriggerPoint, _what: str) -> bool:
    return point.status is not PointStatus.UNKNOWN


_OF_MARKS: Mapping[str, tuple[type[Mark], Callable[[Any, str], bool]]] = {
    "needle": (Needle, _needle_noted),
    "point": (TriggerPoint, _point_noted),
}
_HAS: Mapping[str, Callable[[Session, str, Known], bool]] = {
    "note": lambda session, what, _known: bool(session.notes.get(NoteSection(what), "").strip()),
    "answer": lambda session, what, _known: what in session.answers,
    "checks": lambda _session, what, known: Step(what) in known.asked,
    "episode": lambda _session, what, known: bool(
        known.episode is not None and getattr(known.episode, what)
    ),
    "needle": lambda *_: True,
    "point": lambda *_: True,
}
