"""The form of a signed session in which words are asked for, and signed by one press."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.choices import caption
from charting.ui.session.signing_model import SigningModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.patient_picker import PatientPicker
from charting.ui.widgets.text import Text


class Asking(Enum):
    """What the form is for."""

    ADDENDUM = "addendum"
    COSIGNATURE = "cosignature"
    IN_ERROR = "in_error"
    OTHER_PATIENT = "other_patient"


class WordsForm(QWidget):
    """A few words and the press that signs them, in the place where they were asked for."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, signing: SigningModel, country: str) -> None:
        super().__init__()
        self._asking = Asking.ADDENDUM
        self._caption = caption("")
        self.patient = PatientPicker(
            signing.find_patients, signing.lane, country, _("Whom the visit was about")
        )
        self.what_follows = Text(
            _(
                "The visit is entered in error here and charted anew there, with everything that "
                "was charted, as a draft to be read and signed. Both name each other."
            ),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        self.words = QPlainTextEdit()
        self.words.setFont(theme.font())
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(3 * theme.TARGET)
        self.press = Button("", Kind.PRIMARY, key=actions.SIGN.key, height=theme.TARGET)
        self.press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.leave = Button(_("Leave it"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        for part in (
            *(self.what_follows, self.patient, self._caption),
            *(self.words, self.press, self.leave),
        ):
            rows.addWidget(part)
        self.press.clicked.connect(self.give)
        self.leave.clicked.connect(self.close_it)
        self.hide()

    def ask(self, asking: Asking) -> None:
        """Ask for words."""
        asked, press = {
            Asking.ADDENDUM: (_("What is to be added"), _("Sign the addendum")),
            Asking.COSIGNATURE: (_("A remark, if you like"), _("Co-sign")),
            Asking.IN_ERROR: (_("Why it was entered in error"), _("Enter in error")),
            Asking.OTHER_PATIENT: (_("What happened"), _("Chart it there")),
        }[asking]
        self._asking = asking
        self._caption.setText(asked)
        self.words.setAccessibleName(asked)
        self.words.clear()
        self.press.set_words(press)
        finds = asking is Asking.OTHER_PATIENT
        self.patient.clear()
        for part in (self.patient, self.what_follows):
            part.setVisible(finds)
        self.show()
        (self.patient if finds else self.words).setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        """Hand the words over; they stay until the record has them."""
        self.given.emit(self._asking, self.words.toPlainText())

    def close_it(self) -> None:
        """Ask for nothing any more."""
        self.hide()
        self.words.clear()
        self.patient.clear()
        self.left.emit()
