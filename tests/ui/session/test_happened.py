"""What happened is written down by one key, told at the next visit, and shown at its site."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain import naming
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import AddMark, SetAnswer
from charting.domain.ids import SessionId
from charting.domain.moment import Moment
from charting.domain.near_miss import NearMiss
from charting.domain.session import Reply
from charting.domain.sheet import standing
from charting.domain.visit import EMERGENCY
from charting.ui.session.happened import Happened
from charting.ui.session.spacing import SpacingWatch
from tests.fakes import ZONE, uuid7
from tests.invented import PRESET
from tests.ui.session.conftest import Visit


def _happened(visit: Visit) -> Happened:
    happened = visit.page.happened
    assert happened is not None
    return happened


def _shown(visit: Visit) -> tuple[str, ...]:
    return visit.page.view.reactions.words


def _has_aside(visit: Visit) -> bool:
    return visit.page.beside.is_taken


def _settle(visit: Visit) -> None:
    visit.qtbot.waitUntil(lambda: not visit.lane.busy)
    visit.settle()


def _on_file(visit: Visit) -> list[object]:
    visit.lane.drain()
    assert visit.model.patient is not None
    sheets = visit.practice.sheets.of_patient(visit.model.patient.id)
    return [sheet.content for sheet in standing(sheets)]


def _one_needle(visit: Visit) -> None:
    visit.press(Qt.Key.Key_1)
    visit.click(-65, -35)
    _settle(visit)


def test_one_key_asks_and_escape_brings_the_drawer_back(visit: Visit) -> None:
    happened = _happened(visit)
    _one_needle(visit)
    visit.press(Qt.Key.Key_F9)
    assert _has_aside(visit)
    assert happened.form.isVisible()
    assert happened.form.kind.hasFocus()
    assert happened.form.where.currentData() == visit.model.marks[0].id
    QTest.keyClick(happened.form.kind, Qt.Key.Key_Escape)
    assert not _has_aside(visit)
    assert visit.page.view.hasFocus()
    assert _on_file(visit) == []


def test_a_bruise_is_put_on_file_at_its_needle_with_its_call(visit: Visit) -> None:
    form = _happened(visit).form
    _one_needle(visit)
    visit.press(Qt.Key.Key_F9)
    form.kind.setCurrentIndex(form.kind.findData("ae.bruise"))
    assert "3 to 5 days" in form.known.text()
    assert "7.55 to 7.7 of 100" in form.known.text()
    assert form.calls["fu.day5"].isChecked()
    form.words.setText("like a coin")
    QTest.keyClick(form.words, Qt.Key.Key_Return)
    _settle(visit)
    (event,) = _on_file(visit)
    assert isinstance(event, AdverseEvent)
    assert (event.kind, event.words) == ("ae.bruise", "like a coin")
    assert event.mark == visit.model.marks[0].id
    assert visit.model.patient is not None
    (call,) = visit.practice.follow_ups.of_patient(visit.model.patient.id)
    assert call.reason == "fu.day5"
    assert not _has_aside(visit)
    assert "Bruise" in _happened(visit).now.words[0].text()


def test_what_cannot_be_is_refused_in_words_and_stays_typed(visit: Visit) -> None:
    form = _happened(visit).form
    visit.press(Qt.Key.Key_F9)
    form.kind.setCurrentIndex(form.kind.findData("ae.bruise"))
    form.words.setText("like a coin")
    for typed, told in (("yesterday", "“yesterday”"), ("1.1.2020", "before the session")):
        form.day.setText(typed)
        form.keep_button.click()
        _settle(visit)
        assert told in form.refusal.words
        assert form.isVisible()
        assert form.words.text() == "like a coin"
    form.day.setText("1.1.2099")
    form.keep_button.click()
    visit.qtbot.waitUntil(lambda: "still to come" in form.refusal.words)
    assert _on_file(visit) == []


def test_after_an_emergency_it_is_proposed_with_what_was_said(visit: Visit) -> None:
    happened, model = _happened(visit), visit.model
    _one_needle(visit)
    assert model.session is not None
    told = replace(
        model.sessions.answer(EMERGENCY),
        reply=Reply.YES,
        choice="st.faint",
        remark="sweating",
    )
    model.record.do(SetAnswer(EMERGENCY, None, told), "Emergency")
    visit.page.shelf.open_step(visit.page.shelf.finish)
    _settle(visit)
    assert happened.proposal.isVisible()
    happened.button.click()
    assert happened.form.kind.currentData() == "ae.faint"
    assert happened.form.words.text() == "sweating"
    # It is over within minutes.
    assert happened.form.ended.text() == happened.form.day.text()
    happened.form.keep()
    _settle(visit)
    assert not happened.proposal.isVisible()


def test_a_near_miss_is_a_short_form(visit: Visit) -> None:
    form = _happened(visit).form
    visit.press(Qt.Key.Key_F9)
    form.sort.button(False).click()
    assert not form.severity.isVisible()
    form.keep_button.click()
    visit.qtbot.waitUntil(lambda: bool(form.refusal.words))
    form.words.setText("Five of six, the last in the towel")
    form.done.setText("Count aloud")
    form.keep_button.click()
    _settle(visit)
    (miss,) = _on_file(visit)
    assert isinstance(miss, NearMiss)
    assert (miss.kind, miss.learned) == ("nm.count", "Count aloud")


def test_the_next_visit_tells_and_shows_it_at_its_site(visit: Visit) -> None:
    happened, model = _happened(visit), visit.model
    _one_needle(visit)
    first, patient = visit.stored(), model.patient
    assert patient is not None
    bruise = AdverseEvent("ae.bruise", first.opened.day, Severity.MILD, mark=first.needles()[0].id)
    visit.practice.adverse_events.file(patient.id, bruise, first)
    second = replace(
        first,
        id=SessionId(uuid7(7)),
        number=2,
        marks={},
        answers={},
        opened=replace(first.opened, utc=first.opened.utc + 1_000_000),
    )
    model.open(patient, second)
    visit.events.open(patient.id, second)
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    visit.qtbot.waitUntil(happened.before.isVisible)
    assert "Bruise" in happened.before.words[0].text()
    assert _shown(visit) == ("bruise, day 0",)
    visit.page.view.grab()
    happened.before.buttons[0].click()
    assert happened.form.title.text() == "What is known by now?"
    happened.form.over_button.click()
    happened.form.keep_button.click()
    visit.qtbot.waitUntil(lambda: _shown(visit) == ("bruise, over",))
    # A visit later it is over and told no more.
    visit.events.open(patient.id, replace(second, number=3))
    visit.qtbot.waitUntil(lambda: not visit.lane.busy and bool(visit.events.lines))
    assert not _shown(visit)
    assert not happened.before.isVisible()


def test_a_serious_event_keeps_the_visit_from_being_ready_until_reviewed(visit: Visit) -> None:
    patient, session = visit.model.patient, visit.model.session
    assert patient is not None
    assert session is not None
    visit.lane.drain()
    serious = AdverseEvent("ae.pneumothorax", session.opened.day, Severity.SERIOUS)
    sheet = visit.practice.adverse_events.file(patient.id, serious, session)
    visit.events.read()
    visit.qtbot.waitUntil(lambda: "waits for its review" in visit.page.stop.words)
    visit.practice.adverse_events.amend(sheet, replace(serious, review="Seen by both, in hospital"))
    visit.events.read()
    visit.qtbot.waitUntil(lambda: visit.page.stop.words == "")


def test_the_same_site_within_48_hours_is_told_once(visit: Visit) -> None:
    model, sessions, patient = visit.model, visit.practice.sessions, visit.model.patient
    assert patient is not None
    assert model.session is not None
    visit.lane.drain()
    then = Moment.of(model.session.opened.local() - timedelta(hours=20), ZONE)
    earlier = sessions.open_earlier(patient.id, then)
    site = naming.site_at(model.body_map, -65, -35, 50)
    needle = replace(sessions.needle(site, PRESET), went_in=then, came_out=then)
    sessions.store(sessions.entry(earlier, AddMark(needle)))
    said: list[str] = []
    model.said.connect(said.append)
    watch = SpacingWatch(model, sessions, visit.lane, "CH")
    watch.open(model.session)
    _settle(visit)
    visit.press(Qt.Key.Key_1)
    for place in ((-20, 13), (-65, -36), (-64, -34)):
        model.place(*place)
        visit.settle()
        told = [words for words in said if "less than 48 hours ago" in words]
        assert len(told) == (0 if place == (-20, 13) else 1)
