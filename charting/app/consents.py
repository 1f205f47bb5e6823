"""The consent screen of an open practice: made in small steps, reached from a session or a patient
and left to them; what was signed or taken back in a session is answered there.
"""

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from charting.app.coming_screen import ComingScreen
from charting.app.papers import Papers
from charting.domain.consent_on_file import ConsentOnFile
from charting.domain.ids import PatientId
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.i18n import _
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.consent import page as consent
from charting.ui.consent.model import Begun, ConsentModel
from charting.ui.session.consent_sheet import ConsentSheet
from charting.ui.session.model import SessionModel
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow


class Consents(QObject):
    """Shows the consent of a patient, or of the one whose session is open. `before` is the screen
    from which it was opened, while it is shown; `left` is given once that is shown again.
    """

    left = Signal()

    def __init__(
        self,
        practice: OpenPractice,
        window: MainWindow,
        lane: Lane,
        clock: Clock,
        session: Callable[[], SessionModel | None],
        papers: Papers,
    ) -> None:
        """`session` gives the visit that is open."""
        super().__init__(window)
        self._window, self._open_session, self._papers = window, session, papers
        self._session: SessionModel | None = None
        self.model = ConsentModel(practice, lane, clock, self)
        self.model.kept.connect(self._on_kept)
        self.model.taken_back.connect(self._on_taken_back)
        self.screen = ComingScreen(window, self._in_turns)
        self.before: QWidget | None = None
        self._begun: dict[PatientId, Begun] = {}

    def open(self) -> None:
        """Show the consent of the patient whose session is open."""
        self._session = open_now = self._open_session()
        if open_now is None or open_now.session is None or open_now.patient is None:
            return
        self._open(open_now.patient, open_now.session, _("Session"))

    def open_of(self, patient: Patient) -> None:
        """Show the consent of a patient, beside the visits."""
        self._open(patient, None, _("Patients"))

    def _open(self, patient: Patient, session: Session | None, back_to: str) -> None:
        def begin(page: consent.ConsentPage) -> None:
            self.before = self._window.screens.currentWidget()
            page.begin(back_to)
            self.model.open(patient, session, self._begun.pop(patient.id, None))
            self._window.show_screen(page)

        self.screen.then(begin)

    def put_away(self) -> None:
        """Leave it, where it is shown; the window goes elsewhere. What was begun is gone on with
        when it is opened again.
        """
        if self.before is not None:
            self.before = None
            if self.screen.page is not None:
                self.screen.page.draft.take_typed()
            model = self.model
            if model.patient is not None and model.text is not None and model.asks:
                self._begun[model.patient.id] = (model.text, model.draft, model.asks_anew)
            self.model.forget()

    def drop(self) -> None:
        """Forget the screen with everything on it."""
        self._window.forget(self)
        self.screen.drop()

    def _in_turns(self) -> Generator[None, None, consent.ConsentPage]:
        page = yield from consent.page_in_turns(self.model, self._window.screens)
        page.left.connect(self._leave)
        page.copy_wanted.connect(self._show_copy)
        return page

    def _leave(self) -> None:
        before, self.before = self.before, None
        self.model.forget()
        if before is not None:
            self._window.show_screen(before)
            self.left.emit()

    def _show_copy(self) -> None:
        """The copy for the patient; from there one comes back to the session or the patient."""
        patient, session = self.model.patient, self.model.session
        if patient is not None:
            self._papers.open_consent(patient.id, session.id if session else None)
            self.before = None

    def _on_kept(self, on_file: ConsentOnFile) -> None:
        """What was signed answers the question for it."""
        session = self._session
        if session is None or session.session is None or self.model.session is None:
            return
        if not session.record.read_only:
            ConsentSheet(session).note_written(on_file)
            session.screen.open(session.session)

    def _on_taken_back(self, regions: tuple[str, ...]) -> None:
        """What was taken back is closed today: all of it, or these parts."""
        session = self._session
        if session is None or session.session is None or session.record.read_only:
            return
        if self.model.session is None:
            return
        sheet = ConsentSheet(session)
        for region in regions:
            sheet.leave_out(region, out=True)
        if not regions:
            sheet.refuse(refused=True)
        session.screen.open(session.session)
