"""Terms to tick in the episode's form: by themselves, or each with the time it belongs to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from charting.domain.episode import CareTime, Term, care_code
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.text import Text, tip
from charting.wording import care_time_words

_ACROSS = 3


class TermGrid(QWidget):
    """Terms to tick, any number of them or one; what each means stands in its tip. `told` says
    that a hand ticked.
    """

    told = Signal()

    def __init__(self, title: str, terms: tuple[Term, ...], *, one: bool = False) -> None:
        super().__init__()
        self.boxes: dict[str, QToolButton] = {}
        grid = _titled_grid(self, title)
        for place, term in enumerate(terms):
            box = _box(_(term.words), _(term.explained) if term.explained else "")
            box.setAutoExclusive(one)
            box.clicked.connect(self.told)
            self.boxes[term.id] = box
            grid.addWidget(box, place // _ACROSS, place % _ACROSS)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes ticked, in the order of the vocabulary."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def tick(self, codes: tuple[str, ...]) -> None:
        """Tick these codes and no other."""
        for code, box in self.boxes.items():
            # What excludes the others holds on to its last choice.
            exclusive = box.autoExclusive()
            box.setAutoExclusive(False)
            box.setChecked(code in codes)
            box.setAutoExclusive(exclusive)


class CareGrid(QWidget):
    """Other care, each had before, now or planned; the codes are those of `care_code`."""

    def __init__(self, title: str, terms: tuple[Term, ...]) -> None:
        super().__init__()
        self.boxes: dict[str, QToolButton] = {}
        grid = _titled_grid(self, title)
        for row, term in enumerate(terms):
            grid.addWidget(Text(_(term.words), wraps=True), row, 0)
            for column, when in enumerate(CareTime, start=1):
                box = _box(care_time_words(when))
                box.setAccessibleName(f"{_(term.words)}, {care_time_words(when)}")
                self.boxes[care_code(term.id, when)] = box
                grid.addWidget(box, row, column)
        grid.setColumnStretch(0, 2)
        for column in range(1, len(CareTime) + 1):
            grid.setColumnStretch(column, 1)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes ticked, in the order of the vocabulary."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def tick(self, codes: tuple[str, ...]) -> None:
        """Tick these codes and no other."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)


def kept(before: tuple[str, ...], grid: TermGrid | CareGrid) -> tuple[str, ...]:
    """What is ticked, with those of `before` that the vocabulary no longer knows."""
    return grid.ticked + tuple(code for code in before if code not in grid.boxes)


def _titled_grid(widget: QWidget, title: str) -> QGridLayout:
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, theme.SNUG)
    rows.setSpacing(theme.TIGHT)
    rows.addWidget(Text(title, size=theme.SMALL, bold=True))
    grid = QGridLayout()
    grid.setSpacing(theme.TIGHT)
    rows.addLayout(grid)
    return grid


def _box(words: str, explained: str = "") -> QToolButton:
    box = QToolButton()
    box.setText(words)
    box.setCheckable(True)
    box.setFont(theme.font())
    box.setProperty("look", "option")
    box.setMinimumHeight(theme.CONTROL)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if explained:
        tip(box, explained)
        box.setAccessibleDescription(explained)
    return box
