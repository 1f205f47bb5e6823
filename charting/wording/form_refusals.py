"""Refusals of the forms of a visit: the grid of movement and nerves."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_forms() -> dict[ErrorCode, str]:
    """The sentence for each of these refusals."""
    return {
        ErrorCode.VALUE_OUT_OF_RANGE: _(
            "{what}: a number from {low} to {high} can be noted here. Type it again."
        ),
    }
