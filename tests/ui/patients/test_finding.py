"""Typing finds, arrows move, Enter goes to what is done next."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.audit import Action
from charting.ui.widgets.text import isolated
from tests.fakes import MemoryRecords
from tests.ui.patients.conftest import Reception
from tests.ui.test_widgets import AWKWARD


def test_an_empty_list_teaches_and_leads_to_the_form(reception: Reception) -> None:
    page = reception.page
    assert page.finding.empty_list.title.text() == "No patients yet"
    page.finding.empty_list.action.click()
    assert page.form.isVisible()


def test_those_of_today_come_first(reception: Reception) -> None:
    wu, _li = reception.add("Wu"), reception.add("Li")
    reception.clock.run_on(timedelta(minutes=1))
    reception.practice.sessions.open_today(wu.id)
    reception.refresh()
    assert reception.listed == ["Wu", "Li"]
    row = reception.page.list.lines.rows[0]
    assert (row.beside, row.heavy) == ("Today", True)


def test_names_dates_and_numbers_find(reception: Reception) -> None:
    reception.add("Muster", "Anna", date(1990, 1, 1))
    reception.add("Ørsted-Wu", "Søren", date(1959, 6, 30))
    for typed in ("wu", "WU", "orst so", "so ørsted", "30.6.1959", "1959-06-30 ø"):
        reception.page.search.clear()
        reception.type(typed)
        assert reception.listed == ["Ørsted-Wu, Søren"], typed
    reception.page.search.clear()
    reception.type("079")
    assert len(reception.listed) == 2


def test_enter_waits_for_what_was_typed_last(reception: Reception) -> None:
    reception.add("Muster", "Anna")
    wu = reception.add("Wu", "Li")
    reception.refresh()
    QTest.keyClicks(reception.page.search, "wu")
    QTest.keyClick(reception.page.search, Qt.Key.Key_Return)
    reception.settle()
    assert reception.model.chart
    assert reception.model.chart.patient.id == wu.id
    assert reception.page.record.open_button.hasFocus()


def test_from_letters_to_the_session_without_a_mouse(reception: Reception) -> None:
    reception.add("Muster", "Anna")
    wu = reception.add("Wu", "Li")
    reception.refresh()
    wanted: list[tuple[object, ...]] = []
    reception.page.session_wanted.connect(lambda *what: wanted.append(what))
    reception.type("wu")
    reception.press(Qt.Key.Key_Return)
    reception.press(Qt.Key.Key_Space)
    ((patient, session, identity, _measures),) = wanted
    assert patient == wu
    assert session == reception.practice.sessions.open_today(wu.id)
    assert getattr(identity, "visit", "") == "Session 1 of 4"


def test_ctrl_enter_opens_the_session_of_whom_the_screen_shows(reception: Reception) -> None:
    wu = reception.add("Wu", "Li")
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    with reception.qtbot.waitSignal(reception.page.session_wanted) as wanted:
        reception.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args
    assert wanted.args[0] == wu


def test_arrows_show_who_it_is_at_once_and_letters_go_back_to_the_search(
    reception: Reception,
) -> None:
    reception.add("Muster", "Anna")
    reception.add("Wu", "Li")
    reception.refresh()
    first, second = reception.listed
    QTest.keyClick(reception.page.search, Qt.Key.Key_Down)
    QTest.keyClick(reception.page.list, Qt.Key.Key_Down)
    assert reception.identity
    assert reception.identity.name == " ".join(reversed(second.split(", ")))
    assert reception.shown() is None
    QTest.keyClick(reception.page.list, Qt.Key.Key_Up)
    reception.settle()
    patient = reception.shown()
    assert patient
    assert patient.listed_name == first
    reception.press(Qt.Key.Key_Up)
    assert reception.page.search.hasFocus()
    reception.press(Qt.Key.Key_Down)
    reception.type("wu")
    assert reception.page.search.text() == "wu"
    assert reception.listed == ["Wu, Li"]


def test_reading_a_chart_leaves_a_trace(reception: Reception) -> None:
    wu = reception.add("Wu", "Li")
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    records = reception.practice.records
    assert isinstance(records, MemoryRecords)
    assert records.trail.chain(wu.id)[-1].action is Action.RECORD_VIEWED


def test_nobody_found_offers_to_add_whom_was_looked_for(reception: Reception) -> None:
    reception.add("Wu", "Li")
    reception.type("Zimmermann")
    assert reception.page.finding.empty_list.title.text() == "Nobody of that name"
    reception.page.finding.empty_list.action.click()
    assert reception.page.form.family.typed == "Zimmermann"
    assert reception.identity is None


def test_an_awkward_name_stands_as_it_is(reception: Reception) -> None:
    for name in AWKWARD:
        reception.add(name)
    reception.refresh()
    assert set(reception.listed) == {isolated(name) for name in AWKWARD}
    for line in reception.model.lines:
        reception.page.list.go_to(line.patient.id)
        assert reception.identity
        assert reception.identity.name == isolated(line.patient.name)
    reception.settle()
    reception.page.grab()


def test_the_timeline_opens_past_sessions(reception: Reception) -> None:
    wu = reception.add("Wu", "Li")
    session = reception.practice.sessions.open_today(wu.id)
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    timeline = reception.page.record.sessions.episodes[0].list
    (row,) = timeline.lines.rows
    assert (row.title, row.below) == ("Today", "Session 1: nothing charted yet")
    with reception.qtbot.waitSignal(reception.page.session_wanted) as wanted:
        timeline.go_to_first()
        QTest.keyClick(timeline, Qt.Key.Key_Return)
        reception.settle()
    assert wanted.args
    assert wanted.args[1] == session
