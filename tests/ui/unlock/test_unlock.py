"""A practice is opened or set up; every refusal is a sentence at its field."""

import base64
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.app import FolderDoor
from charting.app.unlock_panes import RARE
from charting.services.clinic_setup import CARD
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.ui.unlock.first_run import FirstRunPane
from charting.ui.unlock.model import UnlockModel
from charting.ui.unlock.page import UnlockPage
from charting.vault.key_file import NAME as KEYS
from tests.invented import PASSPHRASE, new_practice, practices


@dataclass
class Doorstep:
    """The unlock screen, and what it opened."""

    page: UnlockPage
    model: UnlockModel
    lane: Lane
    opened: list[OpenPractice]
    chosen: list[Path]

    @property
    def form(self) -> FirstRunPane:
        """The form of the first run."""
        assert self.page.first_run
        return self.page.first_run

    def try_passphrase(self, typed: str) -> None:
        """Type a passphrase and press Enter."""
        line = self.page.locked.passphrase.line
        line.clear()
        QTest.keyClicks(line, typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.lane.drain()


Come = Callable[[Path], Doorstep]


@pytest.fixture
def come(lane: Lane, qtbot: QtBot) -> Iterator[Come]:
    steps: list[Doorstep] = []
    doors: list[FolderDoor] = []
    opened: list[OpenPractice] = []

    def to(folder: Path) -> Doorstep:
        door = FolderDoor(practices())
        doors.append(door)
        chosen: list[Path] = []
        model = UnlockModel(door, lane, folder, is_new=not folder.exists())

        def choose(_parent: QWidget, _start: Path) -> Path | None:
            return chosen.pop() if chosen else None

        page = UnlockPage(model, *RARE, choose, lambda _page: chosen.pop())
        model.opened.connect(opened.append)
        qtbot.addWidget(page)
        page.resize(1180, 684)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.focus_first()
        model.wake()
        lane.drain()
        steps.append(Doorstep(page, model, lane, opened, chosen))
        return steps[-1]

    yield to
    for practice in opened:
        practice.close()
    for door in doors:
        door.let_go()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a practice."""
    folder = tmp_path / "practice"
    new_practice(folder).close()
    return folder


def fill(form: FirstRunPane) -> None:
    """Type what is asked, by the keys, step by step."""
    form.practitioner.line.setFocus()
    QTest.keyClicks(form.practitioner.line, "Nora <b>Feld</b>")
    QTest.keyClick(form.registration.line, Qt.Key.Key_Return)
    assert (form.step, form.clinic.line.hasFocus()) == (1, True)
    form.clinic.line.setText("Practice “at the Bridge”")
    form.country.choose("CH")
    form.next_button.click()
    assert (form.step, form.passphrase.line.hasFocus()) == (2, True)
    QTest.keyClicks(form.passphrase.line, PASSPHRASE)
    QTest.keyClicks(form.again.line, PASSPHRASE)


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(folder: Path, come: Come) -> None:
    step = come(folder)
    locked = step.page.locked
    step.try_passphrase("not this one at all")
    assert "does not open the practice" in locked.passphrase.refusal
    assert locked.passphrase.typed == "not this one at all"
    assert not step.opened
    step.try_passphrase(PASSPHRASE)
    (practice,) = step.opened
    assert practice.practitioner.name == "Nora Feld"
    assert not locked.passphrase.refusal


def test_the_window_says_that_it_is_opening(folder: Path, come: Come) -> None:
    step = come(folder)
    locked = step.page.locked
    locked.passphrase.write(PASSPHRASE)
    locked.open_button.click()
    assert locked.open_button.words == "Opening…"
    assert not locked.open_button.isEnabled()
    locked.open_button.click()
    step.lane.drain()
    assert len(step.opened) == 1
    assert locked.open_button.words == "Open"


def test_nothing_typed_asks_for_the_passphrase(folder: Path, come: Come) -> None:
    step = come(folder)
    step.try_passphrase("")
    assert step.page.locked.passphrase.refusal == "Type the passphrase of the practice."


def test_caps_lock_is_mentioned(folder: Path, come: Come) -> None:
    locked = come(folder).page.locked
    QTest.keyClicks(locked.passphrase.line, "P")
    assert locked.passphrase.editor.accessibleDescription() == "Caps Lock is on."


def test_a_second_window_on_a_practice_is_told(folder: Path, come: Come) -> None:
    come(folder).try_passphrase(PASSPHRASE)
    second = come(folder)
    second.try_passphrase(PASSPHRASE)
    assert "already open in another window" in second.page.locked.banner.words
    assert len(second.opened) == 1


def test_a_folder_without_a_practice_leads_to_the_first_run(
    folder: Path, tmp_path: Path, come: Come
) -> None:
    step = come(folder)
    step.chosen.append(tmp_path / "elsewhere")
    step.page.locked.folder_button.click()
    step.lane.drain()
    assert step.form.isVisible()
    step.chosen.append(folder)
    step.form.folder_button.click()
    step.lane.drain()
    assert step.page.locked.isVisible()


def test_a_damaged_practice_is_said_above_the_field(folder: Path, come: Come) -> None:
    database = folder / "practice.db"
    database.write_bytes(bytes(reversed(database.read_bytes())))
    step = come(folder)
    step.try_passphrase(PASSPHRASE)
    assert step.page.locked.banner.words
    assert not step.opened


def test_a_practice_is_set_up(tmp_path: Path, come: Come) -> None:
    step = come(tmp_path / "new")
    form = step.form
    assert form.practitioner.line.hasFocus()
    fill(form)
    assert (form.emergency.typed, form.paper.value) == ("112", "A4")
    QTest.keyClick(form.again.line, Qt.Key.Key_Return)
    assert form.create_button.words == "Setting up…"
    step.lane.drain()
    (practice,) = step.opened
    assert practice.practitioner.name == "Nora <b>Feld</b>"
    assert practice.practice.name == "Practice “at the Bridge”"
    assert practice.practice.country == "CH"


def test_each_step_says_what_it_lacks_and_the_demonstration_is_one_click_away(
    tmp_path: Path, come: Come
) -> None:
    step = come(tmp_path / "new")
    form, heard = step.form, list[bool]()
    step.model.demonstration_wanted.connect(lambda: heard.append(True))
    form.next_button.click()
    assert (form.step, form.practitioner.refusal) == (0, "Please fill in the name.")
    form.demo_button.click()
    assert heard == [True]
    QTest.keyClicks(form.practitioner.line, "Nora")
    form.next_button.click()
    assert (form.step, form.demo_button.isVisible()) == (1, False)
    form.next_button.click()
    assert (form.step, form.clinic.refusal) == (1, "Please fill in the name of the clinic.")
    form.back_button.click()
    assert (form.step, form.practitioner.typed) == (0, "Nora")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("practitioner", " ", "Please fill in the name."),
        ("clinic", "", "Please fill in the name of the clinic."),
        ("passphrase", "too short", "The passphrase has 9 characters."),
        ("passphrase", "aaaaaaaaaaaaaaaaaaaa", "repeats itself"),
        ("again", "plum anchor velvet eighty", "The two passphrases are not the same."),
        ("phone", "1" * 201, "there is room for 200 characters"),
    ],
)
def test_a_refusal_of_the_first_run_stands_at_its_field(
    field: str, typed: str, words: str, tmp_path: Path, come: Come
) -> None:
    step = come(tmp_path / "new")
    form = step.form
    fill(form)
    refused = getattr(form, field)
    refused.line.setText(typed)
    if field == "passphrase":
        form.again.line.setText(typed)
    form.create_button.click()
    step.lane.drain()
    assert words in refused.refusal
    assert refused.line.hasFocus()
    assert refused.typed == typed
    assert form.practitioner.typed
    assert not step.opened
    assert not (tmp_path / "new" / "practice.keys").exists()


def test_a_country_must_be_chosen(tmp_path: Path, come: Come) -> None:
    step = come(tmp_path / "new")
    fill(step.form)
    step.form.country.choose("")
    step.form.create_button.click()
    step.lane.drain()
    assert step.form.country.refusal == "Choose the country from the list."


def test_a_folder_that_cannot_be_written_is_said_beside_it(tmp_path: Path, come: Come) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("no folder")
    step = come(blocked / "practice")
    fill(step.form)
    step.form.create_button.click()
    step.lane.drain()
    assert "Nothing can be written" in step.form.folder_refusal
    assert not step.opened


def test_length_and_strength_of_the_passphrase_are_told_while_typing(
    tmp_path: Path, come: Come
) -> None:
    step = come(tmp_path / "new")
    form = step.form
    said = form.passphrase.editor.accessibleDescription
    QTest.keyClicks(form.passphrase.line, "fourteen chars")
    assert said() == "1 more character"
    QTest.keyClicks(form.passphrase.line, "!")
    step.lane.drain()
    assert said() == "Very hard to guess."
    assert form.new.bar.score == 4
    form.clinic.line.setText("Practice at the Bridge")
    form.passphrase.line.setText("Practice at the Bridge")
    step.lane.drain()
    assert said().startswith("Very easy to guess")
    assert form.new.bar.score == 0


def test_what_was_typed_is_forgotten_once_the_practice_is_open(folder: Path, come: Come) -> None:
    step = come(folder)
    step.try_passphrase(PASSPHRASE)
    step.page.clear()
    assert step.page.locked.passphrase.typed == ""


def test_two_presses_put_a_good_backup_in_the_place_of_a_damaged_record(
    folder: Path, come: Come
) -> None:
    practice = practices().open(folder, PASSPHRASE)
    practice.safekeeping.back_up()
    practice.close()
    (folder / "practice.db").write_bytes(b"")
    step = come(folder)
    banner = step.page.locked.banner
    step.try_passphrase(PASSPHRASE)
    assert banner.words.startswith("The records in ")
    assert banner.action.accessibleName() == "Look for a good backup"
    QTest.keyClick(banner.action, Qt.Key.Key_Space)
    step.lane.drain()
    assert banner.words.startswith("The newest good backup goes up to today at ")
    assert not step.opened
    QTest.keyClick(step.page.locked.restore_button, Qt.Key.Key_Space)
    step.lane.drain()
    assert [one.practitioner.name for one in step.opened] == ["Nora Feld"]
    assert not step.opened[0].only_read


def test_a_good_backup_is_read_first_where_the_record_is_of_somebody_else(
    folder: Path, come: Come, tmp_path: Path
) -> None:
    practice = practices().open(folder, PASSPHRASE)
    practice.safekeeping.back_up()
    practice.close()
    new_practice(tmp_path / "another").close()
    shutil.copyfile(tmp_path / "another" / "practice.db", folder / "practice.db")
    before = (folder / "practice.db").read_bytes()
    step = come(folder)
    banner = step.page.locked.banner
    step.try_passphrase(PASSPHRASE)
    assert "does not belong to this practice" in banner.words
    for press in ("Look for a good backup", "Open it to read"):
        assert banner.action.accessibleName() == press
        QTest.keyClick(banner.action, Qt.Key.Key_Space)
        step.lane.drain()
    (opened,) = step.opened
    assert opened.only_read
    assert (folder / "practice.db").read_bytes() == before


def test_where_there_is_no_good_backup_it_is_said(folder: Path, come: Come) -> None:
    (folder / "practice.db").write_bytes(b"")
    step = come(folder)
    banner = step.page.locked.banner
    step.try_passphrase(PASSPHRASE)
    QTest.keyClick(banner.action, Qt.Key.Key_Space)
    step.lane.drain()
    assert banner.words.startswith("Of 0 backups none opens whole")
    assert not banner.action.isVisible()


def test_a_computer_joins_a_clinic_by_its_card(folder: Path, come: Come, tmp_path: Path) -> None:
    step, card = come(tmp_path / "new"), tmp_path / "bridge.card"
    card.write_bytes(b"no card")
    step.chosen.append(card)
    QTest.mouseClick(step.form.join_button, Qt.MouseButton.LeftButton)
    step.lane.drain()
    assert "not the card of a clinic" in step.form.banner.words
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    keys = base64.b64encode((folder / KEYS).read_bytes()).decode()
    what = {"what": CARD, "host": "localhost", "port": port, "database": "clinic", "authority": ""}
    card.write_text(json.dumps({**what, "keys": keys}))
    step.chosen.append(card)
    QTest.mouseClick(step.form.join_button, Qt.MouseButton.LeftButton)
    step.lane.drain()
    assert "has joined the clinic" in step.page.locked.banner.words
    # Its server is not there; that is said where one waits to come in.
    step.try_passphrase(PASSPHRASE)
    assert "does not answer" in step.page.locked.banner.words
    assert not step.opened
