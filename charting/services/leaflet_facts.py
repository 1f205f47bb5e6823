"""What the leaflet of a visit is made of: the facts as charted, and what was planned for it."""

from dataclasses import dataclass

from charting import content
from charting.domain.body import BodyMeasures
from charting.domain.clinic_words import standing_words
from charting.domain.ids import PatientId
from charting.domain.leaflet import LeafletFacts, feels_less
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.leaflet_texts import LeafletTexts
from charting.domain.patient import Patient
from charting.domain.session import Reply, Session
from charting.domain.sheet import Sheet, standing
from charting.domain.visit import next_visit
from charting.languages import LEAFLETS, language_of
from charting.services.ports import Records


@dataclass(frozen=True, slots=True)
class Reader:
    """How the patient reads: large print or not, easy words or not, and in which language
    (BCP 47).
    """

    large_print: bool = False
    language: str = "en"
    easy_read: bool = False


def facts_of(records: Records, session: Session, reader: Reader | None = None) -> LeafletFacts:
    """What is true of a visit; without a `reader` as the patient is known to read."""
    people = {one.id: one for one in records.practice.practitioners()}
    patient = records.patients.patient(session.patient_id)
    yes = [key for key, answer in session.answers.items() if answer.reply is Reply.YES]
    marks = tuple(session.marks.values())
    return LeafletFacts(
        patient,
        records.practice.practice(),
        people[session.practitioner_id],
        session.opened.day,
        marks,
        frozenset(yes),
        next_visit(session),
        reader.large_print if reader else patient.large_print,
        measures_of(records, session.patient_id),
        feels_less(session.answers, marks),
        reader.easy_read if reader else patient.easy_read,
        standing_words(records.clinic_papers.all(), _language(patient, reader)),
    )


def texts_for(facts: LeafletFacts, reader: Reader | None = None) -> LeafletTexts:
    """The words in the language asked for, or in that of the patient as far as there are any.

    Raises `Refused` (CONTENT_DAMAGED) where there are no words in the language asked for.
    """
    return content.leaflet_texts(_language(facts.patient, reader))


def _language(patient: Patient, reader: Reader | None) -> str:
    return reader.language if reader else language_of(LEAFLETS, patient.language)


def plan_on_file(records: Records, session: Session) -> Sheet | None:
    """The sheet on which the leaflet of a visit was planned, if it was."""
    sheets = standing(records.sheets.of_patient(session.patient_id))
    theirs = [
        sheet
        for sheet in sheets
        if sheet.session_id == session.id and isinstance(sheet.content, LeafletPlan)
    ]
    return theirs[-1] if theirs else None


def plan_of(sheet: Sheet | None) -> LeafletPlan:
    """What is planned on a sheet; nothing where there is none."""
    content_of = sheet.content if sheet else None
    return content_of if isinstance(content_of, LeafletPlan) else LeafletPlan()


def measures_of(records: Records, patient_id: PatientId) -> BodyMeasures | None:
    """What was measured last of the patient's body."""
    return next(iter(reversed(records.patients.measures(patient_id))), None)
