"""The handout screen: the pages as they will be on paper, and beside them what to do with them."""

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.given_papers import Kind
from charting.i18n import _, ngettext
from charting.ui import actions, theme
from charting.ui.handout.arranging import ArrangingPane
from charting.ui.handout.arranging_model import ArrangingModel
from charting.ui.handout.finding import FindBar
from charting.ui.handout.kinds import KEYS
from charting.ui.handout.model import HandoutModel
from charting.ui.handout.pages_view import PagesView
from charting.ui.handout.panel import HandoutPanel, panel_in_turns
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.buttons import Kind as Weight
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.text import Text
from charting.wording.handouts import paper_words

PANEL_WIDTH = 400
PANE_WIDTH = 480
ZOOM_STEP = 1.25
# A printer finds out that it has no paper when the pages have come, and the system a little later.
_LOOK_AGAIN_MS = 4_000
_FIND_KEY = actions.FIND_WORDS.keys[1]

ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks the person where a file of this name shall go."""


def page_in_turns(
    model: HandoutModel,
    arranging: ArrangingModel,
    country: str,
    choose_file: ChooseFile,
    within: QWidget | None = None,
) -> Generator[None, None, "HandoutPage"]:
    """Make the page part by part, hidden within the window. `country` is the one whose dates are
    written.
    """
    view = PagesView()
    yield
    panel = yield from panel_in_turns(model, country)
    yield
    page = HandoutPage(model, view, panel, choose_file, within)
    yield
    pane = ArrangingPane(arranging)
    yield
    page.take_pane(pane, arranging)
    yield
    yield from page.lay_out()
    return page


class HandoutPage(QWidget):
    """`left` goes back to where one came from; `given` says that the leaflet was given."""

    left = Signal()
    given = Signal()

    def __init__(
        self,
        model: HandoutModel,
        view: PagesView,
        panel: HandoutPanel,
        choose_file: ChooseFile,
        within: QWidget | None,
    ) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model, self._choose_file = model, choose_file
        self.view, self.panel = view, panel
        self.back = Button("", Weight.PLAIN, key=actions.LEAVE_HANDOUT.key, size=theme.SMALL)
        self.title = Text(bold=True)
        self.count = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.sentence = Banner("", size=theme.BODY)
        self._zooms = [
            (Button(action.spoken, Weight.PLAIN, key=action.key, size=theme.SMALL), do)
            for action, do in (
                (actions.PAPER_NEARER, partial(view.zoom, ZOOM_STEP)),
                (actions.PAPER_FARTHER, partial(view.zoom, 1 / ZOOM_STEP)),
                (actions.FIT_WIDTH, view.fit_width),
                (actions.FIT_PAGE, view.fit_page),
            )
        ]
        self.find_bar = FindBar()
        self.find_button = Button(_("Find"), Weight.PLAIN, key=_FIND_KEY, size=theme.SMALL)
        self._shown: object = None
        self.arranging: ArrangingPane | None = None
        self._asks_whether_given = False
        self.look_again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self.look_again.timeout.connect(model.look_again)
        self.setFocusProxy(view)
        self._join()
        self._bind_keys()

    def begin(self, *, back_to: str, asks_whether_given: bool) -> None:
        """Begin with the next paper: where Back leads, and whether it is to be asked, once a
        leaflet is printed or saved, that it was given.
        """
        self.back.set_words("‹ " + back_to)
        self._asks_whether_given = asks_whether_given
        self.sentence.hush()
        self.panel.offer.hush()

    def take_pane(self, pane: ArrangingPane, arranging: ArrangingModel) -> None:
        """Arrange leaflets in this pane, in the place of the panel."""
        self.arranging, self._arranging = pane, arranging
        pane.hide()
        pane.left.connect(self._on_arranged)
        arranging.kept.connect(self._model.make)
        self.panel.arrange.clicked.connect(self._arrange)
        actions.bind(self, actions.ARRANGE, self._arrange)
        actions.bind(self, actions.EASY_READ, self._toggle_easy)

    def _arrange(self) -> None:
        pane, session_id = self.arranging, self._model.session_id
        if pane is None or session_id is None or not self.panel.arrange.isVisible():
            return
        self._arranging.open(session_id)
        self.panel.hide()
        pane.show()
        pane.start()

    def _on_arranged(self) -> None:
        if self.arranging is not None and self.arranging.isVisible():
            self.arranging.hide()
            self.panel.show()
            self.view.setFocus()

    def refresh(self) -> None:
        """Show the present state."""
        model, handout = self._model, self._model.handout
        if handout is not self._shown:
            self._shown = handout
            self.sentence.hush()
            title = paper_words(handout.kind) if handout else ""
            self.title.setText(title)
            self.view.show_pages(title, model.sizes if handout else ())
            self.find_bar.forget()
            self.panel.mailing.close_it()
            self.panel.copies.setValue(1)
        self._show_count()

    def leave(self) -> None:
        """Go back, from arranging to what can be handed out; else nothing of the paper is kept."""
        if self.arranging is not None and self.arranging.isVisible():
            self.arranging.leave()
            return
        if self.arranging is not None:
            self.arranging.forget()
        self.look_again.stop()
        self._model.forget()
        self.left.emit()

    def _show_count(self) -> None:
        handout, pages = self._model.handout, len(self._model.sizes)
        if handout is None or self._model.going is not None:
            self.count.setText(self._making_words() if self._model.busy else "")
            return
        self.count.setText(
            ngettext(
                "Page {page} of {pages}, {paper}", "Page {page} of {pages}, {paper}", pages
            ).format(page=self.view.page + 1, pages=pages, paper=handout.paper)
        )

    def _making_words(self) -> str:
        done, of = self._model.going or (0, 1)
        if of <= 1:
            return _("The paper is being made…")
        part = round(100 * done / of)
        return _("The paper is being made: {part} %").format(part=part)

    def _on_said(self, words: str, tone: str) -> None:
        self.sentence.say(words, tone=tone)

    def _on_handed_out(self) -> None:
        self.look_again.start()
        handout = self._model.handout
        if self._asks_whether_given and handout is not None and handout.kind is Kind.LEAFLET:
            self.panel.offer.say(
                _("Is the leaflet in the patient’s hand, and are its warning signs explained?"),
                action=_("Leaflet given") + f"   {actions.GIVEN.key}",
            )

    def _on_given(self) -> None:
        if self.panel.offer.words:
            self._asks_whether_given = False
            self.panel.offer.hush()
            self.sentence.say(
                _("Noted: the leaflet was given and the warning signs were explained."),
                tone="counted",
            )
            self.given.emit()

    def _print(self) -> None:
        if self.panel.print_button.isEnabled():
            self._model.print_out(self.panel.printer.value, self.panel.copies.value())

    def _save(self) -> None:
        if not self.panel.save_button.isEnabled():
            return
        file = self._choose_file(self, self._model.file_name)
        if file is not None:
            self._model.save(file)

    def _mail(self, password: str) -> None:
        handout = self._model.handout
        if handout is None:
            return
        file = self._choose_file(self, self._model.file_name)
        if file is not None:
            self._model.mail(file, password)

    def _toggle_large(self) -> None:
        if self.panel.large.isVisible():
            self.panel.large.click()

    def _toggle_easy(self) -> None:
        if self.panel.easy.isVisible():
            self.panel.easy.click()

    def _join(self) -> None:
        model, panel = self._model, self.panel
        model.changed.connect(self.refresh)
        model.said.connect(self._on_said)
        model.pictured.connect(self.view.take)
        model.handed_out.connect(self._on_handed_out)
        self.view.wanted.connect(model.picture)
        self.view.turned.connect(lambda _page: self._show_count())
        self.back.clicked.connect(self.leave)
        panel.print_button.clicked.connect(self._print)
        panel.save_button.clicked.connect(self._save)
        panel.given.connect(self._on_given)
        panel.mailing.wanted.connect(self._mail)
        self.find_bar.wanted.connect(model.find)
        self.find_bar.went.connect(self.view.mark)
        self.find_bar.left.connect(self.view.setFocus)
        model.found.connect(self.find_bar.show_places)
        self.find_button.clicked.connect(self.find_bar.ask)
        for button, do in self._zooms:
            button.clicked.connect(do)

    def _bind_keys(self) -> None:
        kinds, view = self.panel.kinds, self.view
        deeds: list[tuple[actions.Action, Callable[[], object]]] = [
            (actions.LEAVE_HANDOUT, self.leave),
            (actions.PRINT, self._print),
            (actions.SAVE_PDF, self._save),
            (actions.LARGE_PRINT, self._toggle_large),
            (actions.GIVEN, self._on_given),
            (actions.FIND_WORDS, self.find_bar.ask),
            (actions.MAIL_COPY, self.panel.ask_for_password),
            (actions.PRINT_DAY, self.panel.print_day),
            *((KEYS[kind], button.click) for kind, button in kinds.items()),
            (actions.PAPER_NEARER, partial(view.zoom, ZOOM_STEP)),
            (actions.PAPER_FARTHER, partial(view.zoom, 1 / ZOOM_STEP)),
            (actions.FIT_WIDTH, view.fit_width),
            (actions.FIT_PAGE, view.fit_page),
        ]
        for action, do in deeds:
            actions.bind(self, action, do)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, those that hold others empty."""
        top = QHBoxLayout()
        top.setContentsMargins(theme.SNUG, theme.TIGHT, theme.ROOM, theme.TIGHT)
        top.setSpacing(theme.SNUG)
        top.addWidget(self.back)
        top.addSpacing(theme.ROOM)
        top.addWidget(self.title)
        top.addWidget(self.count)
        top.addStretch(1)
        top.addWidget(self.find_button)
        for button, _do in self._zooms:
            top.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addWidget(Hairline())
        left.addWidget(self.find_bar)
        left.addWidget(self.sentence)
        left.addWidget(self.view, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(Hairline(upright=True))
        yield
        self.panel.setFixedWidth(PANEL_WIDTH)
        whole.addWidget(self.panel)
        yield
        yield from self.panel.lay_out()
        if self.arranging is not None:
            yield
            self.arranging.setFixedWidth(PANE_WIDTH)
            whole.addWidget(self.arranging)
            yield
            yield from self.arranging.lay_out()
