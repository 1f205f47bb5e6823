"""The sentence for each refusal: what happened, and what to do."""

from datetime import date

from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _, listed
from charting.wording.archives import of_archives
from charting.wording.attachments import of_attachments
from charting.wording.backup_refusals import of_backups
from charting.wording.clinic_refusals import of_clinics
from charting.wording.form_refusals import form_fields, of_forms
from charting.wording.leaflets import leaflet_fields, of_leaflets
from charting.wording.outcomes import of_outcomes
from charting.wording.paper_refusals import of_paper
from charting.wording.record_files import of_record_files, part_words, place_in_file_words
from charting.wording.retention import of_retention
from charting.wording.settings_refusals import of_settings
from charting.wording.values import date_words, day_words
from charting.wording.visit_refusals import of_visits


def sentence(refused: Refused, country: str = "") -> str:
    """What to tell the person, in plain text without markup; a day as written in `country` (ISO
    3166) or, where that is not known, with the name of its month.
    """
    return sentences()[refused.code].format_map(_spoken(refused, country))


def field_words(field: str) -> str:
    """The name a person knows a field by."""
    known = {**_fields_of_people(), **_fields_of_visits()}
    return known.get(field, field)


def _fields_of_people() -> dict[str, str]:
    return {
        "family_name": _("the family name"),
        "given_name": _("the given name"),
        "phone": _("the telephone number"),
        "language": _("the language"),
        "born": _("the date of birth"),
        "health_fact": _("the health note"),
        "clinic_name": _("the name of the clinic"),
        "clinic_phone": _("the clinic's telephone number"),
        "out_of_hours_phone": _("the out-of-hours number"),
        "emergency_number": _("the emergency number"),
        "practitioner_name": _("the name"),
        "registration": _("the registration number"),
        "country": _("the country"),
    }


def _fields_of_visits() -> dict[str, str]:
    return {
        "addendum": _("the addendum"),
        "reason": _("the reason"),
        "note_subjective": _("the subjective note"),
        "note_objective": _("the objective note"),
        "note_treatment": _("the treatment note"),
        "note_plan": _("the plan"),
        "remark": _("the remark"),
        "complaint": _("the complaint"),
        "point_set": _("the name of the point set"),
        "short": _("the short word"),
        "snippet": _("the text of the snippet"),
        "template": _("the name of the beginning"),
        "template_text": _("at least one section"),
        "discharge": _("why the episode ends"),
        "region": _("the region"),
        "muscle": _("the muscle"),
        "referred_pain": _("the place it refers to"),
        "pl.next": _("the next visit"),
        "follow_up": _("the reason of the call or review"),
        "contact_note": _("the contact note"),
        "due": _("the day it is due"),
        "appointment": _("the title of the appointment"),
        "event": _("what happened"),
        "event_place": _("where it was"),
        "event_day": _("the day it began"),
        "event_time": _("the time it began"),
        "event_ended": _("the day it was over"),
        "day": _("the day of the visit"),
        "time": _("the time of the visit"),
        "since": _("the first day"),
        "until": _("the last day"),
        "site": _("the site"),
        "activity": _("the activity"),
        "device": _("the device"),
        "calibrated": _("the day the device was calibrated"),
        "letter_to": _("whom the letter is for"),
        "letter_about": _("what the letter is about"),
        "letter_text": _("the text of the letter"),
        "code": _("the code"),
        "amount": _("the amount"),
        "lot": _("the lot"),
        "expiry": _("the expiry"),
        **form_fields(),
        **leaflet_fields(),
    }


def measure_words(measure: str) -> str:
    """What is measured of a body, in words."""
    return {
        "spine": _("The distance from T12 to S1"),
        "psis": _("The distance between the PSIS"),
        "height": _("The body height"),
    }.get(measure, measure)


def _spoken(refused: Refused, country: str) -> dict[str, str | int]:
    facts = dict(refused.facts)
    if "field" in facts:
        facts["field"] = field_words(str(facts["field"]))
    if "day" in facts:
        day = date.fromisoformat(str(facts["day"]))
        facts["day"] = date_words(day, country) if country else day_words(day)
    if "measure" in facts:
        unit = _in_cm if facts["measure"] == "height" else _in_mm
        facts |= {key: unit(int(facts[key])) for key in ("mm", "least", "most") if key in facts}
        facts["measure"] = measure_words(str(facts["measure"]))
    if "parts" in facts:
        facts["parts"] = listed(map(part_words, str(facts["parts"]).split(",")))
    if "place" in facts:
        facts["place"] = place_in_file_words(str(facts["place"]))
    if "diameter_um" in facts:
        facts["diameter"] = f"{int(facts['diameter_um']) / 1000:.2f}"
    return facts


