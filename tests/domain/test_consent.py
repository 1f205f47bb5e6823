"""Written consent: what cannot be kept is refused, and what was taken back is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from charting.domain.consent import (
    PAD_HIGH,
    PAD_WIDE,
    Consent,
    ConsentWithdrawn,
    HandSignature,
    Question,
    Signer,
    checked_consent,
    checked_withdrawal,
    drawn,
)
from charting.domain.consent_on_file import consent_on_file, consents_on_file
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.moment import Moment
from charting.domain.readability import reading
from charting.domain.sheet import Sheet, SheetId
from charting.wording.consent import consent_words, standing_words, without_words
from tests.fake_consents import AT, CHILDS, CONSENT, TEXT, WAVE, signature
from tests.fakes import uuid7
from tests.strategies import ME


def refusal(consent: Consent) -> ErrorCode:
    with pytest.raises(Refused) as refused:
        checked_consent(consent)
    return refused.value.code


def test_what_was_signed_is_kept_as_it_is() -> None:
    assert checked_consent(CONSENT) == CONSENT
    assert checked_consent(CHILDS) == CHILDS
    assert CONSENT.signed == AT


@pytest.mark.parametrize(
    ("strokes", "code"),
    [
        ((), ErrorCode.SIGNATURE_EMPTY),
        (((100, 100, 1000),), ErrorCode.SIGNATURE_EMPTY),
        (((100, 100, 1000, 110, 100, 1000),), ErrorCode.SIGNATURE_EMPTY),
        (((100, 100, 1000, 400, 100),), ErrorCode.SIGNATURE_EMPTY),
        (((0, 0, 1000, PAD_WIDE + 1, 0, 1000),), ErrorCode.SIGNATURE_EMPTY),
        (((0, 0, 1000, 0, PAD_HIGH + 1, 1000),), ErrorCode.SIGNATURE_EMPTY),
        (((0, 0, 1000, 900, 0, 1001),), ErrorCode.SIGNATURE_EMPTY),
        ((WAVE * 6000,), ErrorCode.SIGNATURE_TOO_LONG),
    ],
)
def test_a_signature_that_is_none_is_refused(
    strokes: tuple[tuple[int, ...], ...], code: ErrorCode
) -> None:
    unsigned = HandSignature(Signer.PATIENT, "K. Adeyemi", strokes, AT)
    assert refusal(replace(CONSENT, signatures=(unsigned,))) is code


@pytest.mark.parametrize(
    ("consent", "code"),
    [
        (replace(CONSENT, signatures=()), ErrorCode.SIGNATURE_MISSING),
        (replace(CONSENT, signatures=(signature(Signer.WITNESS),)), ErrorCode.SIGNATURE_MISSING),
        (replace(CONSENT, signatures=(signature(name=" "),)), ErrorCode.FIELD_MISSING),
        (replace(CONSENT, age=17), ErrorCode.GUARDIAN_MISSING),
        (replace(CHILDS, assent=" "), ErrorCode.ASSENT_MISSING),
        (
            replace(CONSENT, signatures=(signature(Signer.GUARDIAN),)),
            ErrorCode.ASSENT_MISSING,
        ),
        (replace(CONSENT, questions=(Question("Why?", " "),)), ErrorCode.QUESTION_UNANSWERED),
        (replace(CONSENT, questions=(Question("", "So."),)), ErrorCode.QUESTION_UNANSWERED),
        (replace(CONSENT, text_hash="00"), ErrorCode.CONSENT_TEXT_ALTERED),
        (replace(CONSENT, text=replace(TEXT, sections=())), ErrorCode.CONSENT_TEXT_EMPTY),
        (replace(CONSENT, text=replace(TEXT, title=" ")), ErrorCode.CONSENT_TEXT_EMPTY),
        (replace(CONSENT, text=replace(TEXT, declaration="")), ErrorCode.CONSENT_TEXT_EMPTY),
        (
            replace(CONSENT, text=replace(TEXT, sections=(replace(TEXT.sections[0], lines=()),))),
            ErrorCode.CONSENT_TEXT_EMPTY,
        ),
    ],
)
def test_a_consent_that_is_none_is_refused(consent: Consent, code: ErrorCode) -> None:
    assert refusal(consent) is code


def test_the_hash_tells_one_text_from_every_other() -> None:
    assert replace(TEXT, version="2026-2").hash != TEXT.hash
    other = replace(TEXT.sections[0], lines=("Something else.",))
    assert replace(TEXT, sections=(other, *TEXT.sections[1:])).hash != TEXT.hash
    assert len(TEXT.hash) == 64


def test_a_stroke_is_as_long_as_it_was_drawn() -> None:
    assert drawn(((0, 0, 1000, 300, 400, 1000),)) == 500
    assert drawn(((5, 5, 1000),)) == 0


# On file

PATIENT = PatientId(uuid7(1))


def _sheet(number: int, content: Consent | ConsentWithdrawn, days: int = 0) -> Sheet:
    at = Moment.of(AT.local() + timedelta(days=days), AT.zone)
    return Sheet(SheetId(uuid7(number)), 1, PATIENT, None, None, at, ME, content)


def test_the_last_consent_is_the_one_in_force() -> None:
    assert consent_on_file([]) is None
    older, newer = _sheet(10, CONSENT), _sheet(11, replace(CONSENT, age=43), 400)
    found = consent_on_file([older, newer])
    assert found is not None
    assert (found.consent.age, found.in_force, found.closed) == (43, True, ())
    assert consent_on_file([older, replace(newer, struck="another patient")]) != found


def test_what_was_taken_back_in_part_stays_closed_and_as_a_whole_ends_it() -> None:
    signed = _sheet(10, replace(CONSENT, excluded=("sacrum",)))
    part = _sheet(11, ConsentWithdrawn(uuid7(10), ("left_buttock",), "too close"), 7)
    found = consent_on_file([signed, part])
    assert found is not None
    assert found.in_force
    assert found.closed == ("sacrum", "left_buttock")
    words = without_words(found, {"sacrum": "sacrum", "left_buttock": "left buttock"}, "CH")
    assert words.startswith("sacrum, left buttock (since ")
    whole = _sheet(12, ConsentWithdrawn(uuid7(10)), 9)
    ended = consent_on_file([signed, part, whole])
    assert ended is not None
    assert not ended.in_force
    assert "taken back" in consent_words(ended, "CH")
    again = consent_on_file([signed, part, whole, _sheet(13, CONSENT, 10)])
    assert again is not None
    assert (again.in_force, again.closed) == (True, ())


def test_every_consent_is_known_the_first_one_first() -> None:
    first, back = _sheet(10, CONSENT), _sheet(11, ConsentWithdrawn(uuid7(10)), 7)
    second, third = _sheet(12, CONSENT, 8), _sheet(13, CONSENT, 9)
    every = consents_on_file([third, back, first, second])
    assert [one.sheet.id for one in every] == [uuid7(10), uuid7(12), uuid7(13)]
    assert [one.in_force for one in every] == [False, True, True]
    laters = (*every[1:], None)
    told = [standing_words(one, next_, "CH") for one, next_ in zip(every, laters, strict=True)]
    assert told[0].startswith("taken back ")
    assert told[1].startswith("followed by that of ")
    assert told[2] == "in force"


def test_nobody_has_to_say_why() -> None:
    assert checked_withdrawal(ConsentWithdrawn(uuid7(10), words="  ")).words == ""


# The text

SENTENCES = " ".join(
    [
        *(line.removeprefix("- ") for section in TEXT.sections for line in section.lines),
        *(section.heading for section in TEXT.sections),
        TEXT.declaration,
    ]
)


def test_the_text_is_read_by_everybody() -> None:
    read = reading(SENTENCES)
    assert read.grade <= 6, read
    assert read.words_per_sentence <= 15, read


def test_the_text_names_what_has_to_be_named() -> None:
    # Section 9.5 and 2.6: ck.info_given, ck.consent_session; who needles, stop at any time.
    for word in (
        *(
            "bruise",
            "blood",
            "sore",
            "tired",
            "infect",
            "lung",
            "faint",
            "nerve",
            "worse",
            "breaks",
        ),
        *("spine", "not acupuncture", "stop at any time", "{practitioner}", "exercise", "copy"),
    ):
        assert word in SENTENCES, word
    assert TEXT.source
    assert not TEXT.reviewed_by
    for claim in ("cure", "heals", "guarantee", "safe"):
        assert claim not in SENTENCES.lower()
