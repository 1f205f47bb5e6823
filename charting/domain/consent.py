"""Written consent: the text that was read, who agreed to it by hand, and what was taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import hypot
from typing import Any
from uuid import UUID

from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.text import clean_line, clean_text

# The field in which a hand signs, in units of its own; pressure goes from 0 to 1000.
PAD_WIDE, PAD_HIGH, PRESSED = 3000, 1000, 1000
# What is shorter than this altogether is a dot, and no signature.
SHORTEST = 150
MOST_NUMBERS = 60_000

WORDS_LIMIT = 4_000
_AT_MOST = 40

Stroke = tuple[int, ...]
"""A stroke of a pen as x, y, pressure, x, y, pressure and so on; y grows downward."""


class Signer(StrEnum):
    """As whom somebody signs; a guardian is also whoever else may lawfully consent for a person."""

    PATIENT = "patient"
    GUARDIAN = "guardian"
    WITNESS = "witness"


class DamagedConsent(ValueError):
    """The text of a consent is not whole; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class ConsentSection:
    """A part of the text; a line that begins with "- " is a bullet."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is read before it is signed, in a `language` (BCP 47). `declaration` is what the
    signature stands under; whoever is younger than `of_age`, in whole years, does not sign alone.
    """

    language: str
    version: str
    title: str
    sections: tuple[ConsentSection, ...]
    declaration: str
    of_age: int
    source: str
    reviewed_by: str = ""

    @property
    def hash(self) -> str:
        """The SHA-256 of the text, in hex: what was signed can be told from every other text."""
        return digest(canonical(self)).hex()


@dataclass(frozen=True, slots=True)
class Question:
    """What the person asked, and what they were answered."""

    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class HandSignature:
    """Somebody's signature as it was drawn, stroke by stroke."""

    signer: Signer
    name: str
    strokes: tuple[Stroke, ...]
    at: Moment


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person of `age` years agreed to. `text_hash` is that of `text`; `needles_by` is who
    needles; `excluded` are regions of the back that the person does not agree to; `assent` says how
    somebody for whom a guardian signs agrees themselves.
    """

    text: ConsentText
    text_hash: str
    age: int
    needles_by: PractitionerId
    signatures: tuple[HandSignature, ...]
    questions: tuple[Question, ...] = ()
    excluded: tuple[str, ...] = ()
    assent: str = ""

    @property
    def signed(self) -> Moment:
        """When the last of them signed."""
        return max((one.at for one in self.signatures), key=lambda at: at.utc)


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """A consent taken back from then on: as a whole, or for some regions of the back."""

    consent: UUID
    regions: tuple[str, ...] = ()
    words: str = ""


# --- What can be put on file --------------------------------------------------------------------


def checked_consent(consent: Consent) -> Consent:
    """The consent with its words cleaned.

    Raises `Refused`: CONSENT_TEXT_EMPTY, CONSENT_TEXT_ALTERED, SIGNATURE_MISSING,
    SIGNATURE_EMPTY, SIGNATURE_TOO_LONG, GUARDIAN_MISSING, ASSENT_MISSING, QUESTION_UNANSWERED,
    FIELD_MISSING, TEXT_TOO_LONG, TEXT_UNREADABLE.
    """
    _check_text(consent.text, consent.text_hash)
    questions = tuple(_checked_question(one) for one in consent.questions)
    signatures = tuple(_checked_signature(one) for one in consent.signatures)
    assent = clean_text(consent.assent, "assent", WORDS_LIMIT).strip()
    _check_signers({one.signer for one in signatures}, consent.age < consent.text.of_age, assent)
    return replace(consent, questions=questions, signatures=signatures, assent=assent)


def checked_withdrawal(withdrawn: ConsentWithdrawn) -> ConsentWithdrawn:
    """The withdrawal with its words cleaned; nobody has to say why. Raises `Refused`
    (TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    return replace(withdrawn, words=clean_text(withdrawn.words, "reason", WORDS_LIMIT).strip())


def _check_text(text: ConsentText, text_hash: str) -> None:
    is_whole = text.title.strip() and text.declaration.strip() and text.sections
    if not is_whole or not all(any(line.strip() for line in one.lines) for one in text.sections):
        raise Refused(ErrorCode.CONSENT_TEXT_EMPTY)
    if text_hash != text.hash:
        raise Refused(ErrorCode.CONSENT_TEXT_ALTERED)


def _check_signers(signers: set[Signer], is_minor: bool, assent: str) -> None:
    if is_minor and Signer.GUARDIAN not in signers:
        raise Refused(ErrorCode.GUARDIAN_MISSING)
    if not signers & {Signer.PATIENT, Signer.GUARDIAN}:
        raise Refused(ErrorCode.SIGNATURE_MISSING)
    if Signer.GUARDIAN in signers and not assent:
        raise Refused(ErrorCode.ASSENT_MISSING)


def _checked_question(question: Question) -> Question:
    asked = clean_text(question.asked, "question", WORDS_LIMIT).strip()
    answered = clean_text(question.answered, "answer", WORDS_LIMIT).strip()
    if not asked or not answered:
        raise Refused(ErrorCode.QUESTION_UNANSWERED, {"question": (asked or answered)[:_AT_MOST]})
    return Question(asked, answered)


def _checked_signature(signature: HandSignature) -> HandSignature:
    name = clean_line(signature.name, "signer_name")
    if not name:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "signer_name"})
    if sum(map(len, signature.strokes)) > MOST_NUMBERS:
        raise Refused(ErrorCode.SIGNATURE_TOO_LONG, {"name": name})
    if drawn(signature.strokes) < SHORTEST or not all(map(_is_on_the_pad, signature.strokes)):
        raise Refused(ErrorCode.SIGNATURE_EMPTY, {"name": name})
    return replace(signature, name=name)


def drawn(strokes: Iterable[Stroke]) -> int:
    """How long strokes are together, in units of the pad."""
    return round(sum(map(_length, strokes)))


def _length(stroke: Stroke) -> float:
    points = list(zip(stroke[0::3], stroke[1::3], strict=False))
    return sum(
        hypot(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(points)
    )


def _is_on_the_pad(stroke: Stroke) -> bool:
    return (
        len(stroke) % 3 == 0
        and all(0 <= x <= PAD_WIDE for x in stroke[0::3])
        and all(0 <= y <= PAD_HIGH for y in stroke[1::3])
        and all(0 <= pressed <= PRESSED for pressed in stroke[2::3])
    )


# --- From its data file -------------------------------------------------------------------------


def consent_text_of(language: str, table: Mapping[str, Any]) -> ConsentText:
    """The text of a table. Raises `DamagedConsent` saying what is wrong."""
    try:
        text = ConsentText(
            language,
            table["version"],
            table["title"],
            tuple(ConsentSection(one["heading"], tuple(one["lines"])) for one in table["sections"]),
            table["declaration"],
            table["of_age"],
            table["source"],
            table.get("reviewed_by", ""),
        )
        _check_text(text, text.hash)
    except KeyError as missing:
        raise DamagedConsent(f"{missing.args[0]} is missing") from missing
    except (TypeError, AttributeError) as wrong:
        raise DamagedConsent(str(wrong)) from wrong
    except Refused as refused:
        raise DamagedConsent("it has no title, no declaration, or an empty section") from refused
    for wrong_words, is_wrong in (
        ("it has no version", not text.version),
        ("it has no source", not text.source),
        ("the declaration does not say by whom", "{practitioner}" not in text.declaration),
    ):
        if is_wrong:
            raise DamagedConsent(wrong_words)
    return text
