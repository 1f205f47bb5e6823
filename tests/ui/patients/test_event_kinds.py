"""The form of an event shows of each kind how long it lasts, what is done, and how often it was
reported, and proposes its severity and its calls.
"""

from dataclasses import replace

from charting.domain.adverse_events import Severity
from charting.domain.changes import SetAnswer
from charting.domain.visit import PAIN_BEFORE
from charting.ui.events.form import EventForm
from charting.ui.tasks import InTurns
from tests.ui.patients.conftest import Reception


def test_each_kind_shows_its_window_its_rule_and_its_calls(reception: Reception) -> None:
    patient = reception.add("Nakagawa", "T.")
    session = reception.practice.sessions.open_today(patient.id)
    model = reception.model.events
    model.open(patient.id, session)
    form = EventForm(model)
    InTurns(form.fill()).whole()
    reception.qtbot.addWidget(form)
    form.ask()
    for kind in model.known.kinds.values():
        form.kind.setCurrentIndex(form.kind.findData(kind.id))
        shown = form.known.text()
        assert kind.window in shown
        assert kind.rule in shown
        assert "Reported elsewhere: " in shown
        assert form.severity.value is Severity(kind.severity)
        checked = {key for key, button in form.calls.items() if button.isChecked()}
        assert checked == set(kind.calls)
        assert bool(form.ended.text()) is (kind.window_days == 0)
        assert form.pain_part.isHidden() is (kind.id != "ae.aggravation")
    form.sort.button(value=False).click()
    form.kind.setCurrentIndex(form.kind.findData("nm.needle"))
    assert "MHRA Yellow Card" in form.known.text()
    form.kind.setCurrentIndex(form.kind.findData("nm.count"))
    assert form.known.text() == ""


def test_a_flare_asks_for_the_pain_and_says_what_has_become_due(reception: Reception) -> None:
    patient = reception.add("Nakagawa", "T.")
    practice = reception.practice
    session = practice.sessions.open_today(patient.id)
    answer = replace(practice.sessions.answer(PAIN_BEFORE), number=4)
    practice.sessions.store(practice.sessions.entry(session, SetAnswer(PAIN_BEFORE, None, answer)))
    model = reception.model.events
    model.open(patient.id, practice.sessions.session(session.id))
    form = EventForm(model)
    InTurns(form.fill()).whole()
    reception.qtbot.addWidget(form)
    form.ask()
    form.kind.setCurrentIndex(form.kind.findData("ae.aggravation"))
    form.pain.setCurrentIndex(form.pain.findData(7))
    with reception.qtbot.waitSignal(model.planned) as planned:
        form.keep_button.click()
    assert planned.args[0].startswith("Planned: review, due today: a flare of more than 2 points")
    (sheet,) = (line.sheet for line in practice.adverse_events.of_patient(patient.id))
    form.ask_again(sheet)
    assert form.pain.currentData() == 7
