"""Contact notes signed by who wrote them, one by one."""

from collections.abc import Sequence

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.contact_signing import SignedContact, check_writer
from charting.domain.follow_up import ContactNote, ContactSignature, FollowUp
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.signing import Signatory
from charting.services.follow_up_records import NoteLine
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.vaults import Signer

MOST_UNSIGNED = 200


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

        Raises `Refused`: CONTACT_SIGNED, NOT_WRITTEN_BY, NOT_FOUND.
        """
        people = self._records.practice.practitioners()
        writer = next((one.name for one in people if one.id == note.by), "")
        check_writer(note, self._who.id, writer)
        now, key = self._clock.now(), self._signer.public_key
        who = self._who
        form = SignedContact.of(
            self._records.practice.practice(),
            self._records.patients.patient(follow_up.patient_id),
            Signatory(who.id, who.name, who.registration, str(who.role), key.hex()),
            now,
            follow_up,
            note,
        )
        content = form.spelled()
        signed = ContactSignature(now, content, self._signer.sign(content), key)
        told = {
            "follow_up": follow_up.id,
            "contact": note.id,
            "sha256": digest(content).hex(),
            "signed": signed,
        }
        trace = Trace(
            EntryId(self._ids.new()),
            follow_up.patient_id,
            now,
            who.id,
            Action.CONTACT_SIGNED,
            canonical(told),
        )
        self._records.follow_ups.sign(follow_up.id, note.id, signed, trace)
        return follow_up.with_signature(note.id, signed)
