"""Settings found by everyday words: what each is called, what it does, and how it came."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.text import fold
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Card, pane_column
from charting.ui.widgets.text import Text

_WIDTH = 760


class Setting(NamedTuple):
    """One thing that can be set or done: its name, a sentence, how it came, the words by which
    somebody may look for it, and the part of the pane that it is done with.
    """

    name: str
    sentence: str
    default: str = ""
    words: str = ""
    part: QWidget | None = None


class Found(NamedTuple):
    """A setting, the name of the section that it stands in, and the section's place."""

    setting: Setting
    section: str
    place: int


def find(typed: str, offered: Iterable[Found]) -> list[Found]:
    """Those in which every word typed begins a word; where the name has it, they come first."""
    wanted = fold(typed).split()
    if not wanted:
        return []
    found: list[tuple[bool, Found]] = []
    for one in offered:
        name = fold(f"{one.setting.name} {one.section}").split()
        everything = [*name, *fold(f"{one.setting.sentence} {one.setting.words}").split()]
        if all(_begins(word, everything) for word in wanted):
            found.append((not all(_begins(word, name) for word in wanted), one))
    # Sorting keeps those that are alike in the order of the sections.
    return [one for _later, one in sorted(found, key=lambda pair: pair[0])]


def _begins(word: str, words: Sequence[str]) -> bool:
    return any(each.startswith(word) for each in words)


class FoundPane(QWidget):
    """What was found, each with a press that leads to it."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[Button] = []
        self.found: Sequence[Found] = ()
        rows = pane_column(self, _WIDTH)
        self.told = Text(wraps=True, bold=True)
        rows.addWidget(self.told)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SNUG)
        rows.addLayout(self._lines)
        self._cards: list[Card] = []

    def show_found(self, typed: str, found: Sequence[Found]) -> None:
        """Show what was found for what was typed."""
        for card in self._cards:
            self._lines.removeWidget(card)
            card.deleteLater()
        self.found, self.buttons, self._cards = found, [], []
        words = _("Found for “{typed}”") if found else _("Nothing in the settings says “{typed}”.")
        self.told.setText(words.format(typed=typed))
        for place, one in enumerate(found):
            self._cards.append(self._card(place, one))
            self._lines.addWidget(self._cards[-1])

    def _card(self, place: int, one: Found) -> Card:
        card = Card(spacing=theme.TIGHT)
        button = Button(one.setting.name, Kind.QUIET)
        button.clicked.connect(lambda _on=False: self.chosen.emit(place))
        where = _("in “{section}”").format(section=one.section)
        button.setAccessibleDescription(f"{where}. {one.setting.sentence}")
        self.buttons.append(button)
        card.rows.addWidget(button)
        card.rows.addWidget(Text(one.setting.sentence, size=theme.SMALL, wraps=True))
        beneath = [where]
        if one.setting.default:
            beneath.append(_("as it came: {default}").format(default=one.setting.default))
        card.rows.addWidget(Text(" · ".join(beneath), size=theme.SMALL, ink="quiet"))
        return card
