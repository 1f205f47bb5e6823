"""The consent screen: the text to read at the left, and beside it what is said and signed."""

from collections.abc import Callable, Generator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.consent.draft_panel import DraftPanel
from charting.ui.consent.file_panel import FilePanel
from charting.ui.consent.model import ConsentModel
from charting.ui.consent.text_view import ConsentTextView
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.text import Text

PANEL_WIDTH = 440


def page_in_turns(
    model: ConsentModel, within: QWidget | None = None
) -> Generator[None, None, "ConsentPage"]:
    """Make the page part by part, hidden within the window."""
    text = ConsentTextView()
    yield
    draft = DraftPanel(model)
    yield
    on_file = FilePanel(model)
    yield
    page = ConsentPage(model, text, draft, on_file, within)
    yield
    yield from page.lay_out()
    return page


class ConsentPage(QWidget):
    """`left` goes back to where one came from; `copy_wanted` asks for the paper."""

    left = Signal()
    copy_wanted = Signal()

    def __init__(
        self,
        model: ConsentModel,
        text: ConsentTextView,
        draft: DraftPanel,
        on_file: FilePanel,
        within: QWidget | None,
    ) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model = model
        self.text, self.draft, self.on_file = text, draft, on_file
        self.back = Button("", Kind.PLAIN, key=actions.LEAVE_CONSENT.key, size=theme.SMALL)
        self.title = Text(_("Written consent"), bold=True)
        self.sentence = Banner("", size=theme.BODY)
        self._panels = QStackedWidget()
        self._about: object = None
        self.setFocusProxy(text)
        model.changed.connect(self.refresh)
        model.said.connect(lambda words, tone: self.sentence.say(words, tone=tone))
        self.back.clicked.connect(self.leave)
        draft.kept.connect(self._keep)
        draft.pad.changed.connect(self.sentence.hush)
        on_file.copy_wanted.connect(self.copy_wanted)
        self._bind_keys()

    def begin(self, back_to: str) -> None:
        """Begin with another patient: where Back leads."""
        self.back.set_words("‹ " + back_to)
        self.sentence.hush()

    def refresh(self) -> None:
        """Show the present state."""
        model = self._model
        about = (model.patient, model.asks, model.text)
        if about != self._about:
            self._about = about
            self.draft.begin()
        shown = model.on_file.consent if model.on_file and not model.asks else None
        self.text.show_text(model.shown_text, model.who_needles(shown))
        self._panels.setCurrentWidget(self.draft if model.asks else self.on_file)
        (self.draft if model.asks else self.on_file).refresh()
        if model.trouble and not self.sentence.words:
            self.sentence.say(model.trouble, tone="hazard")

    def leave(self) -> None:
        """Go back."""
        self.left.emit()

    def _keep(self) -> None:
        if self._model.asks:
            self.sentence.hush()
            self.draft.take_typed()
            self._model.keep()

    def _ask_for_copy(self) -> None:
        if not self._model.asks:
            self.copy_wanted.emit()

    def _bind_keys(self) -> None:
        deeds: list[tuple[actions.Action, Callable[[], object]]] = [
            (actions.LEAVE_CONSENT, self.leave),
            (actions.KEEP_CONSENT, self._keep),
            (actions.PAPERS, self._ask_for_copy),
        ]
        for action, do in deeds:
            actions.bind(self, action, do)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, what holds them before them."""
        top = QHBoxLayout()
        top.setContentsMargins(theme.SNUG, theme.TIGHT, theme.ROOM, theme.TIGHT)
        top.addWidget(self.back)
        top.addSpacing(theme.ROOM)
        top.addWidget(self.title)
        top.addStretch(1)
        whole, left = QHBoxLayout(self), QVBoxLayout()
        left.setSpacing(0)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        left.addLayout(top)
        yield
        left.addWidget(Hairline())
        left.addWidget(self.sentence)
        left.addWidget(self.text, 1)
        yield
        whole.addWidget(Hairline(upright=True))
        self._panels.setFixedWidth(PANEL_WIDTH)
        whole.addWidget(self._panels)
        for panel in (self.draft, self.on_file):
            yield
            self._panels.addWidget(panel)
