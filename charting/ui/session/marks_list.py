"""The list of marks beside the map: the same marks in words, for the eye, the keys and a screen
reader.
"""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from charting.domain.afterwards import is_recalled
from charting.domain.marks import MapSite, Mark, Needle
from charting.domain.pain_area import PainArea
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.session import glyphs, pain_signs
from charting.ui.session.end_signal import needles_over
from charting.ui.session.model import SessionModel
from charting.wording import (
    area_site_words,
    needle_size_words,
    place_words,
    quality_words,
    reach_words,
    side_words,
    status_words,
    structure_words,
    technique_words,
)

MARK_ROLE = int(Qt.ItemDataRole.UserRole)
ROW = 56

ENLARGED_ROW = 72


def _row() -> int:
    return ENLARGED_ROW if theme.worn().is_enlarged else ROW


_Index = QModelIndex | QPersistentModelIndex


class MarksModel(QAbstractListModel):
    """The marks in order of placing; rows come and go one by one, so the eye keeps its
    place.
    """

    def __init__(self, session: SessionModel) -> None:
        super().__init__(session)
        self._session = session
        self._marks: list[Mark] = list(session.marks)
        self.following = False
        session.settled.connect(self.follow)

    def follow(self) -> None:
        """Take over what has changed, row by row."""
        # A row that goes moves the list's own selection, which is no wish of the person's.
        if not self.following:
            self.following = True
            self._follow()
            self.following = False

    def _follow(self) -> None:
        old, new = self._marks, self._session.marks
        shorter, start, end = min(len(old), len(new)), 0, 0
        while start < shorter and old[start] is new[start]:
            start += 1
        while end < shorter - start and old[-1 - end] is new[-1 - end]:
            end += 1
        leaving, coming = old[start : len(old) - end], new[start : len(new) - end]
        if [mark.id for mark in leaving] == [mark.id for mark in coming]:
            self._marks = list(new)
            if coming:
                last = start + len(coming) - 1
                self.dataChanged.emit(self.index(start), self.index(last))
            return
        if leaving:
            self.beginRemoveRows(QModelIndex(), start, start + len(leaving) - 1)
            del self._marks[start : start + len(leaving)]
            self.endRemoveRows()
        if coming:
            self.beginInsertRows(QModelIndex(), start, start + len(coming) - 1)
            self._marks[start:start] = coming
            self.endInsertRows()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many marks there are."""
        return 0 if parent is not None and parent.isValid() else len(self._marks)

    def data(
        self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> str | Mark | None:
        """A mark in one line, or the mark itself."""
        if not index.isValid():
            return None
        mark = self._marks[index.row()]
        if role == MARK_ROLE:
            return mark
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = _("{number} of {total}: {mark}").format(
                number=index.row() + 1, total=len(self._marks), mark=self._session.words(mark)
            )
            author = self._session.company.author(mark)
            return _("{mark}, by {name}").format(mark=words, name=author) if author else words
        return None

    def row_of(self, mark: Mark | None) -> QModelIndex:
        """The row of a mark."""
        for row, each in enumerate(self._marks):
            if each is mark:
                return self.index(row)
        return QModelIndex()


class MarksList(QListView):
    """Shows the marks; the row chosen here is the mark selected on the map, and the other way
    round.
    """

    def __init__(self, session: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = MarksModel(session)
        self._unstored = session.unstored_marks
        self.setModel(self._rows)
        self.setItemDelegate(MarkDelegate(session, self))
        self.setAccessibleName(_("Marks of this session"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        session.settled.connect(self._show_selected)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        mark = current.data(MARK_ROLE)
        if mark is not None and not self._rows.following:
            self._session.select(mark.id)

    def _show_selected(self) -> None:
        row = self._rows.row_of(self._session.selected_mark)
        if row != self.currentIndex():
            self.setCurrentIndex(row)
        unstored = self._session.unstored_marks
        if unstored != self._unstored:
            self._unstored = unstored
            self.viewport().update()


class MarkDelegate(QStyledItemDelegate):
    """Paints a mark as its sign, what it is, and where."""

    def __init__(self, session: SessionModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Two lines and room for a finger."""
        return QSize(200, _row())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The sign at the left, two lines of words beside it."""
        mark: Mark = index.data(MARK_ROLE)
        palette = theme.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(box)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(palette.chosen))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(palette.hover))
        self._draw_sign(painter, mark, box)
        first, second = self._lines(mark)
        if author := self._session.company.author(mark):
            second = f"{author} · {second}"
        text = box.adjusted(48, 8, -12, -8)
        painter.setFont(theme.font(theme.BODY))
        painter.setPen(QColor(palette.text))
        head = f"{index.row() + 1}  {first}"
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            text,
            Qt.AlignmentFlag.AlignTop,
            painter.fontMetrics().elidedText(head, elide, text.width()),
        )
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        painter.setPen(QColor(palette.quiet))
        painter.drawText(
            text,
            Qt.AlignmentFlag.AlignBottom,
            painter.fontMetrics().elidedText(second, elide, text.width()),
        )
        painter.restore()

    def _draw_sign(self, painter: QPainter, mark: Mark, box: QRect) -> None:
        centre = QPointF(box.left() + 26, box.top() + _row() / 2)
        sign = glyphs.Sign(selected=False, stored=mark.id not in self._session.unstored_marks)
        if isinstance(mark, PainArea):
            swatch = QRectF(centre.x() - 14, centre.y() - 12, 28, 24)
            pain_signs.draw_swatch(painter, mark.quality, swatch, sign, theme.current())
        else:
            at = glyphs.centre_for(mark, centre)
            glyphs.draw(painter, mark, at, sign, theme.current())

    def _lines(self, mark: Mark) -> tuple[str, str]:
        if isinstance(mark, PainArea):
            said = [quality_words(mark.quality), *reach_words(mark)]
            if mark.intensity is not None:
                said.append(_("{n} of 10").format(n=mark.intensity))
            return area_site_words(mark.site), listed(said)
        site = mark.site
        if isinstance(site, MapSite):
            structures = self._session.body_map.structures
            what = (
                structure_words(site.muscle, structures) if site.muscle else _("no stored muscle")
            )
            where = place_words(site)
        else:
            what = site.muscle
            where = listed((site.region, side_words(site.side)))
        if isinstance(mark, Needle):
            return f"{what} · {where}", self._needle_line(mark)
        return f"{what} · {where}", _("{status} trigger point").format(
            status=status_words(mark.status)
        )

    def _needle_line(self, needle: Needle) -> str:
        minutes = self._session.minutes_in(needle)
        state = _("in, {n} min") if needle.in_situ else _("out after {n} min")
        if needle.in_situ and needle.id in needles_over(self._session):
            state = _("in, {n} min: time")
        if needle.came_out == needle.went_in:
            # Of a needle that never stays there are no minutes to tell.
            state = _("out")
        visit = self._session.session
        if visit is not None and visit.written is not None:
            known = is_recalled(needle, visit)
            state = _("{n} min, recalled") if known else _("time not noted")
        parts = [
            needle_size_words(needle),
            technique_words(needle.technique),
            state.format(n=minutes),
        ]
        if needle.twitches is not None:
            parts.append(_("twitch {n}").format(n=needle.twitches))
        return " · ".join(parts)
