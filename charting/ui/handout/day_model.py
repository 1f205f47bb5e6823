"""The leaflets of a day, printed one after the other in the background, until it is stopped."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import QObject

from charting.domain.given_papers import Kind
from charting.i18n import _
from charting.services.day_papers import DayPapers, Visit
from charting.services.handouts import Handouts
from charting.services.paper_desk import PaperDesk
from charting.services.ports import Pages
from charting.ui.handout.printing import DPI, Printers, PrintJob
from charting.ui.stepped_model import SteppedModel
from charting.ui.tasks import Lane

Step = tuple[int, int]
"""How many leaflets of how many are printed."""


class DayModel(SteppedModel[Step]):
    """`waiting` are today's visits whose leaflet nobody has yet, `printed` how many went out last,
    `None` before any.
    """

    def __init__(
        self,
        day: DayPapers,
        desk: PaperDesk,
        handouts: Handouts,
        pages: Pages,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(lane, parent)
        self._day, self._desk, self._handouts, self._pages = day, desk, handouts, pages
        self.waiting: Sequence[Visit] = ()
        self.printed: int | None = None
        self._steps: Generator[Step, None, int] | None = None

    def look(self) -> None:
        """Look how many leaflets are still to be given today."""
        self._lane.submit(self._day.without_leaflet, self._show, lambda _problem: None)

    def look_anew(self) -> None:
        """Look from another paper: what was printed before is told no more."""
        if not self.busy:
            self.printed, self.was_stopped = None, False
        self.look()

    def start(self, printers: Printers, printer: str) -> None:
        """Print the leaflets that wait, each with its trace; what was printed stays printed when it
        is stopped.
        """
        if not self.busy and self.waiting:
            self.printed = 0
            self._steps = self._printing(tuple(self.waiting), printers, printer)
            self.begin(self._steps, self._end_well)

    def _printing(
        self, visits: Sequence[Visit], printers: Printers, printer: str
    ) -> Generator[Step, None, int]:
        for done, (patient_id, session_id) in enumerate(visits):
            yield done, len(visits)
            handout = self._desk.made(Kind.LEAFLET, patient_id, session_id)
            sizes = self._pages.sizes(handout.pdf)
            yield done, len(visits)
            job = PrintJob(printers, printer, _("Leaflet"), sizes[0])
            job.begin()
            try:
                for page, (wide, _high) in enumerate(sizes):
                    job.draw(self._pages.picture(handout.pdf, page, round(wide * DPI / 72)))
                    yield done, len(visits)
                job.end()
            except BaseException:
                job.give_up()
                raise
            self._handouts.printed(handout)
            self.printed = done + 1
        return len(visits)

    def _end_well(self, _number: int) -> None:
        self.look()

    def stop(self) -> None:
        """Print no more of them; what is half drawn is given up."""
        was_busy = self.busy
        super().stop()
        if was_busy and self._steps is not None:
            self._lane.submit(self._steps.close, lambda _closed: self.look())

    def _show(self, waiting: Sequence[Visit]) -> None:
        self.waiting = waiting
        self.changed.emit()
