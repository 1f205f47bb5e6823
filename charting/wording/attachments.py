"""Attachments in words: what they are, how large, and why a file is not taken."""

from charting.domain.attachment import Attachment, AttachmentKind, Media
from charting.domain.errors import ErrorCode
from charting.i18n import _, listed, ngettext


def attachment_kind_words(kind: AttachmentKind) -> str:
    """What an attachment is."""
    return {
        AttachmentKind.PHOTO: _("Photograph"),
        AttachmentKind.REFERRAL: _("Referral"),
        AttachmentKind.REPORT: _("Report"),
        AttachmentKind.PAPER_CONSENT: _("Consent signed on paper"),
        AttachmentKind.OTHER: _("Something else"),
    }[kind]


def attachment_facts(attachment: Attachment) -> str:
    """How many pages it has, where it is no picture, and how large it is."""
    if attachment.media is not Media.PDF:
        return size_words(attachment.size)
    pages = ngettext("{n} page", "{n} pages", attachment.pages).format(n=attachment.pages)
    return listed((_("PDF"), pages, size_words(attachment.size)))


def size_words(size: int) -> str:
    """So many bytes as people say it."""
    if size < 1024 * 1024:
        return _("{n} kB").format(n=max(1, round(size / 1024)))
    return _("{n} MB").format(n=f"{size / 1024 / 1024:.1f}")


def of_attachments() -> dict[ErrorCode, str]:
    """The sentences of what is refused about an attachment."""
    return {
        ErrorCode.ATTACHMENT_TOO_LARGE: _(
            "This file is larger than {limit} MB. Nothing was kept: save it smaller, or in parts."
        ),
        ErrorCode.ATTACHMENT_FOREIGN: _(
            "“{file}” is no picture and no PDF. Nothing was kept: JPEG, PNG, WebP, TIFF and PDF "
            "can be."
        ),
        ErrorCode.ATTACHMENT_LIES: _(
            "“{file}” says that it is a {says}, and is a {is_}. Nothing was kept: look at where it "
            "comes from, and name it as what it is."
        ),
        ErrorCode.ATTACHMENT_PIXELS: _(
            "This picture has {megapixels} megapixels, and at most {limit} are opened. Nothing was "
            "kept: save it smaller."
        ),
        ErrorCode.ATTACHMENT_SEVERAL: _(
            "There are several pictures in this file, of which only the first would be kept. Save "
            "it as a PDF, and keep that."
        ),
        ErrorCode.ATTACHMENT_PAGES: _(
            "This PDF has more than {limit} pages. Nothing was kept: save the pages that matter."
        ),
        ErrorCode.ATTACHMENT_LOCKED: _(
            "This PDF opens with a password only. Nothing was kept: save it without one, it is "
            "encrypted here."
        ),
        ErrorCode.ATTACHMENT_DAMAGED: _(
            "This file cannot be opened: it is damaged, or made to do harm. Nothing was kept; ask "
            "for it again."
        ),
        ErrorCode.ATTACHMENT_MISSING: _(
            "The file of “{title}” did not come with the record. It comes back with an archive in "
            "which it is."
        ),
    }
