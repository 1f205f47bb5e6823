"""What opens a file of unknown making: a process of its own, with little memory and little time,
that knows nothing and can at worst end itself.

It is told how on its command line, gets the file on its standard input, and answers with a line of
JSON, and the bytes that are kept after it.
"""

import io
import json
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from PIL.Image import Image

MEGAPIXELS = 40
# A page of A4 at 300 dots to the inch; a back on a telephone's photograph has no more detail.
LONGEST_SIDE = 4_000
_MEMORY = 1536 * 1024 * 1024
_SECONDS = 10
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
_QUALITY = 90


class _No(Exception):
    """The file is not taken; `why` is the code for it."""

    def __init__(self, why: str, **facts: int) -> None:
        super().__init__(why)
        self.why, self.facts = why, facts


def main() -> None:
    """Answer for the file on the standard input: `take` cleans it, `check` only looks."""
    _limit()
    deed, media, most_pages = sys.argv[1], sys.argv[2], int(sys.argv[3])
    data = sys.stdin.buffer.read()
    kept = b""
    try:
        if media == "application/pdf":
            said: dict[str, object] = {"media": media, "pages": _pdf_pages(data, most_pages)}
            kept = data
        else:
            said, kept = _picture(data, media, again=deed == "take")
    except _No as no:
        said = {"why": no.why, **no.facts}
    except MemoryError:
        said = {"why": "attachment_damaged"}
    _answer(said, kept if deed == "take" else b"")


def _answer(said: dict[str, object], kept: bytes) -> NoReturn:
    out = sys.stdout.buffer
    out.write(json.dumps(said).encode("ascii") + b"\n" + kept)
    out.flush()
    sys.exit(0)


def _limit() -> None:
    """Let it have no more than it needs; Windows knows no such limits, and has the time alone."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    if sys.platform == "linux":
        # macOS takes what is asked for less seriously, and refuses to be told.
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _pdf_pages(data: bytes, most: int) -> int:
    import pypdfium2  # noqa: PLC0415 - a picture needs it not

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
            if not pages:
                raise _No("attachment_damaged")
            if pages > most:
                raise _No("attachment_pages", limit=most)
            document.get_page_size(0)
            return pages
    except pypdfium2.PdfiumError as problem:
        locked = "assword" in str(problem)
        raise _No("attachment_locked" if locked else "attachment_damaged") from None


def _picture(data: bytes, media: str, *, again: bool) -> tuple[dict[str, object], bytes]:
    """The picture, upright, and without whatever else its file said."""
    from PIL import Image as images  # noqa: PLC0415
    from PIL import ImageFile, ImageOps, UnidentifiedImageError  # noqa: PLC0415

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # The size is looked at here, before anything is decoded, so that it can be told.
    images.MAX_IMAGE_PIXELS = None
    formats = _FORMATS if again else (_name(media),)
    try:
        with images.open(io.BytesIO(data), formats=formats) as opened:
            width, height = opened.size
            if width * height > MEGAPIXELS * 1_000_000:
                raise _No(
                    "attachment_pixels",
                    megapixels=round(width * height / 1_000_000),
                    limit=MEGAPIXELS,
                )
            if opened.format == "TIFF" and getattr(opened, "n_frames", 1) > 1:
                raise _No("attachment_several")
            opened.load()
            if not again:
                return {"media": media, "pages": 1}, b""
            upright = ImageOps.exif_transpose(opened)
            return _written(upright, lossless=opened.format == "PNG")
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError):
        # What Pillow raises for damaged files of one kind or another.
        raise _No("attachment_damaged") from None


def _name(media: str) -> str:
    return media.partition("/")[2].upper()


def _written(picture: "Image", *, lossless: bool) -> tuple[dict[str, object], bytes]:
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    if lossless:
        mode = picture.mode if picture.mode in ("1", "L", "RGB", "RGBA") else "RGBA"
        bare = picture.convert(mode)
        bare.info = {}
        bare.save(out, "PNG")
        return {"media": "image/png", "pages": 1}, out.getvalue()
    bare = picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
    bare.info = {}
    bare.save(out, "JPEG", quality=_QUALITY)
    return {"media": "image/jpeg", "pages": 1}, out.getvalue()


if __name__ == "__main__":
    main()
