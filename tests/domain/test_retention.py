"""How long records are kept: the rules as typed from the clinical reference, section 5.3."""

from dataclasses import replace
from datetime import date

import pytest

from charting import care_content
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.legal_hold import LegalHold, checked_hold, standing_reasons
from charting.domain.patient import Patient
from charting.domain.retention import rule_that_holds, rules_of
from charting.wording.retention import rule_words
from tests.fakes import uuid7

RULES = {rule.id: rule for rule in care_content.retention_rules()}
ANNA = Patient(PatientId(uuid7(1)), "Muster", "Anna", date(2000, 5, 9))


@pytest.mark.parametrize(
    ("rule", "country", "years", "until_age", "tag"),
    [
        ("ret.uk.eng", "GB", 8, 25, "S110"),
        ("ret.uk.sco", "GB", 6, 0, "S110"),
        ("ret.uk.lim", "GB", 0, 0, "S141"),
        ("ret.au", "AU", 7, 25, "S112"),
        ("ret.ie", "IE", 8, 25, "HSE"),
        ("ret.us", "US", 10, 28, "VERIFY per state"),
        ("ret.ca.on", "CA", 10, 28, "VERIFY"),
        ("ret.nz", "NZ", 10, 0, "OK"),
        ("ret.de", "DE", 10, 0, "BGB §630f"),
        ("ret.ch", "CH", 20, 0, "OK"),
        ("ret.nl", "NL", 20, 0, "OK"),
        ("ret.fr", "FR", 20, 0, "VERIFY"),
        ("ret.za", "ZA", 6, 21, "HPCSA"),
    ],
)
def test_a_rule_says_what_its_source_says(
    rule: str, country: str, years: int, until_age: int, tag: str
) -> None:
    found = RULES[rule]
    assert (found.country, found.years, found.until_age) == (country, years, until_age)
    assert tag in found.source
    assert not found.reviewed_by
    assert rule_words(found).endswith(".")


def test_there_is_no_other_rule() -> None:
    assert len(RULES) == 13


@pytest.mark.parametrize(
    ("rule", "last", "until"),
    [
        # Of age at the last contact.
        ("ret.uk.eng", date(2018, 5, 9), date(2026, 5, 9)),
        ("ret.de", date(2024, 2, 29), date(2034, 3, 1)),
        # A child: to the 25th birthday, the 26th who was 17, or so long after the last contact.
        ("ret.uk.eng", date(2010, 1, 1), date(2025, 5, 9)),
        ("ret.uk.eng", date(2018, 5, 8), date(2026, 5, 9)),
        ("ret.uk.eng", date(2017, 5, 8), date(2025, 5, 9)),
        ("ret.ca.on", date(2016, 1, 1), date(2028, 5, 9)),
        ("ret.ca.on", date(2018, 5, 8), date(2028, 5, 9)),
        ("ret.za", date(2017, 1, 1), date(2023, 1, 1)),
        ("ret.ch", date(2010, 1, 1), date(2030, 1, 1)),
    ],
)
def test_time_is_counted_from_the_last_contact_and_longer_for_a_child(
    rule: str, last: date, until: date
) -> None:
    assert RULES[rule].until(ANNA, last) == until


def test_who_was_born_on_29_february_has_a_birthday_every_year() -> None:
    born = replace(ANNA, born=date(2004, 2, 29))
    assert RULES["ret.uk.eng"].until(born, date(2010, 1, 1)) == date(2029, 3, 1)


def test_the_chosen_rule_holds_or_else_the_longest_of_the_country() -> None:
    every = RULES.values()
    assert rule_that_holds(every, "", "GB") is RULES["ret.uk.eng"]
    assert rule_that_holds(every, "ret.uk.sco", "GB") is RULES["ret.uk.sco"]
    assert rule_that_holds(every, "ret.uk.lim", "GB") is RULES["ret.uk.eng"]
    assert rule_that_holds(every, "", "AT") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": ""},
        {"years": 0},
        {"late_age": 17},
        {"id": "ret.de"},
    ],
)
def test_a_file_of_rules_that_says_nothing_is_damaged(wrong: dict[str, object]) -> None:
    row = {"id": "a", "country": "DE", "words": "A", "source": "S1", "years": 9, **wrong}
    other = {"id": "ret.de", "country": "DE", "words": "B", "source": "S1", "years": 9}
    with pytest.raises(ValueError, match=r"a|twice"):
        rules_of({"rules": [row, other]})


def test_a_hold_has_a_reason() -> None:
    assert checked_hold(LegalHold(" A letter ")) == LegalHold("A letter")
    with pytest.raises(Refused) as refused:
        checked_hold(LegalHold(" \n"))
    assert refused.value.code is ErrorCode.FIELD_MISSING
    assert standing_reasons([LegalHold("a"), LegalHold("b", "over")]) == ("a",)
