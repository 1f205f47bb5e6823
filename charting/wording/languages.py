"""Languages by the names that a practitioner knows them by."""

from charting.i18n import _


def language_words(code: str) -> str:
    """The name of a language; its code (BCP 47) where it has no name here."""
    known = {"en": _("English"), "de": _("German"), "fr": _("French"), "it": _("Italian")}
    return known.get(code.partition("-")[0], code) if code else known["en"]
