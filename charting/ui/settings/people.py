"""The section "Practitioners and keys": who works here, and one's own keys."""

from collections.abc import Generator
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.practice import Practitioner
from charting.i18n import _, listed
from charting.services.people import PersonLine
from charting.ui import theme
from charting.ui.settings.model import PeopleModel
from charting.ui.settings.passphrase_form import PassphraseForm
from charting.ui.settings.person_form import PersonForm
from charting.ui.settings.recovery import ChooseFile, RecoveryCard
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.roles import role_words

_WIDTH = 760


class PersonRow(QWidget):
    """Somebody of the practice in two lines, with what can be done about them at the end."""

    def __init__(self, line: PersonLine, country: str, *, is_self: bool) -> None:
        super().__init__()
        self.person = line.person
        left = line.person.left
        name = _("{name} (you)").format(name=line.person.name) if is_self else line.person.name
        told = [role_words(line.person.role), line.person.registration]
        if left is not None:
            told.append(_("removed on {day}").format(day=date_words(left.day, country)))
        elif line.has_recovery_key:
            told.append(_("has a recovery key"))
        self.change_button = _small(_("Change"), _("Change {name}").format(name=line.person.name))
        self.remove_button = _small(_("Remove"), _("Remove {name}").format(name=line.person.name))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(name, bold=left is None, ink="text" if left is None else "quiet"))
        words.addWidget(Text(listed(told), size=theme.SMALL, ink="quiet"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.TIGHT, 0, theme.TIGHT)
        row.setSpacing(theme.SNUG)
        row.addLayout(words, 1)
        row.addWidget(self.change_button)
        row.addWidget(self.remove_button)


class Forms(NamedTuple):
    """What is asked for in the place of the list."""

    person: PersonForm
    passphrase: PassphraseForm
    recovery: RecoveryCard


def people_in_turns(
    model: PeopleModel, choose_file: ChooseFile
) -> Generator[None, None, "PeoplePane"]:
    """Make the pane form by form; whoever puts it in its place lays it out there."""
    person = PersonForm(model)
    yield
    passphrase = PassphraseForm(model)
    yield
    recovery = RecoveryCard(model, choose_file)
    yield
    return PeoplePane(model, Forms(person, passphrase, recovery))


class PeoplePane(QWidget):
    """The list with one's own keys, or one form in the place of both."""

    def __init__(self, model: PeopleModel, forms: Forms) -> None:
        super().__init__()
        self._model = model
        self._leaving: Practitioner | None = None
        self.rows: list[PersonRow] = []
        self.message = Banner("")
        self.asking = Banner("hazard")
        self.sure_button = Button(_("Remove, and change the key of the records"))
        self.keep_button = Button(_("Leave as it was"), Kind.PLAIN)
        self.add_button = Button(_("Add a practitioner"))
        self.passphrase_button = Button(_("Change your passphrase"))
        self.recovery_button = Button(_("Make a recovery key"))
        self.recovery_words = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.supervisor = ChoiceField(_("Supervisor present"), [])
        self.form, self.passphrase_form, self.recovery = forms
        self._asking = QWidget()
        self._list, self.overview = QVBoxLayout(), QWidget()
        self._panes = (self.overview, self.form, self.passphrase_form, self.recovery)
        self._connect()

    def start(self) -> None:
        """Show the list, read anew."""
        self._show(self.overview)
        self.message.hush()
        self._ask(None)
        self._model.read()

    def show_model(self) -> None:
        """Show who works here and what one's own keys are."""
        model = self._model
        self.setEnabled(not model.busy)
        if tuple(row.person for row in self.rows) != tuple(line.person for line in model.lines):
            self._show_rows()
        self.add_button.setVisible(model.may_manage)
        has_paper = model.has_recovery_key
        self.recovery_button.set_words(
            _("Make a new recovery key") if has_paper else _("Make a recovery key")
        )
        self.recovery_words.setText(
            _("A recovery key of yours is on paper. A new one makes it useless.")
            if has_paper
            else _("You have no recovery key: if you forget the passphrase, nothing opens this.")
        )
        self.recovery_words.set_ink("quiet" if has_paper else "answer")
        self._show_supervisor()

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal where it belongs."""
        for pane in (self.form, self.passphrase_form, self.recovery):
            if not pane.isHidden():
                pane.refuse(field, sentence)
                return
        self.message.say(sentence, tone="hazard")

    def _show(self, pane: QWidget) -> None:
        # No stack: it would give each of them the height of the tallest.
        for each in self._panes:
            each.setVisible(each is pane)

    def _show_rows(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        model, self.rows = self._model, []
        for line in model.lines:
            is_self, here = line.person.id == model.who.id, line.person.left is None
            row = PersonRow(line, model.country, is_self=is_self)
            row.change_button.setVisible(model.may_manage and here)
            row.remove_button.setVisible(model.may_manage and here and not is_self)
            row.change_button.clicked.connect(partial(self._on_change, line.person))
            row.remove_button.clicked.connect(partial(self._ask, line.person))
            if self.rows:
                self._list.addWidget(Hairline())
            self._list.addWidget(row)
            self.rows.append(row)

    def _show_supervisor(self) -> None:
        model, box = self._model, self.supervisor.box
        self.supervisor.setVisible(model.is_student)
        box.blockSignals(True)
        people = [(one.id.hex, one.name) for one in model.supervisors()]
        self.supervisor.offer([("", _("Nobody named")), *people])
        named = model.who.supervisor_id
        self.supervisor.choose(named.hex if named else "")
        box.blockSignals(False)

    def _on_change(self, person: Practitioner, _checked: bool = False) -> None:
        self.message.hush()
        self._show(self.form)
        self.form.start_changing(person)

    def _on_add(self) -> None:
        self.message.hush()
        self._show(self.form)
        self.form.start_adding()

    def _on_passphrase(self) -> None:
        self.message.hush()
        self._show(self.passphrase_form)
        self.passphrase_form.start()

    def _on_recovery(self) -> None:
        self.message.hush()
        self._show(self.recovery)
        self.recovery.start()

    def _ask(self, person: Practitioner | None, _checked: bool = False) -> None:
        """Ask whether somebody is to be removed, and say what that does and what it cannot do."""
        self._leaving = person
        self._asking.setVisible(person is not None)
        if person is None:
            self.asking.hush()
            return
        self.asking.say(
            _(
                "{name} will not open this practice any more, and the records get a new key, which "
                "takes a while. What {name} wrote stays under their name. Copies and backups made "
                "before still open with the passphrases of that time, {name}’s among them; what "
                "was read or copied by then cannot be taken back."
            ).format(name=person.name)
        )
        self.keep_button.setFocus()

    def _on_sure(self) -> None:
        if self._leaving is not None:
            self._model.remove(self._leaving)
            self._ask(None)

    def _on_supervisor(self, value: str) -> None:
        named = {one.id.hex: one.id for one in self._model.supervisors()}
        self._model.work_beside(named.get(value))

    def _connect(self) -> None:
        model, back = self._model, self._back
        model.changed.connect(self.show_model)
        model.refused.connect(self.refuse)
        model.said.connect(lambda words: self.message.say(words, tone="counted"))
        model.done.connect(back)
        self.add_button.clicked.connect(self._on_add)
        self.passphrase_button.clicked.connect(self._on_passphrase)
        self.recovery_button.clicked.connect(self._on_recovery)
        self.sure_button.clicked.connect(self._on_sure)
        self.keep_button.clicked.connect(lambda: self._ask(None))
        self.supervisor.chosen.connect(self._on_supervisor)
        for form in (self.form, self.passphrase_form, self.recovery):
            form.left.connect(back)

    def _back(self) -> None:
        self._show(self.overview)
        self.add_button.setFocus()

    def lay_out(self) -> Generator[None, None, None]:
        """Put everything into its place, card by card, what holds others before them."""
        whole, column = QHBoxLayout(self), QWidget()
        whole.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        whole.addWidget(column, 1)
        whole.addStretch()
        column.setMaximumWidth(_WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.message)
        for pane in self._panes:
            yield
            rows.addWidget(pane)
        rows.addStretch()
        cards = QVBoxLayout(self.overview)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.ROOM)
        for card in (self._people_card, self._own_card):
            yield
            cards.addWidget(card())
        cards.addStretch()

    def _people_card(self) -> Card:
        card = Card(padding=theme.WIDE)
        head = SectionHeader(
            _("Practitioners"),
            beneath=_("Each with a passphrase of their own; their names stand on what they write."),
        )
        head.ends.addWidget(self.add_button)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self.asking)
        asking.addLayout(in_a_line(self.sure_button, self.keep_button))
        card.rows.addWidget(head)
        card.rows.addLayout(self._list)
        card.rows.addWidget(self._asking)
        card.rows.addWidget(
            Text(
                _(
                    "Roles keep everybody to their part in this application. They are no lock: "
                    "whoever can open the practice has the key of the whole file."
                ),
                size=theme.SMALL,
                ink="quiet",
                wraps=True,
            )
        )
        return card

    def _own_card(self) -> Card:
        card = Card(padding=theme.WIDE)
        card.rows.addWidget(Text(_("Your keys"), bold=True))
        card.rows.addWidget(self.supervisor)
        card.rows.addWidget(self.recovery_words)
        card.rows.addLayout(in_a_line(self.passphrase_button, self.recovery_button))
        return card


def _small(words: str, spoken: str) -> Button:
    button = Button(words, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
    button.setAccessibleName(spoken)
    return button
