"""The words of the chosen language: gettext, one catalogue for screen, paper and command line."""

import gettext
from pathlib import Path

DOMAIN = "charting"

_chosen: gettext.NullTranslations = gettext.NullTranslations()


def choose(language: str, locale_folder: Path) -> None:
    """Speak `language` (a code such as "de"); English where there is no catalogue of it."""
    global _chosen  # noqa: PLW0603 - one language speaks at a time, chosen once at start
    _chosen = gettext.translation(DOMAIN, locale_folder, [language], fallback=True)


def _(message: str) -> str:
    """`message` in the chosen language."""
    return _chosen.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """`one` or `many`, by how the chosen language counts `number`."""
    return _chosen.ngettext(one, many, number)
