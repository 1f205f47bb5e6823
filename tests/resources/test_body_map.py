"""The map's sources: compiled.json is fresh, the tool refuses what is broken, rows are whole."""

import hashlib
import importlib.util
import shutil
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import svgelements
from shapely import LineString, Point

FOLDER = Path(__file__).parent.parent.parent / "resources" / "body_map"
TRIANGLE = 'd="M 1,1 L 9,1 L 5,9 Z"'


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("body_map_compile", FOLDER / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(FOLDER))
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def plain(tool: ModuleType) -> dict[str, Any]:
    result: dict[str, Any] = tool.compiled()
    return result


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for source in FOLDER.glob("*.*"):
        shutil.copy(source, tmp_path)
    return tmp_path


def _svg(content: str, layer: str = "deep") -> bytes:
    return (
        '<svg xmlns:inkscape="i"><g id="layers" inkscape:groupmode="layer" '
        f'transform="scale(1,-1)">\n<g id="{layer}" inkscape:groupmode="layer">\n{content}\n'
        "</g></g></svg>"
    ).encode()


def _all_sides(tool: ModuleType, drawing: bytes) -> list[object]:
    return [side for drawn in tool.Reader(drawing).drawn for side in tool.sides(drawn)]


def test_the_compiled_map_is_fresh(tool: ModuleType, plain: dict[str, Any]) -> None:
    assert (FOLDER / "compiled.json").read_text("utf-8") == tool.as_text(plain)


def test_it_names_its_sources_and_stays_small(plain: dict[str, Any]) -> None:
    for name, digest in plain["sources"].items():
        text = (FOLDER / name).read_bytes().replace(b"\r\n", b"\n")
        assert hashlib.sha256(text).hexdigest() == digest
    assert (FOLDER / "compiled.json").stat().st_size < 1_000_000


def test_check_tells_a_stale_file_and_writing_mends_it(
    tool: ModuleType, copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = copied / "back.svg"
    drawing.write_text(drawing.read_text("utf-8").replace('r="15"', 'r="16"'), "utf-8")
    assert tool.main(["--check"], copied) == 1
    assert "out of date" in capsys.readouterr().out
    assert tool.main([], copied) == 0
    assert tool.main(["--check"], copied) == 0


@pytest.mark.parametrize(
    ("content", "layer", "told"),
    [
        (f"<path {TRIANGLE}/>", "deep", "line 3, no id"),
        (f'<path id="path12" {TRIANGLE}/>', "deep", "line 3, path12"),
        (f'<path id="m.a" data-mirror="true" {TRIANGLE}/>', "fog", "line 2, fog: unknown layer"),
        ('<path id="m.a" data-mirror="true" d="M 1,1 L 9,1 L 5,9"/>', "deep", "must be closed"),
        ('<path id="m.a" data-mirror="true" d="M 1,1"/>', "deep", "line 3, m.a"),
        ('<path id="m.a" data-mirror="true" d="nonsense"/>', "deep", "line 3, m.a"),
        ('<path id="m.a" data-mirror="true"/>', "deep", "line 3, m.a"),
        (f'<path id="m.a" {TRIANGLE}/>', "deep", "off the midline"),
        (f'<path id="m.a" data-mirror="both" {TRIANGLE}/>', "deep", "data-mirror"),
        ('<path id="m.a" data-mirror="join" d="M 4,1 L 9,1 L 0,9"/>', "deep", "midline"),
        (f'<path id="m.a" data-mirror="join" {TRIANGLE}/>', "deep", "open"),
        ('<rect id="m.a" data-mirror="true"/>', "deep", "convert it to a path"),
        (
            f'<path id="m.a" data-mirror="true" {TRIANGLE}/>\n<path id="m.a" {TRIANGLE}/>',
            "deep",
            "line 4, m.a: the id is used twice",
        ),
    ],
)
def test_a_broken_drawing_is_refused_with_file_line_and_id(
    tool: ModuleType, content: str, layer: str, told: str
) -> None:
    with pytest.raises(tool.SourceRefused, match=rf"^back\.svg, .*{told}"):
        _all_sides(tool, _svg(content, layer))


def test_a_file_that_is_not_xml_is_refused_with_its_line(tool: ModuleType) -> None:
    with pytest.raises(tool.SourceRefused, match=r"back\.svg, line 2"):
        tool.Reader(b"<svg>\n<g></svg>")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "structures.toml",
            '["m.tfl"]',
            '["m.other"]',
            r"line \d+, m\.other: it is not drawn in back",
        ),
        ("structures.toml", 'layer = "deep"', 'layer = "superficial"', "structures.toml says"),
        ("structures.toml", '["m.tfl"]', '["m.tfl"', r"structures\.toml: .*line \d+"),
        (
            "structures.toml",
            "rank = 18",
            "",
            r"line \d+, m\.tfl: rank is missing",
        ),
        ("hazards.toml", 'severity = "info"', "", r"hazards\.toml, line \d+, hz\.aorta: severity"),
        ("hazards.toml", 'source = "S28"', 'source = ""', r"hz\.aorta: it has no source"),
        (
            "dermatomes.toml",
            '["dt.S3"]',
            '["dt.S9"]',
            r"line \d+, dt\.S9: it is not",
        ),
        ("back.svg", 'id="dt.S3"', 'id="dt.S9"', r"dermatomes\.toml, line \d+, dt\.S3: it is not"),
        ("back.svg", 'id="m.tfl"', 'id="m.tfx"', r"structures\.toml, line \d+, m\.tfl: it is not"),
        ("landmarks.toml", '["lm.psis"]', '["lm.other"]', "lm.psis: landmarks.toml has no such"),
        ("back.svg", 'id="skin.outline"', 'id="skin.other"', "skin.outline is missing"),
        ("back.svg", 'id="hz.sup_gluteal"', 'id="hz.unknown"', "hz.sup_gluteal"),
    ],
)
def test_drawing_and_tables_that_disagree_are_refused(
    tool: ModuleType, copied: Path, name: str, old: str, new: str, told: str
) -> None:
    text = (copied / name).read_text("utf-8")
    assert old in text
    (copied / name).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(tool.SourceRefused, match=told):
        tool.compiled(copied)


