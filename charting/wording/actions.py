"""What was done, as the audit trail tells it, in a few words."""

from charting.domain.audit import Action
from charting.i18n import _


def action_words(action: Action) -> str:
    """What was done."""
    return {**_of_practice(), **_of_patients(), **_of_sessions(), **_of_papers()}[action]


def kind_words(kind: str) -> str:
    """What a kind of deeds is called where one looks for it; a kind of `charting.domain.audit`."""
    return {
        "views": _("Views"),
        "papers": _("Papers: made, printed, saved"),
        "exports": _("Exports, and what was brought in"),
        "unlocking": _("Failed unlocking, recovery keys used"),
        "overrides": _("Rules set aside, policies"),
        "backups": _("Backups and restores"),
        "erasures": _("Erasures"),
        "signatures": _("Signatures and corrections"),
        "people": _("Practitioners and keys"),
    }[kind]


def _of_practice() -> dict[Action, str]:
    return {
        Action.PRACTICE_CREATED: _("practice set up"),
        Action.UNLOCK_FAILED: _("unlocking failed"),
        Action.TRAIL_READ: _("trail of changes read"),
        Action.TRAIL_WRITTEN: _("trail of changes written to a file"),
        Action.SIGNING_KEY_KEPT: _("signing key noted"),
        Action.PRACTITIONER_ADDED: _("practitioner added"),
        Action.PRACTITIONER_CHANGED: _("practitioner changed"),
        Action.PRACTITIONER_REMOVED: _("practitioner removed"),
        Action.PASSPHRASE_CHANGED: _("passphrase changed"),
        Action.RECOVERY_KEY_MADE: _("recovery key made"),
        Action.RECOVERED: _("opened by the recovery key"),
        Action.DATA_KEY_CHANGED: _("data key changed"),
        Action.POLICY_CHOSEN: _("policy of the clinic chosen"),
        Action.POINT_SET_KEPT: _("point set kept"),
        Action.POINT_SET_DROPPED: _("point set dropped"),
        Action.NOTE_TEXT_KEPT: _("text for the note kept"),
        Action.CLINIC_PAPER_KEPT: _("the clinic’s own paper changed"),
        Action.NOTE_TEXT_DROPPED: _("text for the note dropped"),
        Action.BOX_OPENED: _("box of needles opened"),
        Action.BOX_PUT_AWAY: _("box of needles put away"),
        Action.PRESET_KEPT: _("needle for a key kept"),
        Action.LOT_TRACED: _("looked up who got a lot"),
        Action.BACKED_UP: _("backup made"),
        Action.BACKUP_TRIED: _("tried whether a backup opens"),
        Action.BACKUP_PLACE_CHOSEN: _("second place for backups chosen"),
        Action.RESTORED: _("opened from a backup"),
        Action.MOVED_TO_CLINIC: _("record moved to the clinic’s server"),
        Action.CLINIC_CARD_MADE: _("card for a further computer made"),
    }


def _of_patients() -> dict[Action, str]:
    return {
        Action.PATIENT_ADDED: _("patient added"),
        Action.PATIENT_CORRECTED: _("details corrected"),
        Action.PATIENT_ARCHIVED: _("archived or brought back"),
        Action.FACT_ADDED: _("health note added"),
        Action.FACT_ENDED: _("health note ended"),
        Action.HEALTH_REVIEWED: _("health gone through"),
        Action.EPISODE_OPENED: _("episode opened"),
        Action.EPISODE_CORRECTED: _("episode corrected"),
        Action.SHEET_FILED: _("sheet put on file"),
        Action.SHEET_AMENDED: _("sheet amended"),
        Action.SHEET_STRUCK: _("sheet entered in error"),
        Action.EPISODE_ENDED: _("episode ended"),
        Action.EPISODE_RESUMED: _("episode taken up again"),
        Action.BODY_MEASURED: _("body measured"),
        Action.RECORD_VIEWED: _("record viewed"),
        Action.FOLLOW_UP_PLANNED: _("call or review planned"),
        Action.CONTACT_NOTED: _("contact noted"),
        Action.CONTACT_SIGNED: _("contact note signed"),
        Action.FOLLOW_UP_WITHDRAWN: _("call or review withdrawn"),
    }


def _of_sessions() -> dict[Action, str]:
    return {
        Action.SESSION_OPENED: _("session opened"),
        Action.SESSION_TAKEN_OVER: _("session taken over"),
        Action.SESSION_CHANGED: _("session changed"),
        Action.RULE_OVERRIDDEN: _("needle set against a rule"),
        Action.CHANGE_SET_ASIDE: _("set aside: somebody else changed the same"),
        Action.SESSION_SIGNED: _("session signed"),
        Action.SESSION_COSIGNED: _("session co-signed"),
        Action.ADDENDUM_SIGNED: _("addendum signed"),
        Action.CORRECTION_BEGUN: _("correction begun"),
        Action.CORRECTION_LEFT: _("correction left"),
        Action.CORRECTION_SIGNED: _("correction signed"),
        Action.ENTERED_IN_ERROR: _("entered in error"),
        Action.SIGNED_WRITTEN: _("signed records written as files"),
    }


def _of_papers() -> dict[Action, str]:
    return {
        Action.LEAFLET_MADE: _("leaflet made"),
        Action.REPORT_MADE: _("report made"),
        Action.PRINTED: _("printed"),
        Action.SAVED: _("saved as a file"),
        Action.SAVED_FOR_MAIL: _("saved with a password, to be mailed"),
        Action.PAPER_SHOWN: _("paper that was handed out shown again"),
        Action.PATIENT_TAKEN_BACK: _("import of the patient undone"),
        Action.RECORD_EXPORTED: _("record exported"),
        Action.RECORD_IMPORTED: _("record brought in"),
        Action.PATIENT_ERASED: _("record erased"),
    }
