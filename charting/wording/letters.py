"""Letters in words: drafts filled from what is charted. They tell facts; they name no diagnosis and
promise nothing, and whoever signs them words them as they like.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from charting.domain.adverse_events import AdverseEvent
from charting.domain.episode import Episode
from charting.domain.episode_scores import EpisodeScores
from charting.domain.letters import LetterKind
from charting.domain.patient import HealthFact, Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.session import Answer, NoteSection, Reply, Session
from charting.domain.treated import treated_muscles
from charting.domain.visit import (
    LEAFLET_GIVEN,
    PAIN_AFTER,
    PAIN_BEFORE,
    Item,
    number_noted,
    was_needled,
)
from charting.i18n import _, clauses, listed, ngettext
from charting.wording.discharge import (
    DischargeWords,
    again_part,
    end_part,
    event_part,
    outcome_part,
    plan_part,
    sign_part,
)
from charting.wording.marks import Structures, structure_words
from charting.wording.values import clock_words, date_words, fact_kind_words

# Of these a colleague wants to know each answer that is not the hoped one.
_SAFETY = ("rf.", "ab.", "ci.", "pr.", "ev.")


def letter_kind_words(kind: LetterKind) -> str:
    """What a letter is called."""
    return {LetterKind.REFERRAL: _("Referral letter"), LetterKind.DISCHARGE: _("Discharge letter")}[
        kind
    ]


def about_words(kind: LetterKind, patient: Patient, country: str) -> str:
    """The line that says what a letter is about."""
    words = _("{kind}: {name}, born {day}")
    return words.format(
        kind=letter_kind_words(kind),
        name=patient.name,
        day=date_words(patient.born, country),
    )


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What letters are told with: the items of a visit, the structures of the map, and what a
    discharge needs.
    """

    items: Mapping[str, Item]
    structures: Structures
    discharge: DischargeWords


@dataclass(frozen=True, slots=True)
class LetterMatter:
    """What a letter tells of: an episode with its sessions, oldest first, its scores and adverse
    events, as they stand on the day `today`.
    """

    practice: Practice
    writer: Practitioner
    today: date
    facts: Sequence[HealthFact] = ()
    episode: Episode | None = None
    sessions: Sequence[Session] = ()
    scores: EpisodeScores = field(default_factory=EpisodeScores)
    events: Sequence[AdverseEvent] = ()


def letter_draft(kind: LetterKind, matter: LetterMatter, words: LetterWords) -> str:
    """A letter filled from the record."""
    practice, sessions = matter.practice, matter.sessions
    parts = [
        _("Dear colleague,"),
        _opening(matter.episode, sessions, practice.country),
    ]
    if kind is LetterKind.REFERRAL:
        last = sessions[-1:] or ()
        parts.append(_health(matter.facts))
        parts += [_visit(each, words.items, words.structures, practice.country) for each in last]
        parts.append(_("Please see the patient. I would be glad to hear from you."))
    else:
        parts += _discharge(matter, words)
    parts += [_("With kind regards,"), _signature(practice, matter.writer)]
    return "\n\n".join(part for part in parts if part)


def _discharge(matter: LetterMatter, words: LetterWords) -> list[str]:
    """How it ended, what was done, what was scored, what happened, and what comes next."""
    country, sessions, told = matter.practice.country, matter.sessions, words.discharge
    return [
        end_part(matter.episode, told, country),
        _health(matter.facts),
        _course(sessions, words.structures),
        _pain_course(sessions),
        outcome_part(matter.scores, told),
        sign_part(sessions, words.items),
        event_part(matter.events, told, matter.today, country),
        plan_part(matter.episode, sessions, told),
        _leaflet(sessions, country),
        again_part(told) if sessions else "",
    ]


def _opening(episode: Episode | None, sessions: Sequence[Session], country: str) -> str:
    complaint = episode.complaint if episode else ""
    told = [_("I have seen this patient for: {what}.").format(what=complaint)] if complaint else []
    if sessions:
        number = len(sessions)
        words = ngettext(
            "{n} session so far, on {first}.", "{n} sessions, from {first} to {last}.", number
        )
        first, last = (date_words(each.opened.day, country) for each in (sessions[0], sessions[-1]))
        told.append(words.format(n=number, first=first, last=last))
    return " ".join(told)


