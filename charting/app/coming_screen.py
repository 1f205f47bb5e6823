"""A screen of an open practice on its way: made in small steps, there for whoever asks for it."""

from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from charting.ui.tasks import InTurns
from charting.ui.window import MainWindow

Page = TypeVar("Page", bound=QWidget)


class ComingScreen(Generic[Page]):
    """Makes its `page` by what `in_turns` yields between the steps, and holds it in the window."""

    def __init__(
        self, window: MainWindow, in_turns: Callable[[], Generator[None, None, Page]]
    ) -> None:
        self.page: Page | None = None
        self._window, self._in_turns = window, in_turns
        self._making: InTurns[Page] | None = None

    def make(self) -> InTurns[Page]:
        """Begin to make the screen, or go on with it."""
        if self._making is None:
            self._making = InTurns(self._made())
        return self._making

    def then(self, do: Callable[[Page], None]) -> None:
        """Call `do` with the page as soon as it is there; nothing else is made before."""
        self.make().then(do)

    def drop(self) -> None:
        """Make no more of it, and forget what there is."""
        if self._making is not None:
            self._making.stop()
        if self.page is not None:
            self._window.drop_screen(self.page)

    def _made(self) -> Generator[None, None, Page]:
        page = yield from self._in_turns()
        yield from self._window.hold_screen(page)
        self.page = page
        return page
