"""Adverse events, near misses and their rates in words."""

from collections.abc import Mapping
from datetime import date

from charting.domain.adverse_events import (
    AdverseEvent,
    Causality,
    EventKind,
    EventState,
    Severity,
    days_lasted,
    lasted_longer,
    over_by,
    state_on,
)
from charting.domain.body_map import Structure
from charting.domain.event_rates import PER, Counted, Frequency, Published, frequency, spread
from charting.domain.event_vocabulary import EventVocabulary
from charting.domain.near_miss import NearMiss
from charting.domain.session import Session
from charting.domain.treated import treated_muscles
from charting.i18n import _, listed, ngettext
from charting.wording.initials import within
from charting.wording.marks import structure_words
from charting.wording.values import date_words, side_words


def severity_words(severity: Severity) -> str:
    """How grave it was."""
    return {
        Severity.MILD: _("mild"),
        Severity.SIGNIFICANT: _("significant"),
        Severity.SERIOUS: _("serious"),
    }[severity]


def severity_meaning(severity: Severity) -> str:
    """What a severity means, by the scale of the clinical reference."""
    return {
        Severity.MILD: _("short, reversible, no inconvenience"),
        Severity.SIGNIFICANT: _("needs medical attention, or gets in the way of what one does"),
        Severity.SERIOUS: _("hospital, lasting or significant disability, or death"),
    }[severity]


def causality_words(causality: Causality | None) -> str:
    """How likely it came from the treatment; nothing where nobody has judged."""
    return {
        None: "",
        Causality.UNRELATED: _("unrelated"),
        Causality.UNLIKELY: _("unlikely"),
        Causality.POSSIBLE: _("possible"),
        Causality.PROBABLE: _("probable"),
        Causality.CERTAIN: _("certain"),
    }[causality]


def grade_words(grade: int | None) -> str:
    """A grade of the CTCAE (v5.0, general description); nothing where nobody has graded."""
    return {
        None: "",
        1: _("1: mild"),
        2: _("2: moderate"),
        3: _("3: severe"),
        4: _("4: life-threatening"),
        5: _("5: death"),
    }[grade]


def minute_words(minute: int | None) -> str:
    """The time of day of a minute from midnight, or nothing."""
    return "" if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def event_when_words(event: AdverseEvent, country: str) -> str:
    """When it began: "20.11.2026 18:13"."""
    return " ".join(filter(None, (date_words(event.day, country), minute_words(event.minute))))


def near_miss_when_words(miss: NearMiss, country: str) -> str:
    """When it was."""
    return " ".join(filter(None, (date_words(miss.day, country), minute_words(miss.minute))))


def event_state_words(
    event: AdverseEvent, kind: EventKind | None, today: date, country: str
) -> str:
    """Where an event stands, as one would say it: "over after 6 days", "should be over since
    10.11.2026".
    """
    state, usual = state_on(event, kind, today), over_by(event, kind)
    if event.ended is not None:
        return _ended_words(event, kind, today, waits=state is EventState.ESCALATED)
    if event.is_grave and not event.review:
        return _("waits for a review")
    if state is EventState.OPEN:
        day = date_words(usual, country) if usual else ""
        return _("usually over by {day}").format(day=day) if day else _("open")
    if usual is None:
        return _("lasts too long")
    days = (today - usual).days
    words = ngettext("overdue for {n} day", "overdue for {n} days", days).format(n=days)
    too_long = state is EventState.ESCALATED
    return _("lasts too long, {overdue}").format(overdue=words) if too_long else words


def _ended_words(event: AdverseEvent, kind: EventKind | None, today: date, *, waits: bool) -> str:
    days = days_lasted(event, today)
    words = (
        ngettext("over after {n} day", "over after {n} days", days).format(n=days)
        if days
        else _("over the same day")
    )
    if lasted_longer(event, kind):
        words = _("{over}, longer than usual").format(over=words)
    if event.lasting:
        words = _("{over}, something stays").format(over=words)
    return _("{over}, waits for a review").format(over=words) if waits else words


