"""A practitioner at the window: the verbs a paper chart is typed in with, each done by hand."""

from collections.abc import Iterable
from math import cos, pi, sin

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QToolButton, QWidget

from charting.domain.session import Reply
from charting.domain.visit import NEXT_VISIT
from charting.domain.visit import Step as VisitStep
from charting.ui.session.check_group import CheckGroup
from charting.ui.session.check_row import CheckRow
from charting.ui.session.choices import Stepper
from charting.ui.session.notes_editor import NoteEditor
from charting.ui.session.screen_sheet import ScreenSheet
from charting.ui.session.sign_rows import ComparedRow, SignRow
from charting.ui.session.visit_rows import (
    ChoiceRow,
    DateRow,
    NumberRow,
    ScaleRow,
    SeveralRow,
    YesNoRow,
)
from tests.person import wait
from tests.walk.signatory import Signatory

# The places a hand passes as it draws round something.
_STROKE = 32
_REPLIES = (Reply.NO, Reply.YES, Reply.UNKNOWN)


class Practitioner(Signatory):
    """Sits at one window from the first run to the last chart."""

    # The visit's shelf

    def open_step(self, title: str) -> None:
        """Open a step of the shelf."""
        heads = self.visit.shelf.findChildren(QPushButton)
        self.hand.click(next(head for head in heads if head.text().endswith(title)))
        self.rest()

    def reply(self, item: str, reply: Reply, reason: str = "") -> None:
        """Answer an item with no, yes or unknown, and a reason."""
        if item in self.visit.shelf.items:
            row = self.visit.shelf.items[item]
            assert isinstance(row, YesNoRow)
            self.hand.click(row.options.buttons[_REPLIES.index(reply)])
            line: QLineEdit | None = row.reason
        else:
            asked = self._question(item)
            self.hand.click(asked.buttons[_REPLIES.index(reply)])
            line = asked.reason if reason else None
        self.rest()
        if reason and line is not None:
            self.hand.write(line, reason)
            self.hand.press(Qt.Key.Key_Return)
            self.rest()

    def change(self, item: str, codes: Iterable[str]) -> None:
        """Say what is changed in the treatment, or where, beside an answer."""
        for code in codes:
            self.hand.click(self._question(item).chips[code])
            self.rest()

    def ask_rest(self, step: VisitStep, before: str = "") -> None:
        """Ask all that is still open in a step, group by group and up to one of them, and find it
        as hoped for: one key for each.
        """
        checks = self.visit.shelf.checks[step]
        for group in checks.groups.values():
            if group.group.id == before:
                return
            asked = group.asked or next(
                (a for a in self._screen.asked(step) if a.group is group.group), None
            )
            if asked is None or not asked.as_a_set:
                continue
            focus = QApplication.focusWidget()
            alone = asked.group.alone and focus is not None and group.isAncestorOf(focus)
            if focus is group or alone:
                self.hand.press(Qt.Key.Key_Y if asked.hopes_for_yes else Qt.Key.Key_N)
            elif asked.group.alone:
                rule = asked.rules[0]
                hoped = 0 if rule.choices else _REPLIES.index(Reply(rule.hoped))
                self.hand.click(self._question(rule.id).buttons[hoped])
            else:
                self._open(group)
                self.hand.click(group.all_button)
            self.rest()

    def _question(self, item: str) -> CheckRow:
        """The row of a question, its group opened and gone through one by one by hand."""
        for checks in self.visit.shelf.checks.values():
            for asked in self._screen.asked(checks.step):
                if any(rule.id == item for rule in asked.rules):
                    group = checks.groups[asked.group.id]
                    self._open(group)
                    if item not in group.rows or not group.rows[item].isVisible():
                        self.hand.click(group.one_button)
                        self.rest()
                    return group.rows[item]
        raise LookupError(f"{item} is not asked in this visit")

    @property
    def _screen(self) -> ScreenSheet:
        assert self.desk.session is not None
        return self.desk.session.screen

    def _open(self, group: CheckGroup) -> None:
        if group.isHidden():
            step = group.group.step
            self.hand.click(self.visit.shelf.checks[step].done)
            self.rest()
        if not group.is_open:
            self.hand.click(group.head)
            self.rest()

    def score(self, item: str, number: int) -> None:
        """Press a number of a short scale."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, ScaleRow)
        self.hand.click(row.scale.buttons[number])
        self.rest()

    def enter(self, item: str, text: str) -> None:
        """Type a number or a line of words."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, NumberRow | SignRow | ComparedRow)
        self.hand.write(row.line, text)
        self.hand.press(Qt.Key.Key_Return)
        self.rest()

    def choose(self, item: str, words: str) -> None:
        """Choose from an item's list."""
        if item in self.visit.shelf.items:
            row = self.visit.shelf.items[item]
            assert isinstance(row, ChoiceRow)
            self.hand.choose(row.options, words)
        else:
            buttons = self._question(item).buttons
            self.hand.click(next(each for each in buttons if each.text()[2:] == words))
        self.rest()

    def tick(self, item: str, codes: Iterable[str], remark: str) -> None:
        """Tick several choices and write what belongs to them."""
        row = self.visit.shelf.items[item]
        assert isinstance(row, SeveralRow)
        for code in codes:
            self.hand.click(row.boxes[code])
            self.rest()
        self.hand.write(row.line, remark)
        self.hand.press(Qt.Key.Key_Return)
        self.rest()

    def agree_next(self, days: int) -> None:
        """Press the next visit so many days on."""
        row = self.visit.shelf.items[NEXT_VISIT]
        assert isinstance(row, DateRow)
        self.hand.click(row.presses[row.sheet.intervals.index(days)])
        self.rest()

    def plan_call(self, call: str) -> None:
        """Press a call of the last step, and see that it is planned."""
        press = self.visit.shelf.planning.calls[call]
        self.hand.click(press)
        wait(press.isChecked)
        self.rest()

    def press_key(self, key: Qt.Key) -> None:
        """Press a key where the hand has come to."""
        self.hand.press(key)
        self.rest()

    def note(self, field: str, text: str) -> None:
        """Type into the note's field of this name, after what stands there."""
        editor = _named(self.visit.shelf, field)
        assert isinstance(editor, NoteEditor)
        self.hand.click(editor)
        self.hand.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        self.hand.type(text)
        # What is typed is kept after a pause; the story does not wait for it.
        editor.keep()
        self.rest()

    def click_leaflet(self) -> None:
        """Press the leaflet in the last step, and wait for its pages."""
        self.hand.click(self.visit.shelf.leaflet)
        wait(lambda: self.desk.handout_page is not None and self.paper.isVisible())
        self.see_paper()

    # The map and the drawer

    def arm(self, key: Qt.Key) -> None:
        """Bring the hand back to the map where it is elsewhere, and arm by a key."""
        if not self.visit.view.hasFocus():
            self.hand.press(Qt.Key.Key_Escape)
        self.hand.press(key)

    def place(self, x_mm: float, y_mm: float) -> None:
        """Click the back."""
        view = self.visit.view
        self.hand.click(view, view.projection.to_screen(x_mm, y_mm).toPoint())
        self.rest()

    def draw_round(self, x_mm: float, y_mm: float, wide_mm: float, high_mm: float) -> None:
        """Draw round a place on the back, half as wide and as high as said to either side."""
        view = self.visit.view
        turns = [2 * pi * each / _STROKE for each in range(_STROKE)]
        places = [(x_mm + wide_mm * cos(t), y_mm + high_mm * sin(t)) for t in turns]
        self.hand.draw(view, [view.projection.to_screen(*place).toPoint() for place in places])
        self.rest()

    def say(self, field: str, words: str) -> None:
        """Press an option, or choose from a list, in the drawer."""
        part = _named(self.visit.drawer, field)
        if isinstance(part, QComboBox):
            self.hand.choose(part, words)
        else:
            options = part.findChildren(QToolButton)
            self.hand.click(next(option for option in options if option.text() == words))
        self.rest()

    def tell(self, field: str, text: str) -> None:
        """Type into a field of the drawer."""
        self.hand.write(_named(self.visit.drawer, field), text)
        self.hand.press(Qt.Key.Key_Return)
        self.rest()

    def count(self, field: str, number: int) -> None:
        """Press plus until a number of the drawer is reached."""
        stepper = _named(self.visit.drawer, field)
        assert isinstance(stepper, Stepper)
        while stepper.value != number:
            self.hand.click(stepper.less if number == 0 else stepper.more)
            self.rest()

    def select(self, number: int) -> None:
        """Click a mark of the list; they are numbered from 1 in order of placing."""
        marks = self.visit.marks
        index = marks.model().index(number - 1, 0)
        marks.scrollTo(index)
        self.hand.click(marks.viewport(), marks.visualRect(index).center())
        self.rest()

    def all_out(self, counted: str = "", key: Qt.Key = Qt.Key.Key_A) -> None:
        """Note that all needles are out; the hand comes to the count, which is typed."""
        self.arm(key)
        self.rest()
        if counted:
            self.hand.type(counted)
            self.hand.press(Qt.Key.Key_Return)
            self.rest()

    def take_out(self, number: int) -> None:
        """Select a needle in the list and note that it is out."""
        self.select(number)
        self.hand.press(Qt.Key.Key_O)
        self.rest()


def _named(within: QWidget, name: str) -> QWidget:
    """The part that can be seen and bears this name for a screen reader."""
    for part in within.findChildren(QWidget):
        if part.accessibleName() == name and part.isVisible():
            return part
    raise LookupError(f"nothing called {name} can be seen")
