"""Photographs and scans as tests need them."""

import io

from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def a_pdf(pages: int = 1) -> bytes:
    """A scan, the same in every run."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(pages):
        canvas.drawString(72, 720, f"MRI of the lumbar spine, page {page + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_photo(
    size: tuple[int, int] = (640, 480), form: str = "JPEG", *, turned: bool = False
) -> bytes:
    """A photograph, darker at its top; `turned` as a telephone writes it that was held upright."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "Anna Keller, 12 Lime Street"
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, form, **({"exif": exif} if form in ("JPEG", "PNG", "WEBP") else {}))
    return out.getvalue()
