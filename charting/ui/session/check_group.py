"""A group of the screening on the shelf: one headline, one key for all of it, or item by item."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.screening_rules import Action, Group, Rule
from charting.domain.session import Reply
from charting.i18n import _, clauses
from charting.ui import theme
from charting.ui.session.check_keys import Asking
from charting.ui.session.check_row import CheckRow
from charting.ui.session.screen_sheet import Asked, ScreenSheet
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import ElidedText, Text
from charting.wording.initials import beginning

_GRAVE = (Action.BLOCK, Action.JUSTIFY, Action.REQUIRE)


class CheckGroup(Asking):
    """Folded to its headline, or open: the listed set with its key, or its items one by one.

    `opened` is told when a hand opens or folds it, `held` when there is more to say in it, and
    `answered` when it is time for the next.
    """

    opened = Signal(object)
    held = Signal(object)
    answered = Signal()

    def __init__(self, sheet: ScreenSheet, group: Group) -> None:
        super().__init__()
        self._sheet, self.group = sheet, group
        self.asked: Asked | None = None
        self.is_open = False
        self._unfolded = False
        self.head = QPushButton()
        self.head.setProperty("look", "step")
        self.head.setFont(theme.font(theme.SMALL, bold=True))
        self.head.setFixedHeight(theme.BROAD)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.clicked.connect(lambda: self.opened.emit(self))
        self.found = ElidedText(size=theme.SMALL, ink="answer")
        self._body = QWidget()
        self._list = Text(size=theme.SMALL, wraps=True)
        self.all_button = Button("", height=theme.CONTROL, size=theme.SMALL)
        self.all_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_button.clicked.connect(self.confirm)
        self.one_button = Button("", height=theme.CONTROL, size=theme.SMALL)
        self.one_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.one_button.clicked.connect(self.unfold)
        self.rows: dict[str, CheckRow] = {}
        self._lay_out()
        self.setAccessibleName(_(group.words))

    def show_asked(self, asked: Asked | None, *, is_open: bool) -> None:
        """Show how far the group is, folded or open."""
        if asked is None:
            self.asked, self._unfolded = None, False
            if not self.isHidden():
                self.setVisible(False)
            return
        if self.asked is not None and not asked.open and not self.is_open:
            self._unfolded = False
        self.asked, self.is_open = asked, is_open
        self._show_head(asked)
        self._body.setVisible(is_open)
        if is_open:
            self._show_body(asked)
        if self.isHidden():
            self.setVisible(True)

    def make_ahead(self, asked: Asked) -> bool:
        """Make one row that will be shown once the group is open; False where all are made."""
        if self._is_listed(asked):
            return False
        lacking = next((rule for rule in asked.rules if rule.id not in self.rows), None)
        if lacking is not None:
            self._add_row(lacking)
            self.rows[lacking.id].setVisible(self.is_open)
        return lacking is not None

    def confirm(self) -> None:
        """Say of all that is open what is hoped for, by one key."""
        if self.asked is not None:
            self._sheet.confirm(self.asked)
            self.answered.emit()

    def unfold(self) -> None:
        """Go through the items one by one."""
        self._unfolded = True
        if self.asked is not None:
            self._show_body(self.asked)
            self.focus_first()

    def focus_first(self) -> None:
        """Bring the hand to the first thing that is open: the group, or an item of it."""
        asked = self.asked
        if asked is None:
            return
        if not self._is_listed(asked) and (self._unfolded or not asked.as_a_set):
            holding = {each.rule.id for each in asked.findings if each.action in _GRAVE}
            for rule in asked.rules:
                if rule in asked.open or rule.id in holding:
                    self.rows[rule.id].setFocus()
                    return
        self.setFocus()

    def take(self, key: str) -> bool:
        """One key for the whole group, the other opens it."""
        if self.asked is None or not self.is_open:
            return False
        hoped = "Y" if self.asked.hopes_for_yes else "N"
        if key != hoped and self._offers(key):
            return self.row(self.asked.rules[0].id).take(key)
        if key == hoped and self.asked.as_a_set:
            self.confirm()
        elif key in ("Y", "N", "U"):
            self.unfold()
        elif key == "Enter":
            self.answered.emit()
        else:
            return False
        return True

    def _offers(self, key: str) -> bool:
        """Whether what the one question offers is on the screen, each with its key, this among
        them.
        """
        if self.asked is None or not self.group.alone or self._is_listed(self.asked):
            return False
        replies = len(self.asked.rules) == 1 and not self.asked.rules[0].choices
        return key.isdigit() or (replies and key in ("Y", "N", "U"))

    def row(self, rule_id: str) -> CheckRow:
        """The row of one of its items; made where it was never needed."""
        if rule_id not in self.rows:
            self._add_row(self._sheet.rules.rules[rule_id])
        return self.rows[rule_id]

    def _is_listed(self, asked: Asked) -> bool:
        return not (asked.one_by_one or self._unfolded or asked.findings)

    def _show_head(self, asked: Asked) -> None:
        grave = any(each.action in _GRAVE for each in asked.findings)
        sign = "▲" if asked.findings else "✓" if asked.done else "○"
        left = f"   {len(asked.open)}" if asked.open and not asked.group.alone else ""
        self.head.setText(f"{sign}  {_(asked.group.words)}{left}")
        told = [self._told(each.rule) for each in asked.findings]
        self.found.setText(clauses(told))
        self.found.set_ink("hazard" if grave else "answer")
        self.found.setVisible(bool(told) and not self.is_open)

    def _told(self, rule: Rule) -> str:
        answer = self._sheet.answer_to(rule)
        unknown = answer is not None and answer.reply is Reply.UNKNOWN
        words = _(self._sheet.words(rule))
        return _("not known: {words}").format(words=words) if unknown else words

    def _show_body(self, asked: Asked) -> None:
        listed, alone = self._is_listed(asked), asked.group.alone
        self._list.setVisible(listed)
        if listed:
            self._list.setText("\n".join(f"·  {_(self._sheet.words(r))}" for r in asked.rules))
        yes = asked.hopes_for_yes
        self.all_button.set_key("Y" if yes else "N")
        self.all_button.set_words(beginning(_(asked.group.none)))
        self.all_button.setVisible(bool(asked.as_a_set) and not alone)
        self.one_button.set_key("N" if yes else "Y")
        self.one_button.set_words(_("Not all of these") if yes else _("One of these"))
        self.one_button.setVisible(listed and bool(asked.open))
        shown = {rule.id for rule in asked.rules} if not listed else set()
        for rule in asked.rules:
            if not listed and rule.id not in self.rows:
                self._add_row(rule)
        for rule_id, row in self.rows.items():
            row.setVisible(rule_id in shown)
            if rule_id in shown:
                row.refresh()

    def _add_row(self, rule: Rule) -> None:
        row = CheckRow(self._sheet, rule)
        row.answered.connect(lambda: self._after(rule))
        row.stayed.connect(lambda: self.held.emit(self))
        self.rows[rule.id] = row
        self._items.addWidget(row)

    def _after(self, rule: Rule) -> None:
        """Go on to the next item that is open, and from the last one to the next group."""
        asked = self.asked
        if asked is None:
            return
        rules = list(asked.rules)
        at = rules.index(rule) + 1 if rule in rules else 0
        for other in rules[at:]:
            if not self._sheet.is_answered(other):
                self.rows[other.id].setFocus()
                return
        self.answered.emit()

    def _lay_out(self) -> None:
        body = QVBoxLayout(self._body)
        body.setContentsMargins(theme.SNUG, 0, theme.SNUG, theme.SNUG)
        body.setSpacing(theme.TIGHT)
        body.addWidget(self._list)
        self._items = QVBoxLayout()
        self._items.setSpacing(theme.TIGHT)
        body.addLayout(self._items)
        for button in (self.all_button, self.one_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            body.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.TIGHT, 0, theme.TIGHT, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.found)
        rows.addWidget(self._body)
