"""The form of an event shows of each kind how long it lasts, what is done, and how often it was
reported, and proposes its severity and its calls.
"""

from charting.domain.adverse_events import Severity
from charting.ui.events.form import EventForm
from tests.ui.patients.conftest import Reception


def test_each_kind_shows_its_window_its_rule_and_its_calls(reception: Reception) -> None:
    patient = reception.add("Nakagawa", "T.")
    session = reception.practice.sessions.open_today(patient.id)
    model = reception.model.events
    model.open(patient.id, session)
    form = EventForm(model)
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
    form.sort.button(value=False).click()
    form.kind.setCurrentIndex(form.kind.findData("nm.needle"))
    assert "MHRA Yellow Card" in form.known.text()
    form.kind.setCurrentIndex(form.kind.findData("nm.count"))
    assert form.known.text() == ""
