"""Boxes, lots and stimulation in words, on screen and on paper."""

from charting.domain.boxes import Box
from charting.domain.lots import Handle, Lot
from charting.domain.marks import Needle
from charting.domain.stimulation import Stimulation
from charting.i18n import _, listed, ngettext
from charting.wording.marks import size_words
from charting.wording.values import date_words


def handle_words(handle: Handle) -> str:
    """What a needle is held by."""
    return {
        Handle.PLASTIC: _("plastic handle"),
        Handle.METAL: _("metal handle"),
        Handle.NONE: _("no handle"),
    }[handle]


def lot_words(lot: Lot, country: str = "") -> str:
    """ "lot AB-1234, use by 30.06.2028"; the day in ISO 8601 where no country is named."""
    day = date_words(lot.expiry, country) if country else lot.expiry.isoformat()
    return _("lot {number}, use by {day}").format(number=lot.number, day=day)


def box_words(box: Box, country: str) -> str:
    """An open box in one line."""
    size = size_words(box.diameter, box.length)
    said = [_("{size} mm").format(size=size)]
    if box.handle is not None:
        said.append(handle_words(box.handle))
    return listed([*said, lot_words(box.lot, country)])


def origin_words(needle: Needle) -> list[str]:
    """From which box a needle came, as far as it was noted."""
    said = [handle_words(needle.handle)] if needle.handle else []
    return [*said, lot_words(needle.lot)] if needle.lot else said


def current_words(current_ua: int) -> str:
    """Microamperes as milliamperes: "1.5 mA"."""
    return _("{n} mA").format(n=f"{current_ua / 1000:g}")


def stimulation_words(settings: Stimulation) -> str:
    """What a stimulator is set to: "2 Hz, 200 µs, 1.5 mA, 10 min"."""
    return _("{hz} Hz, {us} µs, {current}, {minutes} min").format(
        hz=settings.hz,
        us=settings.width_us,
        current=current_words(settings.current_ua),
        minutes=settings.minutes,
    )


def got_words(needles: int, patients: int) -> str:
    """How many needles of a lot went to how many patients."""
    if not needles:
        return _("No needle of it is on file.")
    many = ngettext("{n} needle", "{n} needles", needles).format(n=needles)
    people = ngettext("{n} patient", "{n} patients", patients).format(n=patients)
    return _("{needles}, {patients}.").format(needles=many, patients=people)
