"""A record from elsewhere: why it is not taken in, and where in the file, in words."""

from charting.domain.errors import ErrorCode
from charting.i18n import _, listed


def part_words(part: str) -> str:
    """The name a person knows a part of a record by."""
    return {
        "patient": _("the details"),
        "facts": _("the health notes"),
        "reviews": _("when health was gone through"),
        "measures": _("what was measured of the body"),
        "episodes": _("the episodes"),
        "sessions": _("the sessions"),
        "follow_ups": _("the calls and reviews"),
        "signed": _("what was signed"),
        "papers": _("the papers that were handed out"),
    }.get(part, part)


def place_in_file_words(place: str) -> str:
    """A place in a record file as it would be read out: "sessions/2/marks/5/length" is "session 2,
    mark 5, length".
    """
    one = {
        "practitioners": _("practitioner"),
        "facts": _("health note"),
        "reviews": _("health review"),
        "measures": _("body measured"),
        "episodes": _("episode"),
        "sessions": _("session"),
        "marks": _("mark"),
        "follow_ups": _("call or review"),
        "contacts": _("contact note"),
        "signed": _("signed record"),
        "papers": _("paper handed out"),
        "chains": _("trail of changes"),
    }
    words: list[str] = []
    for step in place.split("/"):
        if step.isdecimal() and words:
            words[-1] = f"{one.get(words[-1], words[-1])} {step}"
        else:
            words.append(step)
    return listed(word.replace("_", " ") for word in words)


def export_words(name: str, file: str) -> str:
    """That the record of somebody is in a file now."""
    return _(
        "The whole record of {name} is in {file}. It is not encrypted: keep it where nobody else "
        "can read it."
    ).format(name=name, file=file)


def of_record_files() -> dict[ErrorCode, str]:
    """The sentences of what is refused about a record file."""
    return {
        ErrorCode.RECORD_NOT_JSON: _(
            "This file breaks off or is damaged at line {line}, column {column}. Nothing was taken "
            "in: copy it again, or ask for it to be exported again."
        ),
        ErrorCode.RECORD_FOREIGN: _(
            "This file is not a record that this application exported. Nothing was taken in: "
            "choose another file."
        ),
        ErrorCode.RECORD_NEWER: _(
            "This record was exported by a newer version of the application. Nothing was taken in: "
            "install the newest version here too."
        ),
        ErrorCode.RECORD_TOO_LARGE: _(
            "This file is larger than a record can be ({limit} MB). Nothing was taken in: choose "
            "another file."
        ),
        ErrorCode.RECORD_VALUE: _(
            "What this file says cannot be right at this place: {place}. Nothing was taken in: ask "
            "for the record to be exported again."
        ),
        ErrorCode.RECORD_LACKS: _(
            "Something is missing from this file: {place}. Nothing was taken in: ask for the "
            "record to be exported again."
        ),
        ErrorCode.RECORD_UNKNOWN: _(
            "This file says something that this version does not know: {place}. Nothing was taken "
            "in: install the newest version, or ask for the record to be exported again."
        ),
        ErrorCode.RECORD_CHAIN: _(
            "The trail of changes in this file does not fit together: it was changed after it was "
            "exported. Nothing was taken in."
        ),
        ErrorCode.RECORD_DIFFERS: _(
            "{name} is on file here already, and the file says something else about {parts}. "
            "Nothing was changed: compare the two, and enter here what is missing."
        ),
        ErrorCode.RECORD_CLASHES: _(
            "Parts of this record stand here already, in the record of somebody else. Nothing was "
            "taken in: ask for the record to be exported again."
        ),
    }