def test_a_missing_source_is_told_on_the_command_line(
    tool: ModuleType, copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied / "hazards.toml").unlink()
    assert tool.main([], copied) == 1
    assert "hazards.toml" in capsys.readouterr().err


def test_curves_stray_at_most_a_tenth_of_a_millimetre(tool: ModuleType) -> None:
    curve = "M 0,0 C 30,80 90,-40 120,20 A 15,40 20 0 1 150,60 Q 100,150 0,90 Z"
    (drawn,) = tool.Reader(_svg(f'<path id="m.a" data-mirror="true" d="{curve}"/>')).drawn
    flat = tool._flat(drawn.strokes[0])
    ring = [(x / 10, y / 10) for x, y in zip(flat[::2], flat[1::2], strict=True)]
    border = LineString([*ring, ring[0]])
    exact = svgelements.Path(curve)
    exact.approximate_arcs_with_cubics()
    for segment in exact:
        for step in range(41) if segment.start is not None else ():
            at = segment.point(step / 40)
            assert border.distance(Point(at.x, at.y)) <= 0.1


def test_transforms_of_groups_and_shapes_are_followed(tool: ModuleType) -> None:
    moved = f'<g id="m.a" transform="translate(10,0)"><path transform="scale(2)" {TRIANGLE}/></g>'
    (drawn,) = tool.Reader(_svg(moved)).drawn
    assert drawn.strokes[0].points == [(12, 2), (28, 2), (20, 18)]


def test_every_row_has_its_source_and_waits_for_review() -> None:
    for name in ("structures.toml", "hazards.toml", "dermatomes.toml"):
        rows = tomllib.loads((FOLDER / name).read_text("utf-8"))
        for row_id, row in rows.items():
            assert row["name"], row_id
            assert row["source"], row_id
            assert (row["reviewed_by"] == "") == (row["reviewed_on"] == ""), row_id


def test_no_reminder_calls_a_place_safe() -> None:
    rows = tomllib.loads((FOLDER / "hazards.toml").read_text("utf-8"))
    assert not [row_id for row_id, row in rows.items() if "safe" in row["rule"].lower()]
    assert all(row["rule"].endswith(".") for row in rows.values())
