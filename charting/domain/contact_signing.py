"""What is signed of a contact note: the note itself, of whom, of which call or review, and by whom.

It stands in the patient's chain of signed records, between those of the visits; one that was signed
before contact notes were chained stands by itself, and the trail of the patient tells of either.
`resources/schema/SIGNED_FORM.md` documents it, so that it can be checked without this program.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from charting.domain.canonical import canonical, plain
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactNote, ContactSignature, FollowUp, FollowUpKind
from charting.domain.ids import (
    EpisodeId,
    FollowUpId,
    PatientId,
    PracticeId,
    PractitionerId,
    SessionId,
)
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice
from charting.domain.proof import Verify
from charting.domain.revive import revived
from charting.domain.signing import Link, Signatory, SignedPatient

SCHEMA = 2


@dataclass(frozen=True, slots=True)
class SignedContact:
    """What a writer puts their name under; `note` is the contact note as it stands, the rest says
    what it is about, as in the follow-up. `number` and `previous` are its place in the patient's
    chain, as of `SignedForm`; one of schema 1 has none.
    """

    schema: int
    practice_id: PracticeId
    practice: str
    patient: SignedPatient
    signatory: Signatory
    at: Moment
    follow_up_id: FollowUpId
    episode_id: EpisodeId
    session_id: SessionId | None
    kind: FollowUpKind
    due: date
    minute: int | None
    reason: str
    words: str
    note: ContactNote
    number: int = 0
    previous: str = ""

    @classmethod
    def of(
        cls,
        practice: Practice,
        patient: Patient,
        signatory: Signatory,
        at: Moment,
        follow_up: FollowUp,
        note: ContactNote,
        end: tuple[int, bytes],
    ) -> "SignedContact":
        """What is signed of a note of a follow-up, behind the `end` of the patient's chain: its
        number and its hash.
        """
        return cls(
            SCHEMA,
            practice.id,
            practice.name,
            SignedPatient.of(patient),
            signatory,
            at,
            **_about(follow_up, note),
            number=end[0] + 1,
            previous=end[1].hex(),
        )

    def spelled(self) -> bytes:
        """The bytes that are signed: RFC 8785 JSON of integers, ASCII keys and NFC text."""
        members = cast("dict[str, Any]", plain(self))
        if not self.number:
            del members["number"], members["previous"]
        return canonical(members)

    def tells_of(self, follow_up: FollowUp, note: ContactNote) -> bool:
        """Whether a stored note of a stored follow-up is the one that was signed."""
        stored = replace(
            self,
            patient=replace(self.patient, id=follow_up.patient_id),
            **_about(follow_up, note),
        )
        return self == stored


def _about(follow_up: FollowUp, note: ContactNote) -> dict[str, Any]:
    return {
        "follow_up_id": follow_up.id,
        "episode_id": follow_up.episode_id,
        "session_id": follow_up.session_id,
        "kind": follow_up.kind,
        "due": follow_up.due,
        "minute": follow_up.minute,
        "reason": follow_up.reason,
        "words": follow_up.words,
        "note": replace(note, signed=None),
    }


def link_of(patient_id: PatientId, signed: ContactSignature) -> Link | None:
    """The place of a signed note in the patient's chain; `None` for one that was signed before
    there was one, and for bytes that are not ours.
    """
    try:
        form = revived(signed.content, SignedContact)
    except (ValueError, TypeError, KeyError):
        return None
    if not form.number:
        return None
    return Link(
        patient_id, form.number, form.previous, signed.content, signed.signature, signed.public_key
    )


def links_of(follow_ups: Iterable[FollowUp]) -> tuple[Link, ...]:
    """The signed contact notes of a patient that stand in the chain, in its order."""
    found = (
        link_of(each.patient_id, note.signed)
        for each in follow_ups
        for note in each.contacts
        if note.signed
    )
    return tuple(sorted(filter(None, found), key=lambda link: link.number))


def check_writer(note: ContactNote, who: PractitionerId, name: str) -> None:
    """Whether a note can be signed by `who`: only its writer signs it, and once.

    Raises `Refused`: CONTACT_SIGNED; NOT_WRITTEN_BY, which names the writer.
    """
    if note.signed is not None:
        raise Refused(ErrorCode.CONTACT_SIGNED)
    if note.by != who:
        raise Refused(ErrorCode.NOT_WRITTEN_BY, {"name": name})


def unsigned_of(follow_up: FollowUp, who: PractitionerId) -> tuple[ContactNote, ...]:
    """The notes of a follow-up that somebody wrote and has not signed, the first first."""
    return tuple(each for each in follow_up.contacts if each.by == who and each.signed is None)


def contact_holds(
    follow_up: FollowUp, note: ContactNote, verify: Verify, keys: Mapping[PractitionerId, bytes]
) -> bool:
    """Whether a signed note is what was signed, by who wrote it; `keys` are the public keys that
    belong to the practitioners. One that is not signed promises nothing.
    """
    signed = note.signed
    if signed is None:
        return True
    try:
        form = revived(signed.content, SignedContact)
    except (ValueError, TypeError, KeyError):
        return False
    return (
        verify(signed.public_key, signed.content, signed.signature)
        and keys.get(note.by) == signed.public_key
        and (form.signatory.id, form.signatory.key) == (note.by, signed.public_key.hex())
        and (form.at, form.tells_of(follow_up, note)) == (signed.at, True)
    )
