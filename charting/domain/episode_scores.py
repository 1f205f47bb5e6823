"""The scores of an episode of care: those its sessions asked, and those on sheets."""

from collections.abc import Iterable
from dataclasses import dataclass

from charting.domain.curves import Entry, pain_entry
from charting.domain.ids import EpisodeId, SessionId
from charting.domain.moment import Moment
from charting.domain.outcomes import Scored
from charting.domain.sheet import Sheet, standing


@dataclass(frozen=True, slots=True)
class Asked:
    """The pain that a session asked, 0 to 10, before and after; `None` where it did not."""

    session_id: SessionId
    opened: Moment
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class EpisodeScores:
    """`entries` as they were taken, oldest first, `after` the pain after each session; `sheets`
    hold those that were put on file by themselves.
    """

    entries: tuple[Entry, ...] = ()
    after: tuple[Entry, ...] = ()
    sheets: tuple[Sheet, ...] = ()


def episode_scores(
    episode_id: EpisodeId | None, sessions: Iterable[Asked], sheets: Iterable[Sheet]
) -> EpisodeScores:
    """The scores of an episode with these sessions; without an episode those on sheets of none."""
    known: dict[SessionId | None, Asked] = {each.session_id: each for each in sessions}
    theirs = tuple(
        sheet
        for sheet in standing(sheets)
        if isinstance(sheet.content, Scored) and sheet.episode_id == episode_id
    )
    asked = [
        pain_entry(each.opened, each.before, each.session_id)
        for each in known.values()
        if each.before is not None
    ]
    filed = [
        Entry(_when(sheet, known.get(sheet.session_id)), sheet.content, sheet.session_id)
        for sheet in theirs
        if isinstance(sheet.content, Scored)
    ]
    after = [
        pain_entry(each.opened, each.after, each.session_id)
        for each in known.values()
        if each.after is not None
    ]
    return EpisodeScores(_in_order(asked + filed), _in_order(after), theirs)


def _when(sheet: Sheet, session: Asked | None) -> Moment:
    """When it was scored: with its session, where it was typed on another day."""
    if session is not None and session.opened.day != sheet.at.day:
        return session.opened
    return sheet.at


def _in_order(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda each: each.at.utc))
