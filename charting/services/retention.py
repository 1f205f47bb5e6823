"""How long records are kept: the rule that holds here, whose time is over, and what is on hold."""

from collections.abc import Mapping, Sequence

from charting import care_content
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.legal_hold import LegalHold, why_lifted
from charting.domain.practice import Practitioner
from charting.domain.retention import (
    AFTER,
    ASKED,
    ERASING,
    RULE,
    Contact,
    ForReview,
    Held,
    Kept,
    RetentionRule,
    rule_that_holds,
)
from charting.domain.roles import Right
from charting.domain.sheet import Sheet, latest
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sheets import Sheets

MOST = 200
"""How many whose time is over are listed at once."""

_PAGE = 200
_DAY_US = 86_400_000_000


class Retention:
    """What `who` can see and decide of how long records are kept; nothing is deleted by it."""

    def __init__(
        self, records: Records, sheets: Sheets, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records, self._sheets = records, sheets
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.REVIEW_KEPT)
    def rules(self) -> Sequence[RetentionRule]:
        """Every rule there is, those that are only read among them."""
        return care_content.retention_rules()

    @needs(Right.REVIEW_KEPT)
    def held(self) -> Held:
        """What holds here."""
        taken = self._records.practice.policies()
        country = self._records.practice.practice().country
        chosen = taken.get(RULE, "")
        rule = rule_that_holds(care_content.retention_rules(), chosen, country)
        return Held(rule, rule is not None and rule.id == chosen, taken.get(ERASING) == ASKED)

    @needs(Right.SET_POLICIES)
    def take_rule(self, rule_id: str) -> Held:
        """Let a rule hold from now on. Raises `Refused` (NOT_FOUND)."""
        if not any(rule.id == rule_id and rule.years for rule in care_content.retention_rules()):
            raise Refused(ErrorCode.NOT_FOUND)
        return self._take(RULE, rule_id)

    @needs(Right.SET_POLICIES)
    def let_ask(self, *, early: bool) -> Held:
        """Let records be erased when the patient asks for it, or only when their time is over."""
        return self._take(ERASING, ASKED if early else AFTER)

    def _take(self, policy: str, side: str) -> Held:
        practice = self._records.practice.practice()
        trace = Trace(
            EntryId(self._ids.new()),
            practice.id,
            self._clock.now(),
            self._who.id,
            Action.POLICY_CHOSEN,
            canonical({"policy": policy, "side": side}),
        )
        self._records.practice.take_side(policy, side, trace)
        return self.held()

    # Whose time is over

    @needs(Right.REVIEW_KEPT)
    def for_review(self, limit: int = MOST) -> ForReview:
        """The records whose time is over; none where no rule holds."""
        held, today = self.held(), self._clock.now()
        if held.rule is None:
            return ForReview((), more=False)
        holds = self._holds()
        years = held.rule.years * 365 * _DAY_US
        found: list[Kept] = []
        after: Contact | None = None
        while len(found) <= limit:
            page = self._records.erasures.seen_before(today.utc - years, _PAGE, after)
            kept = (self._kept(contact, held.rule, holds) for contact in page)
            found += [one for one in kept if one.until is not None and one.until <= today.day]
            if len(page) < _PAGE:
                break
            after = page[-1]
        found.sort(key=lambda one: (one.until or today.day, one.contact.patient.listed_name))
        return ForReview(tuple(found[:limit]), len(found) > limit)

    @needs(Right.REVIEW_KEPT)
    def of_patient(self, patient_id: PatientId) -> Kept:
        """How long the record of a patient is kept. Raises `Refused` (NOT_FOUND)."""
        contact = self._records.erasures.contact(patient_id)
        theirs = self._records.sheets.of_patient(patient_id)
        return self._kept(contact, self.held().rule, _standing(theirs))

    @needs(Right.REVIEW_KEPT)
    def on_hold(self) -> Sequence[Kept]:
        """Every record that is on hold, the latest first."""
        rule, holds = self.held().rule, self._holds()
        sheets = sorted(holds.values(), key=lambda sheet: sheet.at.utc, reverse=True)
        contacts = [self._records.erasures.contact(sheet.patient_id) for sheet in sheets]
        return tuple(self._kept(contact, rule, holds) for contact in contacts)

    def _kept(
        self, contact: Contact, rule: RetentionRule | None, holds: Mapping[PatientId, Sheet]
    ) -> Kept:
        until = rule.until(contact.patient, contact.last) if rule else None
        return Kept(contact, rule, until, holds.get(contact.patient.id))

    def _holds(self) -> Mapping[PatientId, Sheet]:
        return _standing(self._records.sheets.of_kind(LegalHold, 0))

    # Holding

    @needs(Right.REVIEW_KEPT)
    def hold(self, patient_id: PatientId, reason: str) -> Kept:
        """Keep a record from being erased until somebody lifts it, or do nothing where it is on
        hold. Raises `Refused` (NOT_FOUND, FIELD_MISSING).
        """
        if self.of_patient(patient_id).hold is None:
            self._sheets.file(patient_id, LegalHold(reason))
        return self.of_patient(patient_id)

    @needs(Right.ERASE)
    def lift(self, patient_id: PatientId, reason: str) -> Kept:
        """Say that a record need not be kept any more, and why; that it was on hold stays to be
        read. Raises `Refused` (NOT_FOUND, FIELD_MISSING, STALE_RECORD).
        """
        sheet = self.of_patient(patient_id).hold
        if sheet is not None and isinstance(sheet.content, LegalHold):
            lifted = LegalHold(sheet.content.reason, why_lifted(reason))
            self._sheets.amend(sheet, lifted)
        return self.of_patient(patient_id)


def _standing(sheets: Sequence[Sheet]) -> dict[PatientId, Sheet]:
    """The sheet by which each patient is on hold, the first one where there are several."""
    found: dict[PatientId, Sheet] = {}
    for sheet in latest(sheets):
        holds = isinstance(sheet.content, LegalHold) and not sheet.content.lifted
        if holds and not sheet.struck:
            found.setdefault(sheet.patient_id, sheet)
    return found
