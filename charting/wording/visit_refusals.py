"""The sentences of refusals while a course is planned, a visit is charted, and signed."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_visits() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {
        **_of_episodes(),
        **_of_events(),
        **_of_charting(),
        **_of_supplies(),
        **_of_stimulation(),
        **_of_shorthand(),
        **_of_pain(),
        **_of_note_texts(),
        **_of_signing(),
    }


def _of_episodes() -> dict[ErrorCode, str]:
    return {
        ErrorCode.EPISODE_ENDED: _(
            "This episode has ended already. The next session opens another."
        ),
        ErrorCode.EPISODE_RUNNING: _(
            "Another episode of this patient is running. End it first, then take this one up again."
        ),
        ErrorCode.NO_DAYS: _(
            "The planned sessions have all been held, so no day is to come. Plan more sessions, or "
            "agree on the next visit."
        ),
        ErrorCode.PLAN_IMPOSSIBLE: _(
            "A course has 1 to 99 sessions, 1 to 365 days apart. Correct the plan."
        ),
    }


def _of_events() -> dict[ErrorCode, str]:
    return {
        ErrorCode.EVENT_BEFORE_SESSION: _(
            "{day} is before the session that it comes from. Correct the day or the time."
        ),
        ErrorCode.EVENT_IN_FUTURE: _(
            "{day} is still to come. Say when it began; correct the day or the time."
        ),
        ErrorCode.EVENT_END_IMPOSSIBLE: _(
            "It cannot have been over on {day}: that is before it began, or still to come. Correct "
            "the day."
        ),
        ErrorCode.EVENT_GRADE: _("A grade goes from 1 to 5, not {grade}. Choose one, or none."),
    }


def _of_pain() -> dict[ErrorCode, str]:
    return {
        ErrorCode.PAIN_AREA_TOO_SMALL: _(
            "That is too small for a pain area. Draw round the place where it is felt."
        ),
        ErrorCode.PAIN_AREA_TOO_LONG: _(
            "A pain area has at most {most} corners. Draw it more simply."
        ),
        ErrorCode.PAIN_IMPOSSIBLE: _(
            "Pain goes from 0 to 10, not {intensity}. Choose a number, or leave it empty."
        ),
    }


def _of_shorthand() -> dict[ErrorCode, str]:
    return {
        ErrorCode.SHORTHAND_UNKNOWN: _("“{word}” is not understood. Write it another way."),
        ErrorCode.SHORTHAND_CONTRADICTS: _(
            "“{word}” says otherwise than what stands before it. Leave out one of the two."
        ),
        ErrorCode.SHORTHAND_LACKS_MUSCLE: _("Which muscle? Such as mf, ql, gmed or piriformis."),
        ErrorCode.SHORTHAND_LACKS_SIDE: _("Which side? Write l, r, or b for both."),
        ErrorCode.SHORTHAND_LACKS_LEVEL: _("At which level? Such as l4."),
        ErrorCode.SHORTHAND_IMPOSSIBLE: _("{number} cannot be. Correct the number."),
        ErrorCode.POINT_SET_EMPTY: _(
            "No needle of this session stands on the map yet. Set some, then keep them as a set."
        ),
        ErrorCode.POINT_SET_TOO_LONG: _(
            "A point set has at most {most} places. Keep them as two sets."
        ),
        ErrorCode.NOT_AT_LEVEL: _(
            "The map has no {muscle} at {level}. Write another level, or none, or how far from the "
            "midline it is, as in @20."
        ),
    }


def _of_charting() -> dict[ErrorCode, str]:
    return {
        ErrorCode.STALE_RECORD: _(
            "This was changed elsewhere in the meantime, so your change was not made. What stands "
            "there now is shown; change it again if you still want to."
        ),
        ErrorCode.OFF_THE_MAP: _(
            "That place is outside the map. Chart it as a site elsewhere, in words."
        ),
        ErrorCode.MEASURE_IMPOSSIBLE: _(
            "{measure} cannot be {mm}: it lies between {least} and {most}. Measure again, or leave "
            "it out."
        ),
        ErrorCode.MEASURE_UNREADABLE: _(
            "{measure} is a number in {unit}. Type it, or leave it out."
        ),
        ErrorCode.PLACE_IN_WORDS_MISSING: _("Say in which region and in which muscle it is."),
        ErrorCode.NEEDLE_IMPOSSIBLE: _(
            "There is no needle of {diameter} × {length} mm. Choose a diameter from 0.10 to 0.60 "
            "mm "
            "and a length from 10 to 150 mm."
        ),
        ErrorCode.DEPTH_BEYOND_NEEDLE: _(
            "A needle of {length} mm cannot be {depth} mm deep. Correct the depth or the needle."
        ),
        ErrorCode.DEPTH_MISSING: _("Say how deep it was before you say that ultrasound showed it."),
        ErrorCode.ANGLE_IMPOSSIBLE: _(
            "A needle cannot stand at {angle}° to the skin. Give an angle from 0 to 90."
        ),
        ErrorCode.EARLIER_VISIT_IMPOSSIBLE: _(
            "A visit on {day} at {time} cannot be written up. Type a day and a time that have "
            "passed, within a year."
        ),
        ErrorCode.NEXT_VISIT_IMPOSSIBLE: _(
            "The next visit cannot be on {day}. Choose a day from today on, within a year."
        ),
        ErrorCode.FOLLOW_UP_IMPOSSIBLE: _(
            "A call or a review cannot be due on {day}. Choose a day from the session on, within a "
            "year."
        ),
        ErrorCode.PRESSURE_IMPOSSIBLE: _(
            "{seconds} seconds of pressure cannot be right. Enter up to an hour, or leave it empty."
        ),
        ErrorCode.OUT_BEFORE_IN: _(
            "A needle cannot come out before it went in. Correct one of the two times."
        ),
        **_of_times(),
    }


def _of_times() -> dict[ErrorCode, str]:
    return {
        ErrorCode.TIMES_UNREADABLE: _(
            "“{typed}” is not read as times. Type “16:14, 10 min”, “16:14-16:24” or “16:14 for "
            "10”; at least one minute."
        ),
        ErrorCode.TIMES_TOO_LONG: _(
            "Needles are not in for more than {hours} hours. Correct one of the two times."
        ),
        ErrorCode.TIMES_BEYOND_DAY: _(
            "In at {start} for {minutes} minutes ends after midnight. Type times of the day of the "
            "visit."
        ),
        ErrorCode.TIMES_AHEAD: _(
            "Out at {end} cannot be: the note was begun at {begun}. Correct the times."
        ),
        ErrorCode.TIMES_RECALLED: _(
            "This visit is written up afterwards. Type when the needles were in, under “Stimulate”."
        ),
    }


def _of_supplies() -> dict[ErrorCode, str]:
    return {
        ErrorCode.CLOCK_SET_BACK: _(
            "The clock of this computer says {now}, and the needle went in at {since}. Set the "
            "clock right, then note it out."
        ),
        ErrorCode.LOT_EXPIRED: _(
            "Lot {lot} was to be used by {day}. Take a needle from another box, and scan that box."
        ),
        ErrorCode.LOT_UNKNOWN: _(
            "Nothing is on file of lot {lot}. Look at the box again; a new one is scanned first."
        ),
        ErrorCode.LOT_OF_ANOTHER_SIZE: _(
            "The box of lot {lot} holds needles of {size} mm, and this one is of another size. "
            "Correct the lot or the needle."
        ),
        ErrorCode.LABEL_UNREADABLE: _(
            "That is not read as the code of a box. Scan it again, or type lot and expiry by hand."
        ),
        ErrorCode.LABEL_LACKS_LOT: _(
            "That code names no lot with its expiry. Scan the other code on the box, or type lot "
            "and expiry by hand."
        ),
        ErrorCode.EXPIRY_UNREADABLE: _(
            "“{typed}” is not read as a day or a month. Type it as on the box, such as 2028-06."
        ),
    }


def _of_stimulation() -> dict[ErrorCode, str]:
    return {
        ErrorCode.STIMULATION_IMPOSSIBLE: _("{setting} cannot be set. Correct the number."),
        ErrorCode.STIMULATION_FORBIDDEN: _(
            "No current through needles in this visit: {because}. They stay as they are."
        ),
        ErrorCode.PAIR_NEEDS_TWO: _(
            "Current flows between two needles that are both in. Choose another needle."
        ),
        ErrorCode.PAIR_TAKEN: _(
            "One of these needles has its partner already. Part that pair first, or choose another "
            "needle."
        ),
    }


def _of_note_texts() -> dict[ErrorCode, str]:
    return {
        ErrorCode.NOTE_TEXT_TAKEN: _(
            "There is another text of that name, “{name}”. Change that one, or give another name."
        ),
        ErrorCode.NOTE_TEXTS_UNREADABLE: _(
            "That is no file of texts for the note, or one of a newer version of this application. "
            "Nothing was taken in."
        ),
    }


def _of_signing() -> dict[ErrorCode, str]:
    return {
        ErrorCode.ALREADY_SIGNED: _(
            "This session is signed and stays as it is. Add an addendum to say more, or correct it."
        ),
        ErrorCode.NOT_SIGNED: _(
            "This session is not signed yet. Write in the note itself, and sign it then."
        ),
        ErrorCode.NEEDLES_STILL_IN: _(
            "Needles still in: {number}. Note them out, count them, and sign then."
        ),
        ErrorCode.COUNT_MISMATCH: _(
            "{found} of {opened} needles are out. Find the rest, or say what happened, and sign "
            "then."
        ),
        ErrorCode.NEEDLES_UNCOUNTED: _(
            "The needles of this session are not counted yet. Count the packs opened and the "
            "needles out, and sign then."
        ),
        ErrorCode.NOTE_UNCONFIRMED: _(
            "Words of the visit of {day} stand in {field}. Read them, say that they hold today or "
            "take them out, and sign then."
        ),
        ErrorCode.NOTHING_CORRECTED: _(
            "Nothing is corrected yet. Correct what is wrong, or leave the session as it was "
            "signed."
        ),
        ErrorCode.OWN_COSIGNATURE: _(
            "This session carries your own signature. Somebody else has to co-sign it."
        ),
        ErrorCode.NOT_TREATED_BY: _(
            "This note is late by now, and only {name}, who treated, signs it. Leave it to them; "
            "what you know yourself goes into an addendum under your own name once it is signed. "
            "The clinic can decide otherwise under “Rules and policies”."
        ),
        ErrorCode.CONTACT_SIGNED: _(
            "This contact note is signed and stays as it is. Say more in an addendum to it."
        ),
        ErrorCode.NOT_WRITTEN_BY: _(
            "{name} wrote this contact note, and only they sign it. Write what you know yourself "
            "in an addendum."
        ),
        ErrorCode.SAME_PATIENT: _(
            "This session is already {name}'s. Choose the patient whom it was really about."
        ),
    }
