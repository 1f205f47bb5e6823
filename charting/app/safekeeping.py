"""Checks and backups that nobody asks for: daily, every half hour, and when everybody leaves."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from charting.backup_files import awaited
from charting.domain.backup import EVERY, Progress, Report
from charting.domain.errors import ErrorCode, Refused
from charting.domain.moment import Moment
from charting.domain.roles import Right, may
from charting.i18n import _
from charting.services.checks import Health
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.beside import Beside
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow
from charting.wording import sentence
from charting.wording.backups import health_words, safety_words
from charting.wording.retention import again_words

# The first look is taken when the morning's first patient is found.
_FIRST_MS = 30_000


class BackupTraffic(QObject):
    """Keeps one open practice safe; tells the window only what somebody has to do."""

    def __init__(
        self, practice: OpenPractice, window: MainWindow, lane: Lane, clock: Clock
    ) -> None:
        super().__init__()
        self._clock = clock
        self._practice, self._window, self._lane = practice, window, lane
        self._beside: Beside[Progress, Any] | None = None
        self._told: set[str] = set()
        self._looked: date | None = None
        self._is_damaged = False
        self._timer = QTimer(interval=EVERY.seconds * 1000)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(singleShot=True, interval=_FIRST_MS)
        self._first.timeout.connect(self.look)
        # The front desk of a clinic sees a part of the record: the others' computers copy it.
        sees_all = may(practice.practitioner.role, Right.READ_CLINICAL)
        is_ours = sees_all or practice.records.shared is None
        self._is_kept = is_ours and not (practice.practice.demo or practice.only_read)
        if self._is_kept:
            self._timer.start()
            self._first.start()
        if practice.only_read:
            window.tell(
                _(
                    "This is the newest good backup, only to be read. Nothing is stored in it: "
                    "note on paper what you do now."
                )
            )
            return
        told = again_words(practice.again) if practice.again is not None else ""
        if practice.was_copy:
            words = _(
                "This is the record as the backup had it. What it replaced is kept in the folder "
                "of the practice."
            )
            told = f"{words} {told}".strip()
        if told:
            window.tell(told)

    @property
    def is_left_behind(self) -> bool:
        """Whether nobody misses what is not stored: a backup takes the place of the record, or is
        only read, or the record has moved to a server.
        """
        practice = self._practice
        return practice.only_read or awaited(practice.folder) or practice.clinic.has_moved

    def look(self) -> None:
        """Back up what stands in one place only, and try once a month whether a backup opens."""
        if self._beside is None:
            self._lane.submit(partial(_what_is_due, self._practice), self._on_due, self._on_problem)

    def leave(self) -> None:
        """Back up what was entered since the last time, and close the practice after it."""
        self.stop()
        if not self._is_kept or self.is_left_behind:
            self._close()
            return

        def go_on(due: bool) -> None:
            if due:
                work = self._practice.safekeeping.keep_up
                self._beside = Beside(work, _nothing, self._close, self._close)
            else:
                self._close()

        look = partial(self._practice.safekeeping.is_due, leaving=True)
        self._lane.submit(look, go_on, self._close)

    def _close(self, _done: object = None) -> None:
        self._lane.submit(self._practice.close, _nothing)

    def leave_for_good(self) -> None:
        """Back up on the lane what was entered since the last time, and close the practice: the
        window is gone, and the program ends after it.
        """
        self.stop()
        if self._is_kept and not self.is_left_behind:
            self._lane.submit(partial(_back_up_at_last, self._practice), _nothing, _nothing)
        self._close()

    def stop(self) -> None:
        """Look no more, and leave what is under way; what was there before stays as it was."""
        self._timer.stop()
        self._first.stop()
        if self._beside is not None:
            self._beside.stop()
            self._beside = None

    def _on_due(self, work: Callable[[Report], object] | None) -> None:
        today = self._clock.now().day
        if self._looked != today:
            # Before anything is copied: a damaged record is no backup.
            self._looked = today
            self._beside = Beside(self._health, _nothing, self._on_health, self._on_problem)
        elif work is not None:
            self._beside = Beside(work, _nothing, self._on_done, self._on_problem)
        else:
            self._look_at_the_age()

    def _health(self, _report: Report) -> Health:
        return self._practice.checks.health()

    def _on_health(self, health: Health) -> None:
        if health.problems or health.is_tight:
            keeping, now = self._practice.safekeeping, self._clock.now()

            def tell(newest: Moment | None) -> None:
                damaged = bool(health.problems)
                self._tell(health_words(damaged=damaged, free=health.free, newest=newest, now=now))

            # By the files alone: the record itself may not be read any more.
            self._lane.submit(
                lambda: next((each.made for each in keeping.lying()), None), tell, _nothing
            )
        if health.problems:
            self.stop()
        else:
            self._on_done(health)

    def _on_done(self, _done: object) -> None:
        self._beside = None
        self.look()

    def _look_at_the_age(self) -> None:
        practice = self._practice

        def tell(said: tuple[str, str]) -> None:
            if said[1] == "hazard":
                self._tell(said[0])

        country = practice.practice.country
        self._lane.submit(
            lambda: safety_words(practice.safekeeping.safety(), country), tell, _nothing
        )

    def _on_problem(self, problem: Exception) -> None:
        self._beside = None
        if not isinstance(problem, Refused):
            return
        if problem.code is ErrorCode.DATABASE_DAMAGED and not self._is_damaged:
            # Whatever came upon it: nothing is written any more, and it is said what to do.
            self._is_damaged = True
            self._beside = Beside(self._health, _nothing, self._on_health, self._on_problem)
            return
        self._tell(sentence(problem))

    def _tell(self, words: str) -> None:
        # Once is enough: the settings say it as long as it is so.
        if words not in self._told:
            self._told.add(words)
            self._window.tell(words)


def _what_is_due(practice: OpenPractice) -> Callable[[Report], object] | None:
    keeping = practice.safekeeping
    if keeping.is_due():
        return keeping.keep_up
    return keeping.drill if keeping.is_untried() else None


def _back_up_at_last(practice: OpenPractice) -> None:
    if practice.safekeeping.is_due(leaving=True):
        practice.safekeeping.keep_up()


def _nothing(_said: object) -> None:
    """Nobody waits for it."""
