"""A consent on paper: the words that were signed, as large as the patient reads, and whose hand."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf

from charting.documents.consent import consent_pdf
from charting.domain.consent import Consent, ConsentWithdrawn, Question
from charting.domain.consent_on_file import consent_on_file
from charting.domain.moment import Moment
from charting.domain.sheet import Content, Sheet, SheetId
from charting.services.consent_report import ConsentReport
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_1
from tests.documents.reading import opened, text
from tests.fake_consents import AT, CHILDS, CONSENT, taken_back
from tests.fakes import uuid7
from tests.strategies import ME

REGIONS = {"sacrum": "sacrum", "left_buttock": "left buttock"}


def _report(
    consent: Consent = CONSENT, *backs: ConsentWithdrawn, large: bool = False
) -> ConsentReport:
    seen = case_1()
    contents: tuple[Content, ...] = (consent, *backs)
    sheets = [
        Sheet(
            SheetId(uuid7(n)),
            1,
            seen.patient.id,
            None,
            None,
            Moment.of(AT.local() + timedelta(days=n - 10), AT.zone),
            ME,
            said,
        )
        for n, said in enumerate(contents, start=10)
    ]
    on_file = consent_on_file(sheets)
    assert on_file is not None
    patient = replace(seen.patient, large_print=large)
    return ConsentReport(PRACTICE, [PRACTITIONER], patient, on_file, REGIONS, at(seen.day, 17))


def test_every_word_that_was_signed_stands_on_it_with_its_hash() -> None:
    read = text(consent_pdf(_report()))
    for section in CONSENT.text.sections:
        for words in (section.heading, *section.lines):
            assert words.removeprefix("- ") in read
    assert "Patient: K. Adeyemi" in read
    assert CONSENT.text_hash in read.replace(" ", "")
    assert "In force" in read


def test_a_childs_consent_names_guardian_assent_and_what_is_left_out() -> None:
    read = text(consent_pdf(_report(CHILDS)))
    for words in ("Guardian: A. Adeyemi", "Wants it, and holds still.", "sacrum"):
        assert words in read


def test_what_was_taken_back_stands_on_it() -> None:
    read = text(consent_pdf(_report(CONSENT, taken_back(uuid7(10), "left_buttock"))))
    assert "left buttock (since" in read
    assert "In force" in read
    read = text(consent_pdf(_report(CONSENT, taken_back(uuid7(10)))))
    assert "In force" not in read


def test_whatever_was_asked_is_printed_as_it_was_typed() -> None:
    odd = Question('Is <b>it</b> 3<5 <L5 & <img src="/x">?', "No 😀 وو")
    read = text(consent_pdf(_report(replace(CONSENT, questions=(odd,)))))
    assert 'Is <b>it</b> 3<5 <L5 & <img src="/x">?' in read


def test_who_reads_large_print_gets_it_large() -> None:
    normal, large = consent_pdf(_report()), consent_pdf(_report(large=True))
    assert len(opened(large).pages) > len(opened(normal).pages) >= 2


def test_a_translation_that_nobody_checked_says_so_on_paper() -> None:
    german = replace(CONSENT, text=replace(CONSENT.text, language="de", reviewed_by=""))
    waits = "No practitioner has checked this translation yet."
    assert waits in text(consent_pdf(_report(german)))
    with pikepdf.Pdf.open(BytesIO(consent_pdf(_report(german)))) as pdf:
        assert str(pdf.Root.Lang) == "de"
    checked = replace(german, text=replace(german.text, reviewed_by="N. Feld"))
    assert waits not in text(consent_pdf(_report(checked)))
    assert waits not in text(consent_pdf(_report()))
