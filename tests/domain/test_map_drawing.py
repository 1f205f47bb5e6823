"""The drawing of the map against the clinical reference: landmarks, extents, attachments, zones."""

from collections.abc import Mapping

import pytest
from shapely import LineString, MultiLineString, Point, Polygon, box
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from charting.domain.body_map import Landmark, Side
from tests.domain.map_areas import MAP, MEASURED, area, area_of

# The lateral or medial edge of a muscle at a height: id, y, measured x, which edge.
EDGES = [
    ("m.iliocostalis_thoracis", 114, 69, "lateral"),
    ("m.iliocostalis_lumborum", 58, 65, "lateral"),
    ("m.iliocostalis_lumborum", 13, 67, "lateral"),
    ("m.iliocostalis_lumborum", -13, 52, "lateral"),
    ("m.iliocostalis_lumborum", -40, 37, "lateral"),
    ("m.iliocostalis_lumborum", 46, 30, "medial"),
    ("m.longissimus_thoracis", 46, 30, "lateral"),
    ("m.longissimus_thoracis", 46, 10, "medial"),
    ("m.multifidus_lumborum", 34, 25, "lateral"),
    ("m.multifidus_lumborum", 13, 26, "lateral"),
    ("m.multifidus_lumborum", -13, 34, "lateral"),
    ("m.multifidus_lumborum", -40, 43, "lateral"),
    ("m.multifidus_lumborum", -62, 50, "lateral"),
    ("m.quadratus_lumborum", 82, 34, "medial"),
    ("m.quadratus_lumborum", 82, 67, "lateral"),
    ("m.quadratus_lumborum", 58, 34, "medial"),
    ("m.quadratus_lumborum", 58, 79, "lateral"),
    ("m.quadratus_lumborum", 34, 36, "medial"),
    ("m.quadratus_lumborum", 34, 90, "lateral"),
    ("m.psoas_major", 58, 54, "lateral"),
    ("m.psoas_major", 13, 68, "lateral"),
    ("m.latissimus_dorsi", 82, 55, "medial"),
    ("m.latissimus_dorsi", 105, 40, "medial"),
    ("m.latissimus_dorsi", 125, 33, "medial"),
    ("m.gluteus_maximus", -62, 34, "medial"),
    ("m.gluteus_maximus", -62, 119, "lateral"),
    ("m.gluteus_maximus", -83, 33, "medial"),
    ("m.gluteus_maximus", -83, 134, "lateral"),
]

# What the map's right half must reach: id -> (x from, y from, x to, y to); None where it is cut.
EXTENTS: Mapping[str, tuple[float | None, float | None, float | None, float | None]] = {
    "m.serratus_post_inf": (11, 27, 105, 188),
    "m.iliocostalis_lumborum": (30, -44, 68, 112),
    "m.spinalis_thoracis": (3, 52, 15, None),
    "m.longissimus_thoracis": (None, -62, 40, None),
    "m.multifidus_lumborum": (3, -104, 50, 112),
    "m.gluteus_medius": (60, -153, 149, 7),
    "m.gluteus_minimus": (68, -155, 143, -21),
    "m.gluteus_maximus": (0, None, 143, -11),
    "m.piriformis": (26, -137, 136, -72),
    "m.tfl": (128, None, 155, None),
}

# The hazard zones of the clinical reference, 1.1: right side, millimetres.
ZONES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "hz.pleura": (
        (15, 162), (145, 162), (145, 105), (122, 92), (95, 75), (75, 67), (60, 72), (15, 77),
    ),
    "hz.kidney": ((25, 139), (95, 139), (95, 0), (25, 0)),
    "hz.peritoneum": ((70, 110), (130, 110), (130, 12), (90, 8), (70, 31)),
    "hz.canal": ((0, 162), (20, 162), (20, -62), (0, -62)),
}  # fmt: skip
LEFT_KIDNEY = ((-25, 160), (-95, 160), (-95, 17), (-25, 17))
BANDS = {
    "hz.cluneal_sup": (((57, -20), (63, -12), (75, 2), (90, 8)), 8),
    "hz.cluneal_mid": (((46, -16), (44, -51), (43, -67)), 6),
    "hz.sciatic": (((48, -114), (75, -130), (96, -151), (108, -165), (106, -200)), 12),
    "hz.sij_joint": (((35, -44), (45, -92)), 7),
    "hz.ql_rib": (((35, 121), (46, 113), (66, 92), (82, 68)), 15),
    "hz.sup_gluteal": (((82, -82), (82, -82)), 15),
}


