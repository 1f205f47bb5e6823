"""Records on their way in, in sentences: what each is to this practice, and what came of it."""

from charting.domain.arrival import Coming, What
from charting.domain.joining import Joined
from charting.i18n import _, ngettext
from charting.wording.refusals import sentence
from charting.wording.values import date_words


def coming_words(coming: Coming, country: str) -> str:
    """What a record is to this practice, and so what can be done."""
    known = coming.known
    if coming.what is What.REFUSED:
        return sentence(coming.why) if coming.why is not None else ""
    if coming.what is What.DOUBLE and known is not None:
        return _("Probably on file already: {name}, born {born}.").format(
            name=known.name, born=date_words(known.born, country)
        )
    if coming.joined is not None and coming.what in (What.GOES_ON, What.PARTED):
        return _joined_words(coming.joined)
    return {
        What.NEW: _("New here."),
        What.SAME: _("Here already, and the same: there is nothing to do."),
        What.BEHIND: _("Here already, and newer here: there is nothing to do."),
    }.get(coming.what, "")


def came_words(coming: Coming, country: str) -> str:
    """What came of a record."""
    name = coming.patient.name if coming.patient is not None else coming.name
    if coming.took and coming.joined is None:
        visits = ngettext("{number} session", "{number} sessions", coming.visits)
        charted = ngettext("{number} mark", "{number} marks", coming.marks)
        return _("The record of {name} came in: {sessions}, {marks}.").format(
            name=name,
            sessions=visits.format(number=coming.visits),
            marks=charted.format(number=coming.marks),
        )
    if coming.took:
        return (
            _("The record of {name} goes on with what came. {kept}")
            .format(name=name, kept=_kept_words(coming.joined))
            .strip()
        )
    if coming.what is What.SAME:
        return _("{name} is here already, and the same: there was nothing to do.").format(name=name)
    said = coming_words(coming, country)
    if coming.patient is None:
        return said
    if coming.what in (What.GOES_ON, What.PARTED, What.DOUBLE):
        decide = _("Nothing was taken in: decide in the settings, under “Take in records”.")
        return f"{name}: {said} {decide}"
    return f"{name}: {said}"


def _joined_words(joined: Joined) -> str:
    goes_on = _("On file here, and something was written elsewhere since: it can be added.")
    kept = _kept_words(joined)
    if not kept:
        return goes_on
    if not joined.brings:
        return _("On file here. {kept}").format(kept=kept)
    return f"{goes_on} {kept}"


def _kept_words(joined: Joined | None) -> str:
    """What was changed on both sides, and stays as it is here."""
    if joined is None:
        return ""
    visits, facts = len(joined.parted_visits), joined.parted_facts
    said = []
    if visits:
        said.append(ngettext("{n} visit", "{n} visits", visits).format(n=visits))
    if facts:
        said.append(ngettext("{n} other entry", "{n} other entries", facts).format(n=facts))
    if not said:
        return ""
    both = _("{one} and {other}").format(one=said[0], other=said[-1]) if said[1:] else said[0]
    return _("Written or signed on both sides, and left as it is here: {what}.").format(what=both)
