"""What was done, as the audit trail tells it, in a few words."""

from charting.domain.audit import Action
from charting.i18n import _


def action_words(action: Action) -> str:
    """What was done."""
    return {
        **_of_practice(),
        **_of_patients(),
        **_of_sessions(),
    }.get(action, str(action).replace("_", " "))


def _of_practice() -> dict[Action, str]:
    return {
        Action.PRACTICE_CREATED: _("practice set up"),
        Action.UNLOCK_FAILED: _("unlocking failed"),
        Action.TRAIL_READ: _("trail of changes read"),
        Action.SIGNING_KEY_KEPT: _("signing key noted"),
        Action.PRACTITIONER_ADDED: _("practitioner added"),
        Action.PRACTITIONER_CHANGED: _("practitioner changed"),
        Action.PRACTITIONER_REMOVED: _("practitioner removed"),
        Action.PASSPHRASE_CHANGED: _("passphrase changed"),
        Action.RECOVERY_KEY_MADE: _("recovery key made"),
        Action.RECOVERED: _("opened by the recovery key"),
        Action.DATA_KEY_CHANGED: _("data key changed"),
        Action.BACKED_UP: _("backup made"),
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
        Action.RECORD_VIEWED: _("record viewed"),
        Action.FOLLOW_UP_PLANNED: _("call or review planned"),
        Action.CONTACT_NOTED: _("contact noted"),
        Action.FOLLOW_UP_WITHDRAWN: _("call or review withdrawn"),
    }


def _of_sessions() -> dict[Action, str]:
    return {
        Action.SESSION_OPENED: _("session opened"),
        Action.SESSION_TAKEN_OVER: _("session taken over"),
        Action.SESSION_CHANGED: _("session changed"),
        Action.SESSION_SIGNED: _("session signed"),
        Action.SESSION_COSIGNED: _("session co-signed"),
        Action.ADDENDUM_SIGNED: _("addendum signed"),
        Action.CORRECTION_BEGUN: _("correction begun"),
        Action.CORRECTION_LEFT: _("correction left"),
        Action.CORRECTION_SIGNED: _("correction signed"),
        Action.ENTERED_IN_ERROR: _("entered in error"),
        Action.SIGNED_WRITTEN: _("signed records written as files"),
        Action.LEAFLET_MADE: _("leaflet made"),
        Action.REPORT_MADE: _("report made"),
    }
