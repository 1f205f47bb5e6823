"""An episode of care in words: what was ticked, the plan, and how it ended."""

from collections.abc import Callable, Iterable, Sequence

from charting.domain.episode import CareTime, Episode, Term, Terms, to_ask_again
from charting.i18n import _, clauses, listed, ngettext
from charting.wording.values import date_words


def care_time_words(when: CareTime) -> str:
    """When other care is or was had."""
    return {
        CareTime.PAST: _("before"),
        CareTime.CURRENT: _("now"),
        CareTime.PLANNED: _("planned"),
    }[when]


def plan_words(episode: Episode) -> str:
    """How many sessions are planned, and how far apart."""
    sessions = ngettext("{n} session", "{n} sessions", episode.planned_sessions)
    days = ngettext("{n} day apart", "{n} days apart", episode.interval_days)
    return _("{sessions}, {days}").format(
        sessions=sessions.format(n=episode.planned_sessions),
        days=days.format(n=episode.interval_days),
    )


def end_words(episode: Episode, terms: Terms, country: str) -> str:
    """When and why it ended; empty while it runs."""
    if episode.closed is None:
        return ""
    day = date_words(episode.closed.day, country)
    why = _ticked(terms.discharge, (episode.discharge,) if episode.discharge else ())
    said = listed(part for part in (why, episode.discharge_words) if part)
    return f"{day}: {said}" if said else day


def ask_again_words(episode_ticked: Sequence[str], terms: Terms) -> str:
    """What the causes and symptoms ticked call to be asked about again; empty for none."""
    asks = to_ask_again((*terms.causes, *terms.symptoms), episode_ticked)
    if not asks:
        return ""
    return _("Ask again about: {what}.").format(what=_ticked(terms.red_flags, asks, clauses))


def episode_facts(episode: Episode, terms: Terms, country: str) -> list[tuple[str, str]]:
    """What is noted of the episode, each with its name, without that of which nothing is noted."""
    facts = (
        (_("Complaint"), episode.complaint or _("no complaint noted")),
        (_("Causes"), _ticked(terms.causes, episode.causes)),
        (_("Symptoms"), _ticked(terms.symptoms, episode.symptoms)),
        (_("Goals"), _ticked(terms.goals, episode.goals)),
        (_("Plan"), plan_words(episode)),
        (
            _("Depends on"),
            _ticked(terms.session_factors, episode.session_factors),
        ),
        (_("Other care"), care_words(terms.other_care, episode.other_care)),
        (_("Outlook"), _ticked(terms.outlook, episode.outlook)),
        (_("Ended"), end_words(episode, terms, country)),
    )
    return [(what, which) for what, which in facts if which]


def _ticked(
    terms: Sequence[Term], codes: Sequence[str], join: Callable[[Iterable[str]], str] = listed
) -> str:
    words = {term.id: _(term.words) for term in terms}
    return join(words.get(code, code) for code in codes)


def care_words(terms: Sequence[Term], codes: Sequence[str]) -> str:
    """Other care, each with when it is or was had."""
    words = {term.id: _(term.words) for term in terms}
    times = {str(when): care_time_words(when) for when in CareTime}
    said = []
    for code in codes:
        care, _slash, when = code.partition("/")
        name = words.get(care, care)
        said.append(f"{name} ({times.get(when, when)})" if when else name)
    return listed(said)
