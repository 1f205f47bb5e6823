"""Small paper: a label for a folder or a letter, and the slip with the next visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.course import visits_to_come
from charting.domain.given_papers import Kind
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.domain.paper_sizes import LABELS, SLIPS
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.domain.visit import next_visit
from charting.services.handouts import Handout
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records


@dataclass(frozen=True, slots=True)
class Label:
    """Whom a label names, of which practice, and its size, one of `LABELS`."""

    practice: Practice
    patient: Patient
    sheet: str


@dataclass(frozen=True, slots=True)
class Slip:
    """When somebody comes again: the day that was `agreed`, if one was, and the days `planned`
    after it; its size is one of `SLIPS`.
    """

    practice: Practice
    patient: Patient
    agreed: date | None
    planned: Sequence[date]
    printed: Moment
    sheet: str


class SmallDocuments(Protocol):
    """Makes small paper: PDF files, in memory."""

    def label(self, label: Label) -> bytes:
        """A label. Raises `Refused` (PAPER_TOO_SMALL)."""

    def slip(self, slip: Slip) -> bytes:
        """The slip with the next visits. Raises `Refused` (PAPER_TOO_SMALL)."""


class SmallPapers:
    """What `who` can have made; each leaves a trace in the patient's chain with its hash."""

    def __init__(
        self, records: Records, documents: SmallDocuments, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records, self._documents = records, documents
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.HAND_OUT)
    def label(self, patient_id: PatientId, sheet: str = "") -> Handout:
        """A label with the patient's name, on the first of `LABELS` where no size is named.

        Raises `Refused` (NOT_FOUND, PAPER_TOO_SMALL).
        """
        practice, patient = self._of(patient_id)
        label = Label(practice, patient, sheet if sheet in LABELS else next(iter(LABELS)))
        return self._made(Kind.LABEL, patient_id, label.sheet, self._documents.label(label))

    @needs(Right.HAND_OUT)
    def slip(self, patient_id: PatientId, sheet: str = "") -> Handout:
        """The slip with the days to come, on the first of `SLIPS` where no size is named.

        Raises `Refused` (NOT_FOUND, PAPER_TOO_SMALL).
        """
        practice, patient = self._of(patient_id)
        agreed, planned = self._days(patient_id)
        size = sheet if sheet in SLIPS else next(iter(SLIPS))
        slip = Slip(practice, patient, agreed, planned, self._clock.now(), size)
        return self._made(Kind.SLIP, patient_id, size, self._documents.slip(slip))

    def _of(self, patient_id: PatientId) -> tuple[Practice, Patient]:
        return self._records.practice.practice(), self._records.patients.patient(patient_id)

    def _days(self, patient_id: PatientId) -> tuple[date | None, Sequence[date]]:
        """The day that was agreed at the last visit, and those proposed by the plan after it."""
        records, today = self._records, self._clock.now().day
        lines = [each for each in records.sessions.timeline(patient_id) if each.stands]
        last = records.sessions.session(lines[0].id) if lines else None
        day = next_visit(last) if last else None
        agreed = day if day is not None and day >= today else None
        episodes = [one for one in records.sessions.episodes(patient_id) if one.closed is None]
        if not episodes:
            return agreed, ()
        episode = episodes[-1]
        held = [line.opened.day for line in lines if line.episode_id == episode.id]
        days = visits_to_come(episode, held, agreed, today)
        return agreed, tuple(each for each in days if agreed is None or each > agreed)

    def _made(self, kind: Kind, patient_id: PatientId, sheet: str, pdf: bytes) -> Handout:
        what = canonical({"report": kind, "sha256": digest(pdf).hex()})
        entry, at = EntryId(self._ids.new()), self._clock.now()
        self._records.trail.add(
            Trace(entry, patient_id, at, self._who.id, Action.REPORT_MADE, what)
        )
        return Handout(kind, patient_id, at.day, sheet, pdf)