def _landmark(mark_id: str, side: Side | None = None) -> Landmark:
    return next(one for one in MAP.landmarks if one.id == mark_id and side in (None, one.side))


@pytest.mark.parametrize("mark_id", MEASURED)
def test_each_landmark_lies_within_5_mm_of_where_it_was_measured(mark_id: str) -> None:
    x, y = MEASURED[mark_id]
    side = Side.MIDLINE if abs(x) < 5 else Side.RIGHT if x > 0 else Side.LEFT
    drawn = _landmark(mark_id, side)
    assert Point(drawn.x / 10, drawn.y / 10).distance(Point(x, y)) <= 5


def test_landmarks_off_the_midline_have_their_mirror_image() -> None:
    right = {one.id: one for one in MAP.landmarks if one.side is Side.RIGHT}
    left = {one.id: one for one in MAP.landmarks if one.side is Side.LEFT}
    paired = {mark_id for mark_id in right if "kidney" not in mark_id}
    assert paired == {mark_id for mark_id in left if "kidney" not in mark_id}
    assert all((right[one].x, right[one].y) == (-left[one].x, left[one].y) for one in paired)


@pytest.mark.parametrize(("muscle", "y", "x", "edge"), EDGES)
def test_muscles_are_as_wide_as_measured(muscle: str, y: float, x: float, edge: str) -> None:
    west, _, east, _ = area(muscle, Side.RIGHT).intersection(box(0, y - 0.1, 200, y + 0.1)).bounds
    assert (east if edge == "lateral" else west) == pytest.approx(x, abs=5)


@pytest.mark.parametrize("muscle", EXTENTS)
def test_muscles_reach_as_far_as_stated(muscle: str) -> None:
    bounds = area(muscle, Side.RIGHT).bounds
    for drawn, stated in zip(bounds, EXTENTS[muscle], strict=True):
        assert stated is None or drawn == pytest.approx(stated, abs=5)


# Every muscle of the map, and the bones that it must reach on its own side.
ATTACHMENTS: Mapping[str, tuple[str, ...]] = {
    "m.trapezius_asc": ("bone.spinous.T10", "bone.spinous.T11", "bone.spinous.T12"),
    "m.latissimus_dorsi": ("bone.hip", "bone.rib.11", "bone.rib.10", "bone.rib.9"),
    "m.obliquus_externus": ("bone.hip", "bone.rib.11", "bone.rib.10", "bone.rib.9"),
    "m.obliquus_internus": ("bone.hip", "bone.rib.12", "bone.rib.11", "bone.rib.10"),
    "m.serratus_post_inf": ("bone.rib.9", "bone.rib.10", "bone.rib.11", "bone.rib.12"),
    "m.iliocostalis_thoracis": ("bone.rib.9", "bone.rib.10", "bone.rib.11", "bone.rib.12"),
    "m.iliocostalis_lumborum": (
        *("bone.sacrum", "bone.hip", "bone.rib.12"),
        *(f"bone.vertebra.L{number}" for number in range(1, 5)),
    ),
    "m.longissimus_thoracis": (
        *("bone.sacrum", "bone.rib.10", "bone.rib.11", "bone.rib.12"),
        *(f"bone.vertebra.L{number}" for number in range(1, 6)),
    ),
    "m.spinalis_thoracis": tuple(f"bone.spinous.{level}" for level in ("T11", "T12", "L1", "L2")),
    "m.multifidus_lumborum": (
        *(f"bone.spinous.L{number}" for number in range(1, 6)),
        *("bone.sacrum", "bone.sacral_crest", "bone.hip"),
        *(f"bone.vertebra.L{number}" for number in range(1, 6)),
    ),
    "m.rotatores": tuple(f"bone.vertebra.{level}" for level in ("T12", "L1", "L3", "L5")),
    "m.interspinales": tuple(f"bone.spinous.L{number}" for number in range(1, 6)),
    "m.intertransversarii": tuple(f"bone.vertebra.L{number}" for number in range(1, 6)),
    "m.levatores_costarum": (
        *("bone.vertebra.T10", "bone.vertebra.T11", "bone.rib.11", "bone.rib.12"),
    ),
    "m.quadratus_lumborum": (
        *("bone.hip", "bone.rib.12"),
        *(f"bone.vertebra.L{number}" for number in range(1, 5)),
    ),
    "m.psoas_major": ("bone.column", *(f"bone.vertebra.L{number}" for number in range(1, 6))),
    "m.gluteus_maximus": ("bone.hip", "bone.sacrum", "bone.coccyx", "bone.femur"),
    "m.gluteus_medius": ("bone.hip", "bone.femur"),
    "m.gluteus_minimus": ("bone.hip", "bone.femur"),
    "m.piriformis": ("bone.sacrum", "bone.femur"),
    "m.ext_rotators": ("bone.hip", "bone.femur"),
    "m.tfl": ("bone.hip",),
    "m.hamstring_origin": ("bone.hip",),
}


