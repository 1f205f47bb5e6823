"""The verb about what went wrong: counted here, beside the ranges that others reported."""

import json
from collections.abc import Iterator

from charting import content
from charting.command_line import Arguments
from charting.command_line.text import harmless, table
from charting.domain.canonical import plain
from charting.domain.event_rates import Counted
from charting.domain.event_vocabulary import EventVocabulary
from charting.domain.near_miss import NearMiss
from charting.i18n import _
from charting.services.adverse_events import Tally
from charting.services.practices import OpenPractice
from charting.wording.events import (
    counted_words,
    near_miss_when_words,
    published_line,
    spread_words,
)


def rates(practice: OpenPractice, arguments: Arguments) -> int:
    """Print what was counted, in words or as JSON; the exit status.

    Raises `Refused` (NOT_PERMITTED).
    """
    tally = practice.adverse_events.counted(arguments.days)
    known = content.event_vocabulary()
    if arguments.json:
        print(json.dumps(plain(_object(tally, known)), indent=2))
        return 0
    for line in _lines(tally, known, practice.practice.country):
        print(line)
    return 0


def _lines(tally: Tally, known: EventVocabulary, country: str) -> Iterator[str]:
    yield _(
        "Treatments of the last {days} days with at least one such event, and of 100 treatments "
        "the range in"
    ).format(days=tally.days)
    yield _("which the true share lies with 95 % confidence; beside it the range others reported.")
    yield ""
    yield _("Any adverse event: {counted}.").format(counted=counted_words(tally.any_kind))
    yield ""
    none = Counted(0, tally.treatments)
    rows = [
        [_(kind.words), counted_words(tally.by_kind.get(kind.id, none)), spread_words(kind)]
        for kind in known.kinds.values()
    ]
    yield from table([[_("Event"), _("Here"), _("Reported elsewhere")], *rows])
    yield ""
    yield _("Who reported it, and how they asked:")
    for kind in known.kinds.values():
        for each in kind.published:
            yield f"  {_(kind.words)}: {published_line(each)}"
    yield ""
    yield _("Near misses: {n}").format(n=len(tally.near_misses))
    yield from (f"  {_near_miss(miss, known, country)}" for miss in tally.near_misses)


def _near_miss(miss: NearMiss, known: EventVocabulary, country: str) -> str:
    what = f"{near_miss_when_words(miss, country)}  {_(known.words(miss.kind))}"
    return harmless(": ".join(filter(None, (what, miss.words, miss.learned))))


def _object(tally: Tally, known: EventVocabulary) -> object:
    """No share as one number: the interval and the published range, both in 10,000 treatments."""
    none = Counted(0, tally.treatments)
    return {
        "days": tally.days,
        "treatments": tally.treatments,
        "any": _counted(tally.any_kind),
        "kinds": {
            kind.id: {
                "here": _counted(tally.by_kind.get(kind.id, none)),
                "published": [
                    {
                        "study": each.study,
                        "low_per_10000": each.low,
                        "high_per_10000": each.high,
                        "treatments": each.treatments,
                        "how": each.how,
                        "source": each.source,
                    }
                    for each in kind.published
                ],
            }
            for kind in known.kinds.values()
        },
        "near_misses": tally.near_misses,
    }


def _counted(counted: Counted) -> object:
    interval = counted.interval()
    low, high = (round(share * 10_000) for share in interval) if interval else (None, None)
    return {
        "events": counted.events,
        "treatments": counted.treatments,
        "low_per_10000": low,
        "high_per_10000": high,
    }
