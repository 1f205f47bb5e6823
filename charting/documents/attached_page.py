"""An attachment as pages to look at and to print: a PDF as it is, a picture on a page."""

import io

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from charting.documents.sheet import paper_size
from charting.domain.attachment import Attachment, Media

_MARGIN = 28.0


def attachment_pdf(attachment: Attachment, data: bytes, paper: str) -> bytes:
    """The pages; a picture stands as large as the page allows.

    `data` was decoded and written anew when it was taken in.
    """
    if attachment.media is Media.PDF:
        return data
    picture = ImageReader(io.BytesIO(data))
    width, height = picture.getSize()
    short, long = sorted(paper_size(paper))
    page = (long, short) if width > height else (short, long)
    room = (page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN)
    scale = min(room[0] / width, room[1] / height)
    shown = (width * scale, height * scale)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page, invariant=1)
    canvas.setTitle(attachment.title)
    corner = ((page[0] - shown[0]) / 2, (page[1] - shown[1]) / 2)
    canvas.drawImage(picture, *corner, *shown, mask="auto")
    canvas.showPage()
    canvas.save()
    return out.getvalue()