@pytest.mark.parametrize("muscle", ATTACHMENTS)
def test_muscles_reach_the_bones_they_attach_to(muscle: str) -> None:
    for bone in ATTACHMENTS[muscle]:
        assert area(muscle, Side.RIGHT).distance(_half(bone)) <= 2, bone


def test_every_muscle_that_is_drawn_has_its_attachments() -> None:
    assert set(ATTACHMENTS) == {shape.id for shape in MAP.shapes if shape.kind == "muscle"}


@pytest.mark.parametrize(
    ("muscle", "mark", "reach"),
    [
        ("m.piriformis", "lm.gt_top", 3),
        ("m.gluteus_medius", "lm.gt_top", 12),
        ("m.gluteus_minimus", "lm.gt_top", 12),
        ("m.quadratus_lumborum", "lm.tp.L1", 6),
        ("m.quadratus_lumborum", "lm.tp.L2", 6),
        ("m.quadratus_lumborum", "lm.tp.L3", 6),
        ("m.quadratus_lumborum", "lm.tp.L4", 6),
        ("m.multifidus_lumborum", "lm.psis", 8),
        ("m.hamstring_origin", "lm.it", 3),
        ("st.sacrotuberous_lig", "lm.it", 6),
        ("st.iliolumbar_lig", "lm.tp.L5", 8),
        ("st.long_dorsal_si_lig", "lm.psis_low", 5),
        ("st.lumbar_triangle", "lm.crest_top", 8),
    ],
)
def test_structures_reach_their_landmarks(muscle: str, mark: str, reach: float) -> None:
    place = _landmark(mark, Side.RIGHT)
    assert area(muscle, Side.RIGHT).distance(Point(place.x / 10, place.y / 10)) <= reach


def test_gluteus_medius_and_minimus_arise_between_their_lines() -> None:
    posterior, anterior = _lines("bone.detail.gluteal_line")
    assert posterior.distance(area("m.gluteus_medius", Side.RIGHT)) <= 2
    assert posterior.hausdorff_distance(area("m.gluteus_minimus", Side.RIGHT)) > 10
    assert area("m.gluteus_minimus", Side.RIGHT).intersection(posterior).length < 5
    assert anterior.distance(area("m.gluteus_minimus", Side.RIGHT)) <= 2


def _half(shape_id: str) -> BaseGeometry:
    """The right half of a bone."""
    return area(shape_id).intersection(box(0, -300, 300, 300))


def _lines(shape_id: str) -> list[LineString]:
    """The open strokes of a shape, right side."""
    (shape,) = [one for one in MAP.shapes if one.id == shape_id and one.side is Side.RIGHT]
    return [LineString([(x / 10, y / 10) for x, y in line]) for line in shape.lines]


# The structures and zones of the clinical reference, 1.1 and 1.2.
NAMED = (
    "m.latissimus_dorsi", "m.trapezius_asc", "m.serratus_post_inf", "m.iliocostalis_thoracis",
    "m.iliocostalis_lumborum", "m.longissimus_thoracis", "m.spinalis_thoracis", "m.rotatores",
    "m.multifidus_lumborum", "m.interspinales", "m.intertransversarii", "m.levatores_costarum",
    "m.quadratus_lumborum", "m.obliquus_externus", "m.obliquus_internus", "m.psoas_major",
    "m.gluteus_maximus", "m.gluteus_medius", "m.gluteus_minimus", "m.piriformis",
    "m.ext_rotators", "m.tfl", "m.hamstring_origin", "st.tlf", "st.erector_aponeurosis",
    "st.supraspinous_lig",
    "st.iliolumbar_lig", "st.long_dorsal_si_lig", "st.sacrotuberous_lig", "st.sacrospinous_lig",
    "st.facet.L1", "st.facet.L2", "st.facet.L3", "st.facet.L4", "st.facet.L5", "st.facet.S1",
    "st.sij", "st.sciatic_n", "st.cluneal_nn", "st.post_fem_cut_n", "st.sup_glut_a",
    "st.lumbar_triangle", "st.kidney", "st.pleura", "st.dural_sac", "hz.pleura", "hz.kidney",
    "hz.peritoneum", "hz.canal", "hz.sacral_foramina", "hz.cluneal_sup", "hz.cluneal_mid",
    "hz.sup_gluteal", "hz.sciatic", "hz.sij_joint", "hz.ql_rib", "dt.T12", "dt.L1", "dt.L2",
    "dt.L3", "dt.L4", "dt.L5", "dt.S1", "dt.S2", "dt.S3",
)  # fmt: skip


