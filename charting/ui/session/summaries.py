"""What the folded steps of the shelf say of themselves, one line each."""

from charting.domain.afterwards import is_recalled
from charting.domain.visit import Step
from charting.i18n import _, listed, ngettext
from charting.ui import actions
from charting.ui.session.model import SessionModel


def prepare_words(model: SessionModel) -> str:
    """Whether the visit is ready to needle, or how much is still to be asked, and by which key."""
    screen = model.screen
    if screen.verdict.blocks:
        return _("Not ready to needle")
    if not screen.known:
        return ""
    still = sum(not each.done for each in screen.asked(Step.PREPARE))
    words = ngettext("{n} question still open", "{n} questions still open", still)
    if not still:
        return _("Ready to needle")
    return f"{words.format(n=still)}   {actions.ASK.key}"


def insert_words(model: SessionModel) -> str:
    """The points found and the needles set."""
    counts = model.counts
    points = ngettext("{n} trigger point", "{n} trigger points", counts.points)
    total = counts.needles_in + counts.needles_out
    needles = ngettext("{n} needle", "{n} needles", total)
    return listed((points.format(n=counts.points), needles.format(n=total)))


def stimulate_words(model: SessionModel) -> str:
    """The needles that are in, or how many times were recalled in a visit written up later."""
    still_in, session = model.counts.needles_in, model.session
    if session is not None and session.written is not None and not still_in:
        needles = session.needles()
        recalled = sum(is_recalled(each, session) for each in needles)
        return _("Times of {n} of {total} needles, recalled").format(n=recalled, total=len(needles))
    words = ngettext("{n} needle in", "{n} needles in", still_in)
    return words.format(n=still_in) if still_in else _("No needle in")


def finish_words(model: SessionModel) -> str:
    """The needles that are out."""
    out = model.counts.needles_out
    total = model.counts.needles_in + out
    if not total:
        return _("Needles out, note, plan")
    return _("{out} of {total} out").format(out=out, total=total)
