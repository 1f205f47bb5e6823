"""What lies beneath a place of the back, in words: from the skin inward, and what is beside it."""

from collections.abc import Iterable

from charting.domain.body_map import BodyMap, Placement
from charting.domain.marks import MapSite
from charting.domain.naming import Name
from charting.i18n import _, clauses, listed
from charting.wording.marks import (
    Structures,
    lateral_words,
    layer_words,
    level_side_words,
    name_words,
    structure_words,
)


def placement_words(placement: Placement, muscle: str | None, structures: Structures) -> str:
    """The muscle that a mark here would be charted in, and where: "multifidus, L4 right, 20 mm
    from the midline".
    """
    where = lateral_words(placement.level, placement.side, placement.lateral_mm)
    name = structure_words(muscle, structures) if muscle else _("no stored muscle")
    return listed((name, where))


def span_words(site: MapSite) -> str:
    """How sure the level is: "palpated, L3 to L5 possible"; nothing where it was seen."""
    if len(site.possible_levels) < 2:
        return ""
    return _("palpated, {first} to {last} possible").format(
        first=site.possible_levels[0], last=site.possible_levels[-1]
    )


def place_span_words(site: MapSite) -> str:
    """Where a site is and how sure its level is, without the muscle."""
    return clauses((level_side_words(site), span_words(site)))


def stack_words(beneath: Iterable[str], structures: Structures) -> str:
    """Structures from the skin inward, each layer named once: "superficial: latissimus dorsi ›
    deep: multifidus, psoas major".
    """
    layers: dict[str, list[str]] = {}
    for each in beneath:
        layer = structures[each].layer if each in structures else ""
        layers.setdefault(layer, []).append(structure_words(each, structures))
    return " › ".join(
        f"{layer_words(layer)}: {listed(names)}" if layer else listed(names)
        for layer, names in layers.items()
    )


def hazard_names(hazards: Iterable[str], body_map: BodyMap) -> str:
    """The hazards that today's map knows, by name: "▨ kidney, spinal canal"; or nothing."""
    known = [_(body_map.hazards[each].name) for each in hazards if each in body_map.hazards]
    return "▨ " + listed(known) if known else ""


def beside_words(offered: Iterable[Name], structures: Structures) -> str:
    """The muscles whose border is so near that one of them may be meant."""
    near = [name_words(name, structures) for name in offered if name.border_mm is not None]
    return _("or {names}").format(names=clauses(near)) if near else ""
