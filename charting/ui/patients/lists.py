"""Patients and sessions as rows of a list."""

from datetime import date, timedelta

from charting import content
from charting.domain.follow_up import FollowUpPlan, days_overdue, escalates
from charting.domain.visit import OUTCOME
from charting.i18n import _, listed, ngettext
from charting.services.adverse_events import OpenEvent
from charting.services.follow_up_records import DueLine, NoteLine
from charting.services.ports import PatientLine, SessionLine, WorkLine
from charting.ui.patients.model import PatientsModel
from charting.ui.widgets.rows import Row
from charting.ui.widgets.text import isolated
from charting.wording import (
    contact_words,
    date_words,
    due_words,
    follow_up_kind_words,
    reason_words,
    state_of_record_words,
)
from charting.wording.events import event_state_words, event_tone, event_when_words
from charting.wording.initials import within


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
    """A session on the timeline: how it ended, what was charted, the pain; its state at the end."""
    state, tone = state_words(line, today)
    return Row(
        line.id,
        day_words(line.opened.day, today, country),
        visit_words(line),
        state,
        tone,
        heavy=line.opened.day == today,
    )


def work_row(line: WorkLine, today: date, country: str) -> Row:
    """A session in which something is open, with its patient; what is open, or its day, at the
    end.
    """
    session = line.session
    day = day_words(session.opened.day, today, country)
    state, tone = state_words(session, today) if session.uncounted else (day, "")
    below = visit_words(session)
    if session.uncounted:
        below = _("{day}, {visit}").format(day=day, visit=within(below))
    return Row(session.id, isolated(line.patient.listed_name), below, state, tone)


def due_row(line: DueLine, plan: FollowUpPlan, today: date, country: str) -> Row:
    """A call or review with its patient; why, and at the end when it is due."""
    follow_up = line.follow_up
    why = reason_words(follow_up, plan)
    if line.session_number is not None:
        why = _("{why}, session {number}").format(why=why, number=line.session_number)
    overdue, escalated = (
        days_overdue(follow_up, today) > 0,
        escalates(follow_up, today, plan.escalation),
    )
    if escalated:
        why = _("{why}: {what}").format(why=why, what=_(plan.escalation.words))
    tone = "answer" if overdue else ""
    return Row(
        follow_up.id,
        isolated(line.patient.listed_name),
        why[:1].upper() + why[1:],
        due_words(follow_up, today, country),
        "hazard" if escalated else tone,
        heavy=overdue or escalated,
    )


def note_row(line: NoteLine, today: date, country: str) -> Row:
    """A contact note that is not signed, with its patient; what it says, and its day at the end."""
    note = line.note
    said = " ".join(note.words.split())
    kind = follow_up_kind_words(line.due.follow_up.kind)
    what = _("{kind}, {came}").format(kind=kind, came=contact_words(note.outcome))
    return Row(
        note.id,
        isolated(line.due.patient.listed_name),
        f"{what}: {said}" if said else what,
        day_words(note.at.day, today, country),
        heavy=note.at.day < today,
    )


def event_row(line: OpenEvent, today: date, country: str) -> Row:
    """An adverse event with its patient; what and since when, and at the end how it stands."""
    known, event = content.event_vocabulary(), line.event
    tone = event_tone(event, known, today)
    when = event_when_words(event, country)
    return Row(
        line.sheet.id,
        isolated(line.patient.listed_name),
        _("{what}, since {when}").format(what=_(known.words(event.kind)), when=when),
        event_state_words(event, known.kinds.get(event.kind), today, country),
        tone,
        heavy=True,
    )


def visit_words(line: SessionLine) -> str:
    """A visit in one line: "Session 2: needled, 6 needles, 1 trigger point, pain 6 → 4"."""
    ended = dict(_outcome_choices()).get(line.outcome) if line.outcome else None
    points = ngettext("{number} trigger point", "{number} trigger points", line.trigger_points)
    needles = ngettext("{number} needle", "{number} needles", line.needles)
    parts = (
        _(ended) if ended else "",
        needles.format(number=line.needles) if line.needles else "",
        points.format(number=line.trigger_points) if line.trigger_points else "",
        _pain_words(line.pain_before, line.pain_after),
    )
    said = listed(parts) or _("nothing charted yet")
    return _("Session {number}: {said}").format(number=line.number, said=said)


def _pain_words(before: int | None, after: int | None) -> str:
    if before is None:
        return "" if after is None else _("pain afterwards {after}").format(after=after)
    if after is None:
        return _("pain {before}").format(before=before)
    return _("pain {before} → {after}").format(before=before, after=after)


def state_words(line: SessionLine, today: date) -> tuple[str, str]:
    """What is to be known of a session's needles and record, and its tone: red only for needles
    that are still in or not accounted for when they should be.
    """
    if line.needles_in:
        return _("{number} still in").format(number=line.needles_in), "hazard"
    if line.uncounted:
        if line.packs_opened is not None and line.needles_found is not None:
            counted = _("{found} of {opened} counted")
            return counted.format(found=line.needles_found, opened=line.packs_opened), "hazard"
        return _("not counted"), "hazard" if line.opened.day < today else ""
    return state_of_record_words(line.status), ""


def _outcome_choices() -> tuple[tuple[str, str], ...]:
    return next(item.choices for item in content.visit_items() if item.id == OUTCOME)


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
