"""The left of the patients screen: the search, the list, and what is open today."""

from collections.abc import Hashable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from charting.domain.patient import Patient
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.patients.lists import empty_words, heading_words, patient_row
from charting.ui.patients.model import PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import SearchField
from charting.ui.widgets.frames import EmptyState
from charting.ui.widgets.rows import RowList
from charting.ui.widgets.text import Text, tip

_WIDTH = 360


class FindingPane(QWidget):
    """Holds the parts and shows what was found; the page leads the hand from one to the next."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(_("Name, date of birth, telephone"))
        self.add_button = Button(_("Add"))
        tip(self.add_button, f"{actions.ADD_PATIENT.spoken} ({actions.ADD_PATIENT.key})")
        self.work_button = Button(
            actions.OPEN_WORK.spoken,
            Kind.PLAIN,
            key=actions.OPEN_WORK.key,
            height=theme.BROAD,
            size=theme.SMALL,
        )
        self.bring_in_button = Button(
            _("Bring in a record"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.heading = Text(size=theme.SMALL, ink="quiet")
        self.archived_button = Button(
            actions.SHOW_ARCHIVED.spoken, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.list = RowList(_("Patients"))
        self.empty_list = EmptyState("", "")
        self._list_or_empty = QStackedWidget()
        self._lay_out()

    def show_found(self) -> None:
        """Show the patients found, or what an empty list teaches."""
        model = self._model
        rows = [patient_row(line, model.today, model.country) for line in model.lines]
        self.list.show_rows(rows)
        if self.list.key is None:
            self.list.go_to(model.looked_at, quietly=True)
        self._list_or_empty.setCurrentWidget(self.list if rows else self.empty_list)
        self.heading.setText(heading_words(model, len(rows)))
        self.archived_button.set_words(
            _("Back to the patients") if model.archived else actions.SHOW_ARCHIVED.spoken
        )
        self.empty_list.say(*empty_words(model))
        if model.typed.strip() and rows and self.list.key is None:
            self.list.go_to_first()

    def show_open(self, words: str) -> None:
        """Say in a few words what is open."""
        self.work_button.set_words(
            _("Open: {what}").format(what=words) if words else _("Nothing is open")
        )

    def listed(self, key: Hashable | None) -> Patient | None:
        """The patient of a row."""
        lines = self._model.lines
        return next((line.patient for line in lines if line.patient.id == key), None)

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH)
        finding = QHBoxLayout()
        finding.setSpacing(theme.SNUG)
        finding.addWidget(self.search, 1)
        finding.addWidget(self.add_button)
        heading = QHBoxLayout()
        heading.setContentsMargins(theme.ROOM, 0, 0, 0)
        heading.addWidget(self.heading)
        heading.addStretch()
        heading.addWidget(self.archived_button)
        opening = QHBoxLayout()
        opening.setContentsMargins(theme.SNUG, 0, 0, 0)
        opening.addWidget(self.work_button)
        opening.addStretch()
        bringing = QHBoxLayout()
        bringing.setContentsMargins(theme.SNUG, 0, 0, 0)
        bringing.addWidget(self.bring_in_button)
        bringing.addStretch()
        self._list_or_empty.addWidget(self.list)
        self._list_or_empty.addWidget(self.empty_list)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addLayout(finding)
        rows.addLayout(opening)
        rows.addLayout(heading)
        rows.addWidget(self._list_or_empty, 1)
        rows.addLayout(bringing)
