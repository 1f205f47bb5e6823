"""The settings screen of an open practice, and the step before its first patient."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from charting import content, news
from charting.app.choosers import (
    ask_for_folder,
    ask_for_new_settings,
    ask_for_new_texts,
    ask_for_settings,
    ask_for_table,
    ask_for_texts,
)
from charting.app.clinic_screens import clinic_pane
from charting.app.exchange_panes import ExchangePanes
from charting.app.record_choosers import ask_for_picture
from charting.documents.lot_list import LotLists
from charting.documents.pages import PdfPages
from charting.documents.paper import Paper
from charting.documents.pictures import TidyPictures
from charting.domain.ids import PatientId
from charting.domain.roles import Right, may
from charting.exchange.audit_table import CsvAudit
from charting.i18n import _
from charting.services.clinic_papers import ClinicPapers
from charting.services.note_text_shelf import NoteTextShelf
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.services.vaults import RecoveryPaper
from charting.system import TimeOrderedIds
from charting.ui.handout.printing import DPI, Printers, PrintJob
from charting.ui.settings import everyday
from charting.ui.settings.audit import AuditPane
from charting.ui.settings.audit_model import AuditModel
from charting.ui.settings.backups import BackupsPane
from charting.ui.settings.backups_model import BackupsModel
from charting.ui.settings.clinic import ClinicPane
from charting.ui.settings.first_key import FirstKeyScreen
from charting.ui.settings.keeping import KeepingPane
from charting.ui.settings.keeping_model import KeepingModel
from charting.ui.settings.leaflets import LeafletsPane
from charting.ui.settings.leaflets_model import LeafletsModel
from charting.ui.settings.lots import LotsPane
from charting.ui.settings.lots_model import LotsModel
from charting.ui.settings.model import PeopleModel
from charting.ui.settings.note_texts import NoteTextsPane, TextChoosers
from charting.ui.settings.note_texts_model import NoteTextsModel
from charting.ui.settings.own_screen import OwnScreenPane
from charting.ui.settings.page import Section, SettingsPage
from charting.ui.settings.people import PeoplePane, people_in_turns
from charting.ui.settings.policies import PoliciesPane
from charting.ui.settings.policies_model import PoliciesModel
from charting.ui.settings.recovery import ChooseFile
from charting.ui.settings.review import ReviewPane
from charting.ui.settings.review_model import ReviewModel
from charting.ui.settings.this_computer import FileChoosers, ThisComputerPane
from charting.ui.settings.this_computer_model import ThisComputerModel
from charting.ui.settings.verify import VerifyPane
from charting.ui.settings.verify_model import VerifyModel
from charting.ui.settings.went_wrong import WentWrongPane
from charting.ui.settings.went_wrong_model import WentWrongModel
from charting.ui.settings.whats_new import WhatsNewPane
from charting.ui.tasks import InTurns, Lane
from charting.ui.window import MainWindow


class RecoveryPaperwork:
    """Implements `charting.ui.settings.model.RecoveryPages` with the printers of this computer."""

    def __init__(self, printers: Printers | None = None) -> None:
        self._printers = printers or Printers()

    def pdf(self, paper: RecoveryPaper) -> bytes:
        """The page as PDF, in memory."""
        return Paper(content.body_map(), content.visit_items()).recovery_key(paper)

    def printer(self) -> str:
        """The name of the printer that is usual here, or nothing."""
        return next(iter(self._printers.names()), "")

    def print_out(self, paper: RecoveryPaper, printer: str) -> None:
        """Print the page. Raises `Refused` (PRINTER_MISSING, PRINTING_FAILED)."""
        self.print_pdf(self.pdf(paper), _("Recovery key"), printer)

    def print_pdf(self, pdf: bytes, title: str, printer: str) -> None:
        """Print a PDF; `title` is seen in the printer's queue. Raises `Refused` (PRINTER_MISSING,
        PRINTER_NOT_READY, PRINTING_FAILED).
        """
        pages = PdfPages()
        sizes = pages.sizes(pdf)
        job = PrintJob(self._printers, printer, title, sizes[0])
        job.begin()
        try:
            for page, (wide, _high) in enumerate(sizes):
                job.draw(pages.picture(pdf, page, round(wide * DPI / 72)))
            job.end()
        except BaseException:
            job.give_up()
            raise


class KeyScreens(QObject):
    """Makes the settings when they are first asked for, shows them, and comes back from them.

    `before` is the screen in whose place they are shown; `left` tells that it is shown again,
    `erased` whose record was erased.
    """

    left = Signal()
    erased = Signal(object)

    def __init__(
        self,
        practice: OpenPractice,
        window: MainWindow,
        lane: Lane,
        clock: Clock,
        choose_file: ChooseFile,
        computer: ThisComputerModel,
    ) -> None:
        super().__init__(window)
        self._clock, self._computer, self._choose_file = clock, computer, choose_file
        self._practice, self._window, self._lane = practice, window, lane
        self.model = PeopleModel(practice, RecoveryPaperwork(), lane, self)
        self.page: SettingsPage | None = None
        self.people: PeoplePane | None = None
        self.policies: PoliciesPane | None = None
        self.review: ReviewPane | None = None
        self.verify: VerifyPane | None = None
        self.checking: VerifyModel | None = None
        self.backups: BackupsPane | None = None
        self.keeping: BackupsModel | None = None
        self.kept: KeepingPane | None = None
        self.in_room: Callable[[PatientId], bool] = lambda _patient_id: False
        self.audit: AuditPane | None = None
        self.reading: AuditModel | None = None
        self.choose_folder, self.choose_table = ask_for_folder, ask_for_table
        self.exchange = ExchangePanes(practice, lane, clock, self)
        self.went_wrong: WentWrongPane | None = None
        self.own_screen: OwnScreenPane | None = None
        self.note_texts: NoteTextsPane | None = None
        self.lots: LotsPane | None = None
        self.leaflets: LeafletsPane | None = None
        self.computer: ThisComputerPane | None = None
        self.clinic: ClinicPane | None = None
        self.choose_picture: Callable[[QWidget], Path | None] = ask_for_picture
        self.first_key: FirstKeyScreen | None = None
        self.before: QWidget | None = None
        self._making: InTurns[SettingsPage] | None = None

    def begin(self, patients: QWidget) -> None:
        """Show the patients; before the very first of them, the recovery key is put on paper."""
        self._lane.submit(self._is_due, lambda due: self._begin_with(patients, due=due))

    def _choose_folder(self, parent: QWidget, start: Path) -> Path | None:
        return self.choose_folder(parent, start)

    def _is_due(self) -> bool:
        practice = self._practice
        if practice.practice.demo or practice.only_read or practice.people.has_recovery_key():
            return False
        # Counting them would read the whole record, and each unlock would wait for it.
        patients = practice.records.patients
        return not patients.seen_lately(1) and not patients.search((), 1, archived=True)

    def _begin_with(self, patients: QWidget, *, due: bool) -> None:
        if not due:
            self._go_on(patients)
            return
        screen = self.first_key = FirstKeyScreen(
            self.model, self._choose_file, self._window.screens
        )
        self.model.kept.connect(lambda: self._go_on(patients))
        self._window.clear_identity(takes_room=False)
        self._window.show_screen(screen)

    def _go_on(self, patients: QWidget) -> None:
        if self.first_key is not None:
            self._window.drop_screen(self.first_key)
            self.first_key = None
            self._window.clear_identity()
        # What lies beside a backup that is read is not its own.
        self._window.offer_settings(offered=not self._practice.only_read)
        self._window.show_screen(patients)
        self.exchange.what_comes.begin()

    # The settings

    def start_making(self) -> None:
        """Make the page in small steps, so that nobody waits for it."""
        self._making = self.exchange.what_comes.wait_for(self._in_turns(), self._show)

    def show(self) -> None:
        """Show the settings in the place of the screen that is shown."""
        if self.first_key is not None or self._making is None:
            return
        self._making.then(self._show)

    def _show(self, page: SettingsPage) -> None:
        if self._window.screens.currentWidget() is page:
            return
        self.before = self._window.screens.currentWidget()
        panes = (self.people, self.policies, self.verify, self.audit, self.went_wrong, self.review)
        further = (self.kept, self.own_screen, self.note_texts, self.lots)
        last = (self.backups, self.leaflets, self.clinic)
        for pane in (*panes, *further, *last):
            if pane is not None:
                pane.start()
        self.exchange.start()
        self._window.clear_identity(takes_room=False)
        self._window.show_screen(page)

    def put_away(self) -> None:
        """The window goes elsewhere: where it was opened from is not come back to."""
        if self.before is not None:
            self.before = None
            self.model.forget_recovery_key()

    def leave(self) -> None:
        """Show the screen of before again."""
        self.model.forget_recovery_key()
        if self.before is not None:
            self._window.show_screen(self.before)
            self.before = None
            self.left.emit()

    def stop(self) -> None:
        """Do nothing any more that nobody waits for."""
        for model in (self.checking, self.reading, self.exchange, self.keeping, self.clinic):
            if model is not None:
                model.stop()

    def drop(self) -> None:
        """Forget the screens with everything on them."""
        if self._making is not None:
            self._making.stop()
        self._window.forget(self)
        for screen in (self.page, self.first_key):
            if screen is not None:
                self._window.drop_screen(screen)

    def _add_clinical(self, sections: list[Section]) -> Generator[None, None, None]:
        """The sections of whoever treats, some of them behind the first one."""
        self.went_wrong = pane = WentWrongPane(WentWrongModel(self._practice, self._lane, self))
        found = everyday.of_went_wrong()
        sections.append(Section(_("What went wrong"), pane, pane.fill, found))
        yield
        own = self.own_screen = OwnScreenPane(self._practice.own_screen, self._lane)
        own.language_chosen.connect(self._window.language_chosen)
        own_screen = Section(_("Your screen"), own, settings=everyday.of_own_screen(own))
        sections.insert(1, own_screen)
        yield
        self.note_texts = self._note_texts()
        texts, found = self.note_texts, everyday.of_note_texts()
        sections.insert(2, Section(_("Texts for the note"), texts, texts.fill, found))
        yield
        model = LotsModel(self._practice, LotLists(), RecoveryPaperwork(), self._lane, self)
        self.lots = LotsPane(model, self._choose_file)
        sections.append(Section(_("Lots"), self.lots, settings=everyday.of_lots()))
        yield
        leaflets, found = self._leaflets(), everyday.of_leaflets()
        self.leaflets = leaflets
        sections.insert(3, Section(_("Leaflets"), leaflets, leaflets.fill, found))

    def _add_last(self, sections: list[Section]) -> Generator[None, None, None]:
        """The sections about the computer and the application, whoever is at work."""
        choosers = FileChoosers(ask_for_new_settings, ask_for_settings)
        computer = self.computer = ThisComputerPane(self._computer, choosers)
        sections.append(Section(_("This computer"), computer, settings=computer.settings()))
        yield
        pane = WhatsNewPane(news.releases())
        sections.append(Section(_("What is new"), pane, pane.fill, everyday.of_news()))

    def _note_texts(self) -> NoteTextsPane:
        practice = self._practice
        texts, who = practice.note_texts, practice.practitioner
        shelf = NoteTextShelf(texts, practice.records.trail, who)
        model = NoteTextsModel(texts, shelf, lambda: practice.names, self._lane, self)
        choosers = TextChoosers(ask_for_new_texts, ask_for_texts)
        return NoteTextsPane(model, choosers, practice.practice.country)

    def _leaflets(self) -> LeafletsPane:
        practice, clock = self._practice, self._clock
        who, ids = practice.practitioner, TimeOrderedIds()
        papers = ClinicPapers(practice.records, TidyPictures(), clock, ids, who)
        model = LeafletsModel(papers, who, self._lane, lambda: clock.now().day, self)
        country = practice.practice.country
        return LeafletsPane(model, country, self.choose_picture)

    def _backups(self) -> BackupsPane:
        keeping = self.keeping = BackupsModel(self._practice, self._lane, self)
        keeping.decided.connect(self._window.lock_wanted)
        return BackupsPane(keeping, self._choose_folder)

    def _is_in_room(self, patient_id: PatientId) -> bool:
        return self.in_room(patient_id)

    def _kept_in_turns(self) -> Generator[None, None, KeepingPane]:
        practice, lane = self._practice, self._lane
        model = KeepingModel(practice, lane, self._clock, self._is_in_room, self)
        model.erased.connect(self.erased)
        pane = self.kept = KeepingPane(model, lane)
        yield
        yield from pane.fill()
        return pane

    def _in_turns(self) -> Generator[None, None, SettingsPage]:
        yield
        people = self.people = yield from people_in_turns(self.model, self._choose_file)
        yield
        policies = self.policies = PoliciesPane(PoliciesModel(self._practice, self._lane, self))
        yield
        self.checking = VerifyModel(self._practice, self._lane, self)
        verify = self.verify = VerifyPane(self.checking, self._choose_folder)
        yield
        backups = self.backups = self._backups()
        yield
        clinic = self.clinic = clinic_pane(self._practice, self._window, self._lane, self)
        yield
        review = self.review = ReviewPane(ReviewModel(self._lane, self))
        yield
        sections = [
            Section(_("Practitioners and keys"), people, people.lay_out, everyday.of_people()),
            Section(_("Rules and policies"), policies, policies.fill, everyday.of_policies()),
            Section(_("Backups"), backups, backups.fill, everyday.of_backups()),
            Section(_("Verify"), verify, settings=everyday.of_verify()),
            Section(_("Clinic"), clinic, settings=everyday.of_clinic()),
            Section(_("Not yet reviewed"), review, settings=everyday.of_review()),
        ]
        if may(self._practice.practitioner.role, Right.READ_CLINICAL):
            yield from self._add_clinical(sections)
        if may(self._practice.practitioner.role, Right.REVIEW_KEPT):
            kept = yield from self._kept_in_turns()
            sections.append(Section(_("Keeping and erasing"), kept, settings=everyday.of_keeping()))
        yield
        sections += yield from self.exchange.sections()
        yield
        reading = AuditModel(self._practice, CsvAudit(), self._lane, self._clock, self)
        if reading.may_read:
            self.reading, self.audit = reading, AuditPane(reading, self.choose_table)
            yield
            found = everyday.of_audit()
            sections.append(Section(_("Audit"), self.audit, self.audit.fill, found))
        yield
        yield from self._add_last(sections)
        page = self.page = SettingsPage(sections, self._window.screens)
        yield
        page.left.connect(self.leave)
        yield from page.fill()
        yield from self._window.hold_screen(page)
        return page
