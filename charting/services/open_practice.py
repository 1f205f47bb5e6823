"""An unlocked practice: what may be done while it is open, by whoever is at work in it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from charting.domain.erasure import Again
from charting.domain.ids import PractitionerId
from charting.domain.policies import SPACING
from charting.domain.practice import (
    Practice,
    Practitioner,
)
from charting.services.adverse_events import AdverseEvents
from charting.services.audit import Audit
from charting.services.checks import Checks
from charting.services.clinic_setup import ClinicSetup
from charting.services.contact_signing import ContactSigning
from charting.services.erasing import Erasing
from charting.services.follow_ups import FollowUps
from charting.services.given_papers import GivenPapers
from charting.services.moving import Moving
from charting.services.note_texts import NoteTexts
from charting.services.own_ways import OwnScreen
from charting.services.patients import Patients
from charting.services.people import People
from charting.services.point_sets import PointSets
from charting.services.ports import Clock, Ids, Records
from charting.services.restoring import Restoring
from charting.services.retention import Retention
from charting.services.safekeeping import Safekeeping
from charting.services.screenings import Screenings
from charting.services.sessions import Sessions
from charting.services.sheets import Sheets
from charting.services.signing import Signing
from charting.services.stores import Store
from charting.services.supplies import Supplies
from charting.services.together import Together
from charting.services.vaults import Signer, Unlocked, Vault


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """An unlocked practice with the practitioner at work in it, their signing key, and their
    services; `names` are those of everybody as it was opened, `was_copy` whether it was a backup
    until then, `again` what of it was erased once more, `only_read` whether it is a copy of a
    backup, gone when it is closed.
    """

    folder: Path
    practice: Practice
    practitioner: Practitioner
    signer: Signer
    patients: Patients
    sessions: Sessions
    sheets: Sheets
    point_sets: PointSets
    own_screen: OwnScreen
    note_texts: NoteTexts
    supplies: Supplies
    given_papers: GivenPapers
    follow_ups: FollowUps
    contacts: ContactSigning
    adverse_events: AdverseEvents
    screenings: Screenings
    signing: Signing
    moving: Moving
    checks: Checks
    safekeeping: Safekeeping
    restoring: Restoring
    retention: Retention
    erasing: Erasing
    people: People
    audit: Audit
    clinic: ClinicSetup
    together: Together
    records: Records
    names: Mapping[PractitionerId, str]
    was_copy: bool = False
    again: Again | None = None
    only_read: bool = False

    def work_beside(self, supervisor_id: PractitionerId | None) -> None:
        """Name who is present while one charts as a student, from now on.

        Raises `Refused` (SUPERVISOR_MISSING) where it is nobody who may supervise.
        """
        self.people.name_supervisor(supervisor_id)
        self.sessions.beside(supervisor_id)

    def close(self) -> None:
        """Close the database."""
        self.records.close()
        if self.only_read:
            shutil.rmtree(self.folder, ignore_errors=True)


def with_services(
    outside: tuple[Vault, Store, Clock, Ids],
    folder: Path,
    records: Records,
    who: Practitioner,
    unlocked: Unlocked,
) -> OpenPractice:
    """The practice with what `who` can do in it."""
    vault, store, clock, ids = outside
    sheets = Sheets(records, clock, ids, who)
    follow_ups = FollowUps(records.follow_ups, clock, ids, who)
    screenings = Screenings(records, folder, clock, ids, who)
    policies = screenings.policies
    sessions = Sessions(records.sessions, clock, ids, who, lambda: policies().number(SPACING))
    signing = Signing(records, sessions, clock, ids, who, unlocked.signer, policies, folder)
    retention = Retention(records, sheets, clock, ids, who)
    names = {one.id: one.name for one in records.practice.practitioners()}
    return OpenPractice(
        folder,
        records.practice.practice(),
        who,
        unlocked.signer,
        Patients(records.patients, records.trail, clock, ids, who),
        sessions,
        sheets,
        PointSets(records.practice, clock, ids, who),
        OwnScreen(records.practice, who),
        NoteTexts(records.practice, clock, ids, who),
        Supplies(records, clock, ids, who),
        GivenPapers(records, clock, ids, who),
        follow_ups,
        ContactSigning(records, clock, ids, who, unlocked.signer),
        AdverseEvents(records, sheets, follow_ups, clock, who),
        screenings,
        signing,
        Moving(records, sessions, signing, clock, ids, who),
        Checks(records, vault, store, folder, unlocked, clock, ids, who),
        Safekeeping(records, vault, store, folder, unlocked, clock, ids, who),
        Restoring(records, vault, store, folder, unlocked, clock, who),
        retention,
        Erasing(records, retention, folder, unlocked.signer, clock, ids, who),
        People(records, vault, folder, unlocked, clock, ids, who),
        Audit(records, clock, ids, who),
        ClinicSetup(records, vault, store, folder, unlocked, clock, ids, who),
        Together(records, clock, ids, who, names),
        records,
        names,
    )
