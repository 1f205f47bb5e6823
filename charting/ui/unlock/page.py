"""The first screen: asks for the passphrase of a practice, or sets one up."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui.unlock.locked import LockedPane
from charting.ui.unlock.model import Colleague, UnlockModel
from charting.ui.unlock.needles_in import NeedlesIn
from charting.ui.widgets.frames import EmptyState

if TYPE_CHECKING:
    # Most starts need no first run, and no start a needle.
    from collections.abc import Sequence

    from charting.domain.marks import Needle
    from charting.services.ports import Clock
    from charting.ui.unlock.first_run import FirstRunPane
    from charting.ui.unlock.recover import RecoverPane
    from charting.ui.widgets.choices import ChoiceField


class UnlockPage(QWidget):
    """Shows the pane that fits the folder at hand."""

    def __init__(
        self,
        model: UnlockModel,
        make_first_run: "Callable[[UnlockModel], FirstRunPane]",
        make_recover: "Callable[[UnlockModel], RecoverPane]",
        make_at_work: "Callable[[], ChoiceField]",
        choose_folder: Callable[[QWidget, Path], Path | None],
        choose_card: Callable[[QWidget], Path | None],
    ) -> None:
        """`make_first_run`, `make_recover` and `make_at_work` are called when those panes and that
        field are first needed; `choose_folder` asks where to look, beginning at a folder;
        `choose_card` for the card of a clinic.
        """
        super().__init__()
        self._model = model
        self._make_first_run = make_first_run
        self._make_recover = make_recover
        self._choose_folder, self._choose_card = choose_folder, choose_card
        self.locked = LockedPane(model, make_at_work)
        self.first_run: FirstRunPane | None = None
        self.recover: RecoverPane | None = None
        self._waiting: EmptyState | None = None
        self.needles = NeedlesIn()
        self._panes = QStackedWidget()
        # Above whatever pane is shown: needles wait neither for a passphrase nor for a lost one.
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.needles)
        rows.addWidget(self._panes, 1)
        # What is put into its place before it is filled is dressed once less.
        self._panes.addWidget(self.locked)
        self.locked.folder_wanted.connect(self._on_folder_wanted)
        model.changed.connect(self.show_model)
        model.refused.connect(self._on_refused)
        model.joined.connect(self._on_joined)
        self.show_model()

    def show_model(self) -> None:
        """Show the pane that fits, with what the model knows."""
        pane: LockedPane | FirstRunPane | RecoverPane = self.locked
        if self._model.is_new:
            pane = self.first_run = self.first_run or self._made_first_run()
        elif self._model.is_forgotten:
            pane = self.recover = self.recover or self._made_recover()
        pane.show_model()
        if self._panes.currentWidget() is not pane:
            self._panes.setCurrentWidget(pane)
            self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        if self._model.is_new and self.first_run is not None:
            self.first_run.focus_first()
        elif self._model.is_forgotten and self.recover is not None:
            self.recover.key.line.setFocus()
        else:
            self.locked.passphrase.line.setFocus()

    def wait(self, title: str, sentence: str) -> None:
        """Show that something is being prepared, and ask for nothing."""
        self._waiting = EmptyState(title, sentence)
        self._panes.addWidget(self._waiting)
        self._panes.setCurrentWidget(self._waiting)

    def cover(
        self, needles: "Sequence[Needle]", clock: "Clock", colleagues: "Sequence[Colleague]"
    ) -> None:
        """Ask for the passphrase of one of `colleagues` again; needles that are in are still
        counted and timed.
        """
        self._model.cover(colleagues)
        self.needles.show_needles(needles, clock)

    def clear(self) -> None:
        """Forget every passphrase that was typed, and the needles."""
        self.needles.forget()
        self.locked.clear()
        if self.first_run is not None:
            self.first_run.clear()
        if self.recover is not None:
            self.recover.clear()

    def _made_first_run(self) -> "FirstRunPane":
        pane = self._make_first_run(self._model)
        pane.folder_wanted.connect(self._on_folder_wanted)
        pane.card_wanted.connect(self._on_card_wanted)
        self._panes.addWidget(pane)
        return pane

    def _made_recover(self) -> "RecoverPane":
        pane = self._make_recover(self._model)
        self._panes.addWidget(pane)
        return pane

    def _on_folder_wanted(self) -> None:
        chosen = self._choose_folder(self, self._model.folder)
        if chosen is not None:
            self.locked.banner.hush()
            self._model.choose_folder(chosen)

    def _on_card_wanted(self) -> None:
        chosen = self._choose_card(self)
        if chosen is not None:
            self._model.join(chosen)

    def _on_joined(self) -> None:
        words = _("This computer has joined the clinic. Open it with your own passphrase.")
        self.locked.banner.say(words, tone="counted")

    def _on_refused(self, field: str, sentence: str) -> None:
        if self._model.is_new and self.first_run is not None:
            self.first_run.refuse(field, sentence)
        elif self._model.is_forgotten and self.recover is not None:
            self.recover.refuse(field, sentence)
        else:
            self.locked.refuse(field, sentence)
