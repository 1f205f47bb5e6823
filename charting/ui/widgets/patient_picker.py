"""A field that finds a patient while one types, and the list beneath from which one is taken."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.patient import Patient
from charting.i18n import _, listed
from charting.services.ports import PatientLine
from charting.ui import theme
from charting.ui.tasks import Lane
from charting.ui.widgets.fields import SearchField
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text, isolated
from charting.wording import date_words

Find = Callable[[str], Sequence[PatientLine]]

_MOST = 5


class PatientPicker(QWidget):
    """Down goes to what was found, Enter takes the first or the one gone to; typing anew takes
    nobody any more. `chosen` carries the patient, or nothing.
    """

    chosen = Signal(object)

    def __init__(self, find: Find, lane: Lane, country: str, words: str) -> None:
        """`find` is asked on the lane."""
        super().__init__()
        self._find, self._lane, self._country = find, lane, country
        self._found: tuple[Patient, ...] = ()
        self._asked = 0
        self.patient: Patient | None = None
        self.search = SearchField(words)
        self.list = RowList(_("Patients found"))
        self.taken = Text(size=theme.SMALL, bold=True, wraps=True)
        self.nobody = Text(_("Nobody of that name."), size=theme.SMALL, ink="quiet", wraps=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        for part in (self.search, self.taken, self.list, self.nobody):
            rows.addWidget(part)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._on_typed)
        self.search.left_down.connect(self._go_down)
        self.search.returnPressed.connect(self._take_first)
        self.list.left_up.connect(self.search.setFocus)
        self.list.entered.connect(self._take)
        self.list.pressed_on.connect(self._take)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed and who was taken."""
        self._write("")
        self._asked += 1
        self._show(())
        self._set(None)

    def _on_typed(self, typed: str) -> None:
        self._set(None)
        self._asked += 1
        asked = self._asked
        if not typed.strip():
            self._show(())
            return

        def then(found: Sequence[PatientLine]) -> None:
            if asked == self._asked:
                self._show(tuple(line.patient for line in found[:_MOST]))
                self.nobody.setVisible(not found)

        self._lane.submit(lambda: self._find(typed) if asked == self._asked else (), then)

    def _show(self, found: tuple[Patient, ...]) -> None:
        self._found = found
        self.list.show_rows([self._row(patient) for patient in found])
        self.list.take_room_for_all()
        self.list.setVisible(bool(found))
        self.nobody.hide()

    def _row(self, patient: Patient) -> Row:
        born = _("born {born}").format(born=date_words(patient.born, self._country))
        return Row(patient.id, isolated(patient.listed_name), born)

    def _write(self, words: str) -> None:
        self.search.blockSignals(True)
        self.search.setText(words)
        self.search.blockSignals(False)

    def _go_down(self) -> None:
        if self._found:
            self.list.setFocus()
            self.list.go_to_first()

    def _take_first(self) -> None:
        if self.patient is None and self._found:
            self._take(self._found[0].id)

    def _take(self, key: Hashable) -> None:
        patient = next((one for one in self._found if one.id == key), None)
        if patient is not None:
            self._show(())
            self._set(patient)
            self.search.setFocus()

    def _set(self, patient: Patient | None) -> None:
        self.taken.setVisible(patient is not None)
        if patient is not None:
            row = self._row(patient)
            self.taken.setText(listed((row.title, row.below)))
            self._write(patient.listed_name)
        if patient != self.patient:
            self.patient = patient
            self.chosen.emit(patient)
