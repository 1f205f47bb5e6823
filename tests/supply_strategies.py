"""Hypothesis strategies for what a needle was taken from, and the current it carried."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from charting.domain.ids import MarkId
from charting.domain.lots import Handle, Lot
from charting.domain.moment import Moment
from charting.domain.stimulation import (
    CURRENTS_UA,
    DURATIONS_MIN,
    HERTZ,
    WIDTHS_US,
    Stimulated,
    Stimulation,
)
from tests.fakes import uuid7


def lots(since: date) -> SearchStrategy[Lot]:
    """Lots that were in date on a day."""
    number = st.sampled_from(("AB-1234", "Ł 7/Ü", "0"))
    return st.builds(Lot, number, st.integers(0, 2000).map(lambda n: since + timedelta(days=n)))


def stimulated(since: Moment) -> SearchStrategy[Stimulated]:
    """Current that a needle carried with some other, which need not be there."""
    settings = st.builds(
        Stimulation,
        st.sampled_from(HERTZ),
        st.sampled_from(WIDTHS_US),
        st.sampled_from(CURRENTS_UA),
        st.sampled_from(DURATIONS_MIN),
    )
    # No mark of a test has so high a number.
    partner = st.integers(2**47 + 1, 2**47 + 9).map(lambda number: MarkId(uuid7(number)))
    return st.builds(Stimulated, partner, settings, st.just(since), st.sampled_from((None, since)))


def supplied(since: Moment) -> SearchStrategy[tuple[Handle | None, Lot | None, Stimulated | None]]:
    """Handle, lot and current of a needle that went in then."""
    return st.tuples(
        st.none() | st.sampled_from(Handle),
        st.none() | lots(since.day),
        st.none() | stimulated(since),
    )


def came_out(since: Moment) -> SearchStrategy[Moment | None]:
    """When a needle that went in then came out, if it did."""

    def later(seconds: int) -> Moment:
        return Moment.of(since.local() + timedelta(seconds=seconds), since.zone)

    return st.none() | st.integers(0, 3600).map(later)
