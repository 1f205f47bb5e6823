"""Marks and structures as they are read out to who cannot see the map: whole sentences."""

from charting.domain.body_map import Side, Structure
from charting.domain.marks import MapSite, Mark, Needle, Site
from charting.domain.pain_area import PainArea
from charting.i18n import _, ngettext
from charting.wording.marks import (
    Structures,
    layer_words,
    site_words,
    status_words,
    structure_words,
    told_mm,
)
from charting.wording.pain import pain_words
from charting.wording.values import side_words


def spoken_mark(mark: Mark, place: int, total: int, minutes: int, structures: Structures) -> str:
    """ "needle 3 of 8, right multifidus at L4, 20 mm from the midline, in for 4 minutes"."""
    if isinstance(mark, PainArea):
        words = _("pain area {n} of {total}, {felt}")
        return words.format(n=place, total=total, felt=pain_words(mark))
    if isinstance(mark, Needle):
        words = _("needle {n} of {total}, {where}, {state}")
        state = _in_words(minutes) if mark.in_situ else _("out")
    else:
        words = _("trigger point {n} of {total}, {where}, {state}")
        state = status_words(mark.status)
    where = _where(mark.site, structures)
    return words.format(n=place, total=total, where=where, state=state)


def spoken_structure(structure: Structure, side: Side) -> str:
    """ "multifidus, deep, right"."""
    return _("{name}, {layer}, {side}").format(
        name=_(structure.name), layer=layer_words(structure.layer), side=side_words(side)
    )


def _in_words(minutes: int) -> str:
    words = ngettext("in for {n} minute", "in for {n} minutes", minutes)
    return words.format(n=minutes)


def _where(site: Site, structures: Structures) -> str:
    if not isinstance(site, MapSite) or site.muscle is None or site.side is Side.MIDLINE:
        return site_words(site, structures)
    return _("{side} {muscle} at {level}, {distance} mm from the midline").format(
        side=side_words(site.side),
        muscle=structure_words(site.muscle, structures),
        level=site.level,
        distance=told_mm(site.lateral / 10, typed=site.typed),
    )
