"""Who looks through the memory for what nobody holds any more, and when: the window's own thread,
when it has nothing else to do.

Python does it wherever the next object happens to be made. On the lane that would destroy parts of
a screen behind the back of the thread that paints them, and in the midst of a click it would draw
the click out.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject

# So many new objects are looked through in less than a millisecond; what has outlived it, together
# with every third of those, for whoever waits longer has more to look through in one go. All the
# rest waits for a pause: eighteen million more objects than were given up, which only a day without
# any pause makes, are looked through all the same.
_YOUNG, _MIDDLE, _OLD = 2_000, 2, 3_000


class Memory(QObject):
    """Looks through the new part of the memory whenever the event loop is about to wait, once
    Python was told to leave that (`charting.app.loading.load`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._look)

    def look_through(self) -> None:
        """Look through all of it; the window waits for it, so it is called in a pause."""
        gc.collect()

    def _look(self) -> None:
        if gc.isenabled():
            return
        young, middle, old = gc.get_count()
        if young >= _YOUNG:
            gc.collect(0 if middle < _MIDDLE else 1 if old < _OLD else 2)
