"""Refusals of the forms of a visit: what is tested and measured, and the written consent."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_forms() -> dict[ErrorCode, str]:
    """The sentence for each of these refusals."""
    return {
        ErrorCode.VALUE_OUT_OF_RANGE: _(
            "{what}: a number from {low} to {high} can be noted here. Type it again."
        ),
        ErrorCode.SIGN_UNREADABLE: _(
            "“{typed}” is not a number in a unit of the list. Type it in figures: 24 cm, or 6.5 kg."
        ),
        ErrorCode.SIGN_UNIT_MISSING: _(
            "Say what {typed} is measured in: choose it beside the number, or type it behind."
        ),
        ErrorCode.CONSENT_TEXT_EMPTY: _(
            "The text of the consent is empty, so there is nothing to sign. Mend the text first."
        ),
        ErrorCode.CONSENT_TEXT_ALTERED: _(
            "The text is another one than its hash says. Open the consent again and sign that."
        ),
        ErrorCode.CONSENT_MISSING: _(
            "No written consent is on file yet. Ask for it in the first step of the session."
        ),
        ErrorCode.CONSENT_DAMAGED: _(
            "Your clinic's own text “{file}” cannot be used ({detail}). The shipped text is shown."
        ),
        ErrorCode.SIGNATURE_MISSING: _(
            "Nobody has signed yet. Let the patient sign in the field, then keep the consent."
        ),
        ErrorCode.SIGNATURE_EMPTY: _(
            "The signature of {name} is empty or only a dot. Press “Sign again” and sign."
        ),
        ErrorCode.SIGNATURE_TOO_LONG: _(
            "The signature of {name} is too long to be kept. Press “Sign again” and sign."
        ),
        ErrorCode.GUARDIAN_MISSING: _(
            "This patient is too young to sign alone. Let a guardian sign as well."
        ),
        ErrorCode.ASSENT_MISSING: _(
            "A guardian signs. Note how the person themselves agrees, in a few words."
        ),
        ErrorCode.QUESTION_UNANSWERED: _(
            "A question and its answer belong together: “{question}”. Write both, or neither."
        ),
    }


def form_fields() -> dict[str, str]:
    """The names of their fields."""
    return {
        "signer_name": _("the name of who signs"),
        "question": _("the question"),
        "answer": _("the answer"),
        "assent": _("how the person agrees"),
        "attachment_title": _("what it is called"),
    }
