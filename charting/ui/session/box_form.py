"""A box of needles: its code scanned, or its lot, expiry and size typed; what is typed stays until
the box is open.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.boxes import BoxLabel
from charting.domain.lots import LOT_LIMIT, Handle
from charting.domain.marks import NeedleKit
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionList, captioned
from charting.ui.session.cupboard import Cupboard, Size
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner
from charting.wording.supplies import handle_words

_LONGEST_CODE = 200
# What parts the elements of a code; no keyboard has it, and a line would swallow it.
_SEPARATOR = "\x1d"
_SHOWN_AS = "|"


class ScanLine(QLineEdit):
    """A line that a scanner types into; the sign between the parts of a code is kept in sight."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the separator; all else as any line."""
        with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_typed_so = with_ctrl and event.key() == Qt.Key.Key_BracketRight
        if event.text() == _SEPARATOR or is_typed_so:
            self.insert(_SHOWN_AS)
        else:
            super().keyPressEvent(event)


def handles() -> OptionList[Handle | None]:
    """What a needle is held by, or that nobody said."""
    return OptionList([(None, "–"), *((each, handle_words(each)) for each in Handle)])


def sizes(kit: NeedleKit) -> tuple[OptionList[int], OptionList[int]]:
    """Diameter and length to choose from."""
    diameters = OptionList([(each, f"{each / 1000:.2f} mm") for each in kit.diameters])
    return diameters, OptionList([(each, f"{each} mm") for each in kit.lengths])


class BoxForm(QWidget):
    """A scan fills the fields; the box is opened by Enter or its button."""

    def __init__(self, cupboard: Cupboard, kit: NeedleKit) -> None:
        super().__init__()
        self._cupboard = cupboard
        self._label: BoxLabel | None = None
        self.code, self.lot, self.expiry = ScanLine(), QLineEdit(), QLineEdit()
        self.diameter, self.length = sizes(kit)
        self.handle = handles()
        self.told = Banner("", size=theme.SMALL)
        self.open_button = Button(_("Open this box"), Kind.PRIMARY)
        self.open_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.code.returnPressed.connect(self._scan)
        for line in (self.lot, self.expiry):
            line.returnPressed.connect(self._open)
        self.open_button.clicked.connect(self._open)
        cupboard.scanned.connect(self._on_scanned)
        cupboard.opened.connect(self._on_opened)
        cupboard.refused.connect(self._on_refused)

    def begin(self, size: Size) -> None:
        """Bring the hand to where a code is scanned; `size` is what is offered for the box."""
        self.told.hush()
        self._offer(size)
        self.code.setFocus()

    def _offer(self, size: Size) -> None:
        self.diameter.show_value(size.diameter, f"{size.diameter / 1000:.2f} mm")
        self.length.show_value(size.length, f"{size.length} mm")
        self.handle.show_value(size.handle)

    def _scan(self) -> None:
        typed = self.code.text()
        if typed.strip():
            self._cupboard.scan(typed)

    def _on_scanned(self, label: BoxLabel) -> None:
        """What is on a box whose article was never opened here: its size is still to be said."""
        self._label = label
        self.lot.setText(label.number)
        self.expiry.setText(label.expiry.isoformat())
        self.told.say(_("Which needles are in it? Choose the size, then open the box."), tone="")
        self.diameter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        size = Size(self.length.value, self.diameter.value, self.handle.value)
        label = self._label
        # The article is that of the box that was scanned, not of one whose lot was typed since.
        gtin = label.gtin if label and label.number == self.lot.text().strip() else ""
        self._cupboard.open(self.lot.text(), self.expiry.text(), size, gtin)

    def _on_opened(self, words: str) -> None:
        for line in (self.code, self.lot, self.expiry):
            line.clear()
        self._label = None
        self.told.say(words, tone="counted")
        self.code.setFocus()

    def _on_refused(self, words: str) -> None:
        self.told.say(words, tone="answer")

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        self.code.setMaxLength(_LONGEST_CODE)
        self.lot.setMaxLength(LOT_LIMIT)
        self.expiry.setPlaceholderText(_("such as 2028-06"))
        for line in (self.code, self.lot, self.expiry):
            line.setMinimumHeight(theme.CONTROL)
        rows.addWidget(captioned(_("Scan the code on the box"), self.code))
        rows.addWidget(self.told)
        rows.addLayout(
            _beside(captioned(_("Or its lot"), self.lot), captioned(_("Use by"), self.expiry))
        )
        rows.addLayout(
            _beside(
                captioned(_("Diameter"), self.diameter),
                captioned(_("Length"), self.length),
            )
        )
        last = _beside(captioned(_("Held by"), self.handle), self.open_button)
        last.setAlignment(self.open_button, Qt.AlignmentFlag.AlignBottom)
        rows.addLayout(last)


def _beside(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.SNUG)
    for field in fields:
        row.addWidget(field, 1)
    return row
