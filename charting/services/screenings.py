"""Screening: what is known before a visit, the rules that hold in this clinic, and its policies."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from charting import content
from charting.domain.asking import CONSENT_SITES, Background
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.consent_on_file import ConsentOnFile, consent_on_file
from charting.domain.episode import CareTime
from charting.domain.errors import Refused
from charting.domain.ids import EntryId
from charting.domain.policies import Policies, checked_side
from charting.domain.practice import Practitioner
from charting.domain.precautions import proposals
from charting.domain.roles import Right, may
from charting.domain.screening_rules import Screening
from charting.domain.session import Answer, Session
from charting.i18n import _, ngettext
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

PLANNED = f"/{CareTime.PLANNED}"

# Visits further back tell nothing that would not be asked again by now.
_VISITS_READ = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What a visit is judged with: what was known before it, the clinic's policies, and the consent
    on file, if any.
    """

    background: Background
    policies: Policies
    consent: ConsentOnFile | None = None


class Screenings:
    """What `who` can ask and decide in the practice whose folder this is."""

    def __init__(
        self, records: Records, folder: Path, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records = records
        self._folder = folder
        self._clock = clock
        self._ids = ids
        self._who = who
        self._rules: tuple[Screening, Refused | None] | None = None

    @property
    def rules(self) -> Screening:
        """The rules that hold here, the clinic's own over the shipped ones.

        Raises `Refused` (CONTENT_DAMAGED) where the shipped ones are damaged.
        """
        return self._read()[0]

    @property
    def trouble(self) -> Refused | None:
        """Why the clinic's own rules are not used, if they are not."""
        return self._read()[1]

    @needs(Right.READ_CLINICAL)
    def policies(self) -> Policies:
        """The sides that the clinic takes; the usual one where it took none."""
        taken = self._records.practice.policies()
        usual = self.rules.usual_policies.sides
        return Policies(
            MappingProxyType({each: taken.get(each, side) for each, side in usual.items()})
        )

    @needs(Right.SET_POLICIES)
    def take_side(self, policy: str, side: str) -> Policies:
        """Take a side from now on; the policies as they hold then.

        Raises `Refused` (NOT_FOUND) where the point has no such side.
        """
        checked = checked_side(self.rules.policies, policy, side)
        practice = self._records.practice.practice()
        trace = Trace(
            EntryId(self._ids.new()),
            practice.id,
            self._clock.now(),
            self._who.id,
            Action.POLICY_CHOSEN,
            canonical({"policy": policy, "side": checked}),
        )
        self._records.practice.take_side(policy, checked, trace)
        return self.policies()

    @needs(Right.READ_CLINICAL)
    def known_before(self, session: Session) -> Known:
        """What is known before this visit. Raises `Refused` (NOT_FOUND)."""
        patient = self._records.patients.patient(session.patient_id)
        facts = self._records.patients.facts(session.patient_id)
        age = patient.age_on(session.opened.day)
        years = ngettext("{n} year old", "{n} years old", age).format(n=age)
        proposed = proposals(self.rules, facts, age, years)
        proposed = {**self._told_by_the_episode(session), **proposed}
        senior = may(self._who.role, Right.COSIGN)
        consent = consent_on_file(self._records.sheets.of_patient(session.patient_id))
        if consent is not None and consent.closed:
            proposed = {**proposed, CONSENT_SITES: self._not_agreed(consent)}
        background = replace(self._earlier(session), proposed=proposed, age=age, may_open=senior)
        return Known(background, self.policies(), consent)

    def _told_by_the_episode(self, session: Session) -> dict[str, str]:
        """The rules about care that the patient had elsewhere, in the words of that care."""
        episodes = self._records.sessions.episodes(session.patient_id)
        care = next((one.other_care for one in episodes if one.id == session.episode_id), ())
        words = {term.id: term.words for term in content.episode_terms().other_care}
        had = dict.fromkeys(code.partition("/")[0] for code in care if not code.endswith(PLANNED))
        return {each: _(words[each]) for each in had if each in words and each in self.rules.rules}

    def _not_agreed(self, consent: ConsentOnFile) -> str:
        regions = self.rules.regions
        named = (regions[each].words if each in regions else each for each in consent.closed)
        return _("not agreed: {regions}").format(regions=", ".join(map(_, named)))

    def _earlier(self, session: Session) -> Background:
        """The latest answer to each item from the visits before, and whether there were any."""
        sessions = self._records.sessions
        before = [
            line.id
            for line in sessions.timeline(session.patient_id)
            if line.id != session.id and line.opened.utc <= session.opened.utc
        ]
        found: dict[str, Answer] = {}
        held: dict[str, date] = {}
        for session_id in before[:_VISITS_READ]:
            visit = sessions.session(session_id)
            for item, answer in visit.answers.items():
                if item not in found:
                    found[item], held[item] = answer, visit.opened.day
        return Background(
            MappingProxyType(found), returning=bool(before), held=MappingProxyType(held)
        )

    def _read(self) -> tuple[Screening, Refused | None]:
        if self._rules is None:
            self._rules = content.clinic_screening(self._folder)
        return self._rules
