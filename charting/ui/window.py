"""The one window: who is on the screen across its top, and one screen beneath."""

from collections import deque
from collections.abc import Callable, Generator, Iterator

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.tasks import InTurns, Lane
from charting.ui.widgets.appearance import AppearanceMenu
from charting.ui.widgets.emblem import window_icon
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.painting import turn_to
from charting.ui.widgets.patient_banner import Identity, PatientBanner
from charting.ui.widgets.rooms_strip import RoomsStrip
from charting.ui.widgets.top_bar import TopBar

SIZE = QSize(1440, 900)
SMALLEST = QSize(1180, 720)
# What nobody misses comes when the first letters have had their chance.
_SETTLED_MS = 150
_AT_ONCE = 120
"""As many parts of a screen as are destroyed in one step."""


class MainWindow(QMainWindow):
    """Holds the screens. Its title never holds a patient's name; closing waits until all is stored.

    `first_painted` comes once, `closing` before the lane is drained, `theme_chosen` with its name,
    `still_chosen` with whether nothing is to move by itself, `language_chosen` with what whoever is
    at work reads from the next time on (BCP 47; empty: the computer's), `lock_wanted` when the
    person leaves the window, `settings_wanted` and `help_wanted` when they ask for those,
    `demonstration_left` when they have looked round among the invented people.
    """

    first_painted = Signal()
    closing = Signal()
    theme_chosen = Signal(str)
    still_chosen = Signal(bool)
    language_chosen = Signal(str)
    lock_wanted = Signal()
    settings_wanted = Signal()
    demonstration_left = Signal()
    help_wanted = Signal()

    def __init__(
        self, lane: Lane, theme_name: str, unstored: Callable[[], str] = lambda: ""
    ) -> None:
        """`unstored` gives a sentence about what would be lost by closing now, or nothing."""
        super().__init__()
        self._lane = lane
        self._unstored = unstored
        self._warned = False
        self._painted = False
        self._forgotten: deque[QObject] = deque()
        self._forgetting: InTurns[None] | None = None
        self._unfocused = QTimer(self, singleShot=True)
        self._unfocused.timeout.connect(lambda: _take_up_focus(self))
        self.setWindowTitle(_("Dry-needling charting"))
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self.top = TopBar()
        self.banner = PatientBanner()
        self.message = Banner("hazard")
        self._message_line = QWidget()
        self.screens = QStackedWidget()
        self._under_banner = Hairline()
        self.rooms = RoomsStrip()
        self._lay_out()
        self.clear_identity(takes_room=False)
        self.theme_menu = self._made_menu(theme_name)
        self.top.appearance.clicked.connect(lambda: self.theme_menu.show_under(self.top.appearance))
        self.message.answered.connect(self._on_answered)
        bind(self, actions.NEXT_THEME, self.theme_menu.choose_next)
        self.top.lock.clicked.connect(self.lock_wanted)
        bind(self, actions.LOCK, self.lock_wanted.emit)
        self.top.leave.clicked.connect(self.demonstration_left)
        self.top.settings.clicked.connect(self.settings_wanted)
        self.top.help.clicked.connect(self.help_wanted)
        self._settings_key = bind(self, actions.SETTINGS, self.settings_wanted.emit)
        self._settings_key.setEnabled(False)
        bind(self, actions.NEXT_ROOM, self.rooms.next_wanted.emit)
        bind(self, actions.QUIT, self.close)
        bind(self, actions.HELP, self.help_wanted.emit)

    def say_again(self) -> None:
        """Say what stands around every screen in the language that speaks now."""
        self.setWindowTitle(_("Dry-needling charting"))
        self.top.say_again()
        self.rooms.setAccessibleName(_("Rooms"))
        actions.say_again(self)
        self.theme_menu.say_again()

    def hold_screen(self, screen: QWidget) -> Generator[None, None, None]:
        """Take in a screen made within `screens` that will be shown later, in small steps: the
        style of each of its parts is worked out now, or all at once when it is shown.
        """
        self.screens.addWidget(screen)
        for part in screen.findChildren(QWidget):
            yield
            # A row may have gone since, with what it showed.
            if isValid(part):
                part.ensurePolished()

    def show_screen(self, screen: QWidget) -> None:
        """Show a screen in the place of the one before, which stays as it is."""
        if self.screens.indexOf(screen) < 0:
            self.screens.addWidget(screen)
        turn_to(self.screens, screen)
        screen.setFocus()
        focused = QApplication.focusWidget()
        if focused is None or not (screen is focused or screen.isAncestorOf(focused)):
            # What it would begin with is hidden: its keys work from whatever can be reached.
            _focus_first(screen)

    def offer_lock(self) -> None:
        """Offer to cover the window."""
        self.top.lock.show()

    def offer_leaving(self) -> None:
        """Offer to leave the demonstration for what was begun before it."""
        self.top.leave.show()

    def offer_settings(self, *, offered: bool = True) -> None:
        """Offer the settings of the practice, or no more."""
        self.top.settings.setVisible(offered)
        self._settings_key.setEnabled(offered)

    def cover(self, screen: QWidget) -> None:
        """Show a screen with nothing of any patient or practice around it."""
        self.clear_identity(takes_room=False)
        self.name_practice("", demo=False)
        self.top.lock.hide()
        self.top.leave.hide()
        self.offer_settings(offered=False)
        self.rooms.cover()
        self.show_screen(screen)

    def drop_screen(self, screen: QWidget) -> None:
        """Forget a screen with everything on it."""
        self.screens.removeWidget(screen)
        self.forget(screen)

    def drop_others(self) -> None:
        """Forget every screen but the one shown, those that are half made too."""
        only_screens = Qt.FindChildOption.FindDirectChildrenOnly
        for screen in self.screens.findChildren(QWidget, options=only_screens):
            if screen is not self.screens.currentWidget():
                self.drop_screen(screen)
        self.forget(*_standing_nowhere())

    def forget(self, *things: QObject) -> None:
        """Destroy things one after the other, in small steps: all that stands on a screen takes
        longer than a key may wait.
        """
        self._forgotten.extend(each for each in things if each not in self._forgotten)
        if self._forgetting is None:
            self._forgetting = InTurns(self._forget_in_turns())

    @property
    def forgets(self) -> bool:
        """Whether something of what was dropped is still there."""
        return bool(self._forgotten)

    def _forget_in_turns(self) -> Generator[None, None, None]:
        while self._forgotten:
            thing = self._forgotten[0]
            for part in _parts(thing):
                _destroy(part)
                yield
            _destroy(thing)
            self._forgotten.popleft()
            yield
        self._forgetting = None

    def show_identity(self, who: Identity) -> None:
        """Show who the patient on the screen is."""
        self.banner.show_identity(who)
        self.banner.show()
        self._under_banner.show()

    def clear_identity(self, *, takes_room: bool = True) -> None:
        """Show that no patient is open; where there are no patients at all the place folds."""
        self.banner.clear()
        self.banner.setVisible(takes_room)
        self._under_banner.setVisible(takes_room)

    def name_practice(self, name: str, *, demo: bool, at_work: str = "") -> None:
        """Show whose records are open and who is at work in them, and say it on every screen if
        they are invented.
        """
        self.top.practice.setText(" · ".join(filter(None, (name, at_work))))
        self.top.demonstration.setText(
            _("Demonstration: invented people. Nothing here is kept.") if demo else ""
        )

    def show_chosen(self, theme_name: str, *, still: bool) -> None:
        """Show what was chosen elsewhere in the list of looks."""
        self.theme_menu.show_chosen(theme_name, still=still)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to what Tab comes to next. Qt would stop at a part that hands its focus on too: Tab
        would go round in a form, and never come to what stands before its first field.
        """
        now = QApplication.focusWidget() or self
        if not now.isVisible():
            # It is being hidden, and what hides it mostly gives the keys to another right away.
            now.clearFocus()
            self._unfocused.start()
            return True
        part = _next_reached(now, forward=forward)
        if part is None:
            return False
        reasons = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        part.setFocus(reasons[0] if forward else reasons[1])
        return True

    def tell(self, sentence: str, *, tone: str = "hazard") -> None:
        """Say something that concerns the whole window, until it is put away; what is no trouble
        has no `tone`.
        """
        self.message.say(sentence, action=_("All right"), tone=tone)
        self._message_line.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that it has happened."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_painted)

    def _on_painted(self) -> None:
        self.first_painted.emit()
        QTimer.singleShot(_SETTLED_MS, self, lambda: self.setWindowIcon(window_icon()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when everything entered is stored; what the disk did not take is said first."""
        self.closing.emit()
        self._lane.drain()
        sentence = self._unstored()
        if sentence and not self._warned:
            self._warned = True
            self.tell(sentence)
            event.ignore()
            return
        super().closeEvent(event)

    def _on_answered(self) -> None:
        self._warned = False
        self._message_line.hide()

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        message = QHBoxLayout(self._message_line)
        message.setContentsMargins(theme.WIDE, theme.SNUG, theme.WIDE, theme.SNUG)
        message.addWidget(self.message)
        self._message_line.hide()
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.top)
        rows.addWidget(Hairline())
        rows.addWidget(self.banner)
        rows.addWidget(self._under_banner)
        rows.addWidget(self._message_line)
        rows.addWidget(self.screens, 1)
        rows.addWidget(self.rooms)
        self.setCentralWidget(ground)

    def _made_menu(self, chosen: str) -> AppearanceMenu:
        menu = AppearanceMenu(self, chosen)
        menu.theme_chosen.connect(self.theme_chosen)
        menu.still.toggled.connect(self.still_chosen)
        return menu


