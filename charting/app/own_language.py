"""The language of whoever is at work on the screens, and that of the computer before and after."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from charting import i18n
from charting.domain.roles import Right, may
from charting.ui import speech
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow

if TYPE_CHECKING:
    from charting.domain.own_ways import OwnWays
    from charting.services.practices import OpenPractice


class OwnLanguage:
    """Begins with what is spoken already: the computer's."""

    def __init__(self, qt: QApplication, window: MainWindow, lane: Lane) -> None:
        self._qt, self._window, self._lane = qt, window, lane
        self._of_computer = i18n.spoken()

    def learn(self, practice: "OpenPractice", then: Callable[["OpenPractice"], None]) -> None:
        """Speak as whoever unlocked has chosen, and call `then`; who has no screen of their own
        hears the computer's.
        """
        if not may(practice.practitioner.role, Right.READ_CLINICAL):
            then(practice)
            return

        def go_on(ways: "OwnWays") -> None:
            self._speak(ways.language or self._of_computer)
            then(practice)

        self._lane.submit(practice.own_screen.mine, go_on)

    def forget(self) -> None:
        """Speak the computer's again: whoever comes next may read another language."""
        self._speak(self._of_computer)

    def _speak(self, language: str) -> None:
        if language != i18n.spoken():
            i18n.choose(language)
            speech.dress(self._qt)
            self._window.say_again()
