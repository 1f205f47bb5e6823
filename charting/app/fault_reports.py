"""The reports of faults of the application: each in the log, and shown beside the work."""

from typing import TYPE_CHECKING

from charting.app.choosers import ask_for_report
from charting.app.logbook import LOG, last_lines, log_file
from charting.ui.widgets.bug_watch import BugWatch

if TYPE_CHECKING:
    from charting.ui.widgets.bug_report import BugReport

_KEPT = 3


class FaultReports:
    """Listens for exceptions that nobody took; the newest reports stay open until they are read."""

    def __init__(self) -> None:
        self.shown: list[BugReport] = []
        self.watch = BugWatch(self._show)
        self.watch.install()

    def end(self) -> None:
        """Listen no longer."""
        self.watch.remove()

    def _show(self, report: str) -> None:
        # No start waits for a window that is hoped never to be needed.
        from charting.ui.widgets.bug_report import BugReport

        LOG.error("%s", report)
        shown = BugReport(f"{report}\n\n{last_lines(log_file())}".strip(), ask_for_report)
        self.shown = [*self.shown[1 - _KEPT :], shown]
        shown.show()
