"""Calls and reviews in words: why, when they are due, and what came of each try."""

from collections.abc import Mapping
from datetime import date

from charting.domain.canonical import digest
from charting.domain.follow_up import (
    ContactNote,
    ContactOutcome,
    FollowUp,
    FollowUpKind,
    FollowUpPlan,
)
from charting.domain.ids import PractitionerId
from charting.i18n import _, listed, ngettext
from charting.wording.initials import within
from charting.wording.signing import short_hash
from charting.wording.values import clock_words, date_words

_YESTERDAY, _TODAY, _TOMORROW = -1, 0, 1


def follow_up_kind_words(kind: FollowUpKind) -> str:
    """What is to be done."""
    return {FollowUpKind.CALL: _("Call"), FollowUpKind.REVIEW: _("Review")}[kind]


def contact_words(outcome: ContactOutcome) -> str:
    """What came of a try."""
    return {
        ContactOutcome.REACHED: _("reached"),
        ContactOutcome.ADVICE: _("reached, advice given"),
        ContactOutcome.NO_ANSWER: _("no answer"),
        ContactOutcome.MESSAGE_LEFT: _("message left"),
        ContactOutcome.DONE: _("done"),
        ContactOutcome.PUT_OFF: _("put off"),
        ContactOutcome.ADDENDUM: _("addendum"),
    }[outcome]


def reason_words(follow_up: FollowUp, plan: FollowUpPlan) -> str:
    """Why it is to be done: the practitioner's own words or, without any, those of the offer."""
    offered = {offer.id: offer.words for offer in plan.calls}
    offered[plan.review.id] = plan.review.words
    offered |= {rule.id: rule.words for rule in plan.consequences}
    return follow_up.words or _(offered.get(follow_up.reason, ""))


def due_words(follow_up: FollowUp, today: date, country: str) -> str:
    """When it is due, as one would say it: "due yesterday", "due today at 18:00"; for a closed one
    the day it was planned for.
    """
    due = follow_up.next_due
    if due is None:
        return _("was due on {day}").format(day=date_words(follow_up.due, country))
    days = (due - today).days
    if days < _YESTERDAY:
        return ngettext("due {n} day ago", "due {n} days ago", -days).format(n=-days)
    if days == _YESTERDAY:
        return _("due yesterday")
    if days > _TOMORROW:
        return _("due on {day}").format(day=date_words(due, country))
    when = _("due today") if days == _TODAY else _("due tomorrow")
    minute = follow_up.next_minute
    if minute is None:
        return when
    at = f"{minute // 60:02}:{minute % 60:02}"
    return _("{due} at {time}").format(due=when, time=at)


def planned_words(follow_up: FollowUp, plan: FollowUpPlan, today: date, country: str) -> str:
    """What has become due by itself: "Planned: call, due tomorrow: a bruise on blood thinners"."""
    words = _("Planned: {what}, {due}: {why}")
    return words.format(
        what=within(follow_up_kind_words(follow_up.kind)),
        due=due_words(follow_up, today, country),
        why=reason_words(follow_up, plan),
    )


def contact_line(
    note: ContactNote, country: str, names: Mapping[PractitionerId, str], *, proof: bool = False
) -> str:
    """A contact note in one line: when, what came of it, the next try, what was said, and who wrote
    and signed it; as `proof` with the beginning of the hash of what was signed.
    """
    when = f"{date_words(note.at.day, country)} {clock_words(note.at)}"
    came = contact_words(note.outcome)
    if note.next_try is not None:
        again = date_words(note.next_try, country)
        came = _("{what}, next try {day}").format(what=came, day=again)
    said = " ".join(note.words.split())
    whole = f"{came}: {said}" if said else came
    return f"{when}  {whole} ({_signed_words(note, names.get(note.by, ''), country, proof=proof)})"


def _signed_words(note: ContactNote, name: str, country: str, *, proof: bool) -> str:
    if note.signed is None:
        return _("{name}, not signed").format(name=name) if name else _("not signed")
    words = _("signed by {name}").format(name=name) if name else _("signed")
    if proof:
        at = note.signed.at
        when = f"{date_words(at.day, country)} {clock_words(at)}"
        words = listed((words, when, short_hash(digest(note.signed.content))))
    return words
