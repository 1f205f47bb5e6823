"""Calendar files (RFC 5545): days of visits for another calendar, and nothing else of a patient."""

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Calendar, Event

from charting import __version__
from charting.domain.appointment import Appointment
from charting.domain.moment import Moment


class IcsCalendar:
    """Implements `charting.services.calendars.CalendarForm`."""

    def write(self, appointments: Iterable[Appointment], at: Moment) -> bytes:
        """The appointments as whole days. One given out again takes the place of the one before,
        by its key and by `at`.
        """
        calendar = Calendar()
        calendar.add("prodid", f"-//dry-needling-charting//{__version__}//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        stamp = datetime.fromtimestamp(at.utc // 1_000_000, UTC)
        for each in appointments:
            event = Event()
            event.add("uid", f"{each.key}@dry-needling-charting")
            event.add("dtstamp", stamp)
            # Calendars keep the higher number; it has 31 bits, so minutes are counted.
            event.add("sequence", int(stamp.timestamp()) // 60)
            event.add("dtstart", each.day)
            event.add("summary", each.title)
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
        data: bytes = calendar.to_ical()
        return data
