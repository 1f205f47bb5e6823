"""Tells when nobody is at the window any more: no key or pointer for a while, the machine asleep,
or the system's own screen locked.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

_LOOK_MS = 5_000
_PAUSE_S = 10.0
_SESSION_BUS = "DBUS_SESSION_BUS_ADDRESS"
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class Idleness(QObject):
    """Watches a window's input; `over` is told once when there was none for `seconds`, and
    `paused` once in each pause of 10 seconds, when nobody waits for the window.

    Both clocks are asked: the steady one stands still while some systems sleep, and the wall clock
    can be set back. `wall` and `steady` give seconds.
    """

    over = Signal()
    paused = Signal()

    def __init__(
        self,
        seconds: float,
        wall: Callable[[], float],
        steady: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._wall, self._steady = wall, steady
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._seen = (0.0, 0.0)
        self._is_pause = False

    def watch(self, window: "QWindow") -> None:
        """Hear of the input to a window before any widget does."""
        window.installEventFilter(self)

    def start(self) -> None:
        """Somebody is here now."""
        self._seen = (self._wall(), self._steady())
        self._looking.start()

    def stop(self) -> None:
        """Nothing is waited for."""
        self._looking.stop()

    def look(self) -> None:
        """See whether the time is over, or a pause has come."""
        if not self._looking.isActive() or self._is_over():
            return
        if self._away() >= _PAUSE_S and not self._is_pause:
            self._is_pause = True
            self.paused.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a sign of life; nothing is taken away."""
        # After a sleep the first touch must find the window locked, not wake it.
        if event.type() in _SIGNS_OF_LIFE and self._looking.isActive() and not self._is_over():
            self._seen = (self._wall(), self._steady())
            self._is_pause = False
        return super().eventFilter(watched, event)

    def _away(self) -> float:
        wall, steady = self._seen
        return max(self._wall() - wall, self._steady() - steady)

    def _is_over(self) -> bool:
        if self._away() < self.seconds:
            return False
        self._looking.stop()
        self.over.emit()
        return True


class SystemSigns(QObject):
    """Hears on D-Bus that the machine goes to sleep or the system's screen was locked (Linux).

    Other systems have no such bus: there a sleep is found by the clocks when it is over.
    """

    left = Signal()

    def listen(self) -> bool:
        """Listen on the buses there are; whether there is one."""
        if not (_SYSTEM_BUS.exists() or _SESSION_BUS in os.environ):
            # Asking for a session bus that is not there starts one, which nobody would end.
            return False
        # Only a Linux desktop has it, and the first window needs it nowhere.
        from PySide6.QtDBus import QDBusConnection

        buses = {}
        if _SESSION_BUS in os.environ:
            buses[False] = QDBusConnection.sessionBus()
        if _SYSTEM_BUS.exists():
            buses[True] = QDBusConnection.systemBus()
        heard = [
            # At run time it takes what SLOT gives, and no bytes as its stub says.
            buses[is_system].connect("", path, interface, name, self, slot)  # type: ignore[call-overload]
            for is_system, path, interface, name, slot in _SIGNALS
            if is_system in buses and buses[is_system].isConnected()
        ]
        return any(heard)

    @Slot(bool)
    def on_changed(self, begins: bool) -> None:
        """A sleep or a lock begins, or ends."""
        if begins:
            self.left.emit()

    @Slot()
    def on_locked(self) -> None:
        """The session was locked."""
        self.left.emit()


_CHANGED, _LOCKED = SLOT("on_changed(bool)"), SLOT("on_locked()")
_LOGIN = "org.freedesktop.login1"
# Whether it is the system's bus; object (any where empty), interface, signal; the slot.
_SIGNALS = (
    (True, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "PrepareForSleep", _CHANGED),
    (True, "", f"{_LOGIN}.Session", "Lock", _LOCKED),
    (False, "", "org.freedesktop.ScreenSaver", "ActiveChanged", _CHANGED),
    (False, "", "org.gnome.ScreenSaver", "ActiveChanged", _CHANGED),
)
