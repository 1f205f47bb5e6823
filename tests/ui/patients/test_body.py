"""The body card: two distances or the height typed, refused in words, and shown in one line."""

import pytest
from PySide6.QtCore import Qt

from charting.domain.patient import Patient
from tests.ui.patients.conftest import Reception


@pytest.fixture
def wu(reception: Reception) -> Patient:
    """A patient whose chart the screen shows."""
    patient = reception.add("Wu", "Li")
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    return patient


def test_two_distances_are_typed_and_told(wu: Patient, reception: Reception) -> None:
    body = reception.page.record.body
    assert body.words.text().startswith("Not measured")
    body.measure_button.click()
    assert body.spine.line.hasFocus()
    body.build.choose("female")
    reception.type("161")
    body.psis.write("99 mm")
    reception.press(Qt.Key.Key_Return)
    measures = reception.practice.patients.measures(wu.id)
    assert measures is not None
    assert (measures.build, measures.spine, measures.psis, measures.height) == (
        *("female", 161, 99),
        None,
    )
    assert body.words.text() == "Female pelvis; T12 to S1 161 mm; PSIS 99 mm apart."
    assert body.header.beneath.text() == "Measured 23.11.2026"
    assert not body.form.isVisible()


def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(
    wu: Patient, reception: Reception
) -> None:
    body = reception.page.record.body
    body.measure_button.click()
    body.psis.write("9")
    body.keep_button.click()
    reception.settle()
    assert body.psis.refusal == (
        "The distance between the PSIS cannot be 9 mm: it lies between 40 mm and 160 mm. Measure "
        "again, or leave it out."
    )
    body.height_cm.write("tall")
    body.psis.write("")
    body.keep_button.click()
    reception.settle()
    assert body.height_cm.refusal == "The body height is a number in cm. Type it, or leave it out."
    assert body.form.isVisible()
    assert reception.practice.patients.measures(wu.id) is None


def test_a_new_measurement_begins_with_the_last_and_leaving_keeps_it(
    wu: Patient, reception: Reception
) -> None:
    reception.practice.patients.measure(wu.id, "broader", height=1725)
    reception.model.read_again()
    reception.settle()
    body = reception.page.record.body
    assert "what was not measured is estimated from the height" in body.words.text()
    body.measure_button.click()
    assert (body.build.value, body.height_cm.typed, body.psis.typed) == ("broader", "172.5", "")
    body.leave_button.click()
    assert not body.form.isVisible()
    assert len(reception.practice.patients.all_measures(wu.id)) == 1
