"""Rows of follow-ups and of their contact notes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from charting.domain.follow_up import (
    ContactNote,
    ContactOutcome,
    ContactSignature,
    FollowUp,
    FollowUpKind,
    Withdrawal,
)
from charting.domain.ids import (
    ContactId,
    EpisodeId,
    FollowUpId,
    PatientId,
    SessionId,
)
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    optional_moment,
    practitioner_id,
)


def follow_up_row(follow_up: FollowUp) -> Columns:
    """A follow-up as stored, without its contact notes."""
    return {
        "id": follow_up.id.bytes,
        "patient_id": follow_up.patient_id.bytes,
        "episode_id": follow_up.episode_id.bytes,
        "session_id": follow_up.session_id and follow_up.session_id.bytes,
        "kind": follow_up.kind.value,
        "due": follow_up.due.isoformat(),
        **moment_row("planned", follow_up.planned),
        "planned_by": follow_up.planned_by.bytes,
        "minute": follow_up.minute,
        "reason": follow_up.reason,
        "words": follow_up.words,
        **_withdrawal_row(follow_up.withdrawn),
        **next_due_row(follow_up),
    }


def next_due_row(follow_up: FollowUp) -> Columns:
    """The column that says when it is due now."""
    due = follow_up.next_due
    return {"next_due": due and due.isoformat()}


def _withdrawal_row(withdrawal: Withdrawal | None) -> Columns:
    if withdrawal is None:
        return {
            **moment_row("withdrawn", None),
            "withdrawn_by": None,
            "withdrawn_words": None,
        }
    return {
        **moment_row("withdrawn", withdrawal.at),
        "withdrawn_by": withdrawal.by.bytes,
        "withdrawn_words": withdrawal.words,
    }


def contact_row(follow_up_id: FollowUpId, note: ContactNote) -> Columns:
    """A contact note as stored."""
    return {
        "follow_up_id": follow_up_id.bytes,
        "id": note.id.bytes,
        **moment_row("at", note.at),
        "by": note.by.bytes,
        "outcome": note.outcome.value,
        "words": note.words,
        "next_try": note.next_try and note.next_try.isoformat(),
        **signature_row(note.signed),
    }


def signature_row(signed: ContactSignature | None) -> Columns:
    """The columns of the signature of a contact note."""
    return {
        **moment_row("signed", signed.at if signed else None),
        "signed_content": signed and signed.content,
        "signature": signed and signed.signature,
        "public_key": signed and signed.public_key,
    }


def contact_of(row: Values) -> ContactNote:
    """The contact note of a stored row, which may be longer."""
    signed = optional_moment(*row[9:12])
    return ContactNote(
        ContactId(UUID(bytes=row[1])),
        moment_of(*row[2:5]),
        practitioner_id(row[5]),
        ContactOutcome(row[6]),
        row[7],
        row[8] and date.fromisoformat(row[8]),
        None if signed is None else ContactSignature(signed, *row[12:15]),
    )


def follow_up_of(row: Values, contact_rows: Iterable[Values]) -> FollowUp:
    """The follow-up of a stored row, which may be longer, and of its contact notes in order."""
    by, words = row[16], row[17]
    return FollowUp(
        FollowUpId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        EpisodeId(UUID(bytes=row[2])),
        row[3] and SessionId(UUID(bytes=row[3])),
        FollowUpKind(row[4]),
        date.fromisoformat(row[5]),
        moment_of(*row[6:9]),
        practitioner_id(row[9]),
        row[10],
        row[11],
        row[12],
        tuple(map(contact_of, contact_rows)),
        None if by is None else Withdrawal(moment_of(*row[13:16]), practitioner_id(by), words),
    )
