"""Refusals of a file of settings."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_settings() -> dict[ErrorCode, str]:
    """The sentence for each of these refusals."""
    return {
        ErrorCode.SETTINGS_FOREIGN: _(
            "This is no file of settings. Choose one that was saved here or on another computer "
            "under “This computer”."
        ),
        ErrorCode.SETTINGS_NEWER: _(
            "This file of settings was saved by a newer version. Nothing was taken from it."
        ),
        ErrorCode.SETTINGS_WRONG: _(
            "“{entry}” in this file is nothing that can be chosen here. Nothing was taken from it."
        ),
    }
