"""Whoever unlocks reads the screens in their own language; the cover speaks the computer's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting import i18n, settings
from charting.domain.own_ways import OwnWays
from charting.ui import speech
from tests.app.test_lock import lock
from tests.invented import PASSPHRASE, new_practice
from tests.person import Person, wait

FROM_THE_RIGHT = Qt.LayoutDirection.RightToLeft


@pytest.fixture
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    i18n.choose("en")
    speech.dress(qapp)


@pytest.mark.usefixtures("english_again")
def test_the_screens_speak_what_whoever_unlocks_has_chosen(
    qapp: QApplication, tmp_path: Path
) -> None:
    practice = new_practice(tmp_path / "practice")
    practice.own_screen.keep(OwnWays(language="ar"))
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    assert (i18n.spoken(), qapp.layoutDirection() == FROM_THE_RIGHT) == ("en", False)
    person.desk.window.show()
    _unlock(person)
    wait(lambda: person.desk.screens is not None)
    assert (i18n.spoken(), qapp.layoutDirection() == FROM_THE_RIGHT) == ("ar", True)
    # One screen, one kind of figures.
    assert QLocale().toString(12) == "12"
    wait(person.desk.window.top.lock.isVisible)
    lock(person)
    assert (i18n.spoken(), qapp.layoutDirection() == FROM_THE_RIGHT) == ("en", False)
    person.desk.window.language_chosen.emit("fr")
    assert settings.read(settings.settings_file()).language == "fr"
    assert i18n.spoken() == "en"
    _unlock(person)
    wait(lambda: i18n.spoken() == "ar")
    person.leave()


def _unlock(person: Person) -> None:
    line = person.desk.unlock_page.locked.passphrase.line
    wait(line.hasFocus)
    QTest.keyClicks(line, PASSPHRASE)
    QTest.keyClick(line, Qt.Key.Key_Return)
