"""A practice moves to a server in the window: it is checked, told, done, and opened there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from charting.domain.clinic import ClinicAddress
from charting.services.practices import OpenPractice
from charting.ui.settings.clinic import ClinicPane
from charting.ui.settings.clinic_model import ClinicModel
from charting.ui.tasks import Lane
from tests.invented import PASSPHRASE, new_practice, people, practices
from tests.person import Person, wait
from tests.storage.clinic.conftest import Clinic
from tests.storage.postgresql import ADMIN


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _section(person: Person) -> ClinicPane:
    """Open the settings at the section."""
    keys = person.desk.screens and person.desk.screens.keys
    assert keys
    wait(lambda: keys.page is not None)
    _press(person.desk.window.top.settings)
    wait(lambda: keys.page is not None and keys.page.isVisible())
    assert keys.page
    assert keys.clinic
    keys.page.show_section([each.pane for each in keys.page.sections].index(keys.clinic))
    return keys.clinic


def _ask(pane: ClinicPane, database: str, password: str) -> str:
    """Fill in what is asked and check; what is said."""
    pane.database.write(database)
    pane.password.line.clear()
    QTest.keyClicks(pane.password.line, password)
    QTest.keyClick(pane.password.line, Qt.Key.Key_Return)
    wait(lambda: bool(pane.banner.words))
    return pane.banner.words


@pytest.mark.parametrize("of", ["laptop", "clinic"])
def test_the_section_says_how_it_is_and_what_is_in_the_way(
    of: str, clinic: Clinic, nora: OpenPractice, qtbot: QtBot, tmp_path: Path
) -> None:
    lane = Lane()
    practice = nora if of == "clinic" else practices().open(clinic.kept, PASSPHRASE)
    model, there = ClinicModel(practice, lane), clinic.address
    pane = ClinicPane(
        model,
        lambda _parent, name: tmp_path / name,
        lambda _parent: None,
        lambda _file: there.authority,
        lambda _parent, name: tmp_path / name,
    )
    qtbot.addWidget(pane)
    pane.show()
    pane.start()
    if of == "clinic":
        wait(lambda: "PostgreSQL" in pane.banner.words)
        _press(pane.card_button)
        wait(lambda: "The card is written." in pane.banner.words)
        _press(pane.look_button)
        wait(lambda: "Every chain of changes ends" in pane.banner.words)
        assert "Nothing waits on this computer." in pane.banner.words
        pane.admin.write(ADMIN.name)
        pane.password.write("wrong")
        _press(pane.dump_button)
        wait(lambda: "does not let you in" in pane.banner.words)
        assert not (tmp_path / "clinic.dump").exists()
    else:
        pane._choose_authority = lambda _parent: tmp_path
        _press(pane.authority_button)
        pane.host.write(there.host)
        pane.port.write(str(there.port))
        pane.admin.write(ADMIN.name)
        assert "another practice" in _ask(pane, there.database, ADMIN.password)
        pane.banner.hush()
        assert "PostgreSQL" in _ask(pane, "a_new_one", ADMIN.password)
        assert pane.move_button.isVisible()
        practice.close()
    lane.close()


@pytest.mark.long
def test_a_practice_moves_and_the_window_goes_on_there(
    qapp: QApplication,
    clinic: Clinic,
    new_address: Callable[[], ClinicAddress],
    tmp_path: Path,
) -> None:
    practice, address = new_practice(tmp_path / "practice"), new_address()
    practice.patients.add(next(people(1)))
    practice.close()
    (tmp_path / "authority.pem").write_text(address.authority)
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    pane = _section(person)
    pane._choose_authority = lambda _parent: tmp_path / "authority.pem"
    _press(pane.check_button)
    assert pane.host.refusal
    pane.host.write(address.host)
    pane.port.write("many")
    pane.admin.write(ADMIN.name)
    pane.database.write(address.database)
    pane.password.write("wrong")
    _press(pane.check_button)
    assert "usually 5432" in pane.port.refusal
    pane.port.write(str(address.port))
    assert "Nobody whom this computer trusts" in _ask(pane, address.database, "wrong")
    _press(pane.authority_button)
    assert "does not let you in" in _ask(pane, address.database, "wrong")
    assert "another practice" in _ask(pane, clinic.address.database, ADMIN.password)
    assert not pane.move_button.isVisible()
    assert "PostgreSQL" in _ask(pane, address.database, ADMIN.password)
    assert "patients 1," in pane.would_move.words
    _press(pane.move_button)
    wait(person.desk.unlock_page.isVisible)
    # What was the window's is opened anew, on the server.
    person.come_to_the_patient(PASSPHRASE)
    assert list((tmp_path / "practice").glob("before-clinic-*/practice.db"))
    pane = _section(person)
    wait(lambda: "connection" in pane.banner.words)
    pane._choose_card = lambda _parent, name: tmp_path / name
    _press(pane.card_button)
    wait((tmp_path / "clinic.card").exists)
    person.leave()
