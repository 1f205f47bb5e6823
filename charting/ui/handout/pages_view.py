"""Pages of paper one below the other, drawn as large as there is room or as one likes."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from charting.i18n import _
from charting.services.found_words import Found
from charting.services.ports import PagePicture
from charting.ui import theme
from charting.ui.handout.printing import image_of

GAP = theme.ROOM
# Pixels of the screen to a point of the paper.
SMALLEST, LARGEST = 0.4, 4.0
LARGEST_FITTED = 2.4
_STEP = 40
# Paper is white in every theme, and so are these.
_PAPER = "#ffffff"
_FOUND, _LOOKED_AT = "#0b5563", "#400b5563"


class PagesView(QAbstractScrollArea):
    """Shows blank paper at once, and each page's picture when it comes.

    `wanted` asks for a page that is in sight, so many pixels wide; `turned` tells which page is
    read now.
    """

    wanted = Signal(int, int)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = ""
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._places: list[QRect] = []
        self._whole = QSize()
        self._zoom: float | None = None
        self._fits_height = False
        self._pictures: dict[int, tuple[PagePicture, QImage]] = {}
        self._words: dict[int, str] = {}
        self._asked: dict[int, int] = {}
        self._found: tuple[Found, ...] = ()
        self._at = 0
        self.page = 0

    # What is shown

    def show_pages(self, title: str, sizes: Sequence[tuple[float, float]]) -> None:
        """Show another paper, from its first page; sizes are in points."""
        self._title, self._sizes = title, tuple(sizes)
        self.page, self._found = 0, ()
        for kept in (self._pictures, self._words, self._asked):
            kept.clear()
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def take(self, page: int, picture: PagePicture, words: str) -> None:
        """Show the picture of a page; its words are for who does not see it."""
        image = image_of(picture)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[page] = picture, image
        self._words[page] = words
        self._tell()
        self.viewport().update()

    def mark(self, places: Sequence[Found], at: int) -> None:
        """Mark where words were found, and bring the place looked at into sight."""
        self._found, self._at = tuple(places), at
        if places:
            found = places[at]
            page, (left, upper, right, lower) = self._places[found.page], found.boxes[0]
            scale, sight = self.scale, self.viewport()
            across, down = (left + right) / 2 * scale, (upper + lower) / 2 * scale
            bars = self.horizontalScrollBar(), self.verticalScrollBar()
            bars[0].setValue(round(page.left() + across - sight.width() / 2))
            bars[1].setValue(round(page.top() + down - sight.height() / 2))
        self.viewport().update()

    @property
    def drawn(self) -> frozenset[int]:
        """The pages whose pictures are there, as sharp as the screen."""
        return frozenset(
            page
            for page, (picture, _image) in self._pictures.items()
            if page < len(self._places) and picture.width == self._pixels(page)
        )

    @property
    def in_sight(self) -> tuple[int, ...]:
        """The pages of which something can be seen."""
        sight = self._sight()
        return tuple(n for n, place in enumerate(self._places) if place.intersects(sight))

    # How large

    @property
    def scale(self) -> float:
        """Pixels of the screen to a point of the paper."""
        if self._zoom is not None:
            return self._zoom
        widest = max((width for width, _height in self._sizes), default=1.0)
        fitted = (self.viewport().width() - 2 * theme.WIDE) / widest
        if self._fits_height:
            highest = max((height for _width, height in self._sizes), default=1.0)
            fitted = min(fitted, (self.viewport().height() - 2 * GAP) / highest)
        return min(max(fitted, SMALLEST), LARGEST_FITTED)

    def fit_width(self) -> None:
        """As wide as there is room."""
        self._zoom, self._fits_height = None, False
        self._arrange()

    def fit_page(self) -> None:
        """So small that a page can be seen whole."""
        self._zoom, self._fits_height = None, True
        self._arrange()

    def zoom(self, factor: float) -> None:
        """Nearer or farther; the middle of what is seen stays there."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(1, self._whole.height())
        self._zoom = min(max(self.scale * factor, SMALLEST), LARGEST)
        self._arrange()
        bar.setValue(round(middle * self._whole.height() - self.viewport().height() / 2))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages anew."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Ask for what has come into sight."""
        self._look()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last page; the rest is as in any scrolled area."""
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, which is white in every theme, and what is on it."""
        palette = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), palette.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sight = self._sight()
        for page in self.in_sight:
            place = self._places[page].translated(-sight.topLeft())
            painter.fillRect(place, QColor(_PAPER))
            if page in self._pictures:
                picture, image = self._pictures[page]
                if picture.width == self._pixels(page):
                    painter.drawImage(place.topLeft(), image)
                else:
                    painter.drawImage(place, image)
            self._paint_found(painter, page, place)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(palette.color("edge"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    # Within

    def _paint_found(self, painter: QPainter, page: int, place: QRect) -> None:
        """A frame round what was found, and a ground behind the one that is looked at."""
        scale = self.scale
        for number, found in enumerate(self._found):
            if found.page != page:
                continue
            painter.setPen(QPen(QColor(_FOUND), 2))
            here = number == self._at
            painter.setBrush(QColor(_LOOKED_AT) if here else Qt.BrushStyle.NoBrush)
            for left, upper, right, lower in found.boxes:
                box = QRectF(left, upper, right - left, lower - upper)
                drawn = QRectF(box.topLeft() * scale, box.size() * scale)
                painter.drawRect(drawn.translated(place.topLeft()).adjusted(-2, -2, 2, 2))

    def _sight(self) -> QRect:
        corner = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRect(*corner, self.viewport().width(), self.viewport().height())

    def _pixels(self, page: int) -> int:
        return round(self._places[page].width() * self.devicePixelRatioF())

    def _arrange(self) -> None:
        scale, sight = self.scale, self.viewport().size()
        pages = [QSize(round(w * scale), round(h * scale)) for w, h in self._sizes]
        wide = max([sight.width(), *(page.width() + 2 * GAP for page in pages)])
        self._places, top = [], GAP
        for page in pages:
            left = (wide - page.width()) // 2
            self._places.append(QRect(left, top, page.width(), page.height()))
            top += page.height() + GAP
        self._whole = QSize(wide, top)
        for bar, whole, seen in (
            (self.horizontalScrollBar(), wide, sight.width()),
            (self.verticalScrollBar(), top, sight.height()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
        self._look()
        self.viewport().update()

    def _look(self) -> None:
        """Ask for the pages in sight, forget pictures far from it, and tell which page is read."""
        seen = self.in_sight
        for page in seen:
            pixels = self._pixels(page)
            if pixels > 0 and self._asked.get(page) != pixels:
                self._asked[page] = pixels
                self.wanted.emit(page, pixels)
        for page in [p for p in self._pictures if seen and not seen[0] - 1 <= p <= seen[-1] + 1]:
            del self._pictures[page]
            self._asked.pop(page, None)
        middle = self._sight().center().y()
        read = max((n for n, place in enumerate(self._places) if place.top() <= middle), default=0)
        if read != self.page:
            self.page = read
            self.turned.emit(read)
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(
            _("{paper}, page {page} of {pages}").format(
                paper=self._title, page=self.page + 1, pages=len(self._sizes)
            )
        )
        self.setAccessibleDescription(self._words.get(self.page, ""))
