"""Every reason of a leaflet has its sentence."""

from charting.domain.leaflet import Reason
from charting.wording import leaflet_reason_words


def test_every_reason_has_its_own_sentence() -> None:
    said = [leaflet_reason_words(reason) for reason in Reason]
    assert len(set(said)) == len(Reason)
    assert all(sentence.endswith(".") for sentence in said)
