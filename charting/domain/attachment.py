"""Attachments: photographs, scans and PDF files that are kept with a record."""

from dataclasses import dataclass, replace
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import clean_line, clean_text

REMARK_LIMIT = 2_000
LARGEST = 20 * 1024 * 1024
"""The most bytes that one of them has."""
MOST_PAGES = 500
_DIGITS = frozenset("0123456789abcdef")


class AttachmentKind(StrEnum):
    """What an attachment is."""

    PHOTO = "photo"
    REFERRAL = "referral"
    REPORT = "report"
    PAPER_CONSENT = "paper_consent"
    OTHER = "other"


class Media(StrEnum):
    """How an attachment is written (IANA media types): there are no others on file."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"


ENDINGS = {Media.JPEG: "jpg", Media.PNG: "png", Media.PDF: "pdf"}
"""What the name of a file of each kind ends with."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept with a record: what it is and what it is called; `sha256` (in hex) of its
    `size` bytes, which are kept under it; how many `pages` it has, a picture one.
    """

    kind: AttachmentKind
    title: str
    media: Media
    sha256: str
    size: int
    pages: int = 1
    remark: str = ""

    @property
    def file_name(self) -> str:
        """What its file is called wherever it lies by itself: no words of anybody in it."""
        return f"{self.sha256}.{ENDINGS[self.media]}"


def checked_attachment(attachment: Attachment) -> Attachment:
    """The attachment with its words cleaned.

    Raises `Refused`: FIELD_MISSING without a title, TEXT_TOO_LONG, TEXT_UNREADABLE; RECORD_VALUE
    where its numbers are those of no file that was kept here.
    """
    title = clean_line(attachment.title, "attachment_title")
    if not title:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "attachment_title"})
    is_hash = len(attachment.sha256) == 64 and set(attachment.sha256) <= _DIGITS
    if not (is_hash and 1 <= attachment.size <= LARGEST and 1 <= attachment.pages <= MOST_PAGES):
        raise Refused(ErrorCode.RECORD_VALUE, {"place": "attachment"})
    remark = clean_text(attachment.remark, "words", REMARK_LIMIT).strip()
    return replace(attachment, title=title, remark=remark)
