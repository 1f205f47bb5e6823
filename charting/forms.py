"""The forms of a visit, read from resources/: the grid of movement and nerves, what a sign can be
measured in, and the text of the written consent.
"""

from functools import cache
from pathlib import Path

from charting.domain.assessment import DamagedGrid, Grid, grid_of
from charting.domain.comparable_signs import Units, sign_units_of
from charting.domain.consent import ConsentText, DamagedConsent, consent_text_of
from charting.domain.errors import ErrorCode, Refused
from charting.places import root
from charting.tables import damaged, read_vocabulary

CONSENT = "consent"


@cache
def assessment_grid() -> Grid:
    """The grid of movement and nerves. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_assessment_grid(root() / "assessment" / "grid.toml")


def read_assessment_grid(file: Path) -> Grid:
    """The grid in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and the id."""
    try:
        return grid_of(read_vocabulary(file))
    except DamagedGrid as wrong:
        raise damaged(file, str(wrong)) from wrong


@cache
def sign_units() -> Units:
    """What a comparable sign can be measured in. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_sign_units(root() / "vocabularies" / "signs.toml")


def read_sign_units(file: Path) -> Units:
    """The units in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and what is wrong."""
    try:
        return sign_units_of(read_vocabulary(file)["units"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(file, str(wrong)) from wrong


@cache
def consent_text(language: str) -> ConsentText:
    """The text of the consent as it ships in a language (BCP 47).

    Raises `Refused` (CONTENT_DAMAGED).
    """
    return read_consent_text(root() / CONSENT / language / "consent.toml", language)


def read_consent_text(file: Path, language: str) -> ConsentText:
    """The text in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and what is wrong."""
    try:
        return consent_text_of(language, read_vocabulary(file))
    except DamagedConsent as wrong:
        raise damaged(file, str(wrong)) from wrong


def clinic_consent_text(folder: Path, language: str) -> tuple[ConsentText, Refused | None]:
    """The text that is signed in the practice in `folder`: its own, in `consent/<language>.toml`
    there, or else the shipped one. Where its own is damaged the shipped one holds, and the refusal
    (CONSENT_DAMAGED) says what is wrong.
    """
    own = folder / CONSENT / f"{language}.toml"
    if not own.exists():
        return consent_text(language), None
    try:
        return read_consent_text(own, language), None
    except Refused as refused:
        facts = {"file": own.name, "detail": refused.facts["detail"]}
        return consent_text(language), Refused(ErrorCode.CONSENT_DAMAGED, facts)
