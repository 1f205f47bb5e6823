"""What cannot be is refused in words at the window, and all that was charted stays."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.marks import Needle
from charting.domain.moment import Moment
from charting.domain.session import Reply
from charting.domain.visit import EMERGENCY, unresolved_count
from charting.system import SystemClock
from charting.ui.session.mark_forms import NeedleForm
from tests.ui.session.conftest import Visit


def _set_back(patch: pytest.MonkeyPatch) -> None:
    """Let the clock of this computer be an hour behind from now on."""
    before = SystemClock.now

    def behind(clock: SystemClock) -> Moment:
        now = before(clock)
        earlier: datetime = now.local() - timedelta(hours=1)
        return Moment.of(earlier, now.zone)

    patch.setattr(SystemClock, "now", behind)


def _needle(visit: Visit) -> Needle:
    (needle,) = visit.stored().needles()
    return needle


def _form(visit: Visit) -> NeedleForm:
    return visit.page.drawer.findChildren(NeedleForm)[0]


def test_a_needle_out_before_it_was_in(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    before = _needle(visit)
    _set_back(monkeypatch)
    for key in (Qt.Key.Key_O, Qt.Key.Key_A):
        visit.page.sentence.hush()
        visit.page.view.setFocus()
        visit.press(key)
        assert "The clock of this computer says" in visit.page.sentence.words
        assert _needle(visit) == before
    monkeypatch.undo()
    visit.page.view.setFocus()
    visit.press(Qt.Key.Key_O)
    assert _needle(visit).came_out is not None


def test_an_emergency_is_noted_whatever_the_clock_says(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    before = _needle(visit)
    _set_back(monkeypatch)
    visit.click(55, 58)
    visit.press(Qt.Key.Key_F10)
    first, later = sorted(visit.stored().needles(), key=lambda each: each.id != before.id)
    assert first.came_out == before.went_in
    assert later.came_out is not None
    assert later.came_out.utc < before.went_in.utc
    session = visit.stored()
    assert session.answers[EMERGENCY].reply is Reply.YES
    assert unresolved_count(session)
    assert "The clock of this computer was set back: 1 needle is noted out" in (
        visit.page.sentence.words
    )


def test_a_clock_that_was_set_back_charts_on(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    first = _needle(visit)
    _set_back(monkeypatch)
    visit.click(55, 58)
    _form(visit).twitches.more.click()
    needles = visit.stored().needles()
    assert len(needles) == 2
    assert first in needles
    assert {needle.twitches for needle in needles} == {None, 1}


def test_a_depth_beyond_the_needle(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = _form(visit)
    for _press in range(8):
        visit.press(Qt.Key.Key_G)
    assert _needle(visit).depth == 40
    form.length.setCurrentIndex(form.length.findText("30 mm"))
    form.length.activated.emit(form.length.currentIndex())
    assert "A needle of 30 mm cannot be 40 mm deep." in visit.page.sentence.words
    needle = _needle(visit)
    assert (needle.length, needle.depth) == (50, 40)
    assert form.length.value == 50


def test_a_depth_beyond_the_needle_in_short(visit: Visit) -> None:
    visit.press(Qt.Key.Key_Slash)
    line = visit.page.placing.short.field
    QTest.keyClicks(line, "mf l4 l @18 30 depth 60")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert visit.model.marks == ()
    assert line.text() == "mf l4 l @18 30 depth 60"
    assert visit.page.sentence.words
