"""Parts of the first screen that most starts do not show: loaded when they are first needed."""

from typing import TYPE_CHECKING

from charting.i18n import _

if TYPE_CHECKING:
    from charting.ui.unlock.first_run import FirstRunPane
    from charting.ui.unlock.model import UnlockModel
    from charting.ui.unlock.recover import RecoverPane
    from charting.ui.widgets.choices import ChoiceField


def first_run(model: "UnlockModel") -> "FirstRunPane":
    """The pane that sets a practice up."""
    from charting.ui.unlock.first_run import FirstRunPane

    return FirstRunPane(model)


def recover(model: "UnlockModel") -> "RecoverPane":
    """The pane that takes a recovery key."""
    from charting.ui.unlock.recover import RecoverPane

    return RecoverPane(model)


def at_work() -> "ChoiceField":
    """The field in which one of several colleagues is chosen."""
    from charting.ui.widgets.choices import ChoiceField

    return ChoiceField(_("At work"), [])


RARE = first_run, recover, at_work
"""What the first screen is given to make them by."""
