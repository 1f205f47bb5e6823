"""The widgets show text as it is, say refusals where they belong, and obey the keys."""

import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from charting.ui.session.choices import OptionList
from charting.ui.session.stimulation_form import CurrentBox
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.chips import Chip
from charting.ui.widgets.choices import ChoiceBox, ChoiceField
from charting.ui.widgets.fields import PassphraseField, SearchField, TextField
from charting.ui.widgets.frames import Banner, EmptyState
from charting.ui.widgets.number_box import NumberBox
from charting.ui.widgets.patient_banner import Alert, Identity, PatientBanner
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import ElidedText, Text, dialled, isolated, plain_tip

AWKWARD = ("<b>Bold</b>", "Robert'); DROP", 'say "aah"', "حداد", "👩‍⚕️ Wu", "A & B", "&amp;")


@pytest.mark.parametrize("name", AWKWARD)
def test_a_label_shows_a_name_as_it_is(name: str, qtbot: QtBot) -> None:
    text = Text(name)
    qtbot.addWidget(text)
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.text() == name


def test_a_tip_shows_markup_as_text() -> None:
    assert plain_tip("<b>x</b> & y") == "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>"
    assert plain_tip("") == ""


def test_a_shortened_label_tells_the_whole_in_its_tip(qtbot: QtBot) -> None:
    text = ElidedText("a very long name indeed")
    qtbot.addWidget(text)
    text.resize(60, 20)
    text.grab()
    assert text.toolTip() == "<p>a very long name indeed</p>"
    text.resize(600, 20)
    text.grab()
    assert not text.toolTip()


def test_only_names_of_the_other_direction_are_isolated() -> None:
    assert isolated("Łukasz") == "Łukasz"
    assert isolated("حداد") == "\u2068حداد\u2069"


