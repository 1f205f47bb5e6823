"""Lists over AT-SPI what is on the screen, and tells what is announced: run by the system's own
Python.

Told "list" it prints a row for each part that shows, then "end": how deep it lies, its role, its
name, and its states. What is announced in between is a row of its own. Told "read" it asks every
part that shows for all that there is to it, and again what it has read before, whether it is still
there or not; it prints how many answered, then "end".
"""

from __future__ import annotations

import sys
from collections import deque

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is said before

_STATES = (
    *("FOCUSABLE", "FOCUSED", "CHECKABLE", "CHECKED", "PRESSED", "SELECTED", "EXPANDED"),
    *("EDITABLE", "READ_ONLY", "MULTI_LINE"),
)
# A list of many tells of its first entries, and how many there are.
_MOST = 12
# So many of the parts that were read are asked again later.
_HELD = 400
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
    asked = sys.stdin.readline().strip()
    try:
        if asked:
            _answer(asked)
            return True
    except BrokenPipeError:
        # Whoever asked is no more.
        pass
    loop.quit()
    return False


def _answer(asked: str) -> None:
    desktop = Atspi.get_desktop(0)
    applications = [desktop.get_child_at_index(n) for n in range(desktop.get_child_count())]
    for application in filter(None, applications):
        if asked == "list":
            _list(application, 0)
        else:
            application.clear_cache()
            _row("read", str(_read(application, 0) + sum(map(_ask_all, tuple(_held)))))
    _row("end")


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


_held: deque[Atspi.Accessible] = deque(maxlen=_HELD)


def _read(node: Atspi.Accessible, depth: int) -> int:
    """Ask a part that shows and all that lies in it; how many answered."""
    try:
        if depth > 1 and not node.get_state_set().contains(Atspi.StateType.SHOWING):
            return 0
        inside = [node.get_child_at_index(n) for n in range(node.get_child_count())]
    except GLib.Error:
        # It has gone meanwhile.
        return 0
    _held.append(node)
    return _ask_all(node) + sum(_read(each, depth + 1) for each in inside if each is not None)


def _ask_all(node: Atspi.Accessible) -> bool:
    """Ask a part for everything; whether it is there to answer."""
    try:
        for ask in (node.get_name, node.get_description, node.get_role_name, node.get_state_set):
            ask()
        for ask in (node.get_parent, node.get_index_in_parent, node.get_relation_set):
            ask()
        offered = node.get_interfaces()
        if "Component" in offered:
            Atspi.Component.get_extents(node, Atspi.CoordType.SCREEN)
            Atspi.Component.get_accessible_at_point(node, 1, 1, Atspi.CoordType.WINDOW)
        if "Text" in offered:
            Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))
        if "Table" in offered and Atspi.Table.get_n_rows(node):
            Atspi.Table.get_accessible_at(node, 0, 0)
        if "Selection" in offered and Atspi.Selection.get_n_selected_children(node):
            Atspi.Selection.get_selected_child(node, 0)
    except GLib.Error:
        return False
    return True


def _has(states: Atspi.StateSet, name: str) -> bool:
    return bool(states.contains(getattr(Atspi.StateType, name)))


def _tell_announced(event: Atspi.Event) -> None:
    _row("announced", str(event.any_data))


def _row(*cells: str) -> None:
    sys.stdout.write("\t".join(cells) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