def treated_words(session: Session, structures: Mapping[str, Structure]) -> str:
    """The muscles that were treated, each with its sides; none that was needled superficially."""
    sides: dict[str, list[str]] = {}
    for each in treated_muscles(session):
        sides.setdefault(each.muscle, []).append(side_words(each.side))
    return listed(
        f"{structure_words(muscle, structures) if muscle in structures else muscle} "
        + _(" and ").join(on)
        for muscle, on in sides.items()
    )


def event_line_words(event: AdverseEvent, known: EventVocabulary, today: date, country: str) -> str:
    """An event in one line: "Bruise, 05.11.2026: overdue for 3 days"."""
    kind = known.kinds.get(event.kind)
    return _("{what}, {when}: {state}").format(
        what=_(known.words(event.kind)),
        when=event_when_words(event, country),
        state=event_state_words(event, kind, today, country),
    )


def marked_words(event: AdverseEvent, known: EventVocabulary, today: date) -> str:
    """An event at its site in few words: "bruise, day 9", "bruise, over"."""
    short = within(_(known.words(event.kind)))
    if event.ended is not None:
        return _("{what}, over").format(what=short)
    return _("{what}, day {n}").format(what=short, n=days_lasted(event, today))


def event_tone(event: AdverseEvent, known: EventVocabulary, today: date) -> str:
    """The ink in which an event is told, by how it stands."""
    return {
        EventState.OPEN: "text",
        EventState.OVERDUE: "answer",
        EventState.ESCALATED: "hazard",
        EventState.OVER: "quiet",
    }[state_on(event, known.kinds.get(event.kind), today)]


# --- Rates ---------------------------------------------------------------------------------------


def _per_hundred(per_10_000: int) -> str:
    """So many of 100, with as many places as the figure has: "7.55", "29"."""
    text = f"{per_10_000 * 100 / PER:.2f}".rstrip("0")
    return text.rstrip(".")


def frequency_words(word: Frequency) -> str:
    """How often, in the words of the EU's guideline."""
    return {
        Frequency.VERY_COMMON: _("very common"),
        Frequency.COMMON: _("common"),
        Frequency.UNCOMMON: _("uncommon"),
        Frequency.RARE: _("rare"),
        Frequency.VERY_RARE: _("very rare"),
    }[word]


def spread_words(kind: EventKind) -> str:
    """What was published of a kind, as a range of 100 treatments and its words; never one
    number.
    """
    known = spread(kind.published)
    if known is None:
        return _("case reports, not counted")
    low, high = known
    told = dict.fromkeys(frequency_words(frequency(each)) for each in (low, high))
    often = _(" to ").join(told)
    if low == high:
        about = _("about {n} of 100 in one study").format(n=_per_hundred(low))
        return _("{about}: {often}").format(about=about, often=often)
    return _("{low} to {high} of 100: {often}").format(
        low=_per_hundred(low), high=_per_hundred(high), often=often
    )


def published_line(published: Published) -> str:
    """What one study reported, with who was asked and its source."""
    low, high = _per_hundred(published.low), _per_hundred(published.high)
    figure = low if low == high else _("{low} to {high}").format(low=low, high=high)
    of = (
        _("of 100 in {n} treatments").format(n=f"{published.treatments:,}".replace(",", "\u202f"))
        if published.treatments
        else _("of 100")
    )
    return _("{study}: {figure} {of}, {how} ({source})").format(
        study=_(published.study),
        figure=figure,
        of=of,
        how=_(published.how),
        source=published.source,
    )


def counted_words(counted: Counted) -> str:
    """What was counted here: events, treatments, and the interval in which the true share lies
    with 95% confidence.
    """
    interval = counted.interval()
    if interval is None:
        return _("no treatment yet")
    low, high = (f"{share * 100:.1f}" for share in interval)
    return _("{events} of {treatments} ({low} to {high} of 100)").format(
        events=counted.events, treatments=counted.treatments, low=low, high=high
    )
