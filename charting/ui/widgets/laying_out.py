"""Rows that are laid out once, when all that changes among them has changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout


@contextmanager
def laid_out_once(*layouts: QLayout) -> Iterator[None]:
    """Let layouts rest meanwhile: Qt would lay all of them out anew for each part that comes into
    sight or goes. Then they are laid out at once: a hand would else come to where things stood.
    """
    awake = [layout for layout in layouts if layout.isEnabled()]
    for layout in awake:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in awake:
            layout.setEnabled(True)
            layout.update()
        for layout in awake:
            layout.activate()
