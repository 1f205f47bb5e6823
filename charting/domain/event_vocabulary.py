"""The vocabulary of adverse events, read from the rows of its data file and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from charting.domain.adverse_events import EventKind, Severity
from charting.domain.event_rates import PER, Published


@dataclass(frozen=True, slots=True)
class EventVocabulary:
    """The kinds of events, and the words of what nearly happened, each by its code, in order;
    `near_rules` say what is done after a near miss, where something is.
    """

    kinds: Mapping[str, EventKind]
    near_misses: Mapping[str, str]
    reviewed_by: str = ""
    near_rules: Mapping[str, str] = field(default_factory=dict)

    def words(self, code: str) -> str:
        """What a code of an event or a near miss is called; the code itself where it is not
        known.
        """
        kind = self.kinds.get(code)
        return kind.words if kind else self.near_misses.get(code, code)


def event_vocabulary_of(table: Mapping[str, Any]) -> EventVocabulary:
    """The vocabulary of a data file. Raises `ValueError` naming the id that is wrong."""
    kinds: dict[str, EventKind] = {}
    for row in table["kinds"]:
        try:
            kind = _kind(row, table["studies"])
        except (KeyError, TypeError, ValueError) as wrong:
            raise ValueError(f"{row.get('id', '?')}: {wrong}") from wrong
        kinds[kind.id] = kind
    near = {row["id"]: row["words"] for row in table["near_misses"]}
    rules = {row["id"]: row["rule"] for row in table["near_misses"] if "rule" in row}
    return EventVocabulary(kinds, near, table["reviewed_by"], rules)


def _kind(row: Mapping[str, Any], studies: Mapping[str, Mapping[str, Any]]) -> EventKind:
    made = EventKind(
        row["id"],
        row["words"],
        Severity(row["severity"]),
        row["source"],
        row.get("window_days"),
        row.get("window", ""),
        row.get("escalate_days"),
        row.get("rule", ""),
        tuple(row.get("calls", ())),
        tuple(_published(rate, studies) for rate in row.get("rates", ())),
    )
    if not made.source:
        raise ValueError("it has no source")
    return made


def _published(rate: tuple[str, int, int], studies: Mapping[str, Mapping[str, Any]]) -> Published:
    study, low, high = rate
    if not 0 <= low <= high <= PER:
        raise ValueError(f"{study}: {low} to {high} in {PER}")
    told = studies[study]
    return Published(told["words"], low, high, told["source"], told.get("treatments"), told["how"])
