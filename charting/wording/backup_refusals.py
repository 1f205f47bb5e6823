"""The sentence for each refusal of a backup or of what is put back from one."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_backups() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {**_of_making(), **_of_what_lies_there()}


def _of_making() -> dict[ErrorCode, str]:
    return {
        ErrorCode.BACKUP_TARGET_EXISTS: _(
            "{folder} already exists. Name a new folder for the backup, so that no older one is "
            "lost."
        ),
        ErrorCode.BACKUP_NOT_VERIFIED: _(
            "The backup was written but did not pass its check, and was removed. Try another disk."
        ),
        ErrorCode.NO_BACKUPS: _(
            "There is no backup in {folder}. Choose the folder of a backup, or the one in which "
            "your backups lie."
        ),
        ErrorCode.NO_ROOM_FOR_COPY: _(
            "There is no room in {folder} for the copy that is made before the records get a new "
            "key. Free some space and try again; nothing was changed."
        ),
        ErrorCode.ONLY_TO_READ: _(
            "This is a backup, opened only to be read: nothing is stored in it. Lock the window to "
            "put it in the place of the record."
        ),
        ErrorCode.NO_GOOD_BACKUP: _(
            "Of {number} backups none opens whole with this passphrase. Plug in the stick with the "
            "others, or choose the folder of a backup; nothing was changed."
        ),
        ErrorCode.NO_ROOM_FOR_BACKUP: _(
            "There is no room in {folder} for a backup. Free some space, or choose another place; "
            "the last good backup is untouched."
        ),
        ErrorCode.BACKUP_NOT_TAKEN: _(
            "The disk under {folder} did not take the backup. Check that disk, or choose another "
            "place; the last good backup is untouched."
        ),
        ErrorCode.BACKUP_PLACE_GONE: _(
            "The place for backups, {folder}, is not there. Plug in the stick or connect to the "
            "other computer, and back up again; what lies there already is untouched."
        ),
        **_of_what_lies_there(),
    }


def _of_what_lies_there() -> dict[ErrorCode, str]:
    return {
        ErrorCode.BACKUP_FOREIGN: _(
            "The backup in {folder} is of another practice. Nothing was changed; choose a backup "
            "of this one."
        ),
        ErrorCode.BACKUP_LOCKED: _(
            "Your keys of now do not open the backup in {folder}: it opens with a passphrase of "
            "its time. Choose it as a folder when the application starts, or take a later one."
        ),
        ErrorCode.BACKUP_INCOMPLETE: _(
            "The backup in {folder} is not whole: its database or its key file is missing, as "
            "where copying was cut short. Nothing was changed; take another one."
        ),
        ErrorCode.BACKUP_DAMAGED: _(
            "The backup in {folder} is damaged. Nothing was changed; take another one."
        ),
        ErrorCode.BACKUP_IN_USE: _(
            "The backup in {folder} was opened as a practice of its own and not closed again. "
            "Close it there first, or take another one."
        ),
    }
