"""The way to what would come in of an archive, for one that was named before all is made."""

from collections.abc import Callable, Generator
from pathlib import Path

from charting.domain.roles import Right, may
from charting.services.practices import OpenPractice
from charting.ui.settings.page import SettingsPage
from charting.ui.tasks import InTurns


class WhatComes:
    """Waits for the patients and for the settings, in which it is shown by `lead`."""

    def __init__(self, practice: OpenPractice, lead: Callable[[SettingsPage, Path], None]) -> None:
        self._practice, self._lead = practice, lead
        self._making: InTurns[SettingsPage] | None = None
        self._show: Callable[[SettingsPage], None] = lambda _page: None
        self._file: Path | None = None
        self._has_begun = False

    def look_at(self, file: Path) -> bool:
        """Show what would come of an archive as soon as all is there; whether somebody may."""
        practice = self._practice
        if practice.only_read or not may(practice.practitioner.role, Right.IMPORT):
            return False
        self._file = file
        self._look()
        return True

    def begin(self) -> None:
        """The patients are shown, from which one goes on."""
        self._has_begun = True
        self._look()

    def wait_for(
        self,
        steps: Generator[None, None, SettingsPage],
        show: Callable[[SettingsPage], None],
    ) -> InTurns[SettingsPage]:
        """The settings being made in steps; `show` shows them."""
        self._making, self._show = InTurns(steps), show
        self._look()
        return self._making

    def _look(self) -> None:
        if self._file is not None and self._making is not None and self._has_begun:
            self._making.then(self._go)

    def _go(self, page: SettingsPage) -> None:
        if self._file is not None:
            self._show(page)
            self._lead(page, self._file)
        self._file = None
