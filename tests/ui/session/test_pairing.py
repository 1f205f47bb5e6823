"""Current between two needles at the session's window."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from charting.domain.errors import Refused
from charting.domain.marks import Needle, Technique, checked_mark
from charting.domain.moment import Moment
from charting.domain.pairs import is_over, pairs_of, stopped
from charting.domain.session import NoteSection, Reply
from charting.domain.stimulation import USUAL
from charting.ui.session.armed import Tool
from charting.ui.session.mark_forms import NeedleForm
from charting.wording import sentence, treatment_draft
from tests.ui.session.conftest import Visit

SHIFT = Qt.KeyboardModifier.ShiftModifier
ONE, OTHER = (18, 13), (18, -20)


def _two_needles(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(*ONE)
    visit.click(*OTHER)
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_Escape)


def _pair(visit: Visit) -> None:
    """Three inputs: the one needle, the key, the other."""
    _two_needles(visit)
    visit.click(*ONE)
    visit.press(Qt.Key.Key_E, SHIFT)
    visit.click(*OTHER)


def _needles(visit: Visit) -> tuple[Needle, Needle]:
    first, second = visit.stored().needles()
    return first, second


def _earlier(moment: Moment, minutes: int) -> Moment:
    return Moment.of(moment.local() - timedelta(minutes=minutes), moment.zone)


@pytest.mark.own_room
def test_three_inputs_let_current_flow_and_one_undoes_it(visit: Visit) -> None:
    _pair(visit)
    first, second = _needles(visit)
    (pair,) = pairs_of(visit.stored().marks)
    assert (pair.first.id, pair.second.id, pair.current.settings) == (first.id, second.id, USUAL)
    assert {first.technique, second.technique} == {Technique.ELECTRO}
    assert visit.model.armed.tool is Tool.SELECT
    visit.press(Qt.Key.Key_U)
    assert {one.technique for one in _needles(visit)} == {Technique.STATIC_DEEP}
    assert pairs_of(visit.stored().marks) == ()
    visit.press(Qt.Key.Key_R)
    assert pairs_of(visit.stored().marks) == (pair,)


def test_what_is_set_stays_for_the_next_pair(visit: Visit) -> None:
    _pair(visit)
    form = visit.page.drawer.findChildren(NeedleForm)[0].pair
    visit.click(*OTHER)
    form.settings.hz.setValue(80)
    form.settings.current.setValue(1.5)
    form.settings.hz.editingFinished.emit()
    (pair,) = pairs_of(visit.stored().marks)
    assert pair.current.settings == replace(USUAL, hz=80, current_ua=1500)
    form.part_button.click()
    visit.settle()
    assert pairs_of(visit.stored().marks) == ()
    assert not form.settings.isVisible()
    visit.click(*ONE)
    visit.press(Qt.Key.Key_E, SHIFT)
    visit.click(*OTHER)
    (pair,) = pairs_of(visit.stored().marks)
    assert pair.current.settings.hz == 80


def test_a_pair_dies_with_its_needle_in_words(visit: Visit) -> None:
    _pair(visit)
    visit.click(*ONE)
    visit.press(Qt.Key.Key_Delete)
    assert "The current between needles 1 and 2 goes with it" in visit.page.sentence.words
    (needle,) = visit.stored().needles()
    assert (needle.stimulated, needle.technique) == (None, Technique.STATIC_DEEP)
    visit.press(Qt.Key.Key_U)
    assert len(pairs_of(visit.stored().marks)) == 1


def test_current_ends_when_a_needle_is_out(visit: Visit) -> None:
    _pair(visit)
    visit.click(*ONE)
    visit.press(Qt.Key.Key_O)
    (pair,) = pairs_of(visit.stored().marks)
    assert pair.current.stopped == pair.first.came_out
    visit.press(Qt.Key.Key_U)
    visit.press(Qt.Key.Key_A)
    (pair,) = pairs_of(visit.stored().marks)
    assert pair.current.stopped == pair.second.came_out is not None


def test_no_current_is_on_again_in_a_needle_that_is_out(visit: Visit) -> None:
    _pair(visit)
    visit.click(*ONE)
    visit.press(Qt.Key.Key_O)
    form = visit.page.drawer.findChildren(NeedleForm)[0].pair
    form.switch_button.click()
    visit.settle()
    assert "two needles that are both in" in visit.page.sentence.words
    (pair,) = pairs_of(visit.stored().marks)
    assert pair.current.stopped == pair.first.came_out


def test_another_technique_carries_no_current(visit: Visit) -> None:
    _pair(visit)
    first, _second = _needles(visit)
    visit.model.edit(replace(first, technique=Technique.ROTATE))
    first, second = _needles(visit)
    assert (first.technique, second.technique) == (Technique.ROTATE, Technique.STATIC_DEEP)
    assert second.stimulated is None


def test_a_pacemaker_forbids_it_in_words(visit: Visit) -> None:
    _two_needles(visit)
    screen = visit.model.screen
    screen.reply(screen.rules.rules["ab.es_pacemaker"], Reply.YES)
    visit.click(*ONE)
    visit.press(Qt.Key.Key_E, SHIFT)
    assert "No current through needles in this visit" in visit.page.sentence.words
    assert visit.model.armed.tool is Tool.SELECT
    assert pairs_of(visit.stored().marks) == ()


def test_one_needle_is_no_pair_and_two_have_one_partner(visit: Visit) -> None:
    _two_needles(visit)
    visit.click(*ONE)
    visit.press(Qt.Key.Key_E, SHIFT)
    visit.click(*ONE)
    assert "Current flows between two needles" in visit.page.sentence.words
    visit.click(*OTHER)
    visit.press(Qt.Key.Key_1)
    visit.click(-18, 13)
    visit.press(Qt.Key.Key_E, SHIFT)
    visit.click(*OTHER)
    assert "has its partner already" in visit.page.sentence.words
    assert len(pairs_of(visit.stored().marks)) == 1


def test_its_minutes_are_watched_and_told_once(visit: Visit) -> None:
    _pair(visit)
    (pair,) = visit.model.pairing.pairs
    long_on = replace(pair.current, started=_earlier(pair.current.started, 11))
    visit.model.edit(replace(pair.second, stimulated=long_on))
    (pair,) = visit.model.pairing.pairs
    assert is_over(pair.current, visit.model.now())
    visit.page.view.tick()
    assert "10 min of current have passed between needles 1 and 2." in visit.page.sentence.words
    visit.page.sentence.hush()
    visit.page.view.tick()
    assert visit.page.sentence.words == ""
    assert visit.model.pairing.switch(pair)
    (pair,) = pairs_of(visit.stored().marks)
    assert pair.current.stopped is not None


@pytest.mark.own_room
def test_the_note_and_the_clock(visit: Visit) -> None:
    _pair(visit)
    draft = treatment_draft(visit.stored(), visit.model.body_map.structures)
    assert "Current through needles:" in draft
    assert "2 Hz, 200 µs, 1 mA, 10 min" in draft
    (pair,) = visit.model.pairing.pairs
    with pytest.raises(Refused) as refused:
        stopped(pair, _earlier(pair.current.started, 1))
    assert "before it went in" in sentence(refused.value)
    too_much = replace(pair.current, settings=replace(USUAL, hz=9000))
    with pytest.raises(Refused) as refused:
        checked_mark(replace(pair.second, stimulated=too_much))
    assert sentence(refused.value) == "9000 Hz cannot be set. Correct the number."
    assert NoteSection.TREATMENT not in visit.stored().notes
