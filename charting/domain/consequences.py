"""What follows by itself from an adverse event that is put on file: a call or a review becomes due
(clinical reference 3.1). It is planned, never done, and can be withdrawn like any other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from charting.domain.adverse_events import AdverseEvent
from charting.domain.episode import Episode
from charting.domain.follow_up import Consequence, FollowUp, FollowUpKind
from charting.domain.session import Reply
from charting.domain.visit import Answers


@dataclass(frozen=True, slots=True)
class Background:
    """What the record knows beside an event: the last answers of the course up to its visit, the
    pain before that visit, and the last pain asked since; 0 to 10, `None` where nobody asked.
    """

    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    pain_before: int | None = None
    pain_since: int | None = None


def following(
    event: AdverseEvent, rules: Iterable[Consequence], known: Background
) -> tuple[Consequence, ...]:
    """What follows from an event as it stands; nothing from one that is over."""
    if event.ended is not None:
        return ()
    return tuple(rule for rule in rules if rule.event == event.kind and _holds(rule, event, known))


def _holds(rule: Consequence, event: AdverseEvent, known: Background) -> bool:
    if rule.answered:
        answer = known.answers.get(rule.answered)
        return answer is not None and answer.reply is Reply.YES
    pain = known.pain_since if event.pain is None else event.pain
    before, above = known.pain_before, rule.points_above
    return pain is not None and before is not None and above is not None and pain - before > above


def stands_already(
    rule: Consequence, event: AdverseEvent, episode: Episode, follow_ups: Iterable[FollowUp]
) -> bool:
    """Whether it was planned since the event began: it is planned once, also where somebody has
    withdrawn it.
    """
    return any(
        each.reason == rule.id and each.episode_id == episode.id and each.planned.day >= event.day
        for each in follow_ups
    )


def consequence_of(row: Mapping[str, Any]) -> Consequence:
    """The rule in the row of a file. Raises `KeyError`, `TypeError`, `ValueError`."""
    if not row["source"]:
        raise ValueError(f"{row['id']} has no source")
    rule = Consequence(**{**row, "kind": FollowUpKind(row["kind"])})
    if bool(rule.answered) is (rule.points_above is not None):
        raise ValueError(f"{rule.id} asks for an answer or for points, one of the two")
    return rule
