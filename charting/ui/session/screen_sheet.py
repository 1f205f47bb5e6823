"""The screening of the open visit: what is asked, in which groups, and what follows from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from charting.domain.asking import (
    CONSENT_WRITTEN,
    KNOWN,
    Background,
    answered,
    due,
    group_now,
    is_whole,
    wants_own_answer,
)
from charting.domain.changes import SetAnswer
from charting.domain.consent_on_file import ConsentOnFile
from charting.domain.marks import Mark, Needle, Technique
from charting.domain.policies import Policies
from charting.domain.screening import Finding, Verdict, asks_reason, rules_against, verdict
from charting.domain.screening_items import side_then, words_now
from charting.domain.screening_rules import Action, Group, Rule
from charting.domain.session import Answer, Reply, Session
from charting.domain.visit import Step
from charting.i18n import _, clauses, listed
from charting.services.screenings import Known, Screenings
from charting.ui.session.visit_sheet import VisitSheet
from charting.ui.tasks import Lane
from charting.wording import date_words, reply_words
from charting.wording.consent import consent_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A group as it is asked in this visit: its rules, those still open, those of them that its one
    key answers, what was found, and whether it is gone through one by one.
    """

    group: Group
    rules: tuple[Rule, ...]
    open: tuple[Rule, ...]
    as_a_set: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    one_by_one: bool

    @property
    def done(self) -> bool:
        """Whether all of it was asked, and nothing in it still asks for a reason."""
        holding = (Action.BLOCK, Action.JUSTIFY, Action.REQUIRE)
        return not self.open and not any(each.action in holding for each in self.findings)

    @property
    def hopes_for_yes(self) -> bool:
        """Whether its one key says that something was done, not that there is none."""
        return sum(rule.hoped == "yes" for rule in self.rules) * 2 > len(self.rules)


_EMPTY = Verdict()


