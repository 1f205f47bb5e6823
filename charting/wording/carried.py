"""The sections of a note in words, and from which visit the words of one were carried here."""

from collections.abc import Mapping

from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.session import Carried, NoteSection
from charting.i18n import _, listed
from charting.wording.values import clock_words, date_words


def section_words(section: NoteSection) -> str:
    """A section of the note."""
    return {
        NoteSection.SUBJECTIVE: _("Subjective"),
        NoteSection.OBJECTIVE: _("Objective"),
        NoteSection.TREATMENT: _("Treatment"),
        NoteSection.PLAN: _("Plan"),
    }[section]


def moment_words(moment: Moment, country: str) -> str:
    """Day, time and zone: "16/11/2026 16:14 (Europe/Zurich)"."""
    return f"{date_words(moment.day, country)} {clock_words(moment)} ({moment.zone})"


def carried_words(
    carried: Carried, country: str, names: Mapping[PractitionerId, str] | None = None
) -> str:
    """From which visit the words of a section are, and when and by whom it was said that they hold
    today: "From the visit of 12/05/2026, confirmed 26/11/2026 10:42 (Europe/Zurich), Nora Feld".
    """
    day = date_words(carried.day, country)
    if carried.confirmed is None or carried.by is None:
        return _("From the visit of {day}, not confirmed.").format(day=day)
    words = _("From the visit of {day}, confirmed {when}").format(
        day=day, when=moment_words(carried.confirmed, country)
    )
    who = (names or {}).get(carried.by, "")
    return listed((words, who)) + "."
