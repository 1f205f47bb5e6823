"""The consent screen of an open practice: made in small steps, reached from a session and left to
it; what was signed or taken back there is answered in the session.
"""

from collections.abc import Generator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charting.app.coming_screen import ComingScreen
from charting.app.papers import Papers
from charting.domain.consent_on_file import ConsentOnFile
from charting.i18n import _
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.consent import page as consent
from charting.ui.consent.model import ConsentModel
from charting.ui.session.consent_sheet import ConsentSheet
from charting.ui.session.model import SessionModel
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow


class Consents(QObject):
    """Shows the consent of the patient whose session is open. `before` is the screen from which it
    was opened, while it is shown.
    """

    def __init__(
        self,
        practice: OpenPractice,
        window: MainWindow,
        lane: Lane,
        clock: Clock,
        session: SessionModel,
        papers: Papers,
    ) -> None:
        super().__init__()
        self._window, self._session, self._papers = window, session, papers
        self._sheet = ConsentSheet(session)
        self.model = ConsentModel(practice, lane, clock, self)
        self.model.kept.connect(self._on_kept)
        self.model.taken_back.connect(self._on_taken_back)
        self.screen = ComingScreen(window, self._in_turns)
        self.before: QWidget | None = None

    def open(self) -> None:
        """Show the consent of the patient whose session is open."""
        shown, patient = self._session.session, self._session.patient
        if shown is None or patient is None:
            return

        def begin(page: consent.ConsentPage) -> None:
            self.before = self._window.screens.currentWidget()
            page.begin(_("Session"))
            self.model.open(patient, shown)
            self._window.show_screen(page)

        self.screen.then(begin)

    def drop(self) -> None:
        """Forget the screen with everything on it."""
        self.screen.drop()
        self._window.forget(self)

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

    def _show_copy(self) -> None:
        """The copy for the patient; from there one comes back to the session."""
        if self.model.session is not None:
            self._papers.open_consent(self.model.session)
            self.before = None

    def _on_kept(self, on_file: ConsentOnFile) -> None:
        """What was signed answers the question for it."""
        session = self._session
        if session.session is not None and not session.record.read_only:
            self._sheet.note_written(on_file)
            session.screen.open(session.session)

    def _on_taken_back(self, regions: tuple[str, ...]) -> None:
        """What was taken back is closed today: all of it, or these parts."""
        session = self._session
        if session.session is None or session.record.read_only:
            return
        for region in regions:
            self._sheet.leave_out(region, out=True)
        if not regions:
            self._sheet.refuse(refused=True)
        session.screen.open(session.session)
