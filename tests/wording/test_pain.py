"""Pain areas in sentences a colleague would say."""

from dataclasses import replace

import pytest

from charting.domain.body_map import Side
from charting.domain.ids import MarkId
from charting.domain.pain_area import AreaSite, LowestPoint, PainArea, PainQuality
from charting.wording import mark_words, pain_draft
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME, empty_session

SITE = AreaSite(
    1,
    ((0, 0), (100, 0), (0, 100)),
    (),
    Side.RIGHT,
    "L3",
    "L5",
    ("m.erector_spinae", "m.quadratus_lumborum", "m.gluteus_maximus"),
    ("dt.L4", "dt.L5"),
)
ACHE = PainArea(MarkId(uuid7(5)), SITE, FixedClock().now(), ME, PainQuality.DULL_ACHE, 6)
SPREADING = replace(ACHE, quality=PainQuality.RADIATING, intensity=None)


@pytest.mark.parametrize(
    ("area", "words"),
    [
        (ACHE, "dull ache over the right L3–L5 paraspinal area and buttock, 6 of 10"),
        (
            replace(ACHE, intensity=None, site=replace(SITE, side=Side.MIDLINE, upper="L5")),
            "dull ache over L5 on both sides, paraspinal area and buttock",
        ),
        (
            replace(SPREADING, lowest=LowestPoint.BELOW_KNEE, leg=Side.RIGHT),
            "spreading pain over the right L3–L5 paraspinal area and buttock, felt down the right "
            "leg to below the knee, dermatomes L4, L5",
        ),
        (
            replace(
                SPREADING,
                lowest=LowestPoint.ABOVE_KNEE,
                leg=Side.MIDLINE,
                site=replace(SITE, structures=(), dermatomes=()),
            ),
            "spreading pain over the right L3–L5 region, felt down both legs to above the knee",
        ),
        (
            replace(
                SPREADING,
                quality=PainQuality.NUMB_TINGLE,
                lowest=LowestPoint.BUTTOCK,
                site=replace(SITE, structures=("m.obliquus_externus",), dermatomes=()),
            ),
            "numbness or tingling over the right L3–L5 flank, felt down to the buttock",
        ),
    ],
)
def test_an_area_is_one_line(area: PainArea, words: str) -> None:
    assert mark_words(area, {}) == words


def test_the_subjective_part_tells_of_each_area_and_of_nothing_else() -> None:
    session = empty_session()
    assert pain_draft(session) == ""
    told = pain_draft(session.with_mark(replace(ACHE, remark="worse at night")))
    assert told == (
        "Pain areas:\n"
        "- dull ache over the right L3–L5 paraspinal area and buttock, 6 of 10. worse at night"
    )
