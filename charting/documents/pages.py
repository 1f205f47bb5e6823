"""Pages of a PDF as pictures, for the screen and the printer: the only pypdfium2."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2

from charting.services.found_words import Box, Found
from charting.services.ports import PagePicture


class PdfPages:
    """Implements `charting.services.ports.Pages`.

    PDFium is not made for threads (its documentation, "Threading"): one thread asks, ever.
    """

    def sizes(self, pdf: bytes) -> Sequence[tuple[float, float]]:
        """Width and height of each page, in points."""
        with pypdfium2.PdfDocument(pdf) as document:
            return [document.get_page_size(page) for page in range(len(document))]

    def picture(self, pdf: bytes, page: int, width: int) -> PagePicture:
        """A page, counted from 0, `width` pixels wide."""
        with _opened(pdf, page) as opened:
            # The library rounds up, also what is a hair too wide.
            scale = (width - 0.5) / opened.get_width()
            # Drawn into memory of our own: copying it would keep the window's thread waiting.
            # And not into the library's, which must not outlive the library.
            maker = pypdfium2.PdfBitmap.new_native
            drawn = opened.render(scale=scale, prefer_bgrx=True, bitmap_maker=maker)
            return PagePicture(drawn.width, drawn.height, memoryview(drawn.buffer).cast("B"))

    def words(self, pdf: bytes, page: int) -> str:
        """The words of a page, for whoever does not see its picture."""
        with _opened(pdf, page) as opened:
            text = opened.get_textpage()
            words = text.get_text_bounded()
            text.close()
            return " ".join(words.split())

    def find(self, pdf: bytes, words: str) -> Sequence[Found]:
        """Where words stand, small or large, from the first page on."""
        if not words.strip():
            return []
        found: list[Found] = []
        with pypdfium2.PdfDocument(pdf) as document:
            for number, page in enumerate(document):
                text = page.get_textpage()
                searcher = text.search(words.strip())
                while (place := searcher.get_next()) is not None:
                    rows = text.count_rects(*place)
                    high = page.get_height()
                    found.append(Found(number, tuple(_box(text, n, high) for n in range(rows))))
                searcher.close()
                text.close()
                page.close()
        return found


def _box(text: pypdfium2.PdfTextPage, number: int, high: float) -> Box:
    left, bottom, right, top = text.get_rect(number)
    return left, high - top, right, high - bottom


@contextmanager
def _opened(pdf: bytes, page: int) -> Iterator[pypdfium2.PdfPage]:
    with pypdfium2.PdfDocument(pdf) as document:
        opened = document[page]
        try:
            yield opened
        finally:
            opened.close()