@pytest.mark.parametrize("shape_id", NAMED)
def test_everything_named_is_drawn_on_both_sides(shape_id: str) -> None:
    drawn = [shape for shape in MAP.shapes if shape.id == shape_id]
    sides = sorted(shape.side for shape in drawn)
    assert sides in ([Side.LEFT, Side.RIGHT], [Side.MIDLINE])
    if "kidney" not in shape_id:
        whole = area(shape_id)
        mirrored = scale(whole, -1, origin=(0, 0))
        assert whole.symmetric_difference(mirrored).area < 0.5 + whole.area * 0.003


def test_nothing_is_drawn_that_is_not_known_and_nothing_known_is_not_drawn() -> None:
    drawn = {one.id for one in MAP.shapes if one.kind in ("muscle", "tissue", "hazard")}
    known = {*MAP.structures, *MAP.hazards} - {"m.erector_spinae", "hz.aorta"}
    assert drawn == known
    assert drawn <= set(NAMED)
    assert set(MAP.structures["m.erector_spinae"].members) < drawn


def test_dermatomes_cover_the_back_once_from_t12_to_s3() -> None:
    fields = [area(field) for field in MAP.dermatomes]
    assert sum(field.area for field in fields) == pytest.approx(unary_union(fields).area, rel=2e-3)
    assert list(MAP.dermatomes) == [one for one in NAMED if one.startswith("dt.")]
    tops = [field.intersection(box(0, -300, 1, 300)).bounds[3] for field in fields]
    assert tops == sorted(tops, reverse=True)
    assert MAP.dermatomes_at(0.5, 100) == ("dt.T12",)
    assert MAP.dermatomes_at(60, -200) == ("dt.S2",)
    assert MAP.dermatomes_at(0, 150) == ()


def test_nothing_leaves_the_outline_unless_it_goes_on() -> None:
    outline = area_of(MAP.outline).buffer(2.5)
    body = area("skin.body").buffer(0.5)
    for shape in MAP.shapes:
        if shape.kind in ("muscle", "hazard") and not shape.continues:
            assert outline.contains(area_of(shape)), shape.id
        if shape.rings and shape.kind != "outline":
            assert body.contains(area_of(shape)), shape.id


def test_no_place_that_can_be_marked_lies_beyond_the_hazard_zones() -> None:
    _, low, _, high = area_of(MAP.outline).bounds
    assert high <= area("hz.pleura").bounds[3]
    assert low >= area("hz.sciatic").bounds[1]


@pytest.mark.parametrize("zone", ZONES)
def test_hazard_zones_are_the_stated_polygons(zone: str) -> None:
    right = area(zone).intersection(box(0, -300, 200, 300))
    assert right.symmetric_difference(Polygon(ZONES[zone])).area < 1


def test_the_left_kidney_has_a_zone_of_its_own() -> None:
    assert area("hz.kidney", Side.LEFT).symmetric_difference(Polygon(LEFT_KIDNEY)).area < 1


@pytest.mark.parametrize("zone", BANDS)
def test_hazard_bands_reach_as_wide_as_stated(zone: str) -> None:
    points, reach = BANDS[zone]
    stated = MultiLineString([points]).buffer(reach, quad_segs=64)
    assert area(zone, Side.RIGHT).hausdorff_distance(stated) < 0.2


def test_each_foramen_has_its_circle() -> None:
    zones = area("hz.sacral_foramina", Side.RIGHT)
    centres = [Point(MEASURED[f"lm.foramen.S{number}"]) for number in range(1, 5)]
    stated = unary_union([centre.buffer(8, quad_segs=64) for centre in centres])
    assert zones.hausdorff_distance(stated) < 0.2
