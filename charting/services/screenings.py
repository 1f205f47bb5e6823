"""Screening: what is known before a visit, the rules that hold in this clinic, and its policies."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from charting import care_content, content
from charting.domain.asking import BEYOND_PLAN, CONSENT_SITES, Background
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.consent_on_file import ConsentOnFile, consent_on_file
from charting.domain.course import Beyond, StopRule, beyond, function_better, no_change
from charting.domain.episode import USUAL_INTERVAL_DAYS, CareTime, Episode
from charting.domain.errors import Refused
from charting.domain.ids import EntryId, SessionId
from charting.domain.outcomes import Scored
from charting.domain.policies import Policies, checked_side
from charting.domain.practice import Practitioner
from charting.domain.precautions import proposals
from charting.domain.roles import Right, may
from charting.domain.screening_rules import Screening
from charting.domain.session import Answer, Reply, Session
from charting.domain.sheet import contents, standing
from charting.i18n import _, listed, ngettext
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

PLANNED = f"/{CareTime.PLANNED}"

# Visits further back tell nothing that would not be asked again by now.
_VISITS_READ = 12


@dataclass(frozen=True, slots=True)
class Known:
    """What a visit is judged with: what was known before it, the clinic's policies, the consent on
    file, if any, and the days between two sessions of its plan.
    """

    background: Background
    policies: Policies
    consent: ConsentOnFile | None = None
    interval_days: int = USUAL_INTERVAL_DAYS


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
        episode = self._episode_of(session)
        if episode is not None:
            told = {**_told_by_the_episode(episode), **self._told_by_the_course(episode, session)}
            ruled = {rule: words for rule, words in told.items() if rule in self.rules.rules}
            proposed = {**ruled, **proposed}
        senior = may(self._who.role, Right.COSIGN)
        consent = consent_on_file(self._records.sheets.of_patient(session.patient_id))
        if consent is not None and consent.closed:
            proposed = {**proposed, CONSENT_SITES: self._not_agreed(consent)}
        background = replace(self._earlier(session), proposed=proposed, age=age, may_open=senior)
        interval = episode.interval_days if episode else USUAL_INTERVAL_DAYS
        return Known(background, self.policies(), consent, interval)

    def _episode_of(self, session: Session) -> Episode | None:
        episodes = self._records.sessions.episodes(session.patient_id)
        return next((one for one in episodes if one.id == session.episode_id), None)

    def _told_by_the_course(self, episode: Episode, session: Session) -> dict[str, str]:
        """That the session is beyond the plan, or pain has stayed, and nobody has said why yet."""
        records, rule = self._records, StopRule(**content.vocabulary("course")["stop_rule"])
        if session.number <= min(episode.planned_sessions, rule.firm_sessions):
            return {}
        held = [
            line
            for line in reversed(records.sessions.timeline(session.patient_id))
            if line.stands and line.episode_id == episode.id and line.number < session.number
        ]
        sheets = standing(records.sheets.of_patient(session.patient_id))
        scored = contents((one for one in sheets if one.episode_id == episode.id), Scored)
        better = function_better(scored, care_content.measures())
        told = no_change([line.pain_before for line in held], rule, function_better=better)
        justified = [line.number for line in held if self._was_justified(line.id)]
        why = beyond(episode.planned_sessions, session.number, told, rule, justified)
        if why is None:
            return {}
        if why is Beyond.NO_CHANGE:
            return {BEYOND_PLAN: _(rule.firm_words)}
        words = _("session {number} of {planned} planned")
        planned = words.format(number=session.number, planned=episode.planned_sessions)
        return {BEYOND_PLAN: planned}

    def _was_justified(self, session_id: SessionId) -> bool:
        answer = self._records.sessions.session(session_id).answers.get(BEYOND_PLAN)
        return answer is not None and answer.reply is Reply.YES

    def _not_agreed(self, consent: ConsentOnFile) -> str:
        regions = self.rules.regions
        named = (regions[each].words if each in regions else each for each in consent.closed)
        return _("not agreed: {regions}").format(regions=listed(map(_, named)))

    def _earlier(self, session: Session) -> Background:
        """The latest answer to each item from the visits before, none entered in error, and
        whether there were any.
        """
        sessions = self._records.sessions
        before = [
            line.id for line in sessions.timeline(session.patient_id) if line.tells_before(session)
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


def _told_by_the_episode(episode: Episode) -> dict[str, str]:
    """The rules about care that the patient had elsewhere, in the words of that care."""
    words = {term.id: term.words for term in content.episode_terms().other_care}
    care = (code.partition("/")[0] for code in episode.other_care if not code.endswith(PLANNED))
    return {each: _(words[each]) for each in dict.fromkeys(care) if each in words}
