"""When a needle has been in long enough, its ring, the strip and one sentence say so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from charting.domain.marks import Needle, Technique
from charting.domain.moment import Moment
from charting.domain.own_ways import OwnWays
from tests.ui.session.conftest import Visit

pytestmark = pytest.mark.own_room


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was heard; the machine of the tests has no loudspeaker."""
    heard: list[str] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append("beep"))
    return heard


def _needle_of_eleven_minutes(visit: Visit) -> Needle:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    needle = visit.model.marks[0]
    assert isinstance(needle, Needle)
    then = Moment.of(needle.went_in.local() - timedelta(minutes=11), needle.went_in.zone)
    stays = replace(needle, technique=Technique.STATIC_DEEP, went_in=then, came_out=None)
    visit.model.edit(stays)
    visit.model.select(None)
    visit.stored()
    return stays


def _prefer(visit: Visit, ways: OwnWays) -> None:
    visit.practice.own_screen.keep(ways)
    visit.page.sides.ways.read()
    visit.lane.drain()
    visit.page.view.tick()
    visit.page.strip.refresh()
    visit.page.shelf.open_step(visit.page.shelf.stimulate)


def test_nothing_is_told_unless_it_was_asked_for(visit: Visit, beeps: list[str]) -> None:
    _needle_of_eleven_minutes(visit)
    visit.page.view.tick()
    assert "time" not in visit.page.strip.spoken()
    assert visit.page.sentence.words == ""
    assert beeps == []


def test_the_back_the_strip_and_one_sentence_tell_and_one_sound(
    visit: Visit, beeps: list[str]
) -> None:
    needle = _needle_of_eleven_minutes(visit)
    before = visit.page.view.grab().toImage()
    _prefer(visit, OwnWays(stay_minutes=10, sound=True))
    assert "Time: needle 1 has been in for 10 min." in visit.page.sentence.words
    assert "11 min: time for 1" in visit.page.strip.spoken()
    assert beeps == ["beep"]
    visit.page.sentence.hush()
    visit.settle()
    assert visit.page.view.grab().toImage() != before
    visit.page.view.tick()
    assert visit.page.sentence.words == ""
    assert beeps == ["beep"]
    visit.model.toggle_out(needle.id)
    visit.settle()
    assert "time" not in visit.page.strip.spoken()


def test_it_is_silent_unless_the_sound_was_asked_for(visit: Visit, beeps: list[str]) -> None:
    _needle_of_eleven_minutes(visit)
    _prefer(visit, OwnWays(stay_minutes=10))
    assert "time for 1" in visit.page.strip.spoken()
    assert beeps == []
