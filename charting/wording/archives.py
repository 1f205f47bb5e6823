"""Archives in sentences: why one is not taken in."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_archives() -> dict[ErrorCode, str]:
    """The sentences of what is refused about an archive."""
    return {
        ErrorCode.ARCHIVE_DAMAGED: _(
            "This archive is damaged, or was changed after it was made ({file} in it). Nothing was "
            "taken in: copy it again, or ask for it to be made again."
        ),
        ErrorCode.ARCHIVE_WITHOUT_RECORDS: _(
            "There are no records in this archive that could be taken in, only what was made of "
            "them. Make it again with the records."
        ),
        ErrorCode.ARCHIVE_SEALED: _(
            "This archive is encrypted. Type the passphrase it was made with; nothing was taken in."
        ),
        ErrorCode.ARCHIVE_PASSPHRASE: _(
            "The archive does not open with this passphrase, or its first part was changed. "
            "Nothing was taken in."
        ),
    }
