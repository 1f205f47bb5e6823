"""Reads the map as a screen reader does, over AT-SPI: run by the system's own Python.

Prints the role, the name, and whether it is selected, of each entry of the list that bears the
name given, a line each; without a name it only wakes the bus.
"""

from __future__ import annotations

import sys

import pyatspi


def main() -> None:
    """Find the list in any application of this bus, and read it."""
    desktop = pyatspi.Registry.getDesktop(0)
    applications = [desktop.getChildAtIndex(n) for n in range(desktop.childCount)]
    for name in sys.argv[1:]:
        for application in applications:
            found = _find(application, name)
            if found is not None:
                _read(found)


def _find(node: pyatspi.Accessible | None, name: str) -> pyatspi.Accessible | None:
    """The list of this name; the contents of other lists are passed over."""
    if node is None or node.getRole() == pyatspi.ROLE_COMBO_BOX:
        return None
    if node.getRole() == pyatspi.ROLE_LIST:
        return node if node.name == name else None
    children = (node.getChildAtIndex(number) for number in range(node.childCount))
    return next((found for child in children if (found := _find(child, name)) is not None), None)


def _read(found: pyatspi.Accessible) -> None:
    for number in range(found.childCount):
        entry = found.getChildAtIndex(number)
        selected = entry.getState().contains(pyatspi.STATE_SELECTED)
        sys.stdout.write(f"{entry.getRoleName()}\t{entry.name}\t{selected}\n")


if __name__ == "__main__":
    main()
