"""What the next screens need, loaded on the lane after the first paint, so that no click waits."""

import gc
from importlib import import_module

from charting.app.door import FolderDoor


def load(door: FolderDoor) -> None:
    """Load what is never given up again.

    Nobody looks through it for what could be given up: each time that would stop the window for a
    tenth of a second. From then on Python looks through nothing by itself; `Memory` does.
    """
    gc.disable()
    _load(door)
    gc.freeze()


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
