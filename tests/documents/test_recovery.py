"""The page of a recovery key: one sheet, every group on it, and a code for a scanner."""

import pytest

from charting.documents.recovery import recovery_pdf
from charting.domain.recovery_key import GROUPS, spelled
from charting.services.vaults import RecoveryPaper
from tests.documents.cases import PRACTICE, PRACTITIONER
from tests.documents.reading import fonts, opened, outside, sizes, text
from tests.fakes import FixedClock

KEY = spelled(bytes(range(20)))


@pytest.fixture(scope="module")
def made() -> bytes:
    return recovery_pdf(RecoveryPaper(PRACTICE, PRACTITIONER, KEY, FixedClock().now()))


def test_it_is_one_page_that_can_be_read_back(made: bytes) -> None:
    assert len(opened(made).pages) == 1
    words = text(made)
    assert [words.find(group) >= 0 for group in KEY] == [True] * GROUPS
    assert f"of {PRACTITIONER.name}, made on 23.11.2026" in words
    assert outside(made) == []
    assert {row[-5] for row in fonts(made)} == {"yes"}
    assert min(sizes(made)) >= 10


def test_the_groups_are_the_largest_words_but_for_the_title(made: bytes) -> None:
    assert sorted(sizes(made))[-2:] == [22, 24]


def test_the_code_is_drawn_and_is_none_of_another_key(made: bytes) -> None:
    other = recovery_pdf(
        RecoveryPaper(PRACTICE, PRACTITIONER, spelled(bytes(20)), FixedClock().now())
    )
    squares = [opened(page).pages[0].get_contents() for page in (made, other)]
    drawn = [contents.get_data().count(b" re") for contents in squares if contents is not None]
    assert min(drawn) > 150
    assert drawn[0] != drawn[1]
