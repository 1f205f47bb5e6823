"""Plain data that is not a map is refused, naming the part."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from charting import content
from charting.domain.body_map import BodyMap, DamagedMap

PLAIN: dict[str, Any] = json.loads((content.root() / "body_map" / "compiled.json").read_bytes())

Damage = Callable[[dict[str, Any]], object]


def _shape(plain: dict[str, Any], shape_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(row for row in plain["shapes"] if row["id"] == shape_id)
    return found


def _drop_outline(plain: dict[str, Any]) -> None:
    plain["shapes"] = [row for row in plain["shapes"] if row["id"] != "skin.outline"]


def _drop_tip(plain: dict[str, Any]) -> None:
    plain["landmarks"] = [row for row in plain["landmarks"] if row["id"] != "lm.sp.L4"]


def _swap_tips(plain: dict[str, Any]) -> None:
    next(row for row in plain["landmarks"] if row["id"] == "lm.sp.L4")["y"] = 5000


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        (lambda plain: plain.pop("frame"), "frame"),
        (lambda plain: plain.update(frame="1"), "frame"),
        (lambda plain: plain.pop("hazards"), "hazards"),
        (lambda plain: plain.update(shapes=None), "the map"),
        (_drop_outline, "skin.outline"),
        (_drop_tip, "lm.sp.L4"),
        (_swap_tips, "lm.sp.L4"),
        (lambda plain: _shape(plain, "m.piriformis").pop("rings"), "m.piriformis"),
        (lambda plain: _shape(plain, "m.piriformis").update(rings=[]), "m.piriformis"),
        (lambda plain: _shape(plain, "m.piriformis").update(rings=[[1, 2, 3]]), "m.piriformis"),
        (lambda plain: _shape(plain, "m.piriformis").update(rings=[[1, 2, 3, 4]]), "m.piriformis"),
        (lambda plain: _shape(plain, "m.piriformis").update(rings=[[0.5] * 6]), "m.piriformis"),
        (lambda plain: _shape(plain, "hz.canal").update(side="middle"), "hz.canal"),
        (lambda plain: _shape(plain, "hz.canal").update(layer="fog"), "hz.canal"),
        (lambda plain: _shape(plain, "hz.canal").update(kind="ghost"), "hz.canal"),
        (lambda plain: _shape(plain, "hz.canal").update(rank=True), "hz.canal"),
        (lambda plain: plain["shapes"].append(_shape(plain, "hz.canal")), "hz.canal"),
        (lambda plain: plain["hazards"].pop("hz.canal"), "hz.canal"),
        (lambda plain: plain["hazards"]["hz.canal"].update(severity="mild"), "hz.canal"),
        (lambda plain: plain["structures"].pop("m.piriformis"), "m.piriformis"),
        (lambda plain: plain["structures"]["m.tfl"].update(needling_default=1), "m.tfl"),
        (lambda plain: plain["structures"]["m.tfl"].update(lengths_mm=[40, 25]), "m.tfl"),
        (lambda plain: plain["structures"]["m.tfl"].update(name=None), "m.tfl"),
        (lambda plain: plain["structures"].update({"m.tfl": None}), "m.tfl"),
    ],
)
def test_a_damaged_map_is_refused_naming_the_part(damage: Damage, part: str) -> None:
    plain = copy.deepcopy(PLAIN)
    damage(plain)
    with pytest.raises(DamagedMap, match=part):
        BodyMap.from_plain(plain)


def test_groups_stand_for_structures_that_are_known() -> None:
    structures = content.body_map().structures
    members = structures["m.erector_spinae"].members
    assert members
    assert set(members) <= set(structures)
