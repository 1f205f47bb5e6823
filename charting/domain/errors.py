"""Refusals: what a person can mend, as a code and the facts that its sentence needs."""

from collections.abc import Mapping
from enum import StrEnum


class ErrorCode(StrEnum):
    """One reason for which something asked for is not done; `charting.wording` has its sentence."""

    # Keys and passphrases
    WRONG_PASSPHRASE = "wrong_passphrase"
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"
    PASSPHRASE_TOO_SIMPLE = "passphrase_too_simple"
    PASSPHRASES_DIFFER = "passphrases_differ"
    PASSPHRASE_MISSING = "passphrase_missing"
    KEYS_MISSING = "keys_missing"
    KEYS_DAMAGED = "keys_damaged"
    KEYS_TOO_WEAK = "keys_too_weak"
    PASSPHRASE_TAKEN = "passphrase_taken"
    RECOVERY_KEY_LENGTH = "recovery_key_length"
    RECOVERY_KEY_TYPO = "recovery_key_typo"
    WRONG_RECOVERY_KEY = "wrong_recovery_key"
    NO_RECOVERY_KEY = "no_recovery_key"

    # Roles
    NOT_PERMITTED = "not_permitted"
    SUPERVISOR_MISSING = "supervisor_missing"
    LAST_OWNER = "last_owner"
    NO_LONGER_HERE = "no_longer_here"
    REMOVE_ONESELF = "remove_oneself"
    NOT_ALL_STORED = "not_all_stored"
    CLOCK_BEHIND = "clock_behind"

    # The practice folder and its database
    NO_PRACTICE = "no_practice"
    PRACTICE_EXISTS = "practice_exists"
    ALREADY_OPEN = "already_open"
    FOLDER_NOT_WRITABLE = "folder_not_writable"
    FOLDER_ON_NETWORK = "folder_on_network"
    FOLDER_SYNCED = "folder_synced"
    DATABASE_DAMAGED = "database_damaged"
    DATABASE_FOREIGN = "database_foreign"
    DATABASE_NEWER = "database_newer"
    DATABASE_NOT_ENCRYPTED = "database_not_encrypted"
    DATABASE_BUSY = "database_busy"
    DISK_FULL = "disk_full"
    STORAGE_FAILED = "storage_failed"
    BACKUP_TARGET_EXISTS = "backup_target_exists"
    BACKUP_NOT_VERIFIED = "backup_not_verified"
    NO_BACKUPS = "no_backups"
    NO_ROOM_FOR_COPY = "no_room_for_copy"
    AUDIT_BROKEN = "audit_broken"
    CONTENT_DAMAGED = "content_damaged"
    MAP_DAMAGED = "map_damaged"
    RULES_DAMAGED = "rules_damaged"
    FILE_UNREADABLE = "file_unreadable"
    FILE_EXISTS = "file_exists"

    # A record that comes from elsewhere
    RECORD_NOT_JSON = "record_not_json"
    RECORD_FOREIGN = "record_foreign"
    RECORD_NEWER = "record_newer"
    RECORD_TOO_LARGE = "record_too_large"
    RECORD_VALUE = "record_value"
    RECORD_LACKS = "record_lacks"
    RECORD_UNKNOWN = "record_unknown"
    RECORD_CHAIN = "record_chain"
    RECORD_DIFFERS = "record_differs"
    RECORD_CLASHES = "record_clashes"
    ARCHIVE_DAMAGED = "archive_damaged"
    ARCHIVE_WITHOUT_RECORDS = "archive_without_records"
    TABLE_TOO_LARGE = "table_too_large"
    TABLE_ENCODING = "table_encoding"
    TABLE_EMPTY = "table_empty"
    TABLE_FOREIGN = "table_foreign"
    LINE_TOO_LONG = "line_too_long"
    SEX_UNREADABLE = "sex_unreadable"
    ARCHIVE_SEALED = "archive_sealed"
    ARCHIVE_PASSPHRASE = "archive_passphrase"

    # Files kept with a record
    ATTACHMENT_TOO_LARGE = "attachment_too_large"
    ATTACHMENT_FOREIGN = "attachment_foreign"
    ATTACHMENT_LIES = "attachment_lies"
    ATTACHMENT_PIXELS = "attachment_pixels"
    ATTACHMENT_SEVERAL = "attachment_several"
    ATTACHMENT_PAGES = "attachment_pages"
    ATTACHMENT_LOCKED = "attachment_locked"
    ATTACHMENT_DAMAGED = "attachment_damaged"
    ATTACHMENT_MISSING = "attachment_missing"

    # Paper
    FILE_NOT_WRITABLE = "file_not_writable"
    PRINTER_MISSING = "printer_missing"
    PRINTING_FAILED = "printing_failed"

    # People
    NAME_MISSING = "name_missing"
    FIELD_MISSING = "field_missing"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_UNREADABLE = "text_unreadable"
    DATE_UNREADABLE = "date_unreadable"
    TIME_UNREADABLE = "time_unreadable"
    BIRTH_IN_FUTURE = "birth_in_future"
    BIRTH_TOO_EARLY = "birth_too_early"
    UNKNOWN_COUNTRY = "unknown_country"
    NOT_FOUND = "not_found"
    SEVERAL_FOUND = "several_found"

    # Signing
    ALREADY_SIGNED = "already_signed"
    NOT_SIGNED = "not_signed"
    NEEDLES_STILL_IN = "needles_still_in"
    COUNT_MISMATCH = "count_mismatch"
    NEEDLES_UNCOUNTED = "needles_uncounted"
    NOTE_UNCONFIRMED = "note_unconfirmed"
    NOTHING_CORRECTED = "nothing_corrected"
    SHORTHAND_UNKNOWN = "shorthand_unknown"
    SHORTHAND_LACKS_MUSCLE = "shorthand_lacks_muscle"
    SHORTHAND_LACKS_SIDE = "shorthand_lacks_side"
    SHORTHAND_LACKS_LEVEL = "shorthand_lacks_level"
    SHORTHAND_IMPOSSIBLE = "shorthand_impossible"
    NOT_AT_LEVEL = "not_at_level"
    NOTE_TEXT_TAKEN = "note_text_taken"
    POINT_SET_EMPTY = "point_set_empty"
    POINT_SET_TOO_LONG = "point_set_too_long"
    OWN_COSIGNATURE = "own_cosignature"
    SAME_PATIENT = "same_patient"
    NOT_TREATED_BY = "not_treated_by"
    CONTACT_SIGNED = "contact_signed"
    NOT_WRITTEN_BY = "not_written_by"
    EARLIER_VISIT_IMPOSSIBLE = "earlier_visit_impossible"

    # Charting
    STALE_RECORD = "stale_record"
    OFF_THE_MAP = "off_the_map"
    MEASURE_IMPOSSIBLE = "measure_impossible"
    MEASURE_UNREADABLE = "measure_unreadable"
    PLACE_IN_WORDS_MISSING = "place_in_words_missing"
    NEEDLE_IMPOSSIBLE = "needle_impossible"
    DEPTH_BEYOND_NEEDLE = "depth_beyond_needle"
    DEPTH_MISSING = "depth_missing"
    ANGLE_IMPOSSIBLE = "angle_impossible"
    PRESSURE_IMPOSSIBLE = "pressure_impossible"
    CLOCK_SET_BACK = "clock_set_back"
    LOT_EXPIRED = "lot_expired"
    LOT_UNKNOWN = "lot_unknown"
    LOT_OF_ANOTHER_SIZE = "lot_of_another_size"
    LABEL_UNREADABLE = "label_unreadable"
    LABEL_LACKS_LOT = "label_lacks_lot"
    EXPIRY_UNREADABLE = "expiry_unreadable"
    STIMULATION_IMPOSSIBLE = "stimulation_impossible"
    STIMULATION_FORBIDDEN = "stimulation_forbidden"
    PAIR_NEEDS_TWO = "pair_needs_two"
    PAIR_TAKEN = "pair_taken"
    OUT_BEFORE_IN = "out_before_in"
    TIMES_UNREADABLE = "times_unreadable"
    TIMES_TOO_LONG = "times_too_long"
    TIMES_BEYOND_DAY = "times_beyond_day"
    TIMES_AHEAD = "times_ahead"
    TIMES_RECALLED = "times_recalled"
    PAIN_AREA_TOO_SMALL = "pain_area_too_small"
    PAIN_AREA_TOO_LONG = "pain_area_too_long"
    PAIN_IMPOSSIBLE = "pain_impossible"
    NEXT_VISIT_IMPOSSIBLE = "next_visit_impossible"
    PLAN_IMPOSSIBLE = "plan_impossible"
    EPISODE_ENDED = "episode_ended"
    EPISODE_RUNNING = "episode_running"
    FOLLOW_UP_IMPOSSIBLE = "follow_up_impossible"
    EVENT_BEFORE_SESSION = "event_before_session"
    EVENT_IN_FUTURE = "event_in_future"
    EVENT_END_IMPOSSIBLE = "event_end_impossible"
    EVENT_GRADE = "event_grade"
    NO_DAYS = "no_days"
    VALUE_OUT_OF_RANGE = "value_out_of_range"

    # Outcomes
    SCORE_MISSING = "score_missing"
    SCORE_OUT_OF_RANGE = "score_out_of_range"
    SCORE_UNREADABLE = "score_unreadable"
    SCORE_PARTS = "score_parts"
    ACTIVITY_UNNAMED = "activity_unnamed"
    ACTIVITY_TWICE = "activity_twice"
    ACTIVITIES_TOO_MANY = "activities_too_many"
    FORM_UNREADABLE = "form_unreadable"
    CODES_TOO_MANY = "codes_too_many"

    # Consent
    CONSENT_TEXT_EMPTY = "consent_text_empty"
    CONSENT_TEXT_ALTERED = "consent_text_altered"
    CONSENT_MISSING = "consent_missing"
    CONSENT_DAMAGED = "consent_damaged"
    SIGNATURE_MISSING = "signature_missing"
    SIGNATURE_EMPTY = "signature_empty"
    SIGNATURE_TOO_LONG = "signature_too_long"
    GUARDIAN_MISSING = "guardian_missing"
    ASSENT_MISSING = "assent_missing"
    QUESTION_UNANSWERED = "question_unanswered"


Facts = Mapping[str, str | int]


class Refused(Exception):
    """Something was asked that must not or cannot be done, and the person can mend it.

    `facts` hold what the sentence needs. They may name a folder or a date the person typed;
    they never enter a log.
    """

    def __init__(self, code: ErrorCode, facts: Facts | None = None) -> None:
        super().__init__(str(code))
        self.code = code
        self.facts: Facts = dict(facts or {})
