"""Parts of a note drafted from the marks, in sentences a colleague can follow."""

from collections.abc import Iterable, Mapping

from charting.domain.marks import Needle, PointStatus, Position, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.session import Session
from charting.domain.visit import Item
from charting.i18n import _, ngettext
from charting.wording.marks import (
    Structures,
    after_words,
    needle_size_words,
    position_words,
    response_words,
    site_words,
    technique_words,
    way_words,
)
from charting.wording.pain import pain_words
from charting.wording.values import clock_words


def pain_draft(session: Session) -> str:
    """What the patient feels and where, one line a pain area; empty for a session without one."""
    areas = [mark for mark in session.marks.values() if isinstance(mark, PainArea)]
    lines = [f"- {_sentence([pain_words(area)], area.remark)}" for area in areas]
    return "\n".join([_("Pain areas:"), *lines]) if lines else ""


def treatment_draft(
    session: Session, structures: Structures, items: Mapping[str, Item] | None = None
) -> str:
    """What was found and done, one line a mark, the times of the needles at the end.

    Empty for a session without marks. Nothing is in it that was not charted. `items` are as of
    `after_words`.
    """
    points = [mark for mark in session.marks.values() if isinstance(mark, TriggerPoint)]
    needles = session.needles()
    parts = []
    if points:
        lines = [f"- {_point_line(point, structures)}" for point in points]
        parts.append("\n".join([_("Trigger points found:"), *lines]))
    if needles:
        lines = [f"- {_needle_line(needle, structures, items)}" for needle in needles]
        head = ngettext("{n} needle:", "{n} needles:", len(needles)).format(n=len(needles))
        times = _("Times were not noted.") if session.written else _times(needles)
        parts.append("\n".join([head, *lines, times]))
    return "\n\n".join(parts)


def older_draft_words(
    note: str,
    session: Session,
    structures: Structures,
    items: Mapping[str, Item] | None = None,
) -> str:
    """In what a drafted note is older than the marks, in a sentence; nothing for a note that tells
    them as they are, or that was never drafted.

    Whether a line stands in the note is all that is asked; words added to it are the person's own.
    """
    lines = note.splitlines()
    told = [
        (number, mark, _mark_line(mark, structures, items))
        for number, mark in enumerate(session.marks.values(), start=1)
        if isinstance(mark, TriggerPoint | Needle)
    ]
    missing = [(number, mark) for number, mark, line in told if f"- {line}" not in lines]
    placed = [one for one in missing if not _stands(one[1], lines, structures)]
    if len(placed) == len(told):
        return ""
    if placed:
        return _("Drafted before {mark} was placed where it is.").format(mark=_named(placed))
    if missing:
        return _("Drafted before {mark} was charted as it is.").format(mark=_named(missing))
    if set(treatment_draft(session, structures, items).splitlines()) <= set(lines):
        return ""
    return _("Drafted when other needles were charted, or other times.")


def _stands(mark: TriggerPoint | Needle, lines: list[str], structures: Structures) -> bool:
    """Whether a line about the place of a mark stands in a note."""
    return any(line.startswith(f"- {site_words(mark.site, structures)}") for line in lines)


def _named(marks: list[tuple[int, TriggerPoint | Needle]]) -> str:
    number, mark = marks[0]
    name = _("needle {n}") if isinstance(mark, Needle) else _("trigger point {n}")
    more = len(marks) - 1
    others = ngettext(" and {n} more mark", " and {n} more marks", more).format(n=more)
    return name.format(n=number) + (others if more else "")


def _mark_line(
    mark: TriggerPoint | Needle, structures: Structures, items: Mapping[str, Item] | None
) -> str:
    if isinstance(mark, Needle):
        return _needle_line(mark, structures, items)
    return _point_line(mark, structures)


def _point_line(point: TriggerPoint, structures: Structures) -> str:
    said = [site_words(point.site, structures)]
    if point.status is not PointStatus.UNKNOWN:
        said.append(_("active") if point.status is PointStatus.ACTIVE else _("latent"))
    said += _said(((point.taut_band, _("taut band"), _("no taut band")),))
    said += _said(((point.tender, _("tender"), _("not tender")),))
    if point.referred_pain:
        said.append(_("refers to {place}").format(place=point.referred_pain))
    return _sentence(said, point.remark)


def _needle_line(needle: Needle, structures: Structures, items: Mapping[str, Item] | None) -> str:
    said = [
        site_words(needle.site, structures),
        _("{size} mm").format(size=needle_size_words(needle)),
        way_words(needle),
        technique_words(needle.technique),
    ]
    said += response_words(needle)
    if needle.position is not None and needle.position is not Position.PRONE:
        said.append(position_words(needle.position))
    return _sentence([*said, *after_words(needle, items)], needle.remark)


def _said(findings: Iterable[tuple[bool | None, str, str]]) -> list[str]:
    # What was not asked is not mentioned at all.
    return [yes if finding else no for finding, yes, no in findings if finding is not None]


def _sentence(said: list[str], remark: str) -> str:
    line = ", ".join(said) + "."
    return f"{line} {remark}" if remark else line


def _times(needles: tuple[Needle, ...]) -> str:
    first = min(needles, key=lambda needle: needle.went_in.utc).went_in
    came_out = [needle.came_out for needle in needles if needle.came_out is not None]
    if len(came_out) < len(needles):
        still_in = len(needles) - len(came_out)
        return _("First in at {start}; {n} still in.").format(start=clock_words(first), n=still_in)
    last = max(came_out, key=lambda moment: moment.utc)
    return _("First in at {start}, last out at {end}.").format(
        start=clock_words(first), end=clock_words(last)
    )
