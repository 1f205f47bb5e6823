"""Letters and summaries of visits: what they must hold, and what is counted for them."""

from dataclasses import replace
from datetime import date

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.letters import (
    Code,
    CodeKind,
    Letter,
    LetterKind,
    VisitSummary,
    checked_letter,
    checked_summary,
    needle_minutes,
    read_codes,
)
from charting.domain.marks import Direction, Needle, Technique
from charting.domain.moment import Moment
from tests.documents.cases import on_the_map
from tests.fakes import uuid7
from tests.strategies import ME

DAY = date(2026, 11, 27)
LETTER = Letter(LetterKind.REFERRAL, DAY, "Emergency department", "Referral", "Please see her.")


def needle(minute_in: int, minute_out: int | None, **more: object) -> Needle:
    site = replace(on_the_map(18, 13), muscle="m.multifidus_lumborum")
    out = None if minute_out is None else Moment(minute_out * 60_000_000, "UTC", DAY)
    made = Needle(
        MarkId(uuid7(minute_in + 1)),
        site,
        Moment(0, "UTC", DAY),
        ME,
        50,
        300,
        Technique.STATIC_DEEP,
        Direction.PERPENDICULAR,
        Moment(minute_in * 60_000_000, "UTC", DAY),
        out,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_letter_needs_an_addressee_and_text() -> None:
    assert checked_letter(replace(LETTER, to=" Dr Wu\r\nBern ")).to == "Dr Wu\nBern"
    for lacking in (replace(LETTER, to=" "), replace(LETTER, text="\n")):
        with pytest.raises(Refused) as refused:
            checked_letter(lacking)
        assert refused.value.code is ErrorCode.FIELD_MISSING


def test_minutes_go_from_the_first_in_to_the_last_out() -> None:
    assert needle_minutes([needle(14, 24), needle(26, 27)]) == 13
    assert needle_minutes([needle(14, None)]) is None
    assert needle_minutes([]) is None


def test_codes_stand_as_they_are_typed() -> None:
    typed = "20561; CHF 95.00\n\n 20560 "
    codes = read_codes(CodeKind.PROCEDURE, typed)
    assert codes == (
        Code(CodeKind.PROCEDURE, "20561", "CHF 95.00"),
        Code(CodeKind.PROCEDURE, "20560"),
    )
    summary = VisitSummary(DAY, 13, ("m.gluteus_medius",), (*codes, Code(CodeKind.DIAGNOSIS, "")))
    assert checked_summary(summary).codes == codes


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ((Code(CodeKind.PROCEDURE, "", "95"),), ErrorCode.FIELD_MISSING),
        ((Code(CodeKind.PROCEDURE, "20561"),) * 21, ErrorCode.CODES_TOO_MANY),
        ((Code(CodeKind.PROCEDURE, "2" * 201),), ErrorCode.TEXT_TOO_LONG),
    ],
)
def test_a_summary_that_cannot_be_is_refused(codes: tuple[Code, ...], code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        checked_summary(VisitSummary(DAY, None, (), codes))
    assert refused.value.code is code
