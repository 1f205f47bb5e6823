"""A start that came to no end is known of by the next one."""

from pathlib import Path

from charting.app.start_mark import StartMark


def test_a_start_that_is_seen_leaves_nothing(tmp_path: Path) -> None:
    mark = StartMark(tmp_path / "new" / "starting")
    assert not mark.was_left
    mark.set()
    mark.clear()
    mark.clear()
    assert not StartMark(tmp_path / "new" / "starting").was_left


def test_one_that_fell_is_known_once(tmp_path: Path) -> None:
    StartMark(tmp_path / "starting").set()
    after = StartMark(tmp_path / "starting")
    assert after.was_left
    after.set()
    after.clear()
    assert not StartMark(tmp_path / "starting").was_left


def test_where_nothing_can_be_written_every_start_is_a_first_one(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    mark = StartMark(tmp_path / "a file" / "starting")
    mark.set()
    assert not mark.was_left
