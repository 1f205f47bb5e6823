"""Signing: a visit signed, added to, corrected, co-signed, or declared entered in error."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from charting import content
from charting.clinic_map import clinic_map
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import apply
from charting.domain.contact_signing import links_of
from charting.domain.differences import changes_between
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId, PractitionerId, SessionId
from charting.domain.late_entries import LateRule
from charting.domain.policies import Policies
from charting.domain.practice import Practitioner
from charting.domain.roles import NEEDS_COSIGNATURE, Right
from charting.domain.session import Session, Status
from charting.domain.sheet import Sheet, latest, said, visit_sheets
from charting.domain.signing import (
    SCHEMA,
    START,
    Late,
    Meaning,
    Signatory,
    SignedForm,
    SignedId,
    SignedPatient,
    SignedRecord,
    check_in_error,
    check_signable,
    checked_words,
    record_of,
)
from charting.i18n import listed
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records, WorkLine
from charting.services.sessions import Sessions
from charting.services.sheets import Sheets
from charting.services.signed_files import signed_files
from charting.services.vaults import Signer

COSIGN_LIST = 50

_AMENDING = frozenset({Meaning.ADDENDUM, Meaning.CORRECTION})

_ACTIONS = {
    Meaning.AUTHOR: Action.SESSION_SIGNED,
    Meaning.COSIGNATURE: Action.SESSION_COSIGNED,
    Meaning.ADDENDUM: Action.ADDENDUM_SIGNED,
    Meaning.CORRECTION: Action.CORRECTION_SIGNED,
    Meaning.IN_ERROR: Action.ENTERED_IN_ERROR,
}

# Another window may sign for the same patient in between: then the chain is read once more.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed record with what it says."""

    record: SignedRecord
    form: SignedForm


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is to be signed of a session, and what becomes of the session."""

    meaning: Meaning
    after: Status
    words: str = ""
    about: SignedId | None = None
    late: Late | None = None
    instead: SessionId | None = None
    whole: bool = False


class Signing:
    """What the practitioner `who` puts their name under, with the key opened at unlock."""

    def __init__(
        self,
        records: Records,
        sessions: Sessions,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
        signer: Signer,
        policies: Callable[[], Policies],
        folder: Path | None = None,
    ) -> None:
        """`folder` is that of the practice, which may have a map and rules of its own."""
        self._records, self._sessions, self._clock, self._ids = records, sessions, clock, ids
        self._who, self._signer = who, signer
        self._policies, self._folder = policies, folder
        self._sheet_deeds = Sheets(records, clock, ids, who)

    @property
    def who(self) -> Practitioner:
        """Who would sign."""
        return self._who

    @needs(Right.READ_CLINICAL)
    def late_rule(self) -> LateRule:
        """When a note counts as late in this clinic, and who writes it then."""
        return LateRule.of(self._policies())

    @needs(Right.READ_CLINICAL)
    def history(self, session_id: SessionId) -> tuple[Signed, ...]:
        """What was signed of a session, the first first."""
        found = self._records.signed.of_session(session_id)
        return tuple(Signed(record, record.form()) for record in found)

    @needs(Right.READ_CLINICAL)
    def to_cosign(self, limit: int = COSIGN_LIST) -> Sequence[WorkLine]:
        """The sessions that wait for a co-signature, of all patients, newest first."""
        return self._records.sessions.to_cosign(limit)

    @needs(Right.EXPORT)
    def files(self, patient_id: PatientId) -> Mapping[str, bytes]:
        """All that is signed of a patient as files that anybody can check; it leaves a trace."""
        chain = self._records.signed.chain(patient_id)
        contacts = links_of(self._records.follow_ups.of_patient(patient_id))
        what = {"records": len(chain) + len(contacts), "signed": [record.id for record in chain]}
        self._records.trail.add(self._trace(patient_id, Action.SIGNED_WRITTEN, what))
        return signed_files((*chain, *contacts))

    # A visit

    @needs(Right.SIGN)
    def sign(self, session: Session, reason: str = "") -> Signed:
        """Sign a visit as it was read, or the correction of one.

        `reason` says why it was corrected, or why it is late. Raises `Refused`: STALE_RECORD where
        the record says something else by now; NOT_TREATED_BY for a late entry of somebody else;
        NOTHING_CORRECTED, FIELD_MISSING; and what `check_signable` refuses.
        """
        check_signable(session)
        if session.status is Status.CORRECTING:
            return self._sign_correction(session, reason)
        words = checked_words(reason, Meaning.AUTHOR)
        rule, now = self.late_rule(), self._clock.now()
        if rule.hinders(session, now, self._who.id):
            raise Refused(
                ErrorCode.NOT_TREATED_BY, {"name": _names(self._records, rule.treating(session))}
            )
        happened = rule.lateness(session, now)
        late = Late(happened, words) if happened is not None else None
        kept = "" if late else words
        return self._put(session, _Deed(Meaning.AUTHOR, Status.SIGNED, kept, late=late, whole=True))

    def _sign_correction(self, session: Session, reason: str) -> Signed:
        words = checked_words(reason, Meaning.CORRECTION)
        last, as_signed, sheets = _last_whole(self.history(session.id))
        if not changes_between(as_signed, session) and said(sheets) == said(self._sheets(session)):
            raise Refused(ErrorCode.NOTHING_CORRECTED)
        deed = _Deed(Meaning.CORRECTION, Status.AMENDED, words, about=last.id, whole=True)
        return self._put(session, deed)

    @needs(Right.COSIGN)
    def cosign(self, session_id: SessionId, words: str = "") -> Signed:
        """Co-sign a signed visit. Raises `Refused` (NOT_SIGNED, OWN_COSIGNATURE, ...)."""
        session, history = self._signed(session_id)
        last, *_ = _last_whole(history)
        if last.by == self._who.id:
            raise Refused(ErrorCode.OWN_COSIGNATURE)
        cleaned = checked_words(words, Meaning.COSIGNATURE)
        deed = _Deed(Meaning.COSIGNATURE, session.status, cleaned, about=last.id)
        return self._put(session, deed)

    @needs(Right.SIGN)
    def add(self, session_id: SessionId, words: str) -> Signed:
        """Sign an addendum to a signed visit. Raises `Refused` (NOT_SIGNED, FIELD_MISSING, ...)."""
        cleaned = checked_words(words, Meaning.ADDENDUM)
        session, history = self._signed(session_id)
        last, *_ = _last_whole(history)
        after = session.status if session.status is Status.IN_ERROR else Status.AMENDED
        happened = self.late_rule().lateness(session, self._clock.now())
        late = Late(happened, "") if happened is not None else None
        return self._put(session, _Deed(Meaning.ADDENDUM, after, cleaned, last.id, late))

    # A correction

    @needs(Right.SIGN)
    def begin_correction(self, session_id: SessionId) -> Session:
        """Let a signed visit be written in once more; what was signed stays readable.

        Raises `Refused` (NOT_SIGNED, ALREADY_SIGNED for one entered in error).
        """
        session, _history = self._signed(session_id)
        if session.status is Status.IN_ERROR:
            raise Refused(ErrorCode.ALREADY_SIGNED)
        self._turn(session, Status.CORRECTING, Action.CORRECTION_BEGUN)
        return replace(session, status=Status.CORRECTING)

    @needs(Right.SIGN)
    def leave_correction(self, session_id: SessionId) -> Session:
        """Take back what was corrected since it was begun; each change back is an entry."""
        session = self._records.sessions.session(session_id)
        if session.status is not Status.CORRECTING:
            raise Refused(ErrorCode.STALE_RECORD)
        history = self.history(session_id)
        _record, signed, sheets = _last_whole(history)
        for change in changes_between(session, signed):
            self._sessions.store(self._sessions.entry(session, change))
            session = apply(change, session)
        self._put_back(session, sheets)
        amended = any(one.record.meaning in _AMENDING for one in history)
        after = Status.AMENDED if amended else Status.SIGNED
        self._turn(session, after, Action.CORRECTION_LEFT)
        return replace(session, status=after)

    def _put_back(self, session: Session, signed: Sequence[Sheet]) -> None:
        """Let the sheets of a visit say again what was signed; each step is a version."""
        was = {sheet.id: sheet for sheet in signed}
        for sheet in self._sheets(session):
            if sheet.id not in was:
                self._sheet_deeds.strike(sheet, "The correction was left.")
        for sheet in latest(self._records.sheets.of_patient(session.patient_id)):
            if sheet.id in was:
                self._sheet_deeds.amend(sheet, was[sheet.id].content)

    # Entered in error

    @needs(Right.ENTER_IN_ERROR)
    def enter_in_error(
        self, session_id: SessionId, reason: str, instead: SessionId | None = None
    ) -> Signed:
        """Declare a visit entered in error; nothing is deleted, and the reason stays with it.

        Raises `Refused` (FIELD_MISSING; NEEDLES_STILL_IN; ALREADY_SIGNED where it is already).
        """
        session = self._records.sessions.session(session_id)
        words = check_in_error(session, reason)
        history = self.history(session_id)
        about = _last_whole(history)[0].id if history else None
        deed = _Deed(
            Meaning.IN_ERROR, Status.IN_ERROR, words, about, instead=instead, whole=not history
        )
        return self._put(session, deed)

    # Into the record

    def _put(self, session: Session, deed: _Deed) -> Signed:
        for chance in range(1, _TRIES + 1):
            form = self._form(session, deed)
            spelled = form.spelled()
            record = record_of(form, self._signer.sign(spelled), spelled)
            trace = self._trace(session.id, _ACTIONS[deed.meaning], _told(record, form))
            try:
                awaits = self._awaits(deed.meaning)
                self._records.signed.add(record, session, deed.after, trace, awaits=awaits)
            except Refused as refused:
                if refused.code is not ErrorCode.STALE_RECORD or chance == _TRIES:
                    raise
                if self._records.sessions.session(session.id) != session:
                    raise
            else:
                return Signed(record, form)
        raise AssertionError

    def _awaits(self, meaning: Meaning) -> bool | None:
        """Whether the visit waits for a co-signature from now on; `None`: as it did."""
        if meaning in (Meaning.COSIGNATURE, Meaning.IN_ERROR):
            return False
        if self._who.role in NEEDS_COSIGNATURE:
            return True
        return None if meaning is Meaning.ADDENDUM else False

    def _form(self, session: Session, deed: _Deed) -> SignedForm:
        practice = self._records.practice.practice()
        patient = self._records.patients.patient(session.patient_id)
        head = self._records.signed.head(patient.id)
        number, previous = (head.number, head.hash) if head else (0, START)
        who, key = self._who, self._signer.public_key.hex()
        return SignedForm(
            SCHEMA,
            SignedId(self._ids.new()),
            number + 1,
            previous.hex(),
            practice.id,
            practice.name,
            SignedPatient.of(patient),
            Signatory(who.id, who.name, who.registration, str(who.role), key),
            self._clock.now(),
            deed.meaning,
            session.id,
            deed.about,
            deed.words,
            deed.late,
            deed.instead,
            replace(session, status=Status.SIGNED) if deed.whole else None,
            self._episode(session) if deed.whole else None,
            MappingProxyType(_made_with(self._folder)),
            self._sheets(session) if deed.whole else (),
        )

    def _episode(self, session: Session) -> Episode | None:
        every = self._records.sessions.episodes(session.patient_id)
        return next((one for one in every if one.id == session.episode_id), None)

    def _sheets(self, session: Session) -> tuple[Sheet, ...]:
        return visit_sheets(self._records.sheets.of_patient(session.patient_id), session.id)

    def _signed(self, session_id: SessionId) -> tuple[Session, tuple[Signed, ...]]:
        session, history = self._records.sessions.session(session_id), self.history(session_id)
        if session.open_to_change or not history:
            raise Refused(ErrorCode.NOT_SIGNED)
        return session, history

    def _turn(self, session: Session, after: Status, action: Action) -> None:
        trace = self._trace(session.id, action, {"status": after})
        self._records.signed.turn(session, after, trace)

    def _trace(self, chain: UUID, action: Action, what: object) -> Trace:
        entry, at = EntryId(self._ids.new()), self._clock.now()
        return Trace(entry, chain, at, self._who.id, action, canonical(what))


def _names(records: Records, people: Collection[PractitionerId]) -> str:
    every = records.practice.practitioners()
    return listed(one.name for one in every if one.id in people)


def _last_whole(history: Sequence[Signed]) -> tuple[SignedRecord, Session, tuple[Sheet, ...]]:
    """The record that says what the visit is by now, and what it says."""
    for one in reversed(history):
        if one.form.session is not None:
            return one.record, one.form.session, one.form.sheets
    raise Refused(ErrorCode.NOT_SIGNED)


def _told(record: SignedRecord, form: SignedForm) -> Mapping[str, object]:
    """What the trail keeps of a signature: ids and hashes, no words."""
    return {
        "about": form.about,
        "instead": form.instead,
        "late": form.late is not None,
        "meaning": record.meaning,
        "number": record.number,
        "patient": record.patient_id,
        "sha256": record.hash.hex(),
        "signed": record.id,
    }


def _made_with(folder: Path | None) -> Mapping[str, str]:
    """The hashes of the rules and texts with which the record was made, the clinic's own too."""
    return clinic_map(folder).made_with() if folder else content.made_with()
