"""The menu of how the window looks."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from charting.ui import actions, theme

THEMES = {
    "system": actions.THEME_SYSTEM,
    "light": actions.THEME_LIGHT,
    "dark": actions.THEME_DARK,
    "contrast": actions.THEME_CONTRAST,
}


class AppearanceMenu(QMenu):
    """`theme_chosen` carries one of `THEMES`; `still` is whether nothing is to move by itself."""

    theme_chosen = Signal(str)

    def __init__(self, within: QWidget, chosen: str) -> None:
        super().__init__(within)
        # Platforms have a typeface of their own for menus.
        self.setFont(theme.font())
        group = QActionGroup(self)
        for name in THEMES:
            entry = self.addAction("")
            entry.setCheckable(True)
            entry.setChecked(name == chosen)
            entry.setData(name)
            group.addAction(entry)
        group.triggered.connect(lambda entry: self.theme_chosen.emit(entry.data()))
        self.addSeparator()
        self.still = self.addAction("")
        self.still.setCheckable(True)
        self.still.setChecked(theme.worn().still)
        self.say_again()

    def say_again(self) -> None:
        """Say its entries in the language that speaks now."""
        for entry, action in zip(self.actions(), THEMES.values(), strict=False):
            entry.setText(action.spoken)
        self.still.setText(actions.STILL.spoken)

    def show_chosen(self, theme_name: str, *, still: bool) -> None:
        """Show what was chosen elsewhere."""
        with QSignalBlocker(self.still):
            self.still.setChecked(still)
        for entry in self.actions()[: len(THEMES)]:
            entry.setChecked(entry.data() == theme_name)

    def show_under(self, part: QWidget) -> None:
        """Open with its upper right corner at the lower right one of a part."""
        place = part.mapToGlobal(part.rect().bottomRight())
        place.setX(place.x() - self.sizeHint().width())
        self.popup(place)

    def choose_next(self) -> None:
        """Choose the look after the one that is worn."""
        entries = self.actions()[: len(THEMES)]
        now = next((index for index, entry in enumerate(entries) if entry.isChecked()), 0)
        entries[(now + 1) % len(entries)].trigger()
