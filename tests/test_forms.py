"""The text of the consent: the shipped one, a clinic's own, and what cannot be one."""

from pathlib import Path

import pytest

from charting import content, forms
from charting.domain.errors import ErrorCode, Refused
from charting.wording import sentence

SHIPPED = (content.root() / "consent" / "en" / "consent.toml").read_text("utf-8")


def _own(practice: Path, text: str) -> Path:
    (practice / "consent").mkdir(parents=True)
    (practice / "consent" / "en.toml").write_text(text, "utf-8")
    return practice


def test_a_clinics_own_text_is_signed_in_its_place(tmp_path: Path) -> None:
    assert forms.clinic_consent_text(tmp_path, "en") == (forms.consent_text("en"), None)
    own = SHIPPED.replace('version = "2026-1"', 'version = "bridge-7"')
    text, refused = forms.clinic_consent_text(_own(tmp_path, own), "en")
    assert refused is None
    assert text.version == "bridge-7"
    assert text.hash != forms.consent_text("en").hash


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('version = "2026-1"', "", "version"),
        ('version = "2026-1"', 'version = ""', "version"),
        ("{practitioner}", "somebody", "by whom"),
        ('title = "Your consent to dry needling"', 'title = ""', "title"),
        ('source = "section', 'sauce = "section', "source"),
        ("lines = [", "lines = 7 # [", ""),
        ("of_age = 18", "", "of_age"),
    ],
)
def test_a_damaged_text_is_told_and_the_shipped_one_holds(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in SHIPPED
    folder = _own(tmp_path, SHIPPED.replace(old, new))
    text, refused = forms.clinic_consent_text(folder, "en")
    assert text == forms.consent_text("en")
    assert refused is not None
    assert refused.code is ErrorCode.CONSENT_DAMAGED
    assert told in str(refused.facts["detail"])
    assert "en.toml" in sentence(refused)
    with pytest.raises(Refused):
        forms.read_consent_text(folder / "consent" / "en.toml", "en")


def test_a_language_that_does_not_ship_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        forms.consent_text("xx")
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED
