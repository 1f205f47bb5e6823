"""A record erased, by who may and says whose it is; and erased again where a backup brings it back.

Nothing is ever erased by itself. What is erased leaves a tombstone in the record and beside every
place of backups, signed by who did it.
"""

from collections.abc import Callable
from pathlib import Path

from charting.backup_files import PLACE, lying_in, read_about
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.erasure import (
    Again,
    Erased,
    Erasure,
    Remains,
    Tombstone,
    Why,
    check_typed_name,
    ends_hash,
    without_those,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.legal_hold import LegalHold
from charting.domain.practice import Practitioner
from charting.domain.proof import Verify
from charting.domain.retention import Kept
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.retention import Retention
from charting.services.vaults import Signer
from charting.tombstone_files import keep_tombstones, read_tombstones

# What lies in the folder of a practice and may hold a record of before: what restores replaced, and
# the copies that were made before a migration.
_ASIDE = ("replaced-*", "before-*")


class Erasing:
    """What `who` can erase; the trace of it stands in the chain of the practice."""

    def __init__(
        self,
        records: Records,
        retention: Retention,
        folder: Path,
        signer: Signer,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records, self._retention, self._folder = records, retention, folder
        self._signer, self._clock, self._ids, self._who = signer, clock, ids, who

    @needs(Right.ERASE)
    def erase(self, patient_id: PatientId, why: Why, typed_name: str) -> Remains:
        """Erase the record of a patient for good; where it still lies.

        Raises `Refused`: NOT_FOUND; RECORD_ON_HOLD; RULE_UNCHOSEN, RECORD_STILL_KEPT,
        ERASING_NOT_ASKED, RECORD_NOT_EMPTY as `why` demands; VISIT_OF_TODAY; NAME_DIFFERS;
        STALE_RECORD where something was written of them meanwhile.
        """
        kept = self._retention.of_patient(patient_id)
        self._check(kept, why)
        patient = kept.contact.patient
        check_typed_name(typed_name, patient.name, patient.listed_name)
        rule = kept.rule.id if why is Why.OVER and kept.rule else ""
        ends = tuple(self._records.erasures.ends(patient_id))
        now = self._clock.now()
        erasure = Erasure(patient_id, now, self._who.id, why, rule, ends_hash(ends))
        signature = self._signer.sign(erasure.signed_bytes())
        erased = Erased(Tombstone(erasure, signature, self._signer.public_key), ends)
        self._records.erasures.erase(
            erased,
            Trace(
                EntryId(self._ids.new()),
                self._records.practice.practice().id,
                now,
                self._who.id,
                Action.PATIENT_ERASED,
                canonical(erased),
            ),
        )
        keep_outside(self._records, self._folder)
        return remains(self._folder)

    def _check(self, kept: Kept, why: Why) -> None:
        name, today = kept.contact.patient.name, self._clock.now().day
        if kept.hold is not None:
            facts = {"name": name, "day": kept.hold.at.day.isoformat()}
            raise Refused(ErrorCode.RECORD_ON_HOLD, facts)
        if why is Why.MISTAKE and not self._is_empty(kept):
            raise Refused(ErrorCode.RECORD_NOT_EMPTY, {"name": name})
        if why is Why.ASKED and not self._retention.held().early:
            raise Refused(ErrorCode.ERASING_NOT_ASKED)
        if why is Why.OVER:
            if kept.until is None:
                raise Refused(ErrorCode.RULE_UNCHOSEN)
            if kept.until > today:
                facts = {"name": name, "day": kept.until.isoformat()}
                raise Refused(ErrorCode.RECORD_STILL_KEPT, facts)
        for line in self._records.sessions.timeline(kept.contact.patient.id):
            if line.opened.day == today:
                raise Refused(ErrorCode.VISIT_OF_TODAY, {"name": name})

    def _is_empty(self, kept: Kept) -> bool:
        """Whether nothing was charted, said, or handed out."""
        records, patient_id = self._records, kept.contact.patient.id
        sheets = records.sheets.of_patient(patient_id)
        return not (
            records.sessions.timeline(patient_id)
            or records.follow_ups.of_patient(patient_id)
            or records.papers.of_patient(patient_id)
            or any(not isinstance(sheet.content, LegalHold) for sheet in sheets)
        )


def remains(folder: Path) -> Remains:
    """Where a record that was erased just now still lies."""
    backups = sum(len(lying_in(place)) for place in _places(folder))
    aside = (each.name for pattern in _ASIDE for each in folder.glob(pattern))
    return Remains(backups, tuple(sorted(aside)))


def _places(folder: Path) -> tuple[Path, ...]:
    """Where the backups of a practice lie, as far as they can be reached now."""
    second = read_about(folder).second
    places = (folder / PLACE, *([Path(second)] if second else ()))
    return tuple(place for place in places if place.is_dir())


def keep_outside(records: Records, folder: Path) -> None:
    """Let every tombstone lie beside the backups too, wherever they can be reached now; where that
    cannot be written, the next opening tries again.
    """
    tombstones = [one.tombstone for one in records.erasures.all()]
    if not tombstones:
        return
    try:
        (folder / PLACE).mkdir(mode=0o700, exist_ok=True)
        for place in _places(folder):
            keep_tombstones(place, tombstones)
    except OSError:
        return


def erase_again(
    records: Records, folder: Path, verify: Verify, trace: Callable[[Action, object], Trace]
) -> Again:
    """Erase anew what was erased after a backup was made that is the record now: what tombstones
    beside the backups say and somebody who works here has signed.
    """
    # A backup that is opened where it lies has them beside itself.
    lying = [read_tombstones(place) for place in (*_places(folder), folder.parent)]
    known = {one.tombstone.erasure.patient_id for one in records.erasures.all()}
    missing = without_those([one for place in lying for one in place], known)
    keys = {one.id: one.signing_key for one in records.practice.practitioners()} if missing else {}
    erased = doubted = 0
    for one in missing:
        erasure = one.erasure
        believed = keys.get(erasure.by) == one.public_key and verify(
            one.public_key, erasure.signed_bytes(), one.signature
        )
        if not believed:
            doubted += 1
            continue
        anew = Erased(one, tuple(records.erasures.ends(erasure.patient_id)))
        records.erasures.erase(anew, trace(Action.PATIENT_ERASED, anew))
        erased += bool(anew.chains)
    return Again(erased, doubted)
