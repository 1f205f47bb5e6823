"""Everything that is done has its few words in the trail."""

import pytest

from charting.domain.audit import KINDS, Action
from charting.wording import action_words, kind_words


@pytest.mark.parametrize("action", Action)
def test_every_action_has_words(action: Action) -> None:
    assert action_words(action)
    assert "_" not in action_words(action)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words(kind: str) -> None:
    assert kind_words(kind)
