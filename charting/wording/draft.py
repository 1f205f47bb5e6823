"""Parts of a note drafted from the marks, in sentences a colleague can follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from charting.domain.body_map import Side
from charting.domain.marks import MapSite, Needle, PointStatus, Position, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.session import Session
from charting.domain.visit import Item
from charting.i18n import _, listed, ngettext
from charting.wording.afterwards import drafted_times
from charting.wording.comparable_signs import sign_lines
from charting.wording.currents import current_lines
from charting.wording.marks import (
    Structures,
    after_words,
    both_sides_words,
    needle_size_words,
    position_words,
    response_words,
    site_words,
    technique_words,
    told_mm,
    way_words,
)
from charting.wording.pain import pain_words


def pain_draft(session: Session) -> str:
    """What the patient feels and where, one line a pain area; empty for a session without one."""
    areas = [mark for mark in session.marks.values() if isinstance(mark, PainArea)]
    lines = [f"- {_sentence([pain_words(area)], area.remark)}" for area in areas]
    return "\n".join([_("Pain areas:"), *lines]) if lines else ""


def treatment_draft(
    session: Session, structures: Structures, items: Mapping[str, Item] | None = None
) -> str:
    """What was found and done: needles of one kind together, both sides of a place in one sentence,
    the times of the needles at the end, and the signs that were tested again.

    Empty for a session without marks. Nothing is in it that was not charted. `items` are as of
    `after_words`.
    """
    told = _told(session, structures, items)
    parts = []
    points = [one.line for one in told if not one.head]
    if points:
        parts.append("\n".join([_("Trigger points found:"), *points]))
    for head in dict.fromkeys(one.head for one in told if one.head):
        lines = [one.line for one in told if one.head == head]
        set_so = sum(len(one.marks) for one in told if one.head == head)
        words = ngettext("{n} needle of {kind}:", "{n} needles of {kind}:", set_so)
        parts.append("\n".join([words.format(n=set_so, kind=head), *lines]))
    if times := drafted_times(session):
        parts.append(times)
    if currents := current_lines(session, structures):
        parts.append("\n".join([_("Current through needles:"), *(f"- {one}" for one in currents)]))
    if parts and (signs := _signs(session, items)):
        parts.append("\n".join([_("Comparable signs:"), *signs]))
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
    told = _told(session, structures, items)
    missing = [each for one in told if one.line not in lines for each in one.marks]
    placed = [each for each in missing if not _stands(each[1], lines, structures)]
    if len(placed) == sum(len(one.marks) for one in told):
        return ""
    if placed:
        return _("Drafted before {mark} was placed where it is.").format(mark=_named(placed))
    if missing:
        return _("Drafted before {mark} was charted as it is.").format(mark=_named(missing))
    if any(line not in lines for line in _signs(session, items)):
        return _("Drafted before the comparable signs were tested again.")
    if set(treatment_draft(session, structures, items).splitlines()) <= set(lines):
        return ""
    return _("Drafted when other needles were charted, or other times.")


def _signs(session: Session, items: Mapping[str, Item] | None) -> list[str]:
    return [f"- {line}" for line in sign_lines(items or {}, session.answers)]


@dataclass(frozen=True, slots=True)
class _Told:
    """One line of the draft, the marks that it tells of with their numbers, and the kind of needle
    under which it stands; empty for trigger points.
    """

    head: str
    line: str
    marks: tuple[tuple[int, TriggerPoint | Needle], ...]


def _told(
    session: Session, structures: Structures, items: Mapping[str, Item] | None
) -> list[_Told]:
    """Each trigger point and needle in a line, with its twin on the other side in the same one."""
    waiting = [
        (number, mark)
        for number, mark in enumerate(session.marks.values(), start=1)
        if isinstance(mark, TriggerPoint | Needle)
    ]
    told = []
    while waiting:
        number, mark = waiting.pop(0)
        twin = next((each for each in waiting if _are_twins(mark, each[1])), None)
        if twin is None:
            line = _line([site_words(mark.site, structures)], _found(mark, items), mark.remark)
            told.append(_Told(_head(mark), line, ((number, mark),)))
            continue
        waiting.remove(twin)
        line = _pair_line(mark, twin[1], structures, items)
        told.append(_Told(_head(mark), line, ((number, mark), twin)))
    return told


def _are_twins(one: TriggerPoint | Needle, other: TriggerPoint | Needle) -> bool:
    """Whether two marks are told in one sentence: of one kind, at one place of the two sides."""
    a, b = one.site, other.site
    if not isinstance(a, MapSite) or not isinstance(b, MapSite) or a.assumed or b.assumed:
        return False
    return (
        {a.side, b.side} == {Side.LEFT, Side.RIGHT}
        and _head(one) == _head(other)
        and (a.muscle, a.level, _distance(a)) == (b.muscle, b.level, _distance(b))
    )


def _distance(site: MapSite) -> int:
    return told_mm(site.lateral / 10, typed=site.typed)


def _head(mark: TriggerPoint | Needle) -> str:
    """The kind of needle in words: size, way, technique, and how the patient lay unless prone."""
    if isinstance(mark, TriggerPoint):
        return ""
    size = _("{size} mm").format(size=needle_size_words(mark))
    said = [size, way_words(mark), technique_words(mark.technique)]
    if mark.position is not None and mark.position is not Position.PRONE:
        said.append(position_words(mark.position))
    return listed(said)


def _pair_line(
    one: TriggerPoint | Needle,
    other: TriggerPoint | Needle,
    structures: Structures,
    items: Mapping[str, Item] | None,
) -> str:
    where = both_sides_words(one.site, structures)
    left, right = (one, other) if one.site.side is Side.LEFT else (other, one)
    said = [(_found(each, items), each.remark) for each in (left, right)]
    if said[0] == said[1]:
        return _line([where], *said[0])
    sides = [
        f"{name}: {_sentence(found, remark) if found else remark or _('nothing noted.')}"
        for name, (found, remark) in zip((_("Left"), _("Right")), said, strict=True)
    ]
    return " ".join((_line([where], [], ""), *sides))


def _found(mark: TriggerPoint | Needle, items: Mapping[str, Item] | None) -> list[str]:
    if isinstance(mark, Needle):
        return [*response_words(mark), *after_words(mark, items)]
    said = []
    if mark.status is not PointStatus.UNKNOWN:
        said.append(_("active") if mark.status is PointStatus.ACTIVE else _("latent"))
    said += _said(((mark.taut_band, _("taut band"), _("no taut band")),))
    said += _said(((mark.tender, _("tender"), _("not tender")),))
    if mark.referred_pain:
        said.append(_("refers to {place}").format(place=mark.referred_pain))
    return said


def _line(where: list[str], found: list[str], remark: str) -> str:
    return f"- {_sentence([*where, *found], remark)}"


def _stands(mark: TriggerPoint | Needle, lines: list[str], structures: Structures) -> bool:
    """Whether a line about the place of a mark stands in a note, of it alone or of both sides."""
    heads = [f"- {site_words(mark.site, structures)}"]
    if isinstance(mark.site, MapSite):
        heads.append(f"- {both_sides_words(mark.site, structures)}")
    return any(line.startswith(tuple(heads)) for line in lines)


def _named(marks: list[tuple[int, TriggerPoint | Needle]]) -> str:
    number, mark = marks[0]
    name = _("needle {n}") if isinstance(mark, Needle) else _("trigger point {n}")
    more = len(marks) - 1
    others = ngettext(" and {n} more mark", " and {n} more marks", more).format(n=more)
    return name.format(n=number) + (others if more else "")


def _said(findings: Iterable[tuple[bool | None, str, str]]) -> list[str]:
    # What was not asked is not mentioned at all.
    return [yes if finding else no for finding, yes, no in findings if finding is not None]


def _sentence(said: list[str], remark: str) -> str:
    line = listed(said) + "."
    return f"{line} {remark}" if remark else line
