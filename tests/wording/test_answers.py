"""Answers in words, for paper and terminal alike."""

from uuid import UUID

import pytest

from charting import content
from charting.domain.ids import PractitionerId
from charting.domain.session import Answer, Reply
from charting.domain.visit import NEXT_VISIT, OUTCOME
from charting.wording import answer_words
from tests.fakes import FixedClock

_SOMEONE = PractitionerId(UUID(int=1))
ITEMS = {item.id: item for item in content.visit_items()}


def answered(
    item: str,
    reply: Reply | None = None,
    remark: str = "",
    number: int | None = None,
    choice: str = "",
    in_set: bool = False,
    fact: str = "",
) -> Answer:
    now = FixedClock().now()
    return Answer(item, reply, now, _SOMEONE, remark, number, choice, in_set, fact)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answered("ck.eaten", Reply.NO, remark="given a biscuit"), "no, given a biscuit"),
        (answered("pr.anticoag", Reply.UNKNOWN), "not known"),
        (answered("rf.inf.fever", Reply.NO, in_set=True), "no, confirmed with the list"),
        (
            answered("pr.anticoag", Reply.YES, choice="thin_needle", fact="apixaban"),
            "yes, thin needles, known: apixaban",
        ),
        (answered("pr.pregnancy", Reply.YES, choice="third_trimester"), "yes, third"),
        (answered("om.nprs.before", number=0), "0"),
        (answered(OUTCOME, choice="referred"), "not needled: referred"),
        (answered(NEXT_VISIT, choice="2026-11-23"), "23.11.2026"),
        (answered("cb.today", choice="cb.massage cb.exercise"), "massage, exercise"),
        (answered("no.such", choice="x", number=3), "3, x"),
    ],
)
def test_what_was_answered_is_said(answer: Answer, words: str) -> None:
    assert answer_words(answer, ITEMS.get(answer.item), "CH") == words
