"""The form of a person of the practice: added with a passphrase of their own, or changed."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from charting.domain.practice import Practitioner
from charting.domain.roles import NEEDS_COSIGNATURE, Role
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.model import PeopleModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import FormFields
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.strength import NewPassphrase
from charting.ui.widgets.text import Text
from charting.wording.roles import role_sentence, role_words


class PersonForm(Card):
    """Name, registration, role, a student's supervisor; `left` without anything kept."""

    left = Signal()

    def __init__(self, model: PeopleModel) -> None:
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self._model = model
        self._person: Practitioner | None = None
        self.title = Text(size=theme.LARGE, bold=True)
        self.name = TextField(_("Name"), hint=_("As it stands on notes and leaflets"))
        self.registration = TextField(
            _("Registration"), hint=_("The number of the professional register, if any")
        )
        self.role = ChoiceField(_("Role"), [(role.value, role_words(role)) for role in Role])
        self.supervisor = ChoiceField(_("Supervisor present"), [])
        self.passphrase = NewPassphrase(_("Their passphrase, typed by themselves"))
        self.banner = Banner("hazard")
        self.keep_button = Button("", Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self._fields = FormFields(
            self.banner,
            {
                "practitioner_name": self.name,
                "registration": self.registration,
                "role": self.role,
                "supervisor": self.supervisor,
                "new": self.passphrase.passphrase,
                "again": self.passphrase.again,
            },
        )
        self._lay_out()
        self._connect()

    def start_adding(self) -> None:
        """Empty the form for somebody new."""
        self._person = None
        self.title.setText(_("Add a practitioner"))
        self.keep_button.set_words(_("Add"))
        self._fill(Practitioner(self._model.who.id, "", "", role=Role.PRACTITIONER))

    def start_changing(self, person: Practitioner) -> None:
        """Fill the form with what is known of somebody."""
        self._person = person
        self.title.setText(_("Change details or role"))
        self.keep_button.set_words(_("Keep the changes"))
        self._fill(person)

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        self._fields.refuse(field, sentence)

    def _fill(self, person: Practitioner) -> None:
        supervisors = [("", _("Nobody named"))]
        supervisors += [
            (one.id.hex, one.name) for one in self._model.supervisors() if one.id != person.id
        ]
        self.supervisor.offer(supervisors)
        self.supervisor.choose(person.supervisor_id.hex if person.supervisor_id else "")
        self.name.write(person.name)
        self.registration.write(person.registration)
        self.role.choose(person.role.value)
        self._on_role(person.role.value)
        self.passphrase.setVisible(self._person is None)
        self.passphrase.clear()
        self.banner.hush()
        self.name.line.setFocus()

    def _on_role(self, value: str) -> None:
        role = Role(value)
        self.role.advise(role_sentence(role))
        # Whom a student charts beside is named once they are there.
        self.supervisor.setVisible(role in NEEDS_COSIGNATURE and self._person is not None)

    def _on_keep(self) -> None:
        self._fields.accept()
        name, registration, role = self.name.typed, self.registration.typed, Role(self.role.value)
        if self._person is None:
            words = self.passphrase
            self._model.add(name, registration, role, words.passphrase.typed, words.again.typed)
            return
        supervises = (one for one in self._model.supervisors() if role in NEEDS_COSIGNATURE)
        chosen = {one.id.hex: one.id for one in supervises}
        self._model.change(
            replace(
                self._person,
                name=name,
                registration=registration,
                role=role,
                supervisor_id=chosen.get(self.supervisor.value),
            )
        )

    def _connect(self) -> None:
        self.role.chosen.connect(self._on_role)
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self.left)
        self.passphrase.typed.connect(self._model.rate)
        self._model.rated.connect(self.passphrase.show_score)
        self.passphrase.entered.connect(self._on_keep)
        bind(self, actions.LEAVE_FORM, self.left.emit)

    def _lay_out(self) -> None:
        self.rows.addWidget(self.title)
        self.rows.addSpacing(theme.SNUG)
        self.rows.addWidget(self.banner)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.ROOM)
        grid.setVerticalSpacing(theme.SNUG)
        fields = (self.name, self.registration, self.role, self.supervisor)
        for place, field in enumerate(fields):
            grid.addWidget(field, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.rows.addLayout(grid)
        self.rows.addWidget(self.passphrase)
        self.rows.addSpacing(theme.SNUG)
        self.rows.addWidget(_line(self.keep_button, self.leave_button))


def _line(*parts: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.SNUG)
    for part in parts:
        line.addWidget(part)
    line.addStretch()
    return holder
