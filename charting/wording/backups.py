"""What came of the check of a backup, in sentences."""

from charting.domain.backup import BackupState, CheckedBackup
from charting.i18n import _
from charting.wording.carried import moment_words


def backup_words(checked: CheckedBackup, country: str) -> str:
    """One backup by the name of its folder, and what came of its check."""
    told = states()[checked.state]
    if checked.latest is not None:
        until = _("up to {moment}").format(moment=moment_words(checked.latest, country))
        return f"{checked.name}, {until}: {told}"
    return f"{checked.name}: {told}"


def states() -> dict[BackupState, str]:
    """The sentence of each state."""
    return {
        BackupState.GOOD: _(
            "sound, and every chain in it goes on in this record as it stood then."
        ),
        BackupState.LOCKED: _(
            "not checked: your keys of now do not open it. It opens with a passphrase of its time."
        ),
        BackupState.IN_USE: _(
            "not checked: it was opened as a practice of its own and not closed again."
        ),
        BackupState.OTHER_PRACTICE: _("sound, but the backup of another practice."),
        BackupState.INCOMPLETE: _(
            "not whole: its database or its key file is missing, as where copying was cut short."
        ),
        BackupState.DAMAGED: _("damaged. Do not rely on it, and make a new one."),
        BackupState.AHEAD: _(
            "it has entries that this record lacks. Either an older copy was put in the place of "
            "this record, or the end of it was cut off, or that backup was opened and worked in."
        ),
        BackupState.APART: _(
            "an entry in it is another one in this record. Either this record was rewritten or "
            "goes on from an older copy, or that backup was opened and worked in."
        ),
    }
