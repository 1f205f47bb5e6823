"""What the desk says of a practice and of needles that are still in."""

from typing import TYPE_CHECKING

from charting.i18n import _, listed, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from charting.services.practices import OpenPractice
    from charting.ui.widgets.rooms_strip import RoomLine


def name_of(practice: "OpenPractice") -> str:
    """The name of a practice, as the window says it."""
    name = practice.practice.name
    if practice.only_read:
        return _("{name}, a backup only to be read").format(name=name)
    return name


def still_in_words(rooms: "Sequence[RoomLine]") -> str:
    """What is said before the window closes over needles that are in; nothing where none is."""
    still_in = sum(len(room.in_since) for room in rooms)
    words = ngettext(
        "{n} needle is still in, room {rooms}. Close the window again to close it all the "
        "same; it stands in the strip when the window opens again.",
        "{n} needles are still in, room {rooms}. Close the window again to close it all the "
        "same; they stand in the strip when the window opens again.",
        still_in,
    )
    numbers = listed(str(room.number) for room in rooms if room.in_since)
    return words.format(n=still_in, rooms=numbers) if still_in else ""
