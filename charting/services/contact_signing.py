"""Contact notes signed by who wrote them, one by one."""

from collections.abc import Sequence

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.contact_signing import SignedContact, check_writer
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactNote, ContactSignature, FollowUp
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.signing import START, Signatory
from charting.services.follow_up_records import NoteLine
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.vaults import Signer

MOST_UNSIGNED = 200
# Somebody else may sign for the same patient at the same moment.
_TRIES = 3


class ContactSigning:
    """What `who` puts their name under of what was noted of calls and reviews, with the key opened
    at unlock.
    """

    def __init__(
        self, records: Records, clock: Clock, ids: Ids, who: Practitioner, signer: Signer
    ) -> None:
        self._records, self._clock, self._ids = records, clock, ids
        self._who, self._signer = who, signer

    @property
    def who(self) -> Practitioner:
        """Who would sign."""
        return self._who

    @needs(Right.SIGN)
    def unsigned(self, limit: int = MOST_UNSIGNED) -> Sequence[NoteLine]:
        """The contact notes one wrote and has not signed, of all patients, the oldest first."""
        return self._records.follow_ups.unsigned(self._who.id, limit)

    @needs(Right.SIGN)
    def sign(self, follow_up: FollowUp, note: ContactNote) -> FollowUp:
        """Sign a contact note of one's own; the follow-up as it stands then.

        Raises `Refused`: CONTACT_SIGNED, NOT_WRITTEN_BY, NOT_FOUND; STALE_RECORD where others go on
        signing for the patient meanwhile.
        """
        people = self._records.practice.practitioners()
        writer = next((one.name for one in people if one.id == note.by), "")
        check_writer(note, self._who.id, writer)
        for chance in range(1, _TRIES + 1):
            signed = self._signature(follow_up, note)
            try:
                self._records.follow_ups.sign(
                    follow_up.id, note.id, signed, self._trace(follow_up, note, signed)
                )
            except Refused as refused:
                if refused.code is not ErrorCode.STALE_RECORD or chance == _TRIES:
                    raise
            else:
                return follow_up.with_signature(note.id, signed)
        raise AssertionError

    def _signature(self, follow_up: FollowUp, note: ContactNote) -> ContactSignature:
        now, who, key = self._clock.now(), self._who, self._signer.public_key
        head = self._records.signed.head(follow_up.patient_id)
        form = SignedContact.of(
            self._records.practice.practice(),
            self._records.patients.patient(follow_up.patient_id),
            Signatory(who.id, who.name, who.registration, str(who.role), key.hex()),
            now,
            follow_up,
            note,
            (head.number, head.hash) if head else (0, START),
        )
        content = form.spelled()
        return ContactSignature(now, content, self._signer.sign(content), key)

    def _trace(self, follow_up: FollowUp, note: ContactNote, signed: ContactSignature) -> Trace:
        told = {
            "follow_up": follow_up.id,
            "contact": note.id,
            "sha256": digest(signed.content).hex(),
            "signed": signed,
        }
        return Trace(
            EntryId(self._ids.new()),
            follow_up.patient_id,
            signed.at,
            self._who.id,
            Action.CONTACT_SIGNED,
            canonical(told),
        )
