"""Pictures of a clinic: checked and made anew before they are kept, and drawn among the text.

Only the pixels are kept: re-encoding leaves behind where and with what a photograph was taken.
"""

from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

from charting.documents.drawing import Drawing
from charting.documents.tagged_canvas import outside
from charting.domain.errors import ErrorCode, Refused

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
# As fine as paper shows it at the size it is printed: 8 cm at 300 dots to the inch.
KEPT_SIDE = 1_000


def tidy_picture(data: bytes) -> bytes:
    """The picture as PNG on white, no larger than paper shows it, with nothing but its pixels.

    Raises `Refused` (PICTURE_TOO_LARGE, PICTURE_UNREADABLE).
    """
    if len(data) > LARGEST_FILE:
        raise Refused(ErrorCode.PICTURE_TOO_LARGE, {"limit": LARGEST_FILE // 1024**2})
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(ErrorCode.PICTURE_TOO_LARGE, {"limit": LARGEST_FILE // 1024**2})
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refused(ErrorCode.PICTURE_UNREADABLE) from None
    upright.thumbnail((KEPT_SIDE, KEPT_SIDE))
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    return out.getvalue()


class Picture(Drawing):
    """A kept picture, as large as it can be within `wide` and `high` points; with nothing `told` it
    is an ornament.
    """

    def __init__(self, data: bytes, wide: float, high: float, told: str = "") -> None:
        super().__init__()
        self._image, self._told = ImageReader(BytesIO(data)), told
        width, height = self._image.getSize()
        scale = min(wide / width, high / height)
        self.width, self.height = width * scale, height * scale

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self._told

    def draw(self) -> None:
        """Draw it as the picture of its words, or as an ornament."""
        if self._told:
            super().draw()
            return
        with outside(self.canv):
            self.paint()

    def paint(self) -> None:
        """Draw it."""
        self.canv.drawImage(self._image, 0, 0, self.width, self.height)


class TidyPictures:
    """Implements `charting.services.clinic_paper_records.Pictures`."""

    def tidy(self, data: bytes) -> bytes:
        """The picture as `tidy_picture` makes it. Raises `Refused` as it does."""
        return tidy_picture(data)
