"""What the next screens need, loaded on the lane after the first paint, and the memory looked
through in a pause: so that no click waits.
"""

import gc
from importlib import import_module

from charting.app.door import FolderDoor

# Some seven million more objects than were given up: only a day without any pause gets there.
_OLD_THRESHOLD = 1_000


def load(door: FolderDoor) -> None:
    """Load what is never given up again.

    Nobody looks through it for what could be given up, nor from now on through all the rest while
    somebody works: each time that would stop the window for a tenth of a second.
    """
    gc.disable()
    try:
        _load(door)
    finally:
        gc.freeze()
        young, middle, _old = gc.get_threshold()
        gc.set_threshold(young, middle, _OLD_THRESHOLD)
        gc.enable()


def give_up() -> None:
    """Look through the memory for what nobody holds any more; the window waits for it, so it is
    called in a pause.
    """
    gc.collect()


def _load(door: FolderDoor) -> None:
    from charting import content
    from charting.ui.session import anchors, body_picture

    # All that the screens are made of comes with them.
    import_module("charting.app.screens")
    door.practices()
    anchors.find(content.body_map())
    body_picture.paths_of(content.body_map())
    content.needle_kit()
    content.visit_items()
    content.reminder_rules()
    content.follow_up_plan()
