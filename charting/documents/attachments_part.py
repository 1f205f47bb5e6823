"""The attachments of a record on paper: what is kept with it, and by what each file is known."""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading
from charting.documents.tables import pairs
from charting.domain.attachment import Attachment
from charting.domain.sheet import Sheet, latest
from charting.i18n import _, listed
from charting.wording import date_words
from charting.wording.attachments import attachment_facts, attachment_kind_words


def attachments_part(sheets: Iterable[Sheet], hand: Hand) -> list[Flowable]:
    """Every attachment as it is called now, the first kept first. Nothing where there is none."""
    story: list[Flowable] = []
    for sheet in latest(sheets):
        if isinstance(attachment := sheet.content, Attachment):
            day = date_words(sheet.at.day, hand.country)
            kept = listed((day, hand.names.get(sheet.by, "")))
            rows = [
                (_("What"), attachment_kind_words(attachment.kind)),
                (_("File"), attachment_facts(attachment)),
                (_("Kept"), kept),
                (_("SHA-256"), attachment.sha256),
                (_("Entered in error"), sheet.struck),
            ]
            title = _("Attachment: {title}").format(title=attachment.title)
            story += [heading(hand.sheet, title), pairs(rows, hand.sheet.inner, 0.2)]
    return story
