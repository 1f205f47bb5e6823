"""What a discharge letter tells beside the course: how the episode ended, what was scored, what
happened, and what comes next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charting.domain.adverse_events import AdverseEvent
from charting.domain.curves import Curve, curves_of
from charting.domain.episode import Episode, Terms
from charting.domain.episode_scores import EpisodeScores
from charting.domain.event_vocabulary import EventVocabulary
from charting.domain.letters import BETWEEN_CELLS
from charting.domain.outcomes import Better, Form, Measure
from charting.domain.session import NoteSection, Session
from charting.domain.visit import Item
from charting.i18n import _, listed
from charting.wording.comparable_signs import sign_lines
from charting.wording.episodes import care_words, end_words
from charting.wording.events import event_state_words, event_when_words, severity_words
from charting.wording.outcomes import (
    curve_words,
    felt_words,
    gain_words,
    score_words,
    value_words,
    verdict_words,
)


@dataclass(frozen=True, slots=True)
class DischargeWords:
    """What a discharge is told with: the measures, the terms of an episode, the vocabulary of
    events, and when to come again.
    """

    measures: Sequence[Measure]
    terms: Terms
    events: EventVocabulary
    come_again: Sequence[str]


def end_part(episode: Episode | None, words: DischargeWords, country: str) -> str:
    """When and why the episode ended, with what was said of it; nothing while it runs."""
    said = end_words(episode, words.terms, country) if episode else ""
    return _("The episode of care ended on {what}.").format(what=said.rstrip(".")) if said else ""


def outcome_part(scores: EpisodeScores, words: DischargeWords) -> str:
    """A table of what was scored, a line each: first, best, last, and what the change is called."""
    curves = [
        curve
        for measure in words.measures
        for curve in curves_of(measure, scores.entries, scores.after)
    ]
    if not curves:
        return ""
    heads = (_("Measure"), _("First"), _("Best"), _("Last"), _("Change since the first"))
    return "\n".join(BETWEEN_CELLS.join(row) for row in (heads, *map(_outcome, curves)))


def _outcome(curve: Curve) -> tuple[str, ...]:
    measure, last = curve.measure, curve.last
    if measure.form is Form.CHANGE:
        felt = felt_words(measure, last.entry.scored, last.value)
        return curve_words(curve), "-", "-", score_words(measure, last.score), felt
    pick = max if measure.better is Better.HIGHER else min
    best = pick(point.value for point in curve.points)
    if last.change is None:
        told = _("scored once") if len(curve.points) == 1 else "-"
    else:
        gain, verdict = gain_words(measure, last.change), verdict_words(measure, last.change)
        told = _("{gain}: {verdict}").format(gain=gain, verdict=verdict)
    return (
        curve_words(curve),
        score_words(measure, curve.points[0].score),
        "-" if measure.better is Better.NEITHER else value_words(measure, best),
        score_words(measure, last.score),
        told,
    )


def sign_part(sessions: Sequence[Session], items: Mapping[str, Item]) -> str:
    """The comparable signs of the last session in which one was tested again."""
    told = [lines for each in sessions if (lines := sign_lines(items, each.answers))]
    if not told:
        return ""
    return "\n".join([_("Comparable signs when last tested:"), *(f"- {one}" for one in told[-1])])


def event_part(
    events: Sequence[AdverseEvent], words: DischargeWords, today: date, country: str
) -> str:
    """What happened that was not meant to, or that nothing is on file."""
    if not events:
        return _("No adverse event is on file.")
    lines = []
    for each in events:
        kind = words.events.kinds.get(each.kind)
        told = (
            _(words.events.words(each.kind)),
            severity_words(each.severity),
            event_when_words(each, country),
        )
        state = event_state_words(each, kind, today, country)
        lines.append(f"- {listed(told)}: {state}.")
    return "\n".join([_("Adverse events:"), *lines])


def plan_part(episode: Episode | None, sessions: Sequence[Session], words: DischargeWords) -> str:
    """What the patient goes on with: the plan last noted, and other care."""
    plans = [each.notes.get(NoteSection.PLAN, "").strip() for each in sessions]
    plan = next((each for each in reversed(plans) if each), "")
    care = care_words(words.terms.other_care, episode.other_care) if episode else ""
    told = [plan, _("Other care: {care}.").format(care=care) if care else ""]
    lines = [each for each in told if each]
    return "\n".join([_("From here on:"), *lines]) if lines else ""


def again_part(words: DischargeWords) -> str:
    """When to come again, or to see somebody else."""
    told = [f"- {_(each)}" for each in words.come_again]
    return "\n".join([_("The patient knows when to seek help:"), *told]) if told else ""
