"""The end of the last step: what is about to be signed, said in a sentence, and the press."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.choices import caption
from charting.ui.session.model import SessionModel
from charting.ui.session.signing_model import SigningModel
from charting.ui.session.unconfirmed import Unconfirmed
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.text import Text, isolated
from charting.wording import moment_words, to_sign_words


class SignPane(QWidget):
    """One press signs; what stops it is said in a sentence."""

    def __init__(self, model: SessionModel, signing: SigningModel, country: str) -> None:
        super().__init__()
        self._model, self._signing, self._country = model, signing, country
        self.sentence = Text(size=theme.SMALL, wraps=True)
        self.linked = Text(
            _(
                "It was charted in another record first, and entered in error there: "
                "read it through."
            ),
            size=theme.SMALL,
            wraps=True,
        )
        self.stops = Text(size=theme.SMALL, ink="hazard", wraps=True)
        self.unconfirmed = Unconfirmed(model)
        self.late = Banner("answer", size=theme.SMALL)
        self.reason = QLineEdit()
        self.reason.setFont(theme.font())
        self.reason.setMinimumHeight(theme.CONTROL)
        self.press = Button(_("Sign"), Kind.PRIMARY, key=actions.SIGN.key, height=theme.TARGET)
        self.press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.leave = Button(
            _("Leave it as it was signed"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, theme.SNUG, 0, theme.SNUG)
        rows.setSpacing(theme.SNUG)
        for part in (
            Hairline(),
            caption(_("Signature")),
            self.linked,
            self.sentence,
            self.unconfirmed,
            self.stops,
            self.late,
            self.reason,
            self.press,
            self.leave,
        ):
            rows.addWidget(part)
        self.press.clicked.connect(self.sign)
        self.leave.clicked.connect(signing.leave_correction)
        signing.changed.connect(self._start_afresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what would be signed as the session stands."""
        session, patient = self._model.session, self._model.patient
        if session is None or patient is None or not self.isVisible():
            return
        name = isolated(patient.name)
        self.linked.setVisible(session.instead_of is not None)
        self.sentence.setText(to_sign_words(session, name, self._signing.who, self._country))
        stops = self._signing.stops()
        self.stops.setText(stops)
        self.stops.setVisible(bool(stops))
        self.unconfirmed.refresh()
        self._show_reason()

    def showEvent(self, event: QShowEvent) -> None:
        """Say it when it is seen."""
        super().showEvent(event)
        self._signing.read_late_rule()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Name nobody where nobody looks, as behind the cover of a lock."""
        self.sentence.clear()
        super().hideEvent(event)

    def sign(self) -> None:
        """Sign, with the reason that was typed, if any."""
        self._signing.sign(self.reason.text())

    def come_here(self) -> None:
        """Bring the hand to the press."""
        self.press.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_reason(self) -> None:
        late, correcting = self._signing.late(), self._signing.is_correction
        if late is not None:
            self.late.say(
                _("This will stand as a late entry: the visit was on {when}.").format(
                    when=moment_words(late, self._country)
                )
            )
        elif correcting:
            self.late.say(
                _("You are correcting a signed session. What was signed before stays readable.")
            )
        else:
            self.late.hush()
        words = _("Why it is corrected") if correcting else _("Why it is late, if you like")
        self.reason.setPlaceholderText(words)
        self.reason.setAccessibleName(words)
        self.reason.setVisible(correcting or late is not None)
        self.leave.setVisible(correcting)
        self.press.set_words(_("Sign the correction") if correcting else _("Sign"))

    def _start_afresh(self) -> None:
        self.reason.clear()
        self.refresh()
