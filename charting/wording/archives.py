"""Archives and tables in sentences: why one is not taken in."""

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
        ErrorCode.TABLE_TOO_LARGE: _(
            "This file is too long for a table of patients (at most {limit} MB). Nothing was taken "
            "in: take it in in parts."
        ),
        ErrorCode.TABLE_ENCODING: _(
            "This file is not written in {encoding}. Choose another way in which its letters may "
            "have been written."
        ),
        ErrorCode.TABLE_EMPTY: _("There is nobody in this file."),
        ErrorCode.TABLE_FOREIGN: _(
            "This file is no table, no contacts and no FHIR patients. Nothing was taken in: choose "
            "another file."
        ),
        ErrorCode.LINE_TOO_LONG: _(
            "This line has more cells than there are columns ({number}): a comma within a cell "
            "needs quotation marks around it."
        ),
        ErrorCode.SEX_UNREADABLE: _(
            "“{typed}” is not understood as a sex: write female, male, other, or nothing."
        ),
        ErrorCode.ARCHIVE_SEALED: _(
            "This archive is encrypted. Type the passphrase it was made with; nothing was taken in."
        ),
        ErrorCode.ARCHIVE_PASSPHRASE: _(
            "The archive does not open with this passphrase, or its first part was changed. "
            "Nothing was taken in."
        ),
    }
