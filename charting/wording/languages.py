"""Languages by the names that a practitioner knows them by."""

from charting.i18n import _

_OWN_NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "ar": "العربية"}


def language_words(code: str) -> str:
    """The name of a language; its code (BCP 47) where it has no name here."""
    known = {
        "en": _("English"),
        "de": _("German"),
        "fr": _("French"),
        "it": _("Italian"),
        "es": _("Spanish"),
        "ar": _("Arabic"),
    }
    return known.get(code.partition("-")[0], code) if code else known["en"]


def own_name(code: str) -> str:
    """What a language is called in itself, for whoever reads no other; else as above."""
    return _OWN_NAMES.get(code.partition("-")[0]) or language_words(code)
