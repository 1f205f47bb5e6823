"""Days on a slip, as they are read out."""

from datetime import date

from charting.i18n import _
from charting.wording.values import day_words


def day_in_full(day: date) -> str:
    """A day with its weekday: "Tuesday, 12 May 2026"."""
    weekdays = (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
        *(_("Saturday"), _("Sunday")),
    )
    return _("{weekday}, {day}").format(weekday=weekdays[day.weekday()], day=day_words(day))
