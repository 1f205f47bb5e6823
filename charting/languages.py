"""The languages in which a patient can read something, by what lies in resources/ and in the folder
of a practice.
"""

from pathlib import Path

from charting.domain.language_code import LANGUAGE
from charting.places import root

ENGLISH = "en"
# Written from right to left (Unicode CLDR).
_FROM_THE_RIGHT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
# Of these, those with a comma and a semicolon of their own: ، and ؛ (Unicode CLDR).
_OWN_COMMA = _FROM_THE_RIGHT - {"he", "yi"}
CONSENT, EDUCATION, LEAFLETS = "consent", "education", "leaflets"


def language_of(part: str, wanted: str) -> str:
    """The wanted language (BCP 47) where `part` ships in it, or in it without its region; else
    English.
    """
    for code in (wanted, wanted.partition("-")[0]):
        if LANGUAGE.fullmatch(code) and (root() / part / code).is_dir():
            return code
    return ENGLISH


def consent_language(folder: Path, wanted: str) -> str:
    """The language of the consent that is signed in the practice in `folder`: as `language_of`, or
    that of a text of its own.
    """
    return wanted if wanted in clinic_languages(folder) else language_of(CONSENT, wanted)


def clinic_languages(folder: Path) -> tuple[str, ...]:
    """The languages of a practice's own texts of the consent."""
    named = (file.stem for file in sorted((folder / CONSENT).glob("*.toml")))
    return tuple(code for code in named if LANGUAGE.fullmatch(code))


def from_the_right(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left."""
    return language.partition("-")[0] in _FROM_THE_RIGHT


def separators(language: str) -> tuple[str, str]:
    """What stands between the parts of a list in a language (BCP 47), and between lists."""
    return ("، ", "؛ ") if language.partition("-")[0] in _OWN_COMMA else (", ", "; ")


def shipped_in(part: str) -> tuple[str, ...]:
    """The languages in which a part ships, English first."""
    found = [each.name for each in (root() / part).iterdir() if each.is_dir()]
    named = {name for name in found if LANGUAGE.fullmatch(name)}
    return (ENGLISH, *sorted(named - {ENGLISH}))


def languages(folder: Path) -> tuple[str, ...]:
    """Every language in which a patient of the practice in `folder` can read something, English
    first.
    """
    shipped = {code for part in (CONSENT, EDUCATION, LEAFLETS) for code in shipped_in(part)}
    return (ENGLISH, *sorted((shipped | set(clinic_languages(folder))) - {ENGLISH}))