def _take_up_focus(window: MainWindow) -> None:
    screen = window.screens.currentWidget()
    if screen is not None and window.isActiveWindow() and QApplication.focusWidget() is None:
        _focus_first(screen)


def _focus_first(screen: QWidget) -> None:
    part = _next_reached(screen)
    if part is not None and screen.isAncestorOf(part):
        part.setFocus()


def _next_reached(now: QWidget, *, forward: bool = True) -> QWidget | None:
    """What Tab comes to after a part, or before it. Most of the chain stands on screens out of
    sight, so that is asked first.
    """
    part = now.nextInFocusChain() if forward else now.previousInFocusChain()
    while part is not None and part is not now:
        if part.isVisible() and _is_reached(part):
            return part
        part = part.nextInFocusChain() if forward else part.previousInFocusChain()
    return None


def _is_reached(part: QWidget) -> bool:
    policy = part.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None and part.isEnabled()


def _parts(thing: QObject) -> Iterator[QObject]:
    """What a screen consists of, where it is too much to be destroyed at once: its timers, for none
    may call what is half gone, and then inner parts before what they stand on.
    """
    if not isinstance(thing, QWidget) or len(thing.findChildren(QWidget)) <= _AT_ONCE:
        return
    yield from thing.findChildren(QTimer)
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for part in thing.findChildren(QWidget, options=direct):
        if isValid(part):
            yield from _parts(part)
        yield part


def _destroy(thing: QObject) -> None:
    if not isValid(thing):
        return
    thing.deleteLater()
    # Left to the loop, all of them would go in one turn.
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete.value)


def _standing_nowhere() -> list[QWidget]:
    """Parts of half-made screens: they have no place and were never shown, and what calls back into
    itself nobody else would ever delete.
    """
    shown_once = Qt.WidgetAttribute.WA_WState_Created
    return [
        part
        for part in QApplication.topLevelWidgets()
        if part.parent() is None and not part.testAttribute(shown_once)
    ]
