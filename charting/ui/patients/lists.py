"""Patients and sessions as rows of a list."""

from datetime import date, timedelta

from charting.domain.session import Status
from charting.i18n import _, ngettext
from charting.services.ports import PatientLine, SessionLine
from charting.ui.patients.model import PatientsModel
from charting.ui.widgets.rows import Row
from charting.ui.widgets.text import isolated
from charting.wording import date_words


def years_words(years: int) -> str:
    """An age: "42 years"."""
    return ngettext("{number} year", "{number} years", years).format(number=years)


def day_words(day: date, today: date, country: str) -> str:
    """A day as a person would say it: "Today", "Yesterday", or its date."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return date_words(day, country)


def patient_row(line: PatientLine, today: date, country: str) -> Row:
    """A patient in the list, the day of the last session at the end."""
    patient, last = line.patient, line.last_session
    return Row(
        patient.id,
        isolated(patient.listed_name),
        _("born {born}, {age}").format(
            born=date_words(patient.born, country), age=years_words(patient.age_on(today))
        ),
        day_words(last, today, country) if last else _("No session yet"),
        tone="accent" if last == today else "",
        heavy=last == today,
    )


def session_row(line: SessionLine, today: date, country: str) -> Row:
    """A session on the timeline, what was charted counted, its state at the end."""
    numbers = (line.trigger_points, line.needles)
    parts = (
        ngettext("{number} trigger point", "{number} trigger points", numbers[0]),
        ngettext("{number} needle", "{number} needles", numbers[1]),
    )
    charted = ", ".join(
        part.format(number=number) for part, number in zip(parts, numbers, strict=True)
    )
    state, tone = _("Draft"), ""
    if line.needles_in:
        state, tone = _("{number} still in").format(number=line.needles_in), "hazard"
    elif line.status is Status.SIGNED:
        state, tone = _("Signed"), ""
    return Row(
        line.id,
        day_words(line.opened.day, today, country),
        _("Session {number}: {charted}").format(number=line.number, charted=charted),
        state,
        tone,
        heavy=line.opened.day == today,
    )


def heading_words(model: PatientsModel, number: int) -> str:
    """What stands above the list: how many were found, or which patients these are."""
    if model.typed.strip():
        return ngettext("{number} found", "{number} found", number).format(number=number)
    return _("Archived") if model.archived else _("Seen lately")


def empty_words(model: PatientsModel) -> tuple[str, str, str]:
    """What an empty list says: its title, a sentence, and the action it offers."""
    if model.typed.strip():
        return (
            _("Nobody of that name"),
            _("Try fewer letters, the date of birth or the telephone number."),
            "" if model.archived else _("Add this patient"),
        )
    if model.archived:
        return (
            _("Nobody is archived"),
            _("Archived patients stay here and can be brought back."),
            "",
        )
    return (
        _("No patients yet"),
        _("Patients stand here, those of today first."),
        _("Add the first patient"),
    )
