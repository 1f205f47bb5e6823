"""A file is kept with a record from the patient's page, shown as paper, and struck."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting.domain.attachment import AttachmentKind
from charting.domain.given_papers import Kind
from charting.ui.patients.page import PatientsPage
from tests.attached import a_pdf, a_photo
from tests.invented import new_practice, people
from tests.person import Person, wait


class Counter:
    """A patients screen with one patient looked at."""

    def __init__(self, person: Person) -> None:
        self.desk = person.desk
        wait(lambda: self.desk.patients_page is not None)
        assert isinstance(self.desk.patients_page, PatientsPage)
        self.page = self.desk.patients_page
        self.card = self.page.record.attachments
        self.form = self.card.form
        wait(lambda: self.card.isVisible() and not self.desk.lane.busy)

    def choose(self, file: Path) -> None:
        """Choose a file to keep."""
        assert self.desk.screens is not None
        traffic = self.desk.screens.attachment_traffic
        assert traffic is not None
        traffic.choose_file = lambda _window: file
        self.press(self.card.add_button)

    def press(self, button: QWidget) -> None:
        """Press a button, and wait for what comes of it."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        wait(lambda: not self.desk.lane.busy)
        QApplication.processEvents()


@pytest.fixture
def counter(qapp: QApplication, tmp_path: Path) -> Iterator[Counter]:
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(next(people(1)))
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    yield Counter(person)
    person.leave()


def test_a_photograph_is_kept_shown_and_struck(counter: Counter, tmp_path: Path) -> None:
    photo, scan = tmp_path / "IMG_1.jpg", tmp_path / "scan.pdf"
    photo.write_bytes(a_photo())
    scan.write_bytes(a_pdf(3))
    form, card = counter.form, counter.card

    counter.choose(photo)
    assert (form.kind.value, form.isVisible()) == (AttachmentKind.PHOTO, True)
    counter.press(form.keep_button)
    assert form.refusal.words == "Please fill in what it is called."
    form.title.write("Bruise, third day")
    counter.press(form.keep_button)
    assert not form.isVisible()
    counter.choose(scan)
    form.title.write("MRI")
    QTest.keyClick(form.title.line, Qt.Key.Key_Return)
    wait(lambda: len(card.list.lines.rows) == 2)

    assert [row.title for row in card.list.lines.rows] == ["MRI", "Bruise, third day"]
    assert "3 pages" in card.list.lines.rows[0].below
    card.list.entered.emit(card.list.lines.rows[0].key)
    counter.press(form.show_button)
    assert counter.desk.screens is not None
    papers = counter.desk.screens.papers.model
    wait(lambda: papers.handout is not None)
    assert papers.handout is not None
    assert (papers.handout.kind, papers.handout.pdf) == (Kind.ATTACHMENT, a_pdf(3))
    page = counter.desk.handout_page
    assert page is not None
    wait(page.isVisible)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    wait(counter.page.isVisible)

    card.list.entered.emit(card.list.lines.rows[1].key)
    form.reason.write("Another patient")
    counter.press(form.strike_button)
    assert card.list.lines.rows[1].beside == "entered in error"
    card.list.entered.emit(card.list.lines.rows[1].key)
    assert form.show_button.isVisible()
    assert not form.strike_button.isVisible()


def test_a_file_that_lies_is_told_and_not_kept(counter: Counter, tmp_path: Path) -> None:
    lies = tmp_path / "photo.jpg"
    lies.write_bytes(a_pdf())
    counter.choose(lies)
    counter.form.title.write("Photograph")
    counter.press(counter.form.keep_button)

    assert counter.form.refusal.words.startswith("“photo.jpg” says that it is a JPEG")
    assert counter.form.isVisible()
    assert counter.card.empty.isVisible()
