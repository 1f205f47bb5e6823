"""One record as it is kept: put on hold, or erased with its name typed; nothing by one press."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from charting.domain.erasure import Why
from charting.domain.ids import PatientId
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.keeping_model import KeepingModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import FormFields, in_a_line
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import Text, isolated
from charting.wording import date_words
from charting.wording.retention import hold_words, kept_words, why_words

_FIELD_WIDTH = 400


class OneRecordCard(Card):
    """Whose record it is, how long it is kept, and what can be done: hold, lift, erase."""

    def __init__(self, model: KeepingModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self._model = model
        self._shown: PatientId | None = None
        self.who, self.kept = Text(bold=True, wraps=True), Text(wraps=True)
        self.on_hold, self.refusal = Banner("answer"), Banner("hazard")
        self.hold_button = Button(_("Put on hold…"))
        self.erase_button = Button(_("Erase…"))
        for part in (self.who, self.kept, self.on_hold, self.refusal):
            self.rows.addWidget(part)
        self.rows.addLayout(in_a_line(self.hold_button, self.erase_button))
        self.holding, self.erasing = self._hold_form(), self._erase_form()
        self.rows.addWidget(self.holding)
        self.rows.addWidget(self.erasing)
        self.fields = FormFields(self.refusal, {"reason": self.reason, "name": self.name})
        self._connect()
        self.close_forms()

    def _hold_form(self) -> QWidget:
        form = Card(padding=0, spacing=theme.SNUG)
        form.setProperty("look", "")
        self.reason = TextField(_("Why"))
        self.reason.setMaximumWidth(_FIELD_WIDTH)
        self.keep_button = Button(_("Put on hold"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave it as it is"), Kind.PLAIN)
        form.rows.addWidget(self.reason)
        form.rows.addLayout(in_a_line(self.keep_button, self.leave_button))
        return form

    def _erase_form(self) -> QWidget:
        form = Card(padding=0, spacing=theme.SNUG)
        form.setProperty("look", "")
        self.warning = Banner("hazard")
        self.why = ChoiceField(_("Why"), ())
        self.name = TextField("")
        for field in (self.why, self.name):
            field.setMaximumWidth(_FIELD_WIDTH)
        self.sure_button = Button(_("Erase this record for good"))
        self.back_button = Button(_("Keep the record"), Kind.PRIMARY)
        for part in (self.warning, self.why, self.name):
            form.rows.addWidget(part)
        self.warning.say(
            _(
                "Everything of this patient goes for good: visits, notes, signatures, letters, "
                "files, and what was handed out. That a record was erased, when and by whom "
                "stays, without a name."
            )
        )
        form.rows.addLayout(in_a_line(self.back_button, self.sure_button))
        return form

    def show_model(self) -> None:
        """Show the record that is chosen; nothing where none is."""
        model, kept = self._model, self._model.chosen
        self.setVisible(kept is not None)
        if kept is None:
            self.close_forms()
            return
        patient = kept.contact.patient
        born = _("born {born}").format(born=date_words(patient.born, model.country))
        self.who.setText(listed((isolated(patient.listed_name), born)))
        self.kept.setText(kept_words(kept, model.today, model.country))
        self.on_hold.say(hold_words(kept.hold, model.names, model.country))
        is_held = kept.hold is not None
        self.hold_button.set_words(_("Lift the hold…") if is_held else _("Put on hold…"))
        self.hold_button.setVisible(not is_held or model.may_erase)
        self.keep_button.set_words(_("Lift the hold") if is_held else _("Put on hold"))
        self.erase_button.setVisible(model.may_erase and not is_held)
        if not self.isVisible() or kept.contact.patient.id != self._shown:
            self._shown = kept.contact.patient.id
            bring_in_sight(self)
        self.name.name(_("Type “{name}” to be sure").format(name=isolated(patient.name)))

    def close_forms(self) -> None:
        """Forget what was typed."""
        self.fields.accept()
        for field in (self.reason, self.name):
            field.write("")
        self.holding.hide()
        self.erasing.hide()

    def refuse(self, field: str, words: str) -> None:
        """Say why it was not done, at its field or above."""
        self.fields.refuse(field, words)

    def _connect(self) -> None:
        self.hold_button.clicked.connect(lambda: self._open(self.holding, self.reason))
        self.erase_button.clicked.connect(self._open_erasing)
        self.keep_button.clicked.connect(self._hold)
        self.reason.entered.connect(self._hold)
        self.sure_button.clicked.connect(self._erase)
        for leave in (self.leave_button, self.back_button):
            leave.clicked.connect(self._leave)
        bind(self, actions.LEAVE_FORM, self._leave)

    def _open(self, form: QWidget, first: QWidget) -> None:
        self.close_forms()
        form.show()
        first.setFocus()
        bring_in_sight(self)

    def _open_erasing(self) -> None:
        self.why.offer([(why, why_words(why)) for why in self._model.whys()])
        self._open(self.erasing, self.why)

    def _leave(self) -> None:
        was_erasing = self.erasing.isVisible()
        self.close_forms()
        (self.erase_button if was_erasing else self.hold_button).setFocus()

    def _hold(self) -> None:
        self.fields.accept()
        kept = self._model.chosen
        do = self._model.lift if kept is not None and kept.hold is not None else self._model.hold
        do(self.reason.typed)

    def _erase(self) -> None:
        self.fields.accept()
        if self.why.value:
            self._model.erase(Why(self.why.value), self.name.typed)


def bring_in_sight(part: QWidget) -> None:
    """Scroll to a part as soon as it is laid out; its upper edge is seen in any case."""
    within = part.parentWidget()
    while within is not None and not isinstance(within, QScrollArea):
        within = within.parentWidget()
    if within is not None:
        area = within
        QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(part))
