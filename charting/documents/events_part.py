"""Adverse events and near misses on paper, as a part of a session or of a record."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable

from charting import content
from charting.documents.hand import Hand, heading
from charting.documents.tables import table
from charting.domain.adverse_events import AdverseEvent
from charting.domain.near_miss import NearMiss
from charting.domain.session import Session
from charting.domain.sheet import Sheet, latest
from charting.i18n import _
from charting.wording import clock_words, date_words, site_words
from charting.wording.events import (
    causality_words,
    event_state_words,
    event_when_words,
    near_miss_when_words,
    severity_words,
)


def events_part(sheets: Iterable[Sheet], sessions: Sequence[Session], hand: Hand) -> list[Flowable]:
    """The last version of each, and who wrote it when; what was struck says why. Nothing where
    there is none.
    """
    last = latest(sheets)
    return [*_events(last, sessions, hand), *_near_misses(last, hand)]


def _events(last: Sequence[Sheet], sessions: Sequence[Session], hand: Hand) -> list[Flowable]:
    rows = [
        _event(sheet, sheet.content, sessions, hand)
        for sheet in last
        if isinstance(sheet.content, AdverseEvent)
    ]
    if not rows:
        return []
    heads = (_("What"), _("Began"), _("Where"), _("Judged"), _("Words"), _("Written"))
    shares = (0.16, 0.12, 0.18, 0.18, 0.22, 0.14)
    return [heading(hand.sheet, _("Adverse events")), table(heads, shares, rows, hand.sheet.inner)]


def _event(
    sheet: Sheet, event: AdverseEvent, sessions: Sequence[Session], hand: Hand
) -> tuple[str, ...]:
    known = content.event_vocabulary()
    session = next((one for one in sessions if one.id == sheet.session_id), None)
    mark = session.marks.get(event.mark) if session and event.mark else None
    site = site_words(mark.site, hand.body_map.structures) if mark else ""
    kind = known.kinds.get(event.kind)
    judged = (
        severity_words(event.severity),
        causality_words(event.causality),
        event_state_words(event, kind, sheet.at.day, hand.country),
    )
    said = (
        event.words,
        event.done,
        event.review and _("Review: {words}").format(words=event.review),
    )
    return (
        _(known.words(event.kind)),
        event_when_words(event, hand.country),
        ", ".join(filter(None, (site, event.place))),
        ", ".join(filter(None, judged)),
        "\n".join(filter(None, (*said, _struck(sheet)))),
        _written(sheet, hand),
    )


def _near_misses(last: Sequence[Sheet], hand: Hand) -> list[Flowable]:
    known = content.event_vocabulary()
    rows = [
        (
            _(known.words(sheet.content.kind)),
            near_miss_when_words(sheet.content, hand.country),
            "\n".join(filter(None, (sheet.content.words, _struck(sheet)))),
            sheet.content.learned,
            _written(sheet, hand),
        )
        for sheet in last
        if isinstance(sheet.content, NearMiss)
    ]
    if not rows:
        return []
    heads = (_("Near miss"), _("When"), _("Words"), _("Learned"), _("Written"))
    shares = (0.22, 0.13, 0.28, 0.23, 0.14)
    return [heading(hand.sheet, _("Near misses")), table(heads, shares, rows, hand.sheet.inner)]


def _struck(sheet: Sheet) -> str:
    return sheet.struck and _("Entered in error: {words}").format(words=sheet.struck)


def _written(sheet: Sheet, hand: Hand) -> str:
    when = f"{date_words(sheet.at.day, hand.country)} {clock_words(sheet.at)}"
    return ", ".join(filter(None, (when, hand.names.get(sheet.by, ""))))
