"""Adverse events on paper, as a part of a session or of a record."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable

from charting import content
from charting.documents.hand import Hand, heading
from charting.documents.tables import table
from charting.documents.tags import Role
from charting.domain.adverse_events import AdverseEvent
from charting.domain.session import Session
from charting.domain.sheet import Sheet, latest
from charting.i18n import _, listed
from charting.wording import clock_words, date_words, site_words
from charting.wording.events import (
    causality_words,
    event_state_words,
    event_when_words,
    grade_words,
    severity_words,
)


def events_part(
    sheets: Iterable[Sheet], sessions: Sequence[Session], hand: Hand, role: Role = Role.H2
) -> list[Flowable]:
    """The last version of each, and who wrote it when; what was struck says why. Nothing where
    there is none. What nearly happened is the clinic's to learn from, and no part of a record.
    """
    rows = [
        _event(sheet, sheet.content, sessions, hand)
        for sheet in latest(sheets)
        if isinstance(sheet.content, AdverseEvent)
    ]
    if not rows:
        return []
    heads = (_("What"), _("Began"), _("Where"), _("Judged"), _("Words"), _("Written"))
    shares = (0.16, 0.12, 0.18, 0.18, 0.22, 0.14)
    title = heading(hand.sheet, _("Adverse events"), role=role)
    return [title, table(heads, shares, rows, hand.sheet.inner)]


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
        _("grade {grade}").format(grade=grade_words(event.grade)) if event.grade else "",
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
        listed((site, event.place)),
        listed(judged),
        "\n".join(filter(None, (*said, _struck(sheet)))),
        _written(sheet, hand),
    )


def _struck(sheet: Sheet) -> str:
    return sheet.struck and _("Entered in error: {words}").format(words=sheet.struck)


def _written(sheet: Sheet, hand: Hand) -> str:
    when = f"{date_words(sheet.at.day, hand.country)} {clock_words(sheet.at)}"
    return listed((when, hand.names.get(sheet.by, "")))
