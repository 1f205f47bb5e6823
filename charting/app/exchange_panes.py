"""The panes by which much is given out and taken in at once, for the settings of a practice."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charting.app.choosers import ask_for_table
from charting.app.exchanging import archiving, arriving, research, secured
from charting.app.record_choosers import ask_for_new_archive, ask_for_one_archive, ask_for_patients
from charting.app.what_comes import WhatComes
from charting.domain.patient import Patient
from charting.domain.roles import Right, may
from charting.exchange.patient_files import PatientFiles
from charting.i18n import _
from charting.services.coming_patients import ComingPatients
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.system import TimeOrderedIds
from charting.ui.exchange.arriving import ArrivingPane
from charting.ui.exchange.arriving_model import ArrivingModel
from charting.ui.exchange.coming import ComingPane
from charting.ui.exchange.coming_model import ComingModel
from charting.ui.exchange.giving import GivingPane
from charting.ui.exchange.giving_model import GivingModel
from charting.ui.patients.model import PatientsModel
from charting.ui.settings import everyday
from charting.ui.settings.page import Section, SettingsPage
from charting.ui.tasks import Lane


class ExchangePanes(QObject):
    """Makes the panes that somebody may use; `looked_at` is the patient on the chart."""

    def __init__(self, practice: OpenPractice, lane: Lane, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._practice, self._lane, self._clock = practice, lane, clock
        self.looked_at: Callable[[], Patient | None] = lambda: None
        self.brought: Callable[[], None] = lambda: None
        self.choose_new: Callable[[QWidget, str], Path | None] = ask_for_new_archive
        self.choose_given: Callable[[QWidget], Path | None] = ask_for_patients
        self.choose_table: Callable[[QWidget, str], Path | None] = ask_for_table
        self.choose_records: Callable[[QWidget], Path | None] = ask_for_one_archive
        self.giving: GivingPane | None = None
        self.arriving: ArrivingPane | None = None
        self.coming: ComingPane | None = None
        self._arriving_model: ArrivingModel | None = None
        self.what_comes = WhatComes(practice, self._look_at)
        self._models: list[GivingModel | ComingModel | ArrivingModel] = []

    def join(self, model: PatientsModel) -> None:
        """Offer the patient on its chart, and let it look again for those who came in."""
        self.looked_at = lambda: model.chart.patient if model.chart is not None else None
        self.brought = model.look_again

    def sections(self) -> Generator[None, None, list[Section]]:
        """The panes, each as a section, made one after the other."""
        role = self._practice.practitioner.role
        made: list[Section] = []
        if may(role, Right.EXPORT):
            self.giving = self._giving()
            made.append(Section(_("Give out"), self.giving, settings=everyday.of_giving()))
            yield
        if may(role, Right.IMPORT):
            self.arriving = self._arriving()
            found = everyday.of_arriving()
            made.append(Section(_("Take in records"), self.arriving, settings=found))
            yield
            self.coming = self._coming()
            made.append(Section(_("Take in patients"), self.coming, settings=everyday.of_coming()))
        return made

    def start(self) -> None:
        """Show what is known now."""
        for pane in (self.giving, self.arriving, self.coming):
            if pane is not None:
                pane.start()

    def stop(self) -> None:
        """Leave what is under way."""
        for model in self._models:
            model.stop()

    def _look_at(self, page: SettingsPage, file: Path) -> None:
        """Show what would come of an archive or record; nothing is stored by it."""
        if self.arriving is not None and self._arriving_model is not None:
            page.show_section([section.pane for section in page.sections].index(self.arriving))
            self._arriving_model.open(file)

    def _giving(self) -> GivingPane:
        practice, clock = self._practice, self._clock
        model = GivingModel(
            lambda mark: archiving(practice, clock, mark=mark),
            self._looked_at,
            practice.people.strength,
            research(practice, clock),
            self._lane,
            self,
        )
        self._models.append(model)
        return GivingPane(model, self._choose_new)

    def _arriving(self) -> ArrivingPane:
        model = ArrivingModel(arriving(self._practice, self._clock), self._lane, self)
        self._arriving_model = model
        model.brought.connect(self._brought)
        self._models.append(model)
        return ArrivingPane(model, self._practice.practice.country, self._choose_records)

    def _coming(self) -> ComingPane:
        practice, files = self._practice, PatientFiles()
        who = practice.practitioner
        coming = ComingPatients(
            practice.records, files, self._clock, TimeOrderedIds(), who, secured(practice)
        )
        model = ComingModel(coming, self._lane, self)
        model.brought.connect(self._brought)
        self._models.append(model)
        country = practice.practice.country
        return ComingPane(
            model,
            files.encodings,
            country,
            self._choose_given,
            self._choose_table,
        )

    # What these are is said after the panes are made.

    def _looked_at(self) -> Patient | None:
        return self.looked_at()

    def _brought(self) -> None:
        self.brought()

    def _choose_new(self, parent: QWidget, name: str) -> Path | None:
        return self.choose_new(parent, name)

    def _choose_table(self, parent: QWidget, name: str) -> Path | None:
        return self.choose_table(parent, name)

    def _choose_records(self, parent: QWidget) -> Path | None:
        return self.choose_records(parent)

    def _choose_given(self, parent: QWidget) -> Path | None:
        return self.choose_given(parent)
