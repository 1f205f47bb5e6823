"""The session page: shelf at the left, the back in the middle, drawer and list at the right,
strip below.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from charting.domain.marks import Needle
from charting.domain.visit import Step
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.events.form import EventForm
from charting.ui.events.model import EventsModel
from charting.ui.session.above import Above
from charting.ui.session.assessment_pane import AssessmentPane
from charting.ui.session.beside import Beside, Pane
from charting.ui.session.body_map_view import BodyMapView
from charting.ui.session.checks import checks_in_turns
from charting.ui.session.company_bar import CompanyBar
from charting.ui.session.deciding import DecidingPane
from charting.ui.session.deeds import Deed, map_deeds, mark_deeds
from charting.ui.session.drawer import Drawer, drawer_in_turns
from charting.ui.session.follow_up_plan import FollowUpModel
from charting.ui.session.hand_keys import HandKeys
from charting.ui.session.hand_pad import HandPad
from charting.ui.session.happened import Happened
from charting.ui.session.leading import lead
from charting.ui.session.left_side import LeftSide
from charting.ui.session.marks_list import MarksList
from charting.ui.session.model import SessionModel
from charting.ui.session.needles_pane import NeedlesPane
from charting.ui.session.placing import PlacingPanel, placing_in_turns
from charting.ui.session.planning import Planning
from charting.ui.session.screen_sheet import not_ready
from charting.ui.session.shelf import Shelf
from charting.ui.session.side_guard import SideGuard
from charting.ui.session.sides import DRAWER_WIDTH, Sides
from charting.ui.session.sign_pane import SignPane
from charting.ui.session.signed_sheet import SignedSheet
from charting.ui.session.signing_model import SigningModel
from charting.ui.session.strip import Strip
from charting.ui.session.visit_rows import row_for
from charting.ui.widgets.frames import Banner, EmptyState, WithRoom
from charting.ui.widgets.keys_sheet import KeysSheet

TICK_MS = 1000


@dataclass(frozen=True)
class Parts:
    """What the page is put together from."""

    view: BodyMapView
    shelf: Shelf
    drawer: Drawer
    marks: MarksList
    placing: PlacingPanel
    strip: Strip
    sheet: SignedSheet
    panes: Sequence[Pane]


def page_in_turns(
    model: SessionModel,
    plan: FollowUpModel,
    signing: SigningModel,
    events: EventsModel,
    country: str,
    within: QWidget | None = None,
) -> Generator[None, None, "SessionPage"]:
    """Make the page part by part, hidden within the window: the whole of it takes longer than a
    click may wait. `country` is the one whose dates are written.
    """
    view = BodyMapView(model, theme.worn())
    yield
    rows = {}
    for step in Step:
        for item in model.visit.of_step(step):
            rows[item.id] = row_for(model.visit, item)
            yield
    checks = yield from checks_in_turns(model.screen)
    planning = Planning(model, plan, country)
    for told in (plan, signing):
        told.said.connect(model.said)
    yield
    sign_pane = SignPane(model, signing, country)
    yield
    shelf = Shelf(model, rows, checks, planning, sign_pane)
    yield
    drawer = yield from drawer_in_turns(model)
    yield
    marks = MarksList(model)
    yield
    placing = yield from placing_in_turns(model)
    yield
    strip = Strip(model, view)
    yield
    sheet = SignedSheet(model, signing, country)
    yield
    panes = (AssessmentPane(model), NeedlesPane(model), DecidingPane(model))
    parts = Parts(view, shelf, drawer, marks, placing, strip, sheet, panes)
    page = SessionPage(model, parts, within)
    yield
    yield from page.lay_out()
    yield from _join_events(page, model, events)
    return page


def _join_events(
    page: "SessionPage", model: SessionModel, events: EventsModel
) -> Generator[None, None, None]:
    """Let what happened be written down on the page and told there; the keys lie for the hand."""
    for pane in page.beside.panes:
        yield from pane.make_ready()
    form = EventForm(events, has_escape=True)
    yield
    HandKeys(page, page.sides.ways, page.shelf.arming, page.drawer)
    page.happened = happened = Happened(model, events, form, page)
    yield from happened.fill(page.shelf, page.view, page.beside)
    actions.bind(page, actions.EVENT, happened.ask)


class SessionPage(QWidget):
    """Everything of one visit on one screen; nothing ever covers the back."""

    left = Signal()
    papers_wanted = Signal()
    session_wanted = Signal(object, object)

    def __init__(self, model: SessionModel, parts: Parts, within: QWidget | None) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model = model
        self.view, self.shelf, self.drawer = parts.view, parts.shelf, parts.drawer
        self.marks, self.placing, self.strip = parts.marks, parts.placing, parts.strip
        self._above, self.sheet = Above(model), parts.sheet
        self.readout, self.sentence = self._above.readout, self._above.sentence
        self.beside = Beside(self.drawer, self.placing, parts.panes)
        self._left = LeftSide(self.shelf, self.sheet)
        self._trouble = Banner("hazard", size=theme.BODY)
        self.stop = Banner("hazard", size=theme.BODY)
        self._trouble.answered.connect(model.record.store_again)
        self._no_marks = _no_marks_yet()
        self._lists = QStackedWidget()
        self._keys: KeysSheet | None = None
        self.happened: Happened | None = None
        self._guard, self.pad = SideGuard(model), HandPad(model)
        self.sides = Sides(self, model, self.pad)
        self.sides.worn.connect(self.strip.make_room)
        self.sides.worn.connect(self.marks.doItemsLayout)
        self._middle = QFrame()
        self.setFocusProxy(self.view)
        self._bind_keys()
        self._tick = QTimer(self, interval=TICK_MS)
        for ticking in (self.strip.refresh, self.shelf.refresh, self.marks.viewport().update):
            self._tick.timeout.connect(ticking)
        self._tick.timeout.connect(self.view.tick)
        self._join()
        self.refresh()

    def refresh(self) -> None:
        """Show the present state of what the page itself holds."""
        self._lists.setCurrentIndex(1 if self._model.marks else 0)
        if self._left.turn(read_only=self._model.record.read_only):
            self.sentence.hush()
            self._model.armed.nothing()
            self.beside.give_back()
        trouble = self._model.record.trouble
        if trouble != self._trouble.words:
            self._trouble.say(trouble, action=_("Store again") if trouble else "")
        blocked = not_ready(self._model.screen.verdict, self._model.screen.words)
        if blocked != self.stop.words:
            self.stop.say(blocked)
        if self._model.counts.still_in and self.isVisible():
            if not self._tick.isActive():
                self._tick.start()
        else:
            self._tick.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """The hand starts on the map."""
        super().showEvent(event)
        self.view.setFocus()
        self.sides.begin()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks where nobody looks."""
        self._tick.stop()
        self.sides.end()
        super().hideEvent(event)

    def begin(self) -> None:
        """Another visit comes in: nothing that was said or asked for in the last one stays."""
        self._above.fall_silent()
        self._left.turn(read_only=False)
        self.beside.give_back()
        self.shelf.notes.begin()
        self.shelf.open_step(self.shelf.insert)

    def leave(self) -> None:
        """Keep what is being typed and go back to the patients."""
        self.shelf.keep_notes()
        self.left.emit()

    def ask_for_papers(self) -> None:
        """Keep what is being typed and ask for what can be handed out."""
        self.shelf.keep_notes()
        self.papers_wanted.emit()

    def _join(self) -> None:
        self._model.settled.connect(self.refresh)
        self.view.pointed.connect(self.readout.show_for)
        elsewhere = partial(self._offer, self.placing.offer_elsewhere)
        self.view.outside_clicked.connect(elsewhere)
        self.shelf.arming.elsewhere_wanted.connect(elsewhere)
        self.shelf.arming.level_wanted.connect(partial(self._offer, self.placing.offer_level))
        self.shelf.arming.short_wanted.connect(partial(self._offer, self.placing.offer_shorthand))
        self.shelf.leaving.connect(self.leave)
        self.shelf.papers_wanted.connect(self.ask_for_papers)
        self.sheet.leaving.connect(self.leave)
        self.sheet.session_wanted.connect(self.session_wanted)
        self.shelf.all_out_wanted.connect(self._all_out)
        self.shelf.lacking.wanted.connect(partial(lead, self._model, self.shelf))
        self.shelf.pane_wanted.connect(lambda: self.beside.open(self.beside.panes[0]))
        self.placing.closed.connect(self.beside.give_back)
        self.beside.given_back.connect(self.view.setFocus)
        self.beside.wants_all.connect(self._lists.setHidden)
        self.beside.wants_all.connect(self.sides.leave_room)
        self.placing.sets.offered.connect(self._offer_ghosts)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, into what is in its own place
        already: whatever is moved with its parts is styled again with all of them.
        """
        self.sides.put(self._left)
        yield from self._left.fill()
        self.sides.put(self._middle)
        yield from self._fill_middle()
        right = QFrame()
        self.sides.put(right)
        yield from self._fill_right(right)
        self.sides.put(self.strip)
        self.refresh()

    def draw_in_turns(self) -> Generator[None, None, None]:
        """Draw the back at the size it will be shown in, so that it is there at once."""
        around = self.parentWidget()
        if around is not None:
            self.resize(around.size())
            # Nothing lays out what is hidden but who asks for it.
            for part in (self, self._middle):
                layout = part.layout()
                if layout is not None:
                    layout.activate()
                    layout.setGeometry(part.rect())
                yield
        yield from self.view.in_turns()

    def _fill_middle(self) -> Generator[None, None, None]:
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(WithRoom(self._trouble, theme.SNUG, theme.SNUG))
        column.addWidget(WithRoom(self.stop, theme.SNUG, theme.SNUG))
        column.addWidget(self._above)
        self._above.fill()
        yield
        column.addWidget(self.view, 1)

    def _fill_right(self, right: QWidget) -> Generator[None, None, None]:
        # A splitter takes back a width that was fixed for it.
        right.setFixedWidth(DRAWER_WIDTH)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        column.addWidget(parts)
        parts.addWidget(self.beside)
        parts.addWidget(self._lists)
        parts.addWidget(self.pad)
        yield
        yield from self.beside.fill()
        yield from self.drawer.fill()
        yield
        self._lists.addWidget(self._no_marks)
        self._lists.addWidget(self.marks)
        column.addWidget(CompanyBar(self._model, self.beside))
        parts.setSizes([420, 340, 360])
        yield

    def _bind_keys(self) -> None:
        deeds: list[Deed] = [
            (actions.BACK, self.leave),
            (actions.PAPERS, self.ask_for_papers),
            (actions.KEYS, self._show_keys),
            (actions.DISARM, self._disarm),
            (actions.SHORTHAND, partial(self._offer, self.placing.offer_shorthand)),
            (actions.BY_LEVEL, partial(self._offer, self.placing.offer_level)),
            (actions.ELSEWHERE, partial(self._offer, self.placing.offer_elsewhere)),
            (actions.ASK, self.shelf.ask_next),
            (actions.CARRY, self.shelf.notes.go_on),
            (actions.BEGIN_NOTE, self.shelf.begin_note),
            (actions.DRAFT, self.shelf.draft_anew),
            (actions.LACKING, self.shelf.lacking.go),
            (actions.CONSENT, self.shelf.consent_wanted.emit),
            (actions.ALL_OUT, self._all_out),
            (actions.EMERGENCY_OUT, self._emergency_out),
            (actions.SIGN, self._left.sign),
            (actions.ADDENDUM, self._left.add),
            (actions.CORRECT_SIGNED, self._left.correct),
            (actions.SHOW_DEPTH, self._show_depth),
        ]
        deeds += [(each.action, partial(self.beside.open, each)) for each in self.beside.panes]
        for action, do in (*deeds, *mark_deeds(self._model), *map_deeds(self.view)):
            # Elsewhere Space presses what has the focus.
            actions.bind(self.view if action is actions.REPEAT else self, action, do)

    def _all_out(self) -> None:
        """All needles out, and the hand where the count is typed."""
        self._model.taking_out.all()
        self.shelf.ask_count()

    def _emergency_out(self) -> None:
        """All needles out at one moment, and the hand where the reason is typed."""
        self._model.taking_out.emergency()
        self.shelf.ask_reason()

    def _disarm(self) -> None:
        if self.beside.is_taken:
            self.beside.give_back()
        elif not self.view.hasFocus():
            self.view.setFocus()
        elif self._model.selected is not None:
            self._model.select(None)
        else:
            self._model.armed.nothing()

    def _offer(self, offer: Callable[[], object]) -> None:
        """Offer a way to place without pointing, in the place of the drawer."""
        self.beside.offer_placing()
        self.placing.sets.ask()
        offer()

    def _offer_ghosts(self, needles: Sequence[Needle], name: str) -> None:
        """The needles of a point set on the back, and the hand there to confirm them."""
        self.beside.give_back()
        self.view.ghosts.offer(needles, name)

    def _show_depth(self) -> None:
        """The order of layers at the selected needle, brought into sight, or away."""
        order = self.drawer.order
        order.toggle()
        QTimer.singleShot(0, lambda: self.drawer.ensureWidgetVisible(order))

    def _show_keys(self) -> None:
        """The sheet of keys in the place of the drawer, or the drawer again."""
        shown, self._keys = self._keys, None
        if shown is None or self.beside.currentWidget() is not shown:
            # What the number pad does in session mode comes after what holds always.
            bound = sorted([*self.actions(), *self.view.actions()], key=Sides.is_of_pad)
            self._keys = KeysSheet(_("Keys of the session"), bound)
            self.beside.addWidget(self._keys)
        self.beside.wants_all.emit(self._keys is not None)
        self.beside.setCurrentWidget(self._keys or self.drawer)
        if shown is not None:
            shown.deleteLater()


def _no_marks_yet() -> EmptyState:
    return EmptyState(
        _("No marks yet"),
        _("Each click on the back becomes a mark here, with muscle, level and side."),
    )