def _in_mm(mm: int) -> str:
    return _("{n} mm").format(n=mm)


def _in_cm(mm: int) -> str:
    return _("{n} cm").format(n=f"{mm / 10:g}")


def sentences() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {
        **_of_keys(),
        **_of_more_keys(),
        **_of_roles(),
        **_of_the_folder(),
        **of_backups(),
        **of_clinics(),
        **_of_the_database(),
        **of_paper(),
        **of_settings(),
        **_of_people(),
        **of_retention(),
        **of_visits(),
        **of_forms(),
        **of_leaflets(),
        **of_outcomes(),
        **of_archives(),
        **of_attachments(),
        **of_record_files(),
    }


def _of_keys() -> dict[ErrorCode, str]:
    return {
        ErrorCode.WRONG_PASSPHRASE: _(
            "This passphrase does not open the practice. Check Caps Lock and the keyboard "
            "language, "
            "and try again."
        ),
        ErrorCode.PASSPHRASE_TOO_SHORT: _(
            "The passphrase has {length} characters. Use {minimum} or more: four or five unrelated "
            "words are easy to remember."
        ),
        ErrorCode.PASSPHRASE_TOO_SIMPLE: _(
            "This passphrase is easy to guess: it repeats itself, or is made of what everybody "
            "tries first. Choose four or five unrelated words."
        ),
        ErrorCode.PASSPHRASES_DIFFER: _(
            "The two passphrases are not the same. Type the second one again."
        ),
        ErrorCode.PASSPHRASE_MISSING: _("Type the passphrase of the practice."),
        ErrorCode.KEYS_MISSING: _(
            "The key file of this practice is missing from {folder}. Put “practice.keys” back "
            "from a "
            "backup: without it no passphrase can open the records."
        ),
        ErrorCode.KEYS_DAMAGED: _(
            "The key file of this practice is damaged. Put “practice.keys” back from a backup into "
            "{folder}; the records themselves are untouched."
        ),
        ErrorCode.KEYS_TOO_WEAK: _(
            "The key file asks for weaker protection than this application accepts. Put "
            "“practice.keys” back from a backup into {folder}."
        ),
    }


def _of_more_keys() -> dict[ErrorCode, str]:
    return {
        ErrorCode.PASSPHRASE_TAKEN: _(
            "This passphrase cannot be used in this practice. Choose another one."
        ),
        ErrorCode.RECOVERY_KEY_LENGTH: _(
            "The recovery key has {wanted} letters and digits, in 8 groups of 5; {found} were "
            "typed. See whether a group was left out or typed twice."
        ),
        ErrorCode.RECOVERY_KEY_TYPO: _(
            "Group {group} is not as it stands on the paper. Compare it letter by letter: there is "
            "no letter O, I, L or U in a recovery key."
        ),
        ErrorCode.WRONG_RECOVERY_KEY: _(
            "This recovery key does not open this practice. Perhaps it was replaced by a later "
            "one: look at the date on the paper, and at the folder chosen here."
        ),
        ErrorCode.NO_RECOVERY_KEY: _(
            "Nobody has made a recovery key for this practice. Only a passphrase opens it, or a "
            "backup of a time when there was a recovery key."
        ),
    }


def _of_roles() -> dict[ErrorCode, str]:
    return {
        ErrorCode.NOT_PERMITTED: _(
            "Your role in this practice does not include this. Ask an owner of the practice."
        ),
        ErrorCode.SUPERVISOR_MISSING: _(
            "A student charts beside a supervisor. Name the supervisor who is present, under "
            "“Practitioners and keys”."
        ),
        ErrorCode.LAST_OWNER: _("A practice needs an owner. Make somebody else an owner first."),
        ErrorCode.NO_LONGER_HERE: _(
            "{name} was removed from this practice. An owner can add them again."
        ),
        ErrorCode.CLOCK_BEHIND: _(
            "The clock of this computer says {now}, but the record holds a visit of {latest}. Set "
            "the clock right before you chart: times are written down as the clock tells them."
        ),
        ErrorCode.REMOVE_ONESELF: _(
            "Nobody removes themselves. Ask another owner of the practice."
        ),
        ErrorCode.NOT_ALL_STORED: _(
            "The disk has not taken everything that {name} charted. {name} has to open the window "
            "first, so that nothing is lost."
        ),
    }


