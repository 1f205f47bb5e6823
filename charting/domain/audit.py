"""The audit trail: who did what and when, each entry chained to the one before it.

A chain covers the hash of every payload, not the payload: a payload can be erased without
breaking the chain. It shows later alteration to whoever kept a head; it does not prove time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from charting.domain.canonical import canonical, digest
from charting.domain.ids import EntryId, PatientId, PractitionerId
from charting.domain.moment import Moment

START = bytes(32)
EVERY = 2**31 - 1
"""More entries than any chain has."""


class Action(StrEnum):
    """What was done."""

    PRACTICE_CREATED = "practice_created"
    UNLOCK_FAILED = "unlock_failed"
    TRAIL_READ = "trail_read"
    TRAIL_WRITTEN = "trail_written"
    SIGNING_KEY_KEPT = "signing_key_kept"
    PRACTITIONER_ADDED = "practitioner_added"
    PRACTITIONER_CHANGED = "practitioner_changed"
    PRACTITIONER_REMOVED = "practitioner_removed"
    PASSPHRASE_CHANGED = "passphrase_changed"
    RECOVERY_KEY_MADE = "recovery_key_made"
    RECOVERED = "recovered"
    DATA_KEY_CHANGED = "data_key_changed"
    SESSION_TAKEN_OVER = "session_taken_over"
    POLICY_CHOSEN = "policy_chosen"
    POINT_SET_KEPT = "point_set_kept"
    POINT_SET_DROPPED = "point_set_dropped"
    NOTE_TEXT_KEPT = "note_text_kept"
    CLINIC_PAPER_KEPT = "clinic_paper_kept"
    NOTE_TEXT_DROPPED = "note_text_dropped"
    BOX_OPENED = "box_opened"
    BOX_PUT_AWAY = "box_put_away"
    PRESET_KEPT = "preset_kept"
    LOT_TRACED = "lot_traced"
    PATIENT_ADDED = "patient_added"
    PATIENT_CORRECTED = "patient_corrected"
    PATIENT_ARCHIVED = "patient_archived"
    FACT_ADDED = "fact_added"
    FACT_ENDED = "fact_ended"
    HEALTH_REVIEWED = "health_reviewed"
    BODY_MEASURED = "body_measured"
    EPISODE_OPENED = "episode_opened"
    EPISODE_CORRECTED = "episode_corrected"
    EPISODE_ENDED = "episode_ended"
    EPISODE_RESUMED = "episode_resumed"
    SESSION_OPENED = "session_opened"
    SESSION_CHANGED = "session_changed"
    RULE_OVERRIDDEN = "rule_overridden"
    CHANGE_SET_ASIDE = "change_set_aside"
    SESSION_SIGNED = "session_signed"
    SESSION_COSIGNED = "session_cosigned"
    ADDENDUM_SIGNED = "addendum_signed"
    CORRECTION_BEGUN = "correction_begun"
    CORRECTION_LEFT = "correction_left"
    CORRECTION_SIGNED = "correction_signed"
    ENTERED_IN_ERROR = "entered_in_error"
    SIGNED_WRITTEN = "signed_written"
    FOLLOW_UP_PLANNED = "follow_up_planned"
    CONTACT_NOTED = "contact_noted"
    CONTACT_SIGNED = "contact_signed"
    FOLLOW_UP_WITHDRAWN = "follow_up_withdrawn"
    SHEET_FILED = "sheet_filed"
    SHEET_AMENDED = "sheet_amended"
    SHEET_STRUCK = "sheet_struck"
    RECORD_VIEWED = "record_viewed"
    LEAFLET_MADE = "leaflet_made"
    REPORT_MADE = "report_made"
    PRINTED = "printed"
    SAVED = "saved"
    SAVED_FOR_MAIL = "saved_for_mail"
    PAPER_SHOWN = "paper_shown"
    PATIENT_TAKEN_BACK = "patient_taken_back"
    RECORD_EXPORTED = "record_exported"
    RECORD_IMPORTED = "record_imported"
    BACKED_UP = "backed_up"
    BACKUP_TRIED = "backup_tried"
    BACKUP_PLACE_CHOSEN = "backup_place_chosen"
    RESTORED = "restored"
    PATIENT_ERASED = "patient_erased"
    MOVED_TO_CLINIC = "moved_to_clinic"
    CLINIC_CARD_MADE = "clinic_card_made"


# Told in the chain of the practice, so that a record which was given out is the same record after
# it; each names the patient it is about, or none where it is about everybody.
TRAVELLED = frozenset({Action.RECORD_EXPORTED, Action.RECORD_IMPORTED})


@dataclass(frozen=True, slots=True)
class Trace:
    """An audit entry before it is stored: `chain` is the session, patient or practice it belongs
    to; `payload` the canonical form of what was done.
    """

    id: EntryId
    chain: UUID
    at: Moment
    by: PractitionerId
    action: Action
    payload: bytes


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A stored entry; `number` counts from 1 within its chain, `payload` is `None` once erased."""

    id: EntryId
    chain: UUID
    number: int
    at: Moment
    by: PractitionerId
    action: Action
    payload: bytes | None
    payload_hash: bytes
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last entry of one audit chain."""

    chain: UUID
    number: int
    hash: bytes


KINDS: Mapping[str, frozenset[Action]] = MappingProxyType(
    {
        "views": frozenset(
            {
                Action.RECORD_VIEWED,
                Action.TRAIL_READ,
                Action.LOT_TRACED,
                Action.PAPER_SHOWN,
            }
        ),
        "papers": frozenset(
            {
                Action.LEAFLET_MADE,
                Action.REPORT_MADE,
                Action.PRINTED,
                Action.SAVED,
                Action.SAVED_FOR_MAIL,
            }
        ),
        "exports": frozenset(
            {
                Action.RECORD_EXPORTED,
                Action.RECORD_IMPORTED,
                Action.SIGNED_WRITTEN,
                Action.TRAIL_WRITTEN,
            }
        ),
        "unlocking": frozenset({Action.UNLOCK_FAILED, Action.RECOVERED}),
        "overrides": frozenset({Action.RULE_OVERRIDDEN, Action.POLICY_CHOSEN}),
        "backups": frozenset(
            {
                Action.BACKED_UP,
                Action.BACKUP_TRIED,
                Action.BACKUP_PLACE_CHOSEN,
                Action.RESTORED,
                Action.MOVED_TO_CLINIC,
            }
        ),
        "erasures": frozenset({Action.PATIENT_ERASED}),
        "signatures": frozenset(
            {
                Action.SESSION_SIGNED,
                Action.SESSION_COSIGNED,
                Action.ADDENDUM_SIGNED,
                Action.CORRECTION_BEGUN,
                Action.CORRECTION_LEFT,
                Action.CORRECTION_SIGNED,
                Action.ENTERED_IN_ERROR,
                Action.CONTACT_SIGNED,
            }
        ),
        "people": frozenset(
            {
                Action.PRACTITIONER_ADDED,
                Action.PRACTITIONER_CHANGED,
                Action.PRACTITIONER_REMOVED,
                Action.PASSPHRASE_CHANGED,
                Action.RECOVERY_KEY_MADE,
                Action.DATA_KEY_CHANGED,
                Action.CLINIC_CARD_MADE,
                Action.SESSION_TAKEN_OVER,
            }
        ),
    }
)
"""What whoever looks after a record asks for together, by a code."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of the trail are looked for: of a patient with all their sessions, by somebody,
    of certain kinds, from a moment on and before another, in UTC microseconds, older than an entry
    that was found before; absent means all.
    """

    patient_id: PatientId | None = None
    by: PractitionerId | None = None
    actions: frozenset[Action] = frozenset()
    since: int | None = None
    until: int | None = None
    before: EntryId | None = None


def days(since: date | None, until: date | None, zone: str) -> tuple[int | None, int | None]:
    """From the beginning of a day on, and before the end of another, as `Wanted` says it, by the
    clocks of the IANA `zone`.
    """
    after = until + timedelta(days=1) if until else None
    begin, end = (Moment.at(day, time.min, zone).utc if day else None for day in (since, after))
    return begin, end


def link(trace: Trace, number: int, previous: bytes) -> AuditEntry:
    """The entry that follows the entry whose hash is `previous` (`START` for the first)."""
    entry = AuditEntry(
        trace.id,
        trace.chain,
        number,
        trace.at,
        trace.by,
        trace.action,
        trace.payload,
        digest(trace.payload),
        previous,
        hash=b"",
    )
    return replace(entry, hash=_seal(entry))


def first_break(entries: Iterable[AuditEntry]) -> int | None:
    """The number at which the chain no longer holds, or `None` for a whole chain in order."""
    previous = START
    for expected, entry in enumerate(entries, start=1):
        erased = entry.payload is None
        whole = (
            entry.number == expected
            and entry.previous == previous
            and entry.hash == _seal(entry)
            and (erased or digest(entry.payload or b"") == entry.payload_hash)
        )
        if not whole:
            return expected
        previous = entry.hash
    return None


def spelled_around(trace: Trace) -> tuple[str, str]:
    """What is hashed of the entry that `trace` becomes: all that stands before its number, and what
    stands between that and the hash of the entry before, in hexadecimal digits; `"}` ends it.
    """
    entry = link(trace, 0, b"")
    front, middle = _spelled(entry).decode("utf-8").rsplit('"number":0', 1)
    return f'{front}"number":', middle.removesuffix('"}')


def _seal(entry: AuditEntry) -> bytes:
    return digest(_spelled(entry))


def _spelled(entry: AuditEntry) -> bytes:
    return canonical(
        {
            "action": entry.action,
            "at": entry.at,
            "by": entry.by,
            "chain": entry.chain,
            "id": entry.id,
            "number": entry.number,
            "payload": entry.payload_hash.hex(),
            "previous": entry.previous.hex(),
        }
    )
