"""The content is read once, and damage to it is told by the file's name."""

import json
import shutil
from pathlib import Path

import pytest

from charting import content
from charting.domain.errors import ErrorCode, Refused


def test_the_map_is_read_once() -> None:
    assert content.body_map() is content.body_map()


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (None, "FileNotFoundError"),
        (b"", "JSONDecodeError"),
        (b"\xff\xfe\x00", "UnicodeDecodeError"),
        (b"[1, 2]", "the map"),
        (b"null", "the map"),
        (b"{}", "frame"),
        (json.dumps({"frame": 1, "shapes": [3]}).encode(), "the map"),
    ],
)
def test_a_damaged_map_is_refused_by_name(tmp_path: Path, text: bytes | None, detail: str) -> None:
    path = tmp_path / "compiled.json"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(Refused) as refused:
        content.read_body_map(path)
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED
    assert refused.value.facts["file"] == "compiled.json"
    assert detail in str(refused.value.facts["detail"])


def test_a_vocabulary_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "colours.toml"
    path.write_text('[red]\nname = "red"\n', "utf-8")
    assert content.read_vocabulary(path) == {"red": {"name": "red"}}


@pytest.mark.parametrize("text", [None, b"[red", b"\xff"])
def test_a_damaged_vocabulary_is_refused_by_name(tmp_path: Path, text: bytes | None) -> None:
    path = tmp_path / "colours.toml"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(Refused) as refused:
        content.read_vocabulary(path)
    assert refused.value.facts["file"] == "colours.toml"


def test_every_vocabulary_that_ships_is_readable() -> None:
    names = [path.stem for path in (content.root() / "vocabularies").glob("*.toml")]
    assert all(content.vocabulary(name) for name in names)


def test_a_vocabulary_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused):
        content.vocabulary("no such table")


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("body_map/reminders.toml", "rules"),
        ("screening/red_flags.toml", "rules"),
        ("screening/policies.toml", "rules"),
        ("screening/health_words.toml", "rules"),
        ("assessment/grid.toml", "rules"),
        ("consent/en/consent.toml", "rules"),
        ("outcomes/measures.toml", "rules"),
        ("vocabularies/follow_ups.toml", "rules"),
        ("vocabularies/course.toml", "rules"),
        ("vocabularies/adverse_events.toml", "rules"),
        ("vocabularies/visit.toml", "vocabularies"),
        ("body_map/compiled.json", "map"),
    ],
)
def test_whatever_changes_an_answer_changes_what_a_note_is_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, what: str
) -> None:
    shipped = content.made_with.__wrapped__()
    copied = tmp_path / "resources"
    for part in {"body_map", "vocabularies", *content.RULES}:
        if (content.root() / part).is_dir():
            shutil.copytree(content.root() / part, copied / part, dirs_exist_ok=True)
    monkeypatch.setattr(content, "root", lambda: copied)
    with (copied / file).open("ab") as rows:
        rows.write(b"\n")
    made = content.made_with.__wrapped__()
    assert made[what] != shipped[what]
    assert made["map"] == shipped["map"] or what == "map"
