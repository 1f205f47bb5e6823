"""A word of every day finds sections and single settings, and a press leads to them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from charting.ui.settings import everyday
from charting.ui.settings.page import Section, SettingsPage
from charting.ui.settings.search import Found, Setting, find


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("usb stick", "Backups"),
        ("IMPORT excel", "Take in patients"),
        ("batch", "Lots"),
        ("password", "Your passphrase"),
        ("colleague", "Who works here"),
        ("snippet", "Texts for the note"),
        ("who viewed", "Audit"),
        ("recov", "Recovery key"),
    ],
)
def test_everyday_words_find_what_is_meant(typed: str, first: str) -> None:
    sections = (
        *(everyday.of_people(), everyday.of_policies(), everyday.of_backups()),
        *(everyday.of_lots(), everyday.of_note_texts(), everyday.of_audit()),
        *(everyday.of_giving(), everyday.of_arriving(), everyday.of_coming()),
    )
    offered = [Found(one, one.name, 0) for section in sections for one in section]
    assert find(typed, offered)[0].setting.name == first
    assert find("zeppelin", offered) == []
    assert find("  ", offered) == []


def test_a_press_leads_to_the_setting(qtbot: QtBot) -> None:
    pane, field = QWidget(), QLineEdit()
    field.setParent(pane)
    what = Setting("Sound", "A bell.", "off", "noise", field)
    page = SettingsPage([Section("First", QWidget()), Section("Other", pane, settings=(what,))])
    qtbot.addWidget(page)
    for _step in page.fill():
        pass
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_F3)
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "nois")
    assert page.found.isVisible()
    assert [button.words for button in page.found.buttons] == ["Sound"]
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert field.hasFocus()
    assert page.names[1].isChecked()
    QTest.keyClicks(page.search, "nothing here")
    assert page.found.told.text() == "Nothing in the settings says “nothing here”."
    page.search.clear()
    assert pane.isVisible()
