"""Events and their rates as a colleague would tell them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from charting import content
from charting.domain.adverse_events import AdverseEvent, Causality, Severity
from charting.domain.event_rates import Counted
from charting.domain.near_miss import NearMiss
from charting.wording.events import (
    causality_words,
    counted_words,
    event_state_words,
    event_when_words,
    near_miss_when_words,
    published_line,
    severity_meaning,
    severity_words,
    spread_words,
)

KINDS = content.event_vocabulary().kinds
DAY = date(2026, 11, 5)
BRUISE = AdverseEvent("ae.bruise", DAY, Severity.MILD, 18 * 60 + 13)


def _on(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("event", "after", "words"),
    [
        (BRUISE, 1, "usually over by 10.11.2026"),
        (BRUISE, 6, "overdue for 1 day"),
        (BRUISE, 8, "overdue for 3 days"),
        (BRUISE, 15, "lasts too long, overdue for 10 days"),
        (replace(BRUISE, ended=_on(6)), 14, "over after 6 days, longer than usual"),
        (replace(BRUISE, ended=_on(0)), 14, "over the same day"),
        (replace(BRUISE, ended=_on(1), lasting=True), 14, "over after 1 day, something stays"),
        (replace(BRUISE, severity=Severity.SERIOUS), 1, "waits for a review"),
        (
            replace(BRUISE, severity=Severity.SERIOUS, ended=_on(3)),
            9,
            "over after 3 days, waits for a review",
        ),
        (replace(BRUISE, kind="ae.emotion"), 1, "open"),
        (replace(BRUISE, kind="ae.other_rare"), 9, "lasts too long"),
    ],
)
def test_how_an_event_stands(event: AdverseEvent, after: int, words: str) -> None:
    assert event_state_words(event, KINDS[event.kind], _on(after), "CH") == words


def test_when_it_began() -> None:
    assert event_when_words(BRUISE, "CH") == "05.11.2026 18:13"
    assert event_when_words(replace(BRUISE, minute=None), "US") == "11/05/2026"
    assert near_miss_when_words(NearMiss(DAY, "x", minute=5), "CH") == "05.11.2026 00:05"


def test_every_judgement_has_its_words() -> None:
    assert len({severity_words(each) for each in Severity}) == 3
    assert len({severity_meaning(each) for each in Severity}) == 3
    assert len({causality_words(each) for each in (None, *Causality)}) == 6


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("ae.bruise", "7.55 to 7.7 of 100: common"),
        ("ae.soreness", "2.19 to 91 of 100: common to very common"),
        ("ae.fatigue", "about 0.04 of 100 in one study: rare"),
        ("ae.pneumothorax", "case reports, not counted"),
    ],
)
def test_what_was_published_is_never_one_bare_number(kind: str, words: str) -> None:
    assert spread_words(KINDS[kind]) == words


def test_each_study_is_named_with_who_was_asked() -> None:
    first, second = map(published_line, KINDS["ae.soreness"].published)
    assert first == (
        "Brady 2014: 2.19 of 100 in 7\u202f629 treatments, reported by 39 physiotherapists (S80)"
    )
    assert second == ("trials that asked the patients: 29 to 91 of 100, patients were asked (S82)")


def test_what_was_counted_stands_with_its_interval() -> None:
    assert counted_words(Counted(3, 40)) == "3 of 40 (2.6 to 19.9 of 100)"
    assert counted_words(Counted(0, 0)) == "no treatment yet"