def _health(facts: Iterable[HealthFact]) -> str:
    told = [f"{fact_kind_words(fact.kind)}: {fact.text}" for fact in facts]
    return _("On file: {facts}.").format(facts=clauses(told)) if told else ""


def _visit(
    session: Session,
    items: Mapping[str, Item],
    structures: Structures,
    country: str,
) -> str:
    """What was told, answered, found and done in one visit."""
    when = _("On {day} at {time}:").format(
        day=date_words(session.opened.day, country), time=clock_words(session.opened)
    )
    lines = [when]
    subjective = session.notes.get(NoteSection.SUBJECTIVE, "").strip()
    if subjective:
        lines.append(_("Told: {words}").format(words=subjective))
    lines += _answers(session, items)
    objective = session.notes.get(NoteSection.OBJECTIVE, "").strip()
    if objective:
        lines.append(_("Found: {words}").format(words=objective))
    lines.append(_done(session, structures))
    return "\n".join(line for line in lines if line)


def _answers(session: Session, items: Mapping[str, Item]) -> list[str]:
    """The safety questions that were answered with yes, in their own words."""
    told = []
    for answer in session.answers.values():
        if answer.reply is not Reply.YES or not answer.item.startswith(_SAFETY):
            continue
        words = _(items[answer.item].words) if answer.item in items else answer.item
        said = _("Answered with yes: {item}").format(item=words)
        told.append(f"{said} ({answer.remark})" if answer.remark else said)
    return told


def _done(session: Session, structures: Structures) -> str:
    if not was_needled(session):
        return _("No needle was set.")
    muscles = dict.fromkeys(
        structure_words(each.muscle, structures) for each in treated_muscles(session)
    )
    number = len(session.needles())
    words = ngettext("{n} needle was set", "{n} needles were set", number).format(n=number)
    return f"{words}: {listed(muscles)}." if muscles else f"{words}."


def _course(sessions: Sequence[Session], structures: Structures) -> str:
    needled = [each for each in sessions if was_needled(each)]
    muscles = dict.fromkeys(
        structure_words(one.muscle, structures) for each in needled for one in treated_muscles(each)
    )
    if not muscles:
        return ""
    words = ngettext(
        "Dry needling in {n} session: {muscles}.",
        "Dry needling in {n} sessions: {muscles}.",
        len(needled),
    )
    return words.format(n=len(needled), muscles=listed(muscles))


def _pain_course(sessions: Sequence[Session]) -> str:
    before = [number_noted(each.answers, PAIN_BEFORE) for each in sessions]
    after = [number_noted(each.answers, PAIN_AFTER) for each in sessions]
    known = [number for number in before if number is not None]
    last = next((number for number in reversed(after) if number is not None), None)
    if not known:
        return ""
    words = _("Pain was {first} of 10 at first, and {last} of 10 when last asked.")
    return words.format(first=known[0], last=known[-1] if last is None else last)


def _leaflet(sessions: Sequence[Session], country: str) -> str:
    """That the leaflet was given, where somebody has noted it."""
    given = [each for each in sessions if _is_yes(each.answers.get(LEAFLET_GIVEN))]
    if not given:
        return ""
    words = _("The leaflet with the warning signs was given and explained on {day}.")
    return words.format(day=date_words(given[-1].opened.day, country))


def _is_yes(answer: Answer | None) -> bool:
    return answer is not None and answer.reply is Reply.YES


def _signature(practice: Practice, writer: Practitioner) -> str:
    name = listed((writer.name, writer.registration))
    return "\n".join(filter(None, (name, practice.name, practice.phone)))


def muscle_count_words(number: int) -> str:
    """How many muscles were treated, as it is asked for: 1 or 2, 3 and more."""
    if number == 0:
        return _("no muscle")
    if number <= 2:
        return ngettext("{n} muscle (1 or 2)", "{n} muscles (1 or 2)", number).format(n=number)
    return _("{n} muscles (3 or more)").format(n=number)
