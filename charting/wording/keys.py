"""What the parts of the application are called on the sheet of keys."""

from charting.i18n import _


def part_words(part: str) -> str:
    """The part to which an action belongs, by the beginning of its id; else that itself."""
    return {
        "window": _("Everywhere"),
        "patients": _("Patients"),
        "session": _("In a session"),
        "map": _("The back"),
        "mark": _("The selected mark"),
        "settings": _("Settings"),
        "handout": _("Papers"),
        "outcomes": _("Outcomes"),
        "course": _("The course"),
        "consent": _("Written consent"),
        "letters": _("Letters"),
        "education": _("To read together"),
        "help": _("Help"),
    }.get(part, part)
