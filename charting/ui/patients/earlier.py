"""Where a visit is written up afterwards: the day and the time at which it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import theme
from charting.ui.actions import LEAVE_FORM, bind
from charting.ui.patients.model import PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.text import Text
from charting.wording import date_form_words


class EarlierForm(QWidget):
    """Asks when the visit was, and opens its session; hidden until it is wanted."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__()
        self._model = model
        self.day = TextField(_("Day of the visit"), example=date_form_words(model.country))
        self.time = TextField(_("Time"), example=_("hour:minute"))
        self.press = Button(_("Write it up"), Kind.PRIMARY)
        self.leave = Button(_("Leave it"), Kind.PLAIN)
        self._fields = {"day": self.day, "time": self.time}
        explained = Text(
            _(
                "The note will say when the visit was and when it was written. Times of needles "
                "are not noted afterwards."
            ),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        line = QHBoxLayout()
        line.setSpacing(theme.ROOM)
        line.addWidget(self.day, 2)
        line.addWidget(self.time, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(explained)
        rows.addLayout(line)
        presses = QHBoxLayout()
        presses.setSpacing(theme.SNUG)
        presses.addWidget(self.press)
        presses.addWidget(self.leave)
        presses.addStretch()
        rows.addLayout(presses)
        self.press.clicked.connect(self.open)
        for field in self._fields.values():
            field.entered.connect(self.open)
        self.leave.clicked.connect(self.close_it)
        bind(self, LEAVE_FORM, self.close_it)
        model.refused.connect(self._on_refused)
        self.hide()

    def ask(self) -> None:
        """Ask when it was."""
        for field in self._fields.values():
            field.write("")
        self.show()
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Open the session of the visit; refused, the form stays with what was typed."""
        self._model.open_earlier(self.day.typed, self.time.typed)

    def close_it(self) -> None:
        """Ask for nothing any more."""
        self.hide()

    def _on_refused(self, field: str, sentence: str) -> None:
        if self.isVisible():
            self._fields.get(field, self.day).refuse(sentence)