def test_a_number_is_read_as_it_is_dialled_also_where_words_run_from_the_right() -> None:
    assert dialled("079 555 01 47") == "079 555 01 47"
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert (dialled("079 555 01 47"), dialled("")) == ("\u200e079 555 01 47", "")
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_sentence_runs_from_the_right_also_where_a_latin_name_begins_it(
    qapp: QApplication,
) -> None:
    mixed, latin = "multifidus، L4 يمين", "What can it do?"
    assert Text(mixed).text() == mixed
    field = PassphraseField("كلمة")
    assert field.line.textMargins().left() == 0
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert [Text(words).text() for words in (mixed, latin)] == [f"\u200f{mixed}", latin]
        # Its button stands at the other end of the line then.
        turned = PassphraseField("كلمة")
        assert turned.line.textMargins().left() >= turned.show_button.sizeHint().width()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_box_can_be_as_wide_as_its_longest_choice(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    for words in ("Implant", "Médicament"):
        box.addItem(words)
    assert box.widest() > box.fontMetrics().horizontalAdvance("Médicament")


def test_a_refusal_stands_at_the_field_until_it_is_mended(qtbot: QtBot) -> None:
    field = TextField("Name", hint="As on the card")
    qtbot.addWidget(field)
    field.line.setText("1")
    field.refuse("Type a name.")
    assert field.typed == "1"
    assert field.refusal == "Type a name."
    assert field.editor.accessibleDescription() == "Type a name."
    field.advise("another hint")
    assert field.refusal == "Type a name."
    QTest.keyClicks(field.line, "2")
    assert not field.refusal
    assert field.editor.accessibleDescription() == "another hint"


def test_a_label_leads_into_its_field(qtbot: QtBot) -> None:
    field = TextField("Name")
    qtbot.addWidget(field)
    field.show()
    qtbot.waitUntil(field.isActiveWindow)
    field.line.clearFocus()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert field.line.hasFocus()


def test_a_passphrase_is_shown_on_demand(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.show_button.words == "Hide"
    field.show_button.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


def test_letters_tell_whether_caps_lock_is_on(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    heard: list[bool] = []
    field.caps_lock.connect(heard.append)
    QTest.keyClicks(field.line, "a1 ")
    QTest.keyClicks(field.line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert heard == []
    QTest.keyClicks(field.line, "AB")
    assert heard == [True]
    QTest.keyClicks(field.line, "a")
    assert heard == [True, False]


def test_a_choice_keeps_what_is_not_offered_out(qtbot: QtBot) -> None:
    field = ChoiceField("Country", [("", "Choose…"), ("CH", "Switzerland")])
    qtbot.addWidget(field)
    field.choose("CH")
    field.choose("XX")
    assert field.value == "CH"


def test_escape_empties_the_search_and_down_leaves_it(qtbot: QtBot) -> None:
    search = SearchField("Name")
    qtbot.addWidget(search)
    search.show()
    search.setFocus()
    qtbot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "wu")
    with qtbot.waitSignal(search.left_down):
        QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_a_banner_says_one_thing_and_offers_one(qtbot: QtBot) -> None:
    banner = Banner("answer")
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("<i>Not stored.</i>", action="Store again")
    assert not banner.isHidden()
    assert banner.words == "<i>Not stored.</i>"
    with qtbot.waitSignal(banner.answered):
        banner.action.click()
    banner.hush()
    assert banner.isHidden()


def test_an_empty_state_offers_its_action(qtbot: QtBot) -> None:
    empty = EmptyState("No patients yet", "They stand here.", "Add the first patient")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.wanted):
        empty.action.click()
    empty.say("Nobody", "Try again.")
    assert empty.action.isHidden()


@pytest.mark.parametrize("kind", Kind)
def test_a_button_has_words_for_everybody_and_a_focus_that_shows(kind: Kind, qtbot: QtBot) -> None:
    button = Button("Open A&B", kind, key="Enter")
    qtbot.addWidget(button)
    button.show()
    qtbot.waitUntil(button.isActiveWindow)
    button.clearFocus()
    plain = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.accessibleName() == "Open A&B"
    assert button.grab().toImage() != plain


def test_the_patient_banner_never_hides_an_alert_silently(qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    alerts = tuple(Alert(f"Allergy: {what}", "hazard") for what in ("a", "b", "c", "d", "e"))
    banner.resize(1180, 56)
    banner.show()
    banner.show_identity(Identity("<b>Wu</b>", "born 08.08.1988", "38 years", alerts))
    assert banner.name.text() == "<b>Wu</b>"
    assert [chip.text() for chip in shown_chips(banner)] == [alert.words for alert in alerts]
    banner.resize(600, 56)
    *seen, more = shown_chips(banner)
    assert len(seen) < len(alerts)
    assert more.text() == f"{len(alerts) - len(seen)} more"
    assert alerts[-1].words in more.toolTip()
    banner.clear()
    assert banner.name.text() == "No patient open"
    assert not shown_chips(banner)


def shown_chips(banner: PatientBanner) -> list[Chip]:
    """The chips of a banner from left to right."""
    line = banner.alerts.layout()
    items = (line.itemAt(place) for place in range(line.count())) if line else ()
    chips = [item.widget() for item in items if item]
    return [chip for chip in chips if isinstance(chip, Chip)]


def test_nothing_takes_the_room_of_the_name(qtbot: QtBot) -> None:
    banner = PatientBanner()
    qtbot.addWidget(banner)
    banner.resize(1180, 56)
    alerts = [Alert("Allergy: a very long story of what happened that day", "hazard")] * 9
    name = "Maximiliane " * 9
    banner.show_identity(
        Identity(name, "born 01.02.1938", "88 years", alerts, "Back", "Session 1 of 4")
    )
    banner.show()
    banner.grab()
    assert banner.name.width() >= 0.3 * banner.width()
    assert banner.visit.geometry().right() <= banner.width()
    parts = (banner.name, banner.born, banner.age, banner.alerts, banner.visit)
    for left, right in itertools.pairwise(parts):
        assert left.geometry().right() < right.geometry().left()


ROWS = [Row(key, f"Name {key}", "born") for key in range(4)]


def test_a_list_follows_the_arrows_and_hands_letters_on(qtbot: QtBot) -> None:
    rows = RowList("Patients")
    qtbot.addWidget(rows)
    rows.show()
    rows.show_rows(ROWS)
    moved: list[object] = []
    rows.moved.connect(moved.append)
    rows.go_to_first()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert moved == [0, 1]
    with qtbot.waitSignal(rows.typed) as typed:
        QTest.keyClicks(rows, "w")
    assert typed.args == ["w"]
    with qtbot.waitSignal(rows.entered) as entered:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert entered.args == [1]
    QTest.keyClick(rows, Qt.Key.Key_Up)
    with qtbot.waitSignal(rows.left_up):
        QTest.keyClick(rows, Qt.Key.Key_Up)


def test_a_list_keeps_its_row_or_says_that_it_is_gone(qtbot: QtBot) -> None:
    rows = RowList("Patients")
    qtbot.addWidget(rows)
    rows.show_rows(ROWS)
    rows.go_to(2)
    moved: list[object] = []
    rows.moved.connect(moved.append)
    rows.show_rows(ROWS[1:])
    assert (rows.key, moved) == (2, [])
    rows.show_rows(ROWS[:1])
    assert (rows.key, moved) == (None, [None])
    assert not rows.go_to(9)


def test_a_row_is_spoken_whole(qtbot: QtBot) -> None:
    rows = RowList("Patients")
    qtbot.addWidget(rows)
    rows.show_rows([Row("x", "<b>Wu</b>", "born 08.08.1988", "Today", "accent")])
    rows.go_to_first()
    index = rows.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "<b>Wu</b>, born 08.08.1988, Today"
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("<p>&lt;b&gt;")
    rows.grab()


@pytest.mark.parametrize("kind", [ChoiceBox, OptionList, NumberBox, CurrentBox])
def test_the_wheel_over_a_box_sets_nothing(kind: type[QWidget], qtbot: QtBot) -> None:
    box = _box(kind)
    qtbot.addWidget(box)
    before = box.currentIndex() if isinstance(box, QComboBox) else box.value()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert not wheel.isAccepted()
    assert before == (box.currentIndex() if isinstance(box, QComboBox) else box.value())
    assert box.focusPolicy() is Qt.FocusPolicy.StrongFocus


def _box(kind: type[QWidget]) -> ChoiceBox | OptionList[int] | NumberBox | CurrentBox:
    if kind is OptionList:
        return OptionList([(each, str(each)) for each in range(3)])
    if kind is NumberBox:
        return NumberBox(range(1, 9))
    if kind is CurrentBox:
        return CurrentBox()
    box = ChoiceBox()
    box.addItems(["one", "two", "three"])
    return box
