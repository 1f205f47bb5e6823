"""A patient is added or corrected in the form; refusals stand at their fields."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.patient import Sex
from tests.ui.patients.conftest import Reception


def fill(reception: Reception, family: str, given: str, born: str) -> None:
    """Type a person into the form with the keys alone."""
    for text in (family, given, born):
        QTest.keyClicks(reception.focus, text)
        QTest.keyClick(reception.focus, Qt.Key.Key_Tab)


def start_adding(reception: Reception) -> None:
    reception.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_a_patient_is_added_with_the_keys_alone(reception: Reception) -> None:
    start_adding(reception)
    fill(reception, "Ørsted", "Søren", "30.6.1959")
    assert "30 June 1959" in reception.page.form.born.editor.accessibleDescription()
    assert "67 years" in reception.page.form.born.editor.accessibleDescription()
    QTest.keyClicks(reception.focus, "f")
    QTest.keyClick(reception.focus, Qt.Key.Key_Tab)
    QTest.keyClicks(reception.focus, "079 555 01 12")
    QTest.keyClick(reception.focus, Qt.Key.Key_Tab)
    QTest.keyClicks(reception.focus, "g")
    assert reception.page.form.language.value == "de"
    reception.page.form.phone.line.setFocus()
    reception.press(Qt.Key.Key_Return)
    (patient,) = reception.on_file
    assert (patient.name, patient.born, patient.sex) == (
        "Søren Ørsted",
        date(1959, 6, 30),
        Sex.FEMALE,
    )
    assert (patient.phone, patient.language) == ("079 555 01 12", "de")
    assert reception.page.record.isVisible()
    assert reception.page.record.open_button.hasFocus()
    assert reception.listed == ["Ørsted, Søren"]
    assert reception.page.list.key == patient.id


REFUSED = (
    ("", "1.1.1980", "Type a family name or a given name."),
    ("Wu", "", "Please fill in the date of birth."),
    ("Wu", "31.2.1980", "is not a date that can be read"),
    ("Wu", "1.1.2090", "lies in the future"),
    ("Wu", "1.1.1790", "lies before"),
    ("W" * 201, "1.1.1980", "room for 200 characters"),
)


def test_a_refusal_stands_at_its_field_and_nothing_is_lost(reception: Reception) -> None:
    form = reception.page.form
    start_adding(reception)
    for family, born, words in REFUSED:
        form.family.line.setText(family)
        form.born.line.setText(born)
        form.keep_button.click()
        reception.settle()
        at = form.born if family == "Wu" else form.family
        assert words in at.refusal
        assert at.editor.hasFocus()
        assert (form.family.typed, form.born.typed) == (family, born)
    assert reception.on_file == []


def test_a_likely_double_is_named_before_it_is_added(reception: Reception) -> None:
    known = reception.add("Muster", "Anna-Lena")
    form = reception.page.form
    start_adding(reception)
    fill(reception, "Muster", "Anna", "9.3.1984")
    form.keep_button.click()
    reception.settle()
    assert form.doubles.isVisible()
    assert len(reception.on_file) == 1
    assert form.doubles.open_buttons[0].hasFocus()
    reception.press(Qt.Key.Key_Space)
    assert reception.model.chart
    assert reception.model.chart.patient == known


def test_a_likely_double_can_be_added_all_the_same(reception: Reception) -> None:
    reception.add("Muster", "Anna-Lena")
    form = reception.page.form
    start_adding(reception)
    fill(reception, "Muster", "Anna", "9.3.1984")
    form.keep_button.click()
    reception.settle()
    assert form.keep_button.words == "Add anyway"
    form.keep_button.click()
    reception.settle()
    assert len(reception.on_file) == 2


def test_typing_on_after_a_warning_asks_again(reception: Reception) -> None:
    reception.add("Muster", "Anna")
    form = reception.page.form
    start_adding(reception)
    fill(reception, "Muster", "Anna", "9.3.1984")
    form.keep_button.click()
    reception.settle()
    form.given.line.setText("Ann")
    assert not form.doubles.isVisible()
    assert form.keep_button.words == "Add the patient"


def test_an_archived_double_is_opened_too(reception: Reception) -> None:
    archived = reception.practice.patients.archive(reception.add("Muster", "Anna"))
    form = reception.page.form
    start_adding(reception)
    fill(reception, "Muster", "Anna", "9.3.1984")
    form.keep_button.click()
    reception.settle()
    form.doubles.open_buttons[0].click()
    reception.settle()
    assert reception.model.chart
    assert reception.model.chart.patient == archived


def test_details_are_corrected(reception: Reception) -> None:
    reception.add("Muster", "Anna", date(1984, 3, 9))
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    reception.press(Qt.Key.Key_F2)
    form = reception.page.form
    assert form.isVisible()
    assert form.born.typed == "09.03.1984"
    form.born.line.setText("10.4.1984")
    form.keep_button.click()
    reception.settle()
    (patient,) = reception.on_file
    assert patient.born == date(1984, 4, 10)
    assert reception.model.chart
    assert reception.model.chart.patient == patient


def test_a_stale_correction_is_refused_and_stays_typed(reception: Reception) -> None:
    patient = reception.add("Muster", "Anna")
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    reception.press(Qt.Key.Key_F2)
    reception.practice.patients.correct(patient)
    form = reception.page.form
    form.given.line.setText("Änne")
    form.keep_button.click()
    reception.settle()
    assert "changed elsewhere" in form.banner.words
    assert form.given.typed == "Änne"


def test_escape_leaves_the_form_and_nothing_is_added(reception: Reception) -> None:
    start_adding(reception)
    fill(reception, "Muster", "Anna", "9.3.1984")
    reception.press(Qt.Key.Key_Escape)
    assert reception.page.work.isVisible()
    assert reception.on_file == []
    assert reception.page.search.hasFocus()


def test_a_language_that_nothing_is_read_in_here_stays_as_it_is(reception: Reception) -> None:
    patient = reception.add("Muster", "Anna")
    reception.practice.patients.correct(replace(patient, language="rm"))
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    reception.press(Qt.Key.Key_F2)
    form = reception.page.form
    assert form.language.value == "rm"
    form.phone.line.setText("041 000 00 00")
    form.keep_button.click()
    reception.settle()
    (stored,) = reception.on_file
    assert (stored.language, stored.phone) == ("rm", "041 000 00 00")
