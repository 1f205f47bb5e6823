"""Every document comes on both sizes of paper, and leaves its edges free on each."""

from pathlib import Path

import pytest

from charting.domain.paper_sizes import LARGE
from tests.documents.every_document import every
from tests.documents.pictures import pictures
from tests.documents.reading import opened, outside

LETTER = every("Letter")


@pytest.mark.parametrize("name", LETTER)
def test_every_document_comes_on_letter(name: str) -> None:
    made = LETTER[name]()
    assert {tuple(map(float, page.mediabox[2:])) for page in opened(made).pages} == {(612, 792)}
    assert outside(made) == []


@pytest.mark.long
def test_every_document_can_be_looked_at(tmp_path: Path) -> None:
    assert {name.split()[0] for name in pictures(tmp_path)} == {*LARGE, "small"}
