"""Lists over AT-SPI what is on the screen, and tells what is announced: run by the system's own
Python.

For each line that it is told it prints a row for each part that shows, then "end": how deep it
lies, its role, its name, and its states. What is announced in between is a row of its own.
"""

from __future__ import annotations

import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is said before

_STATES = (
    *("FOCUSABLE", "FOCUSED", "CHECKABLE", "CHECKED", "PRESSED", "SELECTED", "EXPANDED"),
    *("EDITABLE", "READ_ONLY", "MULTI_LINE"),
)
# A list of many tells of its first entries, and how many there are.
_MOST = 12
# How often it is looked whether the window has come (ms).
_LOOKS_MS = 50


def main() -> None:
    """List whenever asked, until nobody asks any more."""
    Atspi.init()
    loop = GLib.MainLoop()
    heard = Atspi.EventListener.new(_tell_announced)
    GLib.timeout_add(_LOOKS_MS, _on_look, heard)
    asked = GLib.IOCondition.IN | GLib.IOCondition.HUP
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, asked, _on_asked, loop)
    loop.run()


def _on_look(heard: Atspi.EventListener) -> bool:
    """Listen once a window is there: Qt asks who listens, and only then hears of who begins to."""
    if not Atspi.get_desktop(0).get_child_count():
        return True
    heard.register("object:announcement")
    _row("ready")
    return False


def _on_asked(_source: object, _condition: object, loop: GLib.MainLoop) -> bool:
    if not sys.stdin.readline():
        loop.quit()
        return False
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(number)
        if application is not None:
            _list(application, 0)
    _row("end")
    return True


def _list(node: Atspi.Accessible, depth: int) -> None:
    states = node.get_state_set()
    if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
        return
    held = [name.lower() for name in _STATES if _has(states, name)]
    if not states.contains(Atspi.StateType.ENABLED) and depth > 1:
        held.append("disabled")
    name = " ".join((node.get_name() or "").split())
    _row(str(depth), node.get_role_name(), name, " ".join(held))
    children = node.get_child_count()
    is_list = node.get_role() in (Atspi.Role.LIST, Atspi.Role.TABLE, Atspi.Role.COMBO_BOX)
    shown = min(children, _MOST) if is_list else children
    for number in range(shown):
        child = node.get_child_at_index(number)
        if child is not None:
            _list(child, depth + 1)
    if shown < children:
        _row(str(depth + 1), "and", f"{children - shown} more", "")


def _has(states: Atspi.StateSet, name: str) -> bool:
    return bool(states.contains(getattr(Atspi.StateType, name)))


def _tell_announced(event: Atspi.Event) -> None:
    _row("announced", str(event.any_data))


def _row(*cells: str) -> None:
    sys.stdout.write("\t".join(cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
