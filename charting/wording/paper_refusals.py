"""What is refused about paper, in sentences."""

from charting.domain.errors import ErrorCode
from charting.i18n import _


def of_paper() -> dict[ErrorCode, str]:
    """The sentences of what is refused when something is printed, saved or shown again."""
    return {
        ErrorCode.FILE_NOT_WRITABLE: _(
            "“{file}” could not be written there. Choose another folder, or free some space; "
            "nothing is lost."
        ),
        ErrorCode.PRINTER_MISSING: _(
            "The printer “{printer}” is not there any more. Choose another one, or save the paper "
            "as a PDF; it is still here."
        ),
        ErrorCode.PRINTING_FAILED: _(
            "The printer “{printer}” did not take the paper. Look at the printer and print again, "
            "or save the paper as a PDF; it is still here."
        ),
        ErrorCode.PRINTER_NOT_READY: _(
            "The printer “{printer}” says that it cannot print now: it may be out of paper, open "
            "or switched off. Look at it and print again, or save the paper as a PDF; it is still "
            "here."
        ),
        ErrorCode.PASSWORD_FOREIGN: _(
            "Not every program that opens a PDF takes this password. Use plain letters without "
            "accents, digits, blanks and signs, at most {most} of them."
        ),
        ErrorCode.PAPER_NOT_KEPT: _(
            "The paper itself is not kept here: the record came from elsewhere without it. That it "
            "was handed out, and its hash, are on file."
        ),
        ErrorCode.PAPER_TOO_SMALL: _(
            "Not everything that belongs on it fits “{paper}”. Choose a larger paper."
        ),
        ErrorCode.PAPER_DAMAGED: _(
            "What is kept of this paper is not what was handed out: its hash is another one. Check "
            "the record under Settings, and look at the last backup."
        ),
    }
