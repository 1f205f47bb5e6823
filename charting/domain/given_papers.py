"""Papers that were handed out: what each was, to whom, how and when, and the hash of its bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from uuid import UUID

from charting.domain.ids import PatientId, PractitionerId, SessionId
from charting.domain.moment import Moment

GivenId = NewType("GivenId", UUID)


class Kind(StrEnum):
    """What can be handed out."""

    LEAFLET = "leaflet"
    SESSION = "session"
    RECORD = "record"
    EVENT = "event"
    EPISODE = "episode"
    OUTCOMES = "outcomes"
    COURSE = "course"
    LETTER = "letter"
    SUMMARY = "summary"
    EDUCATION = "education"
    CONSENT = "consent"
    PLATE = "plate"
    NEEDLES = "needles"
    CONTACTS = "contacts"
    TRAIL = "trail"
    LABEL = "label"
    SLIP = "slip"
    ATTACHMENT = "attachment"


class Way(StrEnum):
    """How a paper left the application."""

    PRINTED = "printed"
    SAVED = "saved"
    MAILED = "mailed"


@dataclass(frozen=True, slots=True)
class GivenPaper:
    """That a paper was handed out. Its bytes are kept beside it under their SHA-256 and can be
    shown again; `sheet` is the size of its paper in words, `session_id` the visit it is about, if
    it is about one.
    """

    id: GivenId
    patient_id: PatientId
    kind: Kind
    way: Way
    given: Moment
    by: PractitionerId
    sha256: bytes
    sheet: str
    session_id: SessionId | None = None


def hashes(papers: Iterable[GivenPaper]) -> tuple[bytes, ...]:
    """The hash of each paper once, in the order in which they were given first."""
    return tuple(dict.fromkeys(paper.sha256 for paper in papers))
