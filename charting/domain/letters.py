"""Letters to colleagues, and the summary of a visit for whoever pays: what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.domain.marks import Needle
from charting.domain.text import clean_line, clean_text

LETTER_LIMIT = 20_000
MOST_CODES = 20
# What stands between the cells of a table in the text of a letter.
BETWEEN_CELLS = " | "


class LetterKind(StrEnum):
    """Why a letter is written."""

    REFERRAL = "referral"
    DISCHARGE = "discharge"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was printed: `to` whom, in lines, what it is `about`, and its `text`.

    `pdf_sha256` is that of the page it was printed on, in hex.
    """

    kind: LetterKind
    day: date
    to: str
    about: str
    text: str
    pdf_sha256: str = ""


class CodeKind(StrEnum):
    """What a code stands for."""

    PROCEDURE = "procedure"
    DIAGNOSIS = "diagnosis"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as the user types it, and an amount where they want one; neither is looked up."""

    kind: CodeKind
    code: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """What is said of a visit to whoever pays for it: `minutes` and `muscles` as they are charted,
    and codes of the user's own. It is no invoice. `pdf_sha256` as of a letter.
    """

    day: date
    minutes: int | None
    muscles: tuple[str, ...]
    codes: tuple[Code, ...] = ()
    remark: str = ""
    pdf_sha256: str = ""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What somebody writes and has not kept, as it stood when the hand rested; `amends` is the
    sheet at which they write further, `session_id` the visit it is about.
    """

    written: Letter | VisitSummary
    amends: UUID | None = None
    session_id: SessionId | None = None


def checked_letter(letter: Letter) -> Letter:
    """The letter with its words cleaned.

    Raises `Refused` (FIELD_MISSING without an addressee or text, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    cleaned = replace(
        letter,
        to=clean_text(letter.to, "letter_to", 1_000).strip(),
        about=clean_line(letter.about, "letter_about"),
        text=clean_text(letter.text, "letter_text", LETTER_LIMIT).strip(),
    )
    for field, words in (("letter_to", cleaned.to), ("letter_text", cleaned.text)):
        if not words:
            raise Refused(ErrorCode.FIELD_MISSING, {"field": field})
    return cleaned


def checked_summary(summary: VisitSummary) -> VisitSummary:
    """The summary with its words cleaned, and lines without a code left out.

    Raises `Refused` (FIELD_MISSING for an amount without a code, CODES_TOO_MANY, TEXT_TOO_LONG,
    TEXT_UNREADABLE).
    """
    codes = tuple(
        replace(each, code=clean_line(each.code, "code"), amount=clean_line(each.amount, "amount"))
        for each in summary.codes
    )
    if any(each.amount and not each.code for each in codes):
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "code"})
    kept = tuple(each for each in codes if each.code)
    if len(kept) > MOST_CODES:
        raise Refused(ErrorCode.CODES_TOO_MANY, {"most": MOST_CODES})
    return replace(
        summary,
        codes=kept,
        muscles=tuple(clean_line(each, "muscle") for each in summary.muscles),
        remark=clean_line(summary.remark, "remark"),
    )


def table_in(paragraph: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a paragraph of a letter whose every line has as many cells, its heads first;
    nothing for one that is no table.
    """
    rows = tuple(
        tuple(cell.strip() for cell in line.split(BETWEEN_CELLS.strip()))
        for line in paragraph.splitlines()
    )
    widths = {len(row) for row in rows}
    return rows if len(rows) > 1 and len(widths) == 1 and widths.pop() > 1 else ()


def read_codes(kind: CodeKind, typed: str) -> tuple[Code, ...]:
    """The codes typed one on a line, each with an amount after a semicolon where there is one."""
    lines = (line.partition(";") for line in typed.splitlines() if line.strip())
    return tuple(Code(kind, code.strip(), amount.strip()) for code, _sign, amount in lines)


def needle_minutes(needles: Iterable[Needle]) -> int | None:
    """The whole minutes from the first needle in to the last one out, begun ones counted; `None`
    without a needle, while one is in, and where nobody noted the times.
    """
    known = tuple(needles)
    out = [needle.came_out for needle in known if needle.came_out is not None]
    if not known or len(out) < len(known):
        return None
    lasted = max(each.utc for each in out) - min(each.went_in.utc for each in known)
    return -(-lasted // 60_000_000)
