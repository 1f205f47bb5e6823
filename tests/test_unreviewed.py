"""All content that waits for review is found, and listed in the settings."""

import shutil
from pathlib import Path

import pytest

from charting import care_content, content
from charting.domain.review import unreviewed_in


def test_every_file_of_the_content_waits_today_with_its_source() -> None:
    waiting = care_content.unreviewed()
    files = {each.file for each in waiting}
    shipped = {
        file.relative_to(content.root()).as_posix() for file in content.root().rglob("*.toml")
    }
    assert files == shipped
    assert all(each.title for each in waiting)
    threshold = next(each for each in waiting if each.title == "Pain")
    assert (threshold.file, threshold.source) == ("outcomes/measures.toml", "S89; S90; S91")


def test_what_is_signed_off_waits_no_more() -> None:
    table = {
        "source": "SEED",
        "reviewed_by": "N. Feld",
        "rows": [
            {"id": "a", "words": "One", "source": "S1", "reviewed_by": ""},
            {"id": "b", "source": "S2", "reviewed_by": "N. Feld"},
            {"deeper": {"reviewed_by": "", "source": "S3"}},
        ],
    }
    found = list(unreviewed_in("x.toml", "A file", table))
    assert [(each.title, each.source) for each in found] == [("One", "S1"), ("deeper", "S3")]


def test_a_file_that_names_no_reviewer_waits_as_a_whole() -> None:
    (found,) = unreviewed_in("x.toml", "A file", {"rows": [{"id": "a"}]})
    assert (found.file, found.title, found.source) == ("x.toml", "A file", "")


def test_a_reviewer_written_into_a_file_takes_it_from_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(content.root() / "vocabularies", tmp_path / "vocabularies")
    monkeypatch.setattr(care_content, "root", lambda: tmp_path)
    file = tmp_path / "vocabularies" / "needles.toml"
    assert "vocabularies/needles.toml" in {each.file for each in care_content.unreviewed()}
    text = file.read_text("utf-8")
    file.write_text(text.replace('reviewed_by = ""', 'reviewed_by = "N. Feld"'), "utf-8")
    assert "vocabularies/needles.toml" not in {each.file for each in care_content.unreviewed()}
