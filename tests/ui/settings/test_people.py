"""The settings: who works here, and one's own keys, by hand."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting import content
from charting.documents.paper import Paper
from charting.domain.errors import ErrorCode, Refused
from charting.domain.roles import Role
from charting.services.practices import OpenPractice, Practices
from charting.services.vaults import RecoveryPaper
from charting.ui.settings.model import PeopleModel
from charting.ui.settings.page import Section, SettingsPage
from charting.ui.settings.people import PeoplePane, people_in_turns
from charting.ui.tasks import InTurns, Lane
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.documents.reading import opened, text
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
WORDS = "seven lanterns under snow"
OTHER = "kitten harbour copper dawn"


class FilePages:
    """A printer whose pages lie in a list."""

    def __init__(self) -> None:
        self.printed: list[bytes] = []

    def pdf(self, paper: RecoveryPaper) -> bytes:
        return Paper(content.body_map(), content.visit_items()).recovery_key(paper)

    def printer(self) -> str:
        return "Front room"

    def print_out(self, paper: RecoveryPaper, printer: str) -> None:
        assert printer == "Front room"
        self.printed.append(self.pdf(paper))


@dataclass
class Office:
    """The settings of a practice, and hands to use them with."""

    page: SettingsPage
    pane: PeoplePane
    model: PeopleModel
    practice: OpenPractice
    practices: Practices
    lane: Lane
    saved: Path
    pages: FilePages

    def click(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.lane.drain()

    def add(self, name: str, passphrase: str, role: Role = Role.PRACTITIONER) -> None:
        self.click(self.pane.add_button)
        form = self.pane.form
        QTest.keyClicks(form.name.line, name)
        form.role.choose(role.value)
        QTest.keyClicks(form.passphrase.passphrase.line, passphrase)
        QTest.keyClicks(form.passphrase.again.line, passphrase)
        QTest.keyClick(form.passphrase.again.line, Qt.Key.Key_Return)
        self.lane.drain()

    @property
    def listed(self) -> list[str]:
        return [row.person.name for row in self.pane.rows]

    def opens(self, passphrase: str) -> str:
        """Who opens the practice by this passphrase, or nobody."""
        try:
            return self.practices.open(self.practice.folder, passphrase).practitioner.name
        except Refused as refused:
            return "" if refused.code is ErrorCode.WRONG_PASSPHRASE else str(refused.code)


def _office(practice: OpenPractice, practices: Practices, lane: Lane, saved: Path) -> Office:
    pages = FilePages()
    model = PeopleModel(practice, pages, lane)
    pane = InTurns(people_in_turns(model, lambda _parent, name: saved / name)).whole()
    first = Section("Practitioners and keys", pane, pane.lay_out)
    page = SettingsPage([first, Section("Other", QWidget())])
    for _step in page.fill():
        pass
    return Office(page, pane, model, practice, practices, lane, saved, pages)


@pytest.fixture
def office(lane: Lane, qtbot: QtBot, tmp_path: Path) -> Office:
    practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), FixedClock(), CountingIds())
    practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
    office = _office(practice, practices, lane, tmp_path)
    qtbot.addWidget(office.page)
    office.page.resize(1180, 720)
    office.page.show()
    office.page.activateWindow()
    qtbot.waitUntil(office.page.isActiveWindow)
    office.pane.start()
    lane.drain()
    return office


def test_somebody_added_stands_in_the_list_and_opens_the_practice(office: Office) -> None:
    office.add("Jan Roth", WORDS)
    assert office.listed == ["Nora Feld", "Jan Roth"]
    assert "Jan Roth opens the practice" in office.pane.message.words
    assert office.pane.form.isHidden()
    assert office.opens(WORDS) == "Jan Roth"


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(office: Office) -> None:
    office.add("Jan Roth", "Practice at the Bridge")
    form = office.pane.form
    assert "easy to guess" in form.passphrase.passphrase.refusal
    assert form.name.typed == "Jan Roth"
    assert office.listed == ["Nora Feld"]
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert office.pane.overview.isVisible()


def test_a_role_is_changed_and_a_student_gets_a_supervisor(office: Office) -> None:
    office.add("Ilva Horn", WORDS, Role.STUDENT)
    office.click(office.pane.rows[1].change_button)
    form = office.pane.form
    assert form.supervisor.isVisible()
    form.supervisor.choose(office.practice.practitioner.id.hex)
    office.click(form.keep_button)
    ilva = office.model.lines[1].person
    assert ilva.supervisor_id == office.practice.practitioner.id
    office.click(office.pane.rows[1].change_button)
    form.role.choose(Role.FRONT_DESK.value)
    assert not form.supervisor.isVisible()
    office.click(form.keep_button)
    assert office.model.lines[1].person.role is Role.FRONT_DESK
    assert office.model.lines[1].person.supervisor_id is None


def test_removing_says_what_it_cannot_do_and_asks_once(office: Office) -> None:
    office.add("Jan Roth", WORDS)
    office.click(office.pane.rows[1].remove_button)
    assert "Copies and backups made before still open" in office.pane.asking.words
    office.click(office.pane.keep_button)
    assert office.pane.asking.isHidden()
    assert office.opens(WORDS)
    office.click(office.pane.rows[1].remove_button)
    office.click(office.pane.sure_button)
    assert office.model.lines[1].person.left is not None
    assert not office.pane.rows[1].remove_button.isVisible()


def test_the_recovery_key_is_saved_copied_back_and_opens(office: Office) -> None:
    pane, card, model = office.pane, office.pane.recovery, office.model
    office.click(pane.recovery_button)
    groups = model.groups
    assert [group.text() for group in card.grid.groups] == list(groups)
    office.click(card.save_button)
    page = text((office.saved / "recovery-key.pdf").read_bytes())
    assert all(group in page for group in groups)
    assert card.print_button.words == "Print on “Front room”"
    card.sheet.choose("Letter")
    office.click(card.print_button)
    assert all(group in text(office.pages.printed[0]) for group in groups)
    assert float(opened(office.pages.printed[0]).pages[0].mediabox[3]) == 792
    assert "Sent to the printer" in pane.message.words
    office.click(card.on_paper_button)
    assert not card.grid.isVisible()
    first, second = model.asked
    QTest.keyClicks(card.first.line, groups[first].lower())
    QTest.keyClicks(card.second.line, "AAAAA")
    QTest.keyClick(card.second.line, Qt.Key.Key_Return)
    assert f"Group {second + 1} is not as it stands on the paper" in card.second.refusal
    assert not office.practice.people.has_recovery_key()
    card.second.line.setText(groups[second])
    office.click(card.keep_button)
    assert office.practice.people.has_recovery_key()
    assert pane.overview.isVisible()
    assert "on paper" in pane.recovery_words.text()
    assert model.groups == ()
    found = office.practices.recover(office.practice.folder, "".join(groups), WORDS, WORDS)
    assert found.practitioner.name == "Nora Feld"


def test_a_key_that_was_left_opens_nothing_and_a_second_asks_for_the_passphrase(
    office: Office,
) -> None:
    card, model = office.pane.recovery, office.model
    office.click(office.pane.recovery_button)
    office.click(card.leave_buttons[0])
    assert model.groups == ()
    assert not office.practice.people.has_recovery_key()
    office.practice.people.keep_recovery_key(office.practice.people.new_recovery_key())
    model.read()
    office.lane.drain()
    office.click(office.pane.recovery_button)
    office.click(card.on_paper_button)
    for field, place in zip((card.first, card.second), model.asked, strict=True):
        field.line.setText(model.groups[place])
    card.passphrase.line.setText(OTHER)
    office.click(card.keep_button)
    assert "does not open" in card.passphrase.refusal
    card.passphrase.line.setText(PASSPHRASE)
    office.click(card.keep_button)
    assert office.pane.overview.isVisible()


def test_ones_own_passphrase_is_changed(office: Office) -> None:
    office.click(office.pane.passphrase_button)
    form = office.pane.passphrase_form
    QTest.keyClicks(form.now.line, OTHER)
    QTest.keyClicks(form.new.passphrase.line, WORDS)
    QTest.keyClicks(form.new.again.line, WORDS)
    office.click(form.press)
    assert "does not open" in form.now.refusal
    form.now.line.setText(PASSPHRASE)
    office.click(form.press)
    assert office.opens(WORDS) == "Nora Feld"
    assert office.opens(PASSPHRASE) == ""


def test_only_an_owner_decides_who_works_here(
    office: Office, lane: Lane, qtbot: QtBot, tmp_path: Path
) -> None:
    office.add("Piet Aal", WORDS, Role.FRONT_DESK)
    practice = office.practices.open(office.practice.folder, WORDS)
    desk = _office(practice, office.practices, lane, tmp_path)
    qtbot.addWidget(desk.page)
    desk.page.show()
    desk.pane.start()
    lane.drain()
    assert desk.listed == ["Nora Feld", "Piet Aal"]
    assert not desk.pane.add_button.isVisible()
    assert not any(row.change_button.isVisible() for row in desk.pane.rows)
    assert desk.pane.passphrase_button.isVisible()


def test_the_sections_are_gone_through_by_the_arrows_and_left_by_a_key(
    office: Office, qtbot: QtBot
) -> None:
    page = office.page
    page.names[0].setFocus()
    QTest.keyClick(page.names[0], Qt.Key.Key_Down)
    assert page.panes.currentIndex() == 1
    assert page.names[1].isChecked()
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_F12)
