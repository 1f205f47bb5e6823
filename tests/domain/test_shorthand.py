"""The shorthand line: typed in short or dictated at length it says the same; nothing is guessed."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from charting import content
from charting.domain.body_map import LEVELS, Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import PointStatus, Technique
from charting.domain.midst import middle_of
from charting.domain.shorthand import Lexicon, Shorthand, read_shorthand

LEXICON = content.shorthand()
MF, QL, GMED, PIRI = (
    *("m.multifidus_lumborum", "m.quadratus_lumborum"),
    *("m.gluteus_medius", "m.piriformis"),
)
L, R = Side.LEFT, Side.RIGHT

SAID = {
    "mf l4 l @18 50 ltr2": Shorthand(MF, "L4", L, lateral_mm=18, length=50, twitches=2),
    "MF  L4 L @ 18 50 LTR 2": Shorthand(MF, "L4", L, lateral_mm=18, length=50, twitches=2),
    "multifidus L 4 left, at 18 millimetres, fifty, two twitches": Shorthand(
        MF, "L4", L, lateral_mm=18, length=50, twitches=2
    ),
    "Multifidus L four left 18 mm from the midline": Shorthand(MF, "L4", L, lateral_mm=18),
    "mf l5 l 50": Shorthand(MF, "L5", L, length=50),
    "l5 l mf": Shorthand(MF, "L5", L),
    "mf L4/5 l @18": Shorthand(MF, "L4/5", L, lateral_mm=18),
    "ql l3 r 0.30 x 60 piston": Shorthand(
        QL, "L3", R, length=60, diameter=300, technique=Technique.PISTON
    ),
    "ql l3 r ,25x60": Shorthand(QL, "L3", R, length=60, diameter=250),
    "gmed b 75 ltr fam no bone d35": Shorthand(
        GMED, None, R, both=True, length=75, twitches=1, familiar=True, bone=False, depth=35
    ),
    "gluteus medius both sides 60 35 deep": Shorthand(GMED, None, R, True, length=60, depth=35),
    "tp active piri r": Shorthand(PIRI, None, R, status=PointStatus.ACTIVE),
    "latent trigger point pirif left": Shorthand(PIRI, None, L, status=PointStatus.LATENT),
    "piri l no ltr": Shorthand(PIRI, None, L, twitches=0),
    "mf l5 rt static deep 40": Shorthand(MF, "L5", R, length=40, technique=Technique.STATIC_DEEP),
}


@pytest.mark.parametrize("line", SAID)
def test_a_line_says_what_a_colleague_would_read(line: str) -> None:
    assert read_shorthand(line, LEXICON) == SAID[line]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", ErrorCode.SHORTHAND_LACKS_MUSCLE),
        ("l4 l", ErrorCode.SHORTHAND_LACKS_MUSCLE),
        ("mf l4", ErrorCode.SHORTHAND_LACKS_SIDE),
        ("mf l @18", ErrorCode.SHORTHAND_LACKS_LEVEL),
        ("mf l4 l 500", ErrorCode.SHORTHAND_IMPOSSIBLE),
        ("mf l4 l 5", ErrorCode.SHORTHAND_IMPOSSIBLE),
        ("mf l4 l @ 400", ErrorCode.SHORTHAND_IMPOSSIBLE),
        ("mf l4 l @", ErrorCode.SHORTHAND_UNKNOWN),
        ("mf l4 l gastrocnemius", ErrorCode.SHORTHAND_UNKNOWN),
        ("mf l4 l no", ErrorCode.SHORTHAND_UNKNOWN),
        ("glu l", ErrorCode.SHORTHAND_UNKNOWN),
        ("mf l9 l", ErrorCode.SHORTHAND_UNKNOWN),
        ("mf l3/5 l", ErrorCode.SHORTHAND_UNKNOWN),
    ],
)
def test_what_is_missing_or_not_understood_is_said(line: str, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        read_shorthand(line, LEXICON)
    assert refused.value.code is code


@pytest.mark.parametrize(
    ("line", "second"),
    [
        ("mf l4 l r", "r"),
        ("gmed b l", "l"),
        ("gmed r both", "both"),
        ("mf ql l4 l", "ql"),
        ("mf l4 l 50 60", "60"),
        ("mf l4 l 0.30x60 50", "50"),
        ("mf l4 l @18 @20", "@"),
        ("mf l4 l piston static", "static"),
        ("mf l4 l ltr2 no ltr", "no"),
        ("tp active latent piri r", "latent"),
    ],
)
def test_a_line_that_contradicts_itself_is_not_guessed_at(line: str, second: str) -> None:
    with pytest.raises(Refused) as refused:
        read_shorthand(line, LEXICON)
    assert refused.value.code is ErrorCode.SHORTHAND_CONTRADICTS
    assert refused.value.facts == {"word": second}


@pytest.mark.parametrize("line", ["mf mf l4 l left 50 50", "active tp piri r", "tp active piri r"])
def test_what_is_said_twice_is_said_once(line: str) -> None:
    assert read_shorthand(line, LEXICON).muscle in (MF, PIRI)


@given(st.text(max_size=60))
@example("@@ 1,.2x <b>l4</b> \0 ½ ltr٣")
def test_whatever_is_typed_is_read_or_refused(line: str) -> None:
    with contextlib.suppress(Refused):
        read_shorthand(line, LEXICON)


@given(
    st.sampled_from(sorted(SAID.values(), key=lambda said: said.muscle)),
    st.sampled_from(LEVELS),
    st.integers(10, 150),
    st.integers(0, 99),
)
def test_numbers_and_levels_go_where_they_belong(
    said: Shorthand, level: str, length: int, twitches: int
) -> None:
    name = content.body_map().structures[said.muscle].name
    line = f"{name} {level} r @20 {length} ltr{twitches}"
    read = read_shorthand(line, LEXICON)
    assert (read.level, read.length, read.twitches) == (level, length, twitches)
    assert (read.muscle, read.lateral_mm) == (said.muscle, 20)


def test_every_muscle_of_the_map_is_understood_by_its_name() -> None:
    structures = content.body_map().structures
    for key in structures:
        if key.startswith("m."):
            assert read_shorthand(f"{structures[key].name} r", LEXICON).muscle == key


def test_a_phrase_with_two_meanings_is_refused() -> None:
    table = dict(content.vocabulary("shorthand"))
    table["muscles"] = {**table["muscles"], MF: ["ql"]}
    names = {key: one.name for key, one in content.body_map().structures.items()}
    with pytest.raises(ValueError, match="ql: it stands for two things"):
        Lexicon.of(table, names)


def test_a_word_begun_is_completed() -> None:
    assert LEXICON.completions("mf l4 l pi") == ("piri", "piston", "pistoning", "piriformis")
    assert LEXICON.completions("mf ") == ()


def test_the_middle_of_a_muscle_lies_in_it_on_its_side() -> None:
    back = content.body_map()
    for key, one in back.structures.items():
        if not key.startswith("m.") or one.members:
            continue
        for side in (L, R):
            middle = middle_of(back, key, side)
            assert middle is not None, key
            placement = back.at(*middle)
            assert key in placement.structures, key
            assert placement.side in (side, Side.MIDLINE)
    assert middle_of(back, PIRI, L, back.height_of("L3")) is None
