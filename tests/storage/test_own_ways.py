"""A practitioner's own ways at the screen, in every kind of records: theirs alone, and kept."""

from dataclasses import replace

from charting.domain.ids import PractitionerId
from charting.domain.own_ways import Hand, OwnWays
from charting.services.own_ways import OwnScreen
from charting.services.ports import Records
from tests.fakes import uuid7
from tests.storage.backends import NORA


def test_they_are_kept_for_whoever_chose_them(records: Records) -> None:
    own = OwnScreen(records.practice, NORA)
    assert own.mine() == OwnWays()
    assert own.keep(OwnWays(Hand.LEFT)) == OwnWays(Hand.LEFT)
    assert own.keep(OwnWays(Hand.LEFT, large=True)) == own.mine()
    timed = OwnWays(Hand.RIGHT, stay_minutes=10, sound=True, language="fr")
    assert own.keep(timed) == own.mine() == timed
    somebody = replace(NORA, id=PractitionerId(uuid7(987)))
    assert OwnScreen(records.practice, somebody).mine() == OwnWays()
