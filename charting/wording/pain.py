"""Pain areas in words, as a practitioner would read them out."""

from collections.abc import Iterable

from charting import content
from charting.domain.body_map import Side
from charting.domain.pain_area import (
    INTO_THE_LEG,
    AreaSite,
    LowestPoint,
    PainArea,
    PainQuality,
)
from charting.domain.pain_extent import distance
from charting.i18n import _, listed
from charting.wording.values import side_words

# What a colleague calls the part of the back that these structures mark out; the others lie
# beneath them or reach too far to name one.
_PARASPINAL = (
    "m.erector_spinae",
    "m.multifidus_lumborum",
    "m.longissimus_thoracis",
    "m.iliocostalis_lumborum",
    "m.iliocostalis_thoracis",
)
_BUTTOCK = ("m.gluteus_maximus", "m.gluteus_medius", "m.gluteus_minimus")
_FLANK = ("m.obliquus_externus",)


def quality_words(quality: PainQuality) -> str:
    """How it feels, in two or three words."""
    return {
        PainQuality.DULL_ACHE: _("dull ache"),
        PainQuality.SHARP: _("sharp pain"),
        PainQuality.RADIATING: _("spreading pain"),
        PainQuality.STIFFNESS: _("stiffness"),
        PainQuality.NUMB_TINGLE: _("numbness or tingling"),
    }[quality]


def quality_label(quality: PainQuality) -> str:
    """How it feels, in one word, where there is little room."""
    return {
        PainQuality.DULL_ACHE: _("ache"),
        PainQuality.SHARP: _("sharp"),
        PainQuality.RADIATING: _("spreading"),
        PainQuality.STIFFNESS: _("stiff"),
        PainQuality.NUMB_TINGLE: _("numb"),
    }[quality]


def pattern_words(quality: PainQuality) -> str:
    """How it is drawn, so that a legend can be read aloud."""
    return {
        PainQuality.DULL_ACHE: _("filled"),
        PainQuality.SHARP: _("zigzag"),
        PainQuality.RADIATING: _("arrow"),
        PainQuality.STIFFNESS: _("crosshatch"),
        PainQuality.NUMB_TINGLE: _("dots"),
    }[quality]


def lowest_words(lowest: LowestPoint) -> str:
    """How far down it is felt."""
    return {
        LowestPoint.BUTTOCK: _("buttock"),
        LowestPoint.ABOVE_KNEE: _("above the knee"),
        LowestPoint.BELOW_KNEE: _("below the knee"),
    }[lowest]


def leg_words(leg: Side) -> str:
    """In which leg it is felt; the midline stands for both."""
    return _("both") if leg is Side.MIDLINE else side_words(leg)


def area_site_words(site: AreaSite) -> str:
    """Side, levels and part of the back: "right L3–L5 paraspinal area and buttock"; a named place
    that it covers, too.
    """
    levels = site.upper if site.upper == site.lower else f"{site.upper}–{site.lower}"
    parts = _listed([*_parts(site.structures), *_named(site)]) or _("region")
    if site.side is Side.MIDLINE:
        return _("{levels} on both sides, {parts}").format(levels=levels, parts=parts)
    return _("{side} {levels} {parts}").format(
        side=side_words(site.side), levels=levels, parts=parts
    )


def _named(site: AreaSite) -> list[str]:
    """The named places whose middle an area covers."""
    places = [(place, place.middle_mm) for place in content.pain_places()]
    return [_(each.words) for each, (x, y) in places if distance(site, x * 10, y * 10) == 0]


def dermatome_words(dermatomes: Iterable[str]) -> str:
    """The dermatomes by their roots: "L4, L5"; their ids end in them."""
    return listed(dict.fromkeys(each.rpartition(".")[2] for each in dermatomes))


def pain_words(area: PainArea) -> str:
    """A pain area in one line: "dull ache over the right L3–L5 paraspinal area, 6 of 10"."""
    both = area.site.side is Side.MIDLINE
    words = _("{quality} over {where}") if both else _("{quality} over the {where}")
    said = [
        words.format(quality=quality_words(area.quality), where=area_site_words(area.site)),
        *reach_words(area),
    ]
    if area.intensity is not None:
        said.append(_("{n} of 10").format(n=area.intensity))
    return listed(said)


def reach_words(area: PainArea) -> list[str]:
    """How far down it is felt, and for what is numb in which dermatomes."""
    said = []
    if area.lowest is LowestPoint.BUTTOCK:
        said.append(_("felt down to the buttock"))
    elif area.lowest is not None:
        said.append(
            _("felt down {leg} to {lowest}").format(
                leg=_leg_in_a_sentence(area.leg), lowest=lowest_words(area.lowest)
            )
        )
    names = dermatome_words(area.site.dermatomes)
    if names and area.quality in INTO_THE_LEG:
        said.append(_("dermatomes {names}").format(names=names))
    return said


def _leg_in_a_sentence(leg: Side | None) -> str:
    return {
        Side.LEFT: _("the left leg"),
        Side.RIGHT: _("the right leg"),
        Side.MIDLINE: _("both legs"),
        None: _("the leg"),
    }[leg]


def _parts(structures: Iterable[str]) -> list[str]:
    named = []
    for each in structures:
        for group, words in (
            (_PARASPINAL, _("paraspinal area")),
            (_BUTTOCK, _("buttock")),
            (_FLANK, _("flank")),
        ):
            if each in group and words not in named:
                named.append(words)
    return named


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=listed(names[:-1]), last=names[-1])