class ScreenSheet(QObject):
    """What is asked for safety in a visit; each answer is a change of its own, a listed set of them
    is undone together. `changed` is told once what was known before the visit has been read.
    """

    changed = Signal()

    def __init__(
        self,
        sheet: VisitSheet,
        screenings: Screenings,
        lane: Lane,
        country: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet, self._screenings, self._lane = sheet, screenings, lane
        self.country, self.rules = country, screenings.rules
        self._known: Known | None = None
        self._judged: tuple[Session, Known] | None = None
        self._verdict = _EMPTY
        self._also: tuple[Finding, ...] = ()
        self._gone_through: tuple[Session | None, Known | None] = (None, None)
        self._asked: dict[Step, tuple[Asked, ...]] = {}

    def open(self, session: Session) -> None:
        """Be about another visit; what was known before it is read in the background."""
        self._known = self._judged = None
        self.read_again(session)

    def read_again(self, session: Session) -> None:
        """Read once more what was known before the visit; until then what was read stands."""
        self._lane.submit(lambda: (session, self._screenings.known_before(session)), self._on_known)

    def _on_known(self, read: tuple[Session, Known]) -> None:
        session, known = read
        shown = self._sheet.session
        if shown is not None and shown.id == session.id:
            self._known = known
            self._sheet.know(session.id, known.interval_days, known.background)
            self.changed.emit()

    def also(self, findings: tuple[Finding, ...]) -> None:
        """Let these findings, which follow from no answer of the visit, hold too."""
        if findings != self._also:
            self._also, self._judged = findings, None
            self.changed.emit()

    # What stands

    @property
    def known(self) -> bool:
        """Whether what was known before the visit has been read."""
        return self._known is not None

    @property
    def state(self) -> tuple[Session | None, Known | None]:
        """What everything here follows from; the same two values mean that nothing has changed."""
        return self._sheet.session, self._known

    @property
    def background(self) -> Background:
        """What was known before the visit."""
        return self._known.background if self._known else Background()

    @property
    def verdict(self) -> Verdict:
        """What follows from the answers, judged once for each state of the session."""
        session, known = self._sheet.session, self._known
        if session is None or known is None:
            return _EMPTY
        judged = self._judged
        if judged is None or judged[0] is not session or judged[1] is not known:
            found = verdict(self.rules, session, known.policies, known.background)
            self._verdict = replace(found, findings=(*found.findings, *self._also))
            self._judged = (session, known)
        return self._verdict

    def asked(self, step: Step) -> tuple[Asked, ...]:
        """The groups asked at a step, in order; found once for each state of the session."""
        session, known = self.state
        if session is None or known is None:
            return ()
        if self._gone_through[0] is not session or self._gone_through[1] is not known:
            self._gone_through = (session, known)
            self._asked = {each: self._found(each, session) for each in Step}
        return self._asked[step]

    def _found(self, step: Step, session: Session) -> tuple[Asked, ...]:
        whole = is_whole(self.rules, session, self.background)
        by_group: dict[str, list[Rule]] = {}
        for rule in due(self.rules, session, self.background):
            by_group.setdefault(group_now(rule, self.background, whole=whole), []).append(rule)
        found = {each.rule.id: each for each in self.verdict.findings}
        return tuple(
            Asked(
                group,
                tuple(rules),
                still_open := tuple(rule for rule in rules if not answered(rule, session.answers)),
                tuple(rule for rule in still_open if not wants_own_answer(rule, self.background)),
                tuple(found[rule.id] for rule in rules if rule.id in found),
                group.alone or group.id == KNOWN or (whole and step is Step.PREPARE),
            )
            for group in self.rules.groups
            if group.step is step and (rules := by_group.get(group.id))
        )

    def answer_to(self, rule: Rule) -> Answer | None:
        """What was answered in this visit."""
        session = self._sheet.session
        return session.answers.get(rule.id) if session else None

    def is_answered(self, rule: Rule) -> bool:
        """Whether an item was answered in this visit."""
        session = self._sheet.session
        return session is not None and answered(rule, session.answers)

    def words(self, rule: Rule) -> str:
        """The words of a rule, those of the clinic's policy put in."""
        return words_now(rule, self.rules, self._policies)

    @property
    def _policies(self) -> Policies:
        return self._known.policies if self._known else self.rules.usual_policies

    def beside(self, rule: Rule) -> str:
        """What is known of an item from elsewhere; never taken for an answer."""
        said = []
        if rule.id == CONSENT_WRITTEN and self.consent_words:
            said.append(self.consent_words)
        if fact := self.background.proposed.get(rule.id):
            said.append(_("Known: {fact}").format(fact=fact))
        if earlier := self.background.earlier.get(rule.id):
            reply = reply_words(earlier.reply) if earlier.reply else _choice_words(rule, earlier)
            day = date_words(self.background.day_of(earlier), self.country)
            said.append(_("last time: {reply}, {day}").format(reply=reply, day=day))
        return clauses(said)

    @property
    def consent(self) -> ConsentOnFile | None:
        """The consent that is on file."""
        return self._known.consent if self._known else None

    @property
    def consent_words(self) -> str:
        """The consent on file in one line; empty where there is none."""
        return consent_words(self.consent, self.country) if self.consent else ""

    def finding(self, rule: Rule) -> Action | None:
        """What the rule asks for now."""
        found = (each.action for each in self.verdict.findings if each.rule.id == rule.id)
        return next(found, None)

    # What a hand can do

    def confirm(self, asked: Asked) -> bool:
        """Answer what is still open of a group as hoped, by one key: a listed set."""
        session = self._sheet.session
        if session is None or not asked.as_a_set:
            return False
        changes = [
            SetAnswer(rule.id, session.answers.get(rule.id), self._as_hoped(rule))
            for rule in asked.as_a_set
        ]
        return self._sheet.make(changes, _(asked.group.words))

    def reply(self, rule: Rule, reply: Reply) -> bool:
        """Answer one item; what was said beside another reply goes with it."""
        before = self.answer_to(rule)
        hoped = reply == rule.hoped
        fact = "" if hoped else self.background.proposed.get(rule.id, "")
        after = replace(self._given(rule), reply=reply, in_set=False, fact=fact)
        if hoped:
            after = replace(after, choice=self._side(rule))
        elif before is not None and before.reply == rule.hoped:
            after = replace(after, choice="")
        return self._set(rule, after)

    def choose(self, rule: Rule, code: str) -> bool:
        """Choose what holds of an item with choices; what stands beside it stays."""
        own = {each for each, _words in rule.choices}
        others = [each for each in self._codes(rule) if each not in own]
        after = replace(self._given(rule), choice=" ".join([code, *others]), in_set=False)
        return self._set(rule, after)

    def toggle(self, rule: Rule, code: str) -> bool:
        """Say one thing more beside an answer, or take it back."""
        codes = self._codes(rule)
        kept = [each for each in codes if each != code]
        after = kept if code in codes else [*codes, code]
        return self._set(rule, replace(self._given(rule), choice=" ".join(after)))

    def write(self, rule: Rule, text: str) -> bool:
        """Write the reason beside an answer."""
        return self._sheet.write(self._sheet.item(rule.id), text)

    # At the map

    def noted(self, mark: Mark) -> Mark:
        """The mark with the rules against which it is set now, where it is a needle."""
        if not isinstance(mark, Needle):
            return mark
        return replace(mark, against=rules_against(self.verdict, mark.site, mark.technique))

    def noted_anew(self, before: Mark, after: Mark) -> Mark:
        """A corrected mark; another technique of a needle may be one that is withheld."""
        if not isinstance(before, Needle) or not isinstance(after, Needle):
            return after
        return after if before.technique is after.technique else self.noted(after)

    def asks_reason(self, needle: Needle, before: Iterable[Needle]) -> tuple[Rule, ...]:
        """The rules that ask for a reason at this needle."""
        return asks_reason(self.verdict, needle, before)

    def is_for_a_senior(self, rule: Rule, needle: Needle) -> bool:
        """Whether only a supervisor or the owner, who is not at work here, opens this site."""
        return any(
            closure.rule.id == rule.id and closure.action is Action.BLOCK
            for closure in self.verdict.closing(needle.site)
        ) and any(effect.opened for effect in rule.effects)

    def withholds(self, technique: Technique) -> bool:
        """Whether a technique is not offered in this visit."""
        return bool(self.withholding(technique))

    def withholding(self, technique: Technique) -> tuple[Rule, ...]:
        """The rules by which a technique is not offered in this visit."""
        every = self.verdict.withholding(technique)
        return tuple(each.rule for each in every if each.action is Action.BLOCK)

    def _codes(self, rule: Rule) -> list[str]:
        return answer.choice.split() if (answer := self.answer_to(rule)) else []

    def _as_hoped(self, rule: Rule) -> Answer:
        given = self._given(rule)
        if rule.choices:
            return replace(given, choice=rule.hoped, in_set=True)
        return replace(given, reply=Reply(rule.hoped), choice=self._side(rule), in_set=True)

    def _side(self, rule: Rule) -> str:
        return side_then(rule, self._policies)

    def _given(self, rule: Rule) -> Answer:
        return self._sheet.given(self._sheet.item(rule.id))

    def _set(self, rule: Rule, after: Answer) -> bool:
        before = self.answer_to(rule)
        if before == after:
            return False
        return self._sheet.make([SetAnswer(rule.id, before, after)], self.words(rule))


def _choice_words(rule: Rule, answer: Answer) -> str:
    codes = answer.choice.split()
    return listed(_(words) for code, words in rule.choices if code in codes)


def not_ready(found: Verdict, words: Callable[[Rule], str]) -> str:
    """What blocks the visit and how urgent it is, in sentences; empty where nothing does."""
    if not found.blocks:
        return ""
    urgencies = dict.fromkeys(_(rule.urgency) for rule in found.blocks if rule.urgency)
    told = ". ".join(dict.fromkeys(words(rule) for rule in found.blocks))
    said = _("Not ready to needle. {urgency} {because}.")
    return said.format(urgency=" ".join(urgencies), because=told)
