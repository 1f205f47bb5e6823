"""Hypothesis strategies for adverse events and near misses that can be true."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from charting import content
from charting.domain.adverse_events import (
    GRADES,
    PAIN,
    AdverseEvent,
    Causality,
    Severity,
    checked_event,
)
from charting.domain.near_miss import MINUTES, NearMiss, checked_near_miss
from tests.strategies import lines, mark_ids, moments, texts

_VOCABULARY = content.event_vocabulary()
_JUDGED = st.sampled_from((None, False, True))
_MINUTE = st.none() | st.integers(MINUTES.start, MINUTES.stop - 1)


@st.composite
def events(draw: st.DrawFn) -> AdverseEvent:
    """Adverse events as the record keeps them."""
    day = draw(moments()).day
    ended = draw(st.none() | st.integers(0, 60).map(lambda days: day + timedelta(days=days)))
    return checked_event(
        AdverseEvent(
            draw(st.sampled_from(sorted(_VOCABULARY.kinds))),
            day,
            draw(st.sampled_from(Severity)),
            draw(_MINUTE),
            draw(st.none() | mark_ids()),
            draw(lines()),
            draw(texts()),
            draw(texts()),
            draw(st.none() | st.sampled_from(Causality)),
            draw(_JUDGED),
            draw(_JUDGED),
            draw(st.none() | st.sampled_from(GRADES)),
            ended,
            draw(st.booleans()),
            draw(texts()),
            draw(st.none() | st.sampled_from(PAIN)),
        )
    )


@st.composite
def near_misses(draw: st.DrawFn) -> NearMiss:
    """Near misses as the record keeps them."""
    return checked_near_miss(
        NearMiss(
            draw(moments()).day,
            draw(texts().filter(lambda words: bool(words.strip()))),
            draw(st.sampled_from(sorted(_VOCABULARY.near_misses))),
            draw(_MINUTE),
            draw(texts()),
        )
    )


def said_of_events() -> SearchStrategy[AdverseEvent | NearMiss]:
    """What sheets say of what went wrong."""
    return events() | near_misses()
