"""Where needles were answered over the episode: what is looked for, what the signs say, and every
place in words.
"""

from collections.abc import Hashable
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.domain.body_map import Side
from charting.domain.marks import MapSite, SiteInWords
from charting.domain.site_responses import STEPS, STRONGEST, Response, Spot
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.course.heat_layer import HeatLayer, paint_number, radius
from charting.ui.course.model import CourseModel
from charting.ui.course.panel import Choice, column
from charting.ui.course.plates import Plate
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording.courses import (
    response_legend,
    response_name,
    spot_number,
    spot_place_words,
    spot_words,
    step_words,
)

_SIGNS_HIGH = 84


class Signs(QWidget):
    """A sign of each strength, and from how much on a place bears it."""

    def __init__(self) -> None:
        super().__init__()
        self._response: Response | None = None
        self._layer = HeatLayer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_response(self, response: Response) -> None:
        """Show the signs of a response; the same is told in the legend beneath."""
        if response is self._response:
            return
        self._response = response
        self.setAccessibleName(_("Signs: {steps}").format(steps=listed(step_words(response))))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of signs with their words."""
        return QSize(320, _SIGNS_HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the signs, weakest first."""
        palette, response = theme.current(), self._response
        if response is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = step_words(response)
        wide = self.width() / len(words)
        for strength, said in enumerate(words):
            at = QPointF(wide * (strength + 0.5), radius(STRONGEST) + 4)
            painter.setFont(theme.font(theme.SMALL))
            sample = _sample(response, strength)
            self._layer.stamp(painter, at, sample, response, palette)
            paint_number(painter, at, spot_number(sample, response), palette)
            painter.setFont(theme.font(theme.SMALL, tabular=True))
            painter.setPen(QColor(palette.quiet))
            box = QRectF(wide * strength, _SIGNS_HIGH - 20, wide, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)


def _sample(response: Response, strength: int) -> Spot:
    value = max(STEPS[response][strength - 1], Fraction(1, 2)) if strength else Fraction(0)
    fallen = -value if response is Response.PAIN else value
    return Spot(SiteInWords("", "", Side.MIDLINE), 1, (1,), 1, fallen)


class ResponsesPane(QWidget):
    """The choice of a response, its signs, and the places, the strongest first."""

    def __init__(self, model: CourseModel) -> None:
        super().__init__()
        self._model = model
        self._spots: tuple[Spot, ...] = ()
        self._layer = HeatLayer()
        offered = (
            (each, response_name(each), actions.NEXT_RESPONSE.key if not at else "")
            for at, each in enumerate(Response)
        )
        self.responses = Choice(_("What is looked for"), offered, model.look_for)
        self.signs = Signs()
        self.legend = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.list = RowList(_("Places that were needled"))
        rows = column(self)
        for part in (self.responses, self.signs, self.legend):
            rows.addWidget(part)
        rows.addWidget(self.list, 1)
        self.list.moved.connect(model.select)

    def look_for_next(self) -> None:
        """Look for the next response."""
        every = list(Response)
        self._model.look_for(every[(every.index(self._model.response) + 1) % len(every)])

    def refresh(self) -> None:
        """Show the present state in words."""
        response = self._model.response
        self._spots = self._model.spots()
        self.responses.show_chosen(response)
        self.signs.show_response(response)
        self.legend.setText(response_legend(response))
        numbered = sorted(enumerate(self._spots), key=lambda each: _rank(each[1]))
        self.list.show_rows([self._row(at, spot) for at, spot in numbered])

    def point_out(self) -> None:
        """Go to the place that is pointed out."""
        self.list.go_to(self._model.selected, quietly=True)

    def plates(self) -> tuple[Plate, ...]:
        """The back with the places on it."""
        model = self._model
        spots, response = self._spots, model.response
        places: dict[Hashable, tuple[float, float]] = {
            at: (spot.site.x / 10, spot.site.y / 10)
            for at, spot in enumerate(spots)
            if isinstance(spot.site, MapSite)
        }
        chosen = model.selected
        paint = partial(self._layer.paint, spots=spots, response=response, chosen=chosen)
        return (Plate(self._title(), paint, places),)

    def _title(self) -> str:
        model, name = self._model, response_name(self._model.response)
        if not model.visits:
            return name
        first, last = model.visits[0].number, model.visits[model.at].number
        if first == last:
            return _("{what}, visit {n}").format(what=name, n=first)
        return _("{what}, visits {first} to {last}").format(what=name, first=first, last=last)

    def _row(self, at: int, spot: Spot) -> Row:
        where = spot_place_words(spot, self._model.body_map.structures)
        number = spot_number(spot, self._model.response)
        return Row(at, where, spot_words(spot, self._model.response), number)


def _rank(spot: Spot) -> tuple[bool, object, int]:
    """What was found first, the most of it first; what nobody looked for last."""
    return spot.value is None, -abs(spot.value or 0), -spot.needles
