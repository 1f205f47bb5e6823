"""What is signed of a contact note: the note itself, of whom, of which call or review, and by whom.

It stands by itself beside the chain of signed visits; the trail of the patient tells of it.
`resources/schema/SIGNED_FORM.md` documents it, so that it can be checked without this program.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactNote, FollowUp, FollowUpKind
from charting.domain.ids import EpisodeId, FollowUpId, PracticeId, PractitionerId, SessionId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice
from charting.domain.proof import Verify
from charting.domain.revive import revived
from charting.domain.signing import Signatory, SignedPatient

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class SignedContact:
    """What a writer puts their name under; `note` is the contact note as it stands, the rest says
    what it is about, as in the follow-up.
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

    @classmethod
    def of(
        cls,
        practice: Practice,
        patient: Patient,
        signatory: Signatory,
        at: Moment,
        follow_up: FollowUp,
        note: ContactNote,
    ) -> "SignedContact":
        """What is signed of a note of a follow-up."""
        who = SignedPatient.of(patient)
        return cls(
            SCHEMA, practice.id, practice.name, who, signatory, at, **_about(follow_up, note)
        )

    def spelled(self) -> bytes:
        """The bytes that are signed: RFC 8785 JSON of integers, ASCII keys and NFC text."""
        return canonical(self)

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