def _of_the_folder() -> dict[ErrorCode, str]:
    return {
        ErrorCode.NO_PRACTICE: _(
            "There is no practice in {folder}. Choose another folder, or set up a new practice "
            "there."
        ),
        ErrorCode.PRACTICE_EXISTS: _(
            "There is already a practice in {folder}. Open it, or choose another folder for the "
            "new one."
        ),
        ErrorCode.ALREADY_OPEN: _(
            "This practice is already open in another window. Go on there, or close it first."
        ),
        ErrorCode.FOLDER_NOT_WRITABLE: _(
            "Nothing can be written in {folder}. Choose a folder of your own, or ask whoever looks "
            "after this computer for permission."
        ),
        ErrorCode.FOLDER_ON_NETWORK: _(
            "{folder} lies on a network share, where a power cut can damage the records. Choose a "
            "folder on this computer's own disk."
        ),
        ErrorCode.FOLDER_SYNCED: _(
            "{folder} is kept in step with {service}, which can damage open records. Choose a "
            "folder "
            "outside it; backups may go there."
        ),
        ErrorCode.DISK_FULL: _(
            "The disk is full. Free some space; what you entered is still here and is stored as "
            "soon "
            "as there is room."
        ),
        ErrorCode.FILE_EXISTS: _(
            "{file} already exists, and was left as it is. Choose another name for the new file."
        ),
        ErrorCode.FILE_UNREADABLE: _(
            "{file} cannot be read. Check its name and that you may open it."
        ),
    }


def _of_the_database() -> dict[ErrorCode, str]:
    return {
        ErrorCode.DATABASE_DAMAGED: _(
            "The records in {folder} are damaged and were not touched. Open the newest backup, and "
            "keep this folder for whoever helps you."
        ),
        ErrorCode.DATABASE_FOREIGN: _(
            "The database in {folder} does not belong to this practice, or was not made by this "
            "application. Choose the folder of your practice."
        ),
        ErrorCode.DATABASE_NEWER: _(
            "This practice was last opened by a newer version of the application. Install the "
            "newest "
            "version here too; nothing was changed."
        ),
        ErrorCode.DATABASE_NOT_ENCRYPTED: _(
            "The database in {folder} is not encrypted, so it is not the one this application "
            "made. "
            "Open a backup instead."
        ),
        ErrorCode.DATABASE_BUSY: _(
            "Another program is using the records just now. What you entered is still here and is "
            "stored as soon as they are free."
        ),
        ErrorCode.STORAGE_FAILED: _(
            "The disk did not take what was entered. It is still on this screen: check the disk, "
            "then "
            "choose “Store again”."
        ),
        ErrorCode.AUDIT_BROKEN: _(
            "The trail of changes no longer fits together. Compare with your newest backup "
            "before you "
            "go on."
        ),
        ErrorCode.CONTENT_DAMAGED: _(
            "A part of the application is missing or damaged ({file}). Install the application "
            "again; "
            "your records are not touched by that."
        ),
        ErrorCode.MAP_DAMAGED: _(
            "Your clinic's own map in {file} is not used ({detail}). Until the file is mended, "
            "the map is used that came with the application."
        ),
        ErrorCode.RULES_DAMAGED: _(
            "Your clinic's own rules in {file} are not used ({detail}). Until the file is mended, "
            "the rules hold that came with the application."
        ),
    }


def _of_people() -> dict[ErrorCode, str]:
    return {
        ErrorCode.NAME_MISSING: _("Type a family name or a given name."),
        ErrorCode.FIELD_MISSING: _("Please fill in {field}."),
        ErrorCode.TEXT_TOO_LONG: _(
            "For {field} there is room for {limit} characters; this has {length}. Shorten it a "
            "little."
        ),
        ErrorCode.TEXT_UNREADABLE: _(
            "Some characters in {field} cannot be kept. Type that part again instead of pasting it."
        ),
        ErrorCode.DATE_UNREADABLE: _(
            "“{typed}” is not a date that can be read. Type {field} as day, month and year, for "
            "example 9.3.1984."
        ),
        ErrorCode.TIME_UNREADABLE: _(
            "“{typed}” is not a time that can be read. Type hour and minute, for example 9:05."
        ),
        ErrorCode.BIRTH_IN_FUTURE: _(
            "The date of birth {born} lies in the future. Check the year."
        ),
        ErrorCode.BIRTH_TOO_EARLY: _(
            "The date of birth {born} lies before {earliest}. Check the year."
        ),
        ErrorCode.UNKNOWN_COUNTRY: _("Choose the country from the list."),
        ErrorCode.NOT_FOUND: _(
            "This is no longer in the records. Go back to the list and look again."
        ),
        ErrorCode.SEVERAL_FOUND: _(
            "“{typed}” fits {number} patients. Add the date of birth or another part of the name."
        ),
    }
