"""The summary of an episode on paper: its sessions, the muscles treated, the answer to it, what
happened, how it ended, and when to come again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, KeepTogether

from charting.documents.hand import SIZE, Hand, heading, line
from charting.documents.outcome_part import outcome_part
from charting.documents.report_sheet import report_imprint, report_margins, report_sheet
from charting.documents.sheet import Sheet, made, paragraph, style
from charting.documents.signature_lines import Signature
from charting.documents.tables import pairs, table
from charting.domain.adverse_events import AdverseEvent
from charting.domain.body_map import BodyMap
from charting.domain.episode import Terms
from charting.domain.episode_scores import Asked, EpisodeScores, episode_scores
from charting.domain.event_vocabulary import EventVocabulary
from charting.domain.marks import MapSite, Needle
from charting.domain.reminders import is_deep
from charting.domain.session import NoteSection, Session
from charting.domain.visit import OUTCOME as HOW_IT_WENT
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE, Item, number_noted
from charting.i18n import _, clauses, listed, ngettext
from charting.services.course_papers import EpisodeSummary
from charting.wording import (
    answer_words,
    date_words,
    episode_facts,
    sex_words,
    side_words,
    structure_words,
)
from charting.wording.events import (
    event_state_words,
    event_when_words,
    severity_words,
)


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """What the summary is told with: the map, the items of a visit, the terms of an episode, the
    vocabulary of events, and when to come again.
    """

    body_map: BodyMap
    items: Mapping[str, Item]
    terms: Terms
    events: EventVocabulary
    come_again: Sequence[str]


def episode_summary_pdf(summary: EpisodeSummary, words: SummaryWords) -> bytes:
    """One episode as PDF."""
    practice, patient = summary.practice, summary.patient
    sheet, title = report_sheet(practice), _("Summary of the episode of care")
    born = _("born {day}").format(day=date_words(patient.born, practice.country))
    story: list[Flowable] = [
        line(sheet, title, 18, bold=True),
        pairs(_about(summary, words), sheet.inner, 0.2),
        *_sessions(summary, words, sheet),
        *outcome_part(_scores(summary), _hand(summary, words, sheet)),
        *_treated(summary, words, sheet),
        *_events(summary, words, sheet),
        *_afterwards(summary, words, sheet),
    ]
    about = listed((patient.listed_name, born))
    margins = report_margins(sheet, practice, title, about, summary.printed)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


def _about(summary: EpisodeSummary, words: SummaryWords) -> list[tuple[str, str]]:
    country, practice = summary.practice.country, summary.practice
    people = dict.fromkeys(each.practitioner_id for each in summary.sessions)
    known = [summary.names[who] for who in people if who in summary.names]
    treated_by = clauses(listed((w.name, w.registration)) for w in known)
    days = [each.opened.day for each in summary.sessions]
    span = " – ".join(date_words(day, country) for day in dict.fromkeys((*days[:1], *days[-1:])))
    return [
        (_("Patient"), f"{summary.patient.listed_name}, {sex_words(summary.patient.sex)}"),
        (_("Practice"), listed((practice.name, practice.phone))),
        (_("Treated by"), treated_by),
        (_("Sessions"), listed((str(len(days)), span))),
        *episode_facts(summary.episode, words.terms, country),
        (_("Pain, 0 to 10"), _course_of_pain(summary.sessions)),
    ]


def _hand(summary: EpisodeSummary, words: SummaryWords, sheet: Sheet) -> Hand:
    names = {key: who.name for key, who in summary.names.items()}
    return Hand(sheet, words.body_map, words.items, names, summary.practice.country)


def _scores(summary: EpisodeSummary) -> EpisodeScores:
    asked = (
        Asked(
            each.id,
            each.opened,
            number_noted(each.answers, PAIN_BEFORE),
            number_noted(each.answers, PAIN_AFTER),
        )
        for each in summary.sessions
    )
    return episode_scores(summary.episode.id, asked, summary.sheets)


def _course_of_pain(sessions: Sequence[Session]) -> str:
    """The pain before the first session and before the last, or after it."""
    before = [number_noted(each.answers, PAIN_BEFORE) for each in sessions]
    first = next((each for each in before if each is not None), None)
    last = number_noted(sessions[-1].answers, PAIN_AFTER) if sessions else None
    if last is None:
        last = next((each for each in reversed(before) if each is not None), None)
    if first is None or last is None:
        return ""
    return _("{first} at the beginning, {last} at the end").format(first=first, last=last)


def _sessions(summary: EpisodeSummary, words: SummaryWords, sheet: Sheet) -> list[Flowable]:
    if not summary.sessions:
        return [heading(sheet, _("Sessions")), line(sheet, _("None was held."), SIZE)]
    heads = ("", _("Day"), _("How it went"), _("Needles"), _("Pain before"), _("Pain after"))
    rows = [_session(each, words, summary.practice.country) for each in summary.sessions]
    shares = (0.06, 0.16, 0.38, 0.12, 0.14, 0.14)
    return [heading(sheet, _("Sessions")), table(heads, shares, rows, sheet.inner)]


def _session(session: Session, words: SummaryWords, country: str) -> tuple[str, ...]:
    ended = session.answers.get(HOW_IT_WENT)
    needles = len(session.needles())
    pain = [number_noted(session.answers, key) for key in (PAIN_BEFORE, PAIN_AFTER)]
    return (
        str(session.number),
        date_words(session.opened.day, country),
        answer_words(ended, words.items.get(HOW_IT_WENT), country) if ended else "",
        str(needles) if needles else "",
        *("" if each is None else str(each) for each in pain),
    )


def _treated(summary: EpisodeSummary, words: SummaryWords, sheet: Sheet) -> list[Flowable]:
    """Each muscle and side with its levels and sessions; where no muscle was reached is said so."""
    found: dict[tuple[str, str, bool], list[tuple[int, Needle]]] = {}
    for session in summary.sessions:
        for needle in session.needles():
            site = needle.site
            name = site.muscle or ""
            if isinstance(site, MapSite):
                name = structure_words(name, words.body_map.structures) if name else _("no muscle")
            key = (name, side_words(site.side), is_deep(needle))
            found.setdefault(key, []).append((session.number, needle))
    if not found:
        return []
    heads = (_("Muscle"), _("Side"), _("Levels"), _("Sessions"), _("Needles"))
    rows = [
        (
            name if deep else _("{muscle}, superficial: not treated").format(muscle=name),
            side,
            listed(dict.fromkeys(_levels(needle for _number, needle in needles))),
            listed(dict.fromkeys(str(number) for number, _needle in needles)),
            str(len(needles)),
        )
        for (name, side, deep), needles in found.items()
    ]
    shares = (0.44, 0.12, 0.18, 0.14, 0.12)
    return [heading(sheet, _("What was needled")), table(heads, shares, rows, sheet.inner)]


def _levels(needles: Iterable[Needle]) -> Iterable[str]:
    return (needle.site.level for needle in needles if isinstance(needle.site, MapSite))


def _events(summary: EpisodeSummary, words: SummaryWords, sheet: Sheet) -> list[Flowable]:
    told = [each.content for each in summary.sheets if isinstance(each.content, AdverseEvent)]
    title = heading(sheet, _("Adverse events"))
    if not told:
        return [title, line(sheet, _("None is on file."), SIZE)]
    country, today = summary.practice.country, summary.printed.day
    heads = (_("What"), _("Began"), _("Severity"), _("How it went on"))
    rows = [
        (
            _(words.events.words(event.kind)),
            event_when_words(event, country),
            severity_words(event.severity),
            event_state_words(event, words.events.kinds.get(event.kind), today, country),
        )
        for event in told
    ]
    return [title, table(heads, (0.3, 0.2, 0.15, 0.35), rows, sheet.inner)]


def _afterwards(summary: EpisodeSummary, words: SummaryWords, sheet: Sheet) -> list[Flowable]:
    plans = [each.notes.get(NoteSection.PLAN, "").strip() for each in summary.sessions]
    plan = next((each for each in reversed(plans) if each), "")
    open_calls = sum(each.is_open for each in summary.follow_ups)
    still = ngettext(
        "{n} call or review is still open.", "{n} calls or reviews are still open.", open_calls
    )
    story: list[Flowable] = [heading(sheet, _("From here on"))]
    if plan:
        story.append(line(sheet, plan, SIZE))
    if open_calls:
        story.append(line(sheet, still.format(n=open_calls), SIZE))
    look = style(SIZE, indent=SIZE, after=2)
    again = [paragraph(_(each), look, sheet.inner, "•") for each in words.come_again]
    # Nobody signs a page on which nothing else stands.
    return [*story, KeepTogether([*again, Signature((), _("Date and signature"))])]
