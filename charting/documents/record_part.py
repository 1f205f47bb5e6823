"""The first pages of a record on paper: the person, their health, episodes, visits and calls."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from charting import content
from charting.documents.attachments_part import attachments_part
from charting.documents.events_part import events_part
from charting.documents.given_part import given_part
from charting.documents.hand import Hand, heading, line
from charting.documents.letters_part import letters_part
from charting.documents.outcome_part import outcome_part
from charting.documents.session_part import outcome_words, pain_words
from charting.documents.tables import pairs, table
from charting.documents.tags import Role
from charting.domain.consent_on_file import consents_on_file
from charting.domain.episode import Episode, Terms
from charting.domain.episode_scores import Asked, EpisodeScores, episode_scores
from charting.domain.follow_up import FollowUp, FollowUpPlan
from charting.domain.legal_hold import LegalHold, standing_reasons
from charting.domain.patient import HealthFact, Patient
from charting.domain.research import ResearchConsent, agrees
from charting.domain.sheet import contents
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE, next_visit, number_noted
from charting.i18n import _, clauses, listed
from charting.services.ports import RecordReport, SessionReport
from charting.wording import (
    body_words,
    contact_line,
    date_words,
    episode_facts,
    fact_kind_words,
    follow_up_kind_words,
    reason_words,
    sex_words,
    state_of_record_words,
)
from charting.wording.consent import consent_facts, standing_words
from charting.wording.languages import language_words


def record_part(
    report: RecordReport, hand: Hand, terms: Terms, plan: FollowUpPlan
) -> list[Flowable]:
    """All that belongs to the person and not to one session."""
    return [
        pairs(_person(report), hand.sheet.inner, 0.2),
        *_health(report, hand),
        *_bodies(report, hand),
        *_consents(report, hand),
        *_episodes(report, terms, hand),
        *_visits(report.sessions, hand),
        *_calls(report.follow_ups, plan, hand),
        *events_part(report.sheets, [one.session for one in report.sessions], hand),
        *letters_part(report.sheets, hand),
        *given_part(report.papers, hand),
        *attachments_part(report.sheets, hand),
    ]


def _person(report: RecordReport) -> list[tuple[str, str]]:
    patient, country = report.patient, report.practice.country
    return [
        (_("Name"), patient.listed_name),
        (_("Born"), date_words(patient.born, country)),
        (_("Sex"), sex_words(patient.sex)),
        (_("Telephone"), patient.phone),
        (_("Reads"), _reads(patient)),
        (_("Research"), _research(report)),
        (_("Kept on hold"), clauses(standing_reasons(contents(report.sheets, LegalHold)))),
        (_("Practice"), listed((report.practice.name, report.practice.phone))),
    ]


def _research(report: RecordReport) -> str:
    """What they said of research, if they were asked."""
    said = contents(report.sheets, ResearchConsent)
    if not said:
        return ""
    return _("agrees, without their name") if agrees(said) else _("does not agree")


def _reads(patient: Patient) -> str:
    """How and in what somebody reads, where it is not as most do."""
    language = language_words(patient.language) if patient.language else ""
    size = _("large print") if patient.large_print else ""
    return listed((language, size, _("easy words") if patient.easy_read else ""))


def _health(report: RecordReport, hand: Hand) -> list[Flowable]:
    review = report.last_review
    reviewed = (
        _("Health, gone through on {day}").format(day=date_words(review.at.day, hand.country))
        if review
        else _("Health, not yet gone through with the patient")
    )
    if not report.facts:
        return [heading(hand.sheet, reviewed), line(hand.sheet, _("Nothing is noted."))]
    heads = (_("Kind"), _("What"), _("Noted"), _("Ended"))
    rows = [_fact(fact, hand.country) for fact in report.facts]
    return [
        heading(hand.sheet, reviewed),
        table(heads, (0.15, 0.55, 0.15, 0.15), rows, hand.sheet.inner),
    ]


def _bodies(report: RecordReport, hand: Hand) -> list[Flowable]:
    if not report.measures:
        return []
    rows = [
        (date_words(one.measured.day, hand.country), body_words(one, content.builds()))
        for one in report.measures
    ]
    return [
        heading(hand.sheet, _("Body")),
        table((_("Measured"), _("What")), (0.2, 0.8), rows, hand.sheet.inner),
    ]


def _consents(report: RecordReport, hand: Hand) -> list[Flowable]:
    every = consents_on_file(report.sheets)
    regions = {each: one.words for each, one in content.screening().regions.items()}
    story: list[Flowable] = []
    # The latest comes first; each of the others is followed by the one before it here.
    for one, later in reversed(list(zip(every, (*every[1:], None), strict=False))):
        state = standing_words(one, later, hand.country)
        asked = "\n".join(f"{each.asked} {each.answered}" for each in one.consent.questions)
        told = [
            (_("State"), state),
            *consent_facts(one, hand.names, regions, hand.country),
            (_("Asked and answered"), asked),
        ]
        story += [
            heading(hand.sheet, _("Written consent")),
            pairs(told, hand.sheet.inner, 0.2),
        ]
    return story


def _fact(fact: HealthFact, country: str) -> tuple[str, ...]:
    ended = date_words(fact.ended.day, country) if fact.ended else ""
    return (fact_kind_words(fact.kind), fact.text, date_words(fact.noted.day, country), ended)


def _episodes(report: RecordReport, terms: Terms, hand: Hand) -> list[Flowable]:
    story: list[Flowable] = []
    for one in report.episodes:
        since = date_words(one.opened.day, hand.country)
        title = _("Episode of care since {day}").format(day=since)
        story += [
            heading(hand.sheet, title),
            pairs(episode_facts(one, terms, hand.country), hand.sheet.inner, 0.2),
            *outcome_part(_scores(one, report), hand, Role.H3),
        ]
    return story


def _scores(episode: Episode, report: RecordReport) -> EpisodeScores:
    asked = (
        Asked(
            one.session.id,
            one.session.opened,
            number_noted(one.session.answers, PAIN_BEFORE),
            number_noted(one.session.answers, PAIN_AFTER),
        )
        for one in report.sessions
        if one.session.episode_id == episode.id
    )
    return episode_scores(episode.id, asked, report.sheets)


def _visits(sessions: Sequence[SessionReport], hand: Hand) -> list[Flowable]:
    if not sessions:
        return []
    heads = ("", _("Day"), _("How it went"), _("Needles"), _("Pain"), _("Next visit"), _("State"))
    rows = [_visit(one, hand) for one in sessions]
    shares = (0.06, 0.15, 0.27, 0.11, 0.13, 0.15, 0.13)
    return [heading(hand.sheet, _("Sessions")), table(heads, shares, rows, hand.sheet.inner)]


def _visit(report: SessionReport, hand: Hand) -> tuple[str, ...]:
    session = report.session
    day, needles = next_visit(session), len(session.needles())
    before, after = (number_noted(session.answers, key) for key in (PAIN_BEFORE, PAIN_AFTER))
    return (
        str(session.number),
        date_words(session.opened.day, hand.country),
        outcome_words(report, hand.items, hand.country),
        str(needles) if needles else "",
        pain_words(before, after),
        date_words(day, hand.country) if day else "",
        state_of_record_words(session.status),
    )


def _calls(follow_ups: Sequence[FollowUp], plan: FollowUpPlan, hand: Hand) -> list[Flowable]:
    if not follow_ups:
        return []
    heads = (_("What"), _("Due"), _("Why"), _("What came of it"))
    rows = [
        (
            follow_up_kind_words(one.kind),
            date_words(one.due, hand.country),
            reason_words(one, plan),
            _came(one, hand),
        )
        for one in follow_ups
    ]
    return [
        heading(hand.sheet, _("Calls and reviews")),
        table(heads, (0.1, 0.14, 0.3, 0.46), rows, hand.sheet.inner),
    ]


def _came(one: FollowUp, hand: Hand) -> str:
    country = hand.country
    said = [contact_line(note, country, hand.names, proof=True) for note in one.contacts]
    if one.withdrawn is not None:
        day = date_words(one.withdrawn.at.day, country)
        words = _("withdrawn on {day}").format(day=day)
        said.append(f"{words}: {one.withdrawn.words}" if one.withdrawn.words else words)
    return "\n".join(said) or _("still open")
