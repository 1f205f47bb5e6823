"""How a leaflet is arranged for one patient, and what cannot be dropped."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting import content
from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet import Reason, leaflet, offered, own_words, reasons
from charting.domain.leaflet_blocks import Block, ChosenMovement, Line, as_typed, lines_of
from charting.domain.leaflet_plan import (
    MOST_MOVEMENTS,
    STAYS,
    WARNING_SIGNS,
    LeafletPlan,
    checked_plan,
)
from tests.documents.cases import case_1, case_2, case_3

ENGLISH = content.leaflet_texts("en")
EVERYTHING = replace(
    case_1(), marks=case_1().marks + case_3().marks, precautions=frozenset({"pr.anticoag"})
)
LAST = ("same_day", "today", "expect", "do", "next_visit")
WALK = ChosenMovement("mv.walk", "Walk", "Walk at ease.", "10 minutes")


def ids(plan: LeafletPlan, *, easy: bool = False) -> list[str]:
    return [b.id for b in leaflet(replace(EVERYTHING, easy_read=easy), ENGLISH, plan).blocks]


def words(blocks: Sequence[Block]) -> str:
    return "\n".join(line.words for block in blocks for line in block.lines)


def test_every_shipped_block_of_warning_signs_is_known_as_one() -> None:
    shipped = (*ENGLISH.warnings, *ENGLISH.aftercare, *ENGLISH.easy)
    assert {one.id for one in shipped if one.urgency} == set(WARNING_SIGNS)


@pytest.mark.parametrize("easy", [False, True])
def test_chest_signs_stand_on_every_leaflet_whatever_is_left_out(easy: bool) -> None:
    plan = LeafletPlan()
    for block in offered(replace(EVERYTHING, easy_read=easy), ENGLISH, plan):
        plan = plan.leaving_out(block.id, "asked for")
    made = leaflet(replace(EVERYTHING, easy_read=easy), ENGLISH, plan)
    assert {block.id for block in made.blocks} <= STAYS
    assert "chest" in words(made.blocks).lower()
    assert "numb" in words(made.blocks).lower()


def test_the_list_of_emergencies_cannot_be_left_out() -> None:
    with pytest.raises(Refused) as refused:
        checked_plan(LeafletPlan().leaving_out("emergency", "no room"))
    assert refused.value.code is ErrorCode.LEAFLET_BLOCK_STAYS


def test_warning_signs_are_left_out_for_a_reason_only() -> None:
    with pytest.raises(Refused) as refused:
        checked_plan(LeafletPlan().leaving_out("bx.ces", "  "))
    assert refused.value.code is ErrorCode.LEAFLET_REASON_MISSING
    plan = checked_plan(LeafletPlan().leaving_out("bx.ces", " told at length "))
    assert plan.without("bx.ces") is not None
    assert "bx.ces" not in ids(plan)
    made = leaflet(EVERYTHING, ENGLISH, plan)
    assert "New numb feeling between your legs" in words([made.block("emergency")])
    assert Reason.WITHOUT_SIGNS in reasons(EVERYTHING, plan)
    assert ids(plan.taking_in("bx.ces")) == ids(LeafletPlan())
    assert checked_plan(LeafletPlan().leaving_out("expect")).without("expect") is not None


def test_emergencies_keep_their_place_and_their_words() -> None:
    usual = ids(LeafletPlan())
    plan = LeafletPlan().in_order(reversed(usual))
    assert ids(plan)[:4] == ["bx.chest", "bx.ces", "emergency", "bx.bleeding"]
    assert ids(plan)[4:] == list(reversed(usual[4:]))
    said = LeafletPlan().saying("bx.chest", "Nothing to see", "- Ring Nora first")
    box = leaflet(EVERYTHING, ENGLISH, said).block("bx.chest")
    own = own_words(EVERYTHING, ENGLISH)["bx.chest"]
    assert box.heading == own.heading
    assert box.lines == (*own.lines, Line("Ring Nora first", bullet=True))


def test_other_blocks_are_typed_over_moved_and_written_anew() -> None:
    plan = LeafletPlan().saying("expect", "", "You may be sore.\n• A bruise is fine")
    own = plan.next_own()
    plan = plan.saying(own, "Your dog", "Walk it.").in_order([own, "soon", *LAST])
    made = leaflet(EVERYTHING, ENGLISH, plan)
    assert made.block("expect").heading == "What may you feel?"
    assert made.block("expect").lines == (Line("You may be sore."), Line("A bruise is fine", True))
    assert [b.id for b in made.blocks if not b.is_emergency][:2] == [own, "soon"]
    assert plan.next_own() != own
    back = plan.saying("expect", "", " ")
    assert (
        leaflet(EVERYTHING, ENGLISH, back).block("expect")
        == own_words(EVERYTHING, ENGLISH)["expect"]
    )


def test_a_block_that_came_later_stands_where_it_would() -> None:
    plan = LeafletPlan().in_order(["soon", "same_day", "today", "do", "next_visit"])
    assert ids(plan.with_movements([WALK]))[-2:] == ["movements", "next_visit"]
    assert ids(plan).index("expect") == ids(plan).index("today") + 1


def test_picked_movements_stand_with_what_was_chosen() -> None:
    made = leaflet(EVERYTHING, ENGLISH, LeafletPlan().with_movements([WALK]))
    assert made.block("movements").movements == (WALK,)
    assert "movements" not in ids(LeafletPlan())
    with pytest.raises(Refused) as refused:
        checked_plan(LeafletPlan().with_movements([WALK] * (MOST_MOVEMENTS + 1)))
    assert refused.value.code is ErrorCode.LEAFLET_MOVEMENTS


@pytest.mark.parametrize("text", ["x" * 1_000_000, "y" * 4_001])
def test_too_much_text_is_refused_and_nothing_is_cut(text: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_plan(LeafletPlan().saying("do", "", text))
    assert refused.value.code is ErrorCode.TEXT_TOO_LONG


def test_what_is_shown_to_be_typed_over_is_read_back_as_it_was() -> None:
    for facts in (case_1(), case_2(), case_3()):
        for block in leaflet(facts, ENGLISH).blocks:
            assert lines_of(as_typed(block)) == block.lines


@given(st.lists(st.text(max_size=20)), st.text(max_size=60))
def test_no_order_and_no_text_loses_a_block(order: list[str], text: str) -> None:
    plan = LeafletPlan(order=tuple(order)).saying("do", text, text)
    assert sorted(ids(plan)) == sorted(ids(LeafletPlan()))


def test_no_heat_where_the_skin_may_feel_less() -> None:
    for easy in (False, True):
        usual = replace(EVERYTHING, easy_read=easy)
        less = replace(usual, feels_less=True)
        assert "warm pack" in words(leaflet(usual, ENGLISH).blocks)
        assert "not use a warm pack" not in words(leaflet(usual, ENGLISH).blocks)
        assert "Do not use a warm pack" in words(leaflet(less, ENGLISH).blocks)
        assert "feel good" not in words(leaflet(less, ENGLISH).blocks)
    assert Reason.FEELS_LESS in reasons(less)


def test_an_easy_leaflet_has_a_symbol_at_every_line_and_says_what_the_other_does() -> None:
    symbols = {item.symbol for one in ENGLISH.easy for item in one.items}
    made = leaflet(replace(EVERYTHING, easy_read=True), ENGLISH)
    assert made.large_print
    assert all(line.symbol for block in made.blocks for line in block.lines)
    assert "" not in symbols
    full = {i.id for one in (*ENGLISH.warnings, *ENGLISH.aftercare) for i in one.items}
    easy = {item.id for one in ENGLISH.easy for item in one.items}
    assert full <= easy
