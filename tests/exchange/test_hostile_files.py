"""Whatever is done to a file: only plain sentences come of it, and the practice is as before."""

import random
from pathlib import Path

import pytest

from charting.services.ports import Records
from charting.wording import sentence
from tests.exchange.hostile_files import (
    CASES,
    Case,
    mutations,
    practice,
    refusal,
    whole_files,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_a_file_that_does_harm_is_refused_in_a_sentence(case: Case, tmp_path: Path) -> None:
    file, records = tmp_path / case.name, practice()
    file.write_bytes(case.make())
    before = _state(records)

    refused = refusal(records, file)

    assert refused is not None
    assert refused.code is case.code, refused.code
    words = sentence(refused)
    assert words.endswith(".")
    assert "rror" not in words
    assert _state(records) == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", whole_files())
def test_some_mutations_of_a_file_are_told_or_taken(name: str, tmp_path: Path) -> None:
    _mutate(name, tmp_path, 25)


@pytest.mark.long
@pytest.mark.parametrize("name", whole_files())
def test_thousands_of_mutations_of_a_file_are_told_or_taken(name: str, tmp_path: Path) -> None:
    _mutate(name, tmp_path, 1_500)


def _mutate(name: str, folder: Path, number: int) -> None:
    """Nothing but a refusal escapes; where nothing came in, nothing changed but the trail."""
    file, chance = folder / name, random.Random(name)
    for data in mutations(whole_files()[name], chance, number):
        file.write_bytes(data)
        records = practice()
        before = _state(records)
        refused = refusal(records, file)
        if refused is not None:
            assert sentence(refused)
            assert records.counts()["patients"] == 0
            assert _state(records) == before or name.endswith((".csv", ".vcf"))
        assert not records.problems()


def _state(records: Records) -> dict[str, int]:
    return records.counts()
