"""The content is found beside a source checkout, in a wheel and in a frozen package."""

from pathlib import Path

import pytest

from charting import places
from charting.domain.errors import ErrorCode, Refused

SOURCE = Path(__file__).parent.parent


def _content_at(folder: Path) -> Path:
    (folder / places.BODY_MAP).parent.mkdir(parents=True)
    (folder / places.BODY_MAP).write_text("{}")
    return folder


def test_a_source_checkout_has_it_beside_the_package() -> None:
    assert places.root() == SOURCE / "resources"


def test_a_wheel_has_it_inside_the_package(tmp_path: Path) -> None:
    data = _content_at(tmp_path / "site-packages" / "charting" / "_data")
    assert places.find_root(data.parent, frozen=None) == data


def test_a_frozen_package_has_it_where_it_was_unpacked(tmp_path: Path) -> None:
    unpacked = _content_at(tmp_path / "unpacked" / "charting" / "_data")
    _content_at(tmp_path / "resources")
    assert places.find_root(tmp_path / "charting", frozen=str(tmp_path / "unpacked")) == unpacked


def test_without_content_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        places.find_root(tmp_path / "charting", frozen=None)
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED


def test_the_fonts_are_found() -> None:
    assert {path.suffix for path in places.font_files()} <= set(places.FONT_SUFFIXES)
    assert any("Atkinson" in path.name for path in places.font_files())
