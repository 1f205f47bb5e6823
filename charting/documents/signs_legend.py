"""What the signs on a session's plate stand for, those that are on it and no others."""

from collections.abc import Sequence

from charting.documents.drawing import Drawing
from charting.documents.marks_plate import SHAFT, draw_needle, draw_point
from charting.documents.sheet import draw_line, style
from charting.domain.marks import MapSite, Mark, Needle, PointStatus, TriggerPoint
from charting.i18n import _, listed

SIZE = 8.5
ROW = SHAFT + 9
_ACROSS = 3


class SignsLegend(Drawing):
    """One sign of each kind with its words, in rows over `width` points."""

    def __init__(self, marks: Sequence[Mark], width: float) -> None:
        super().__init__()
        on_plate = [mark for mark in marks if isinstance(mark.site, MapSite)]
        self._first = {_words(mark): mark for mark in reversed(on_plate)}
        self.width = width
        self.height = ROW * -(-len(self._first) // _ACROSS)

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return _("Signs on the picture: {signs}.").format(signs=listed(sorted(self._first)))

    def paint(self) -> None:
        """Draw the signs as they stand on the plate."""
        each = self.width / _ACROSS
        for place, (words, mark) in enumerate(sorted(self._first.items())):
            x = each * (place % _ACROSS) + SHAFT
            y = self.height - ROW * (place // _ACROSS) - ROW / 2
            self.canv.saveState()
            if isinstance(mark, TriggerPoint):
                draw_point(self.canv, mark, x, y)
            else:
                draw_needle(self.canv, mark, x, y - SHAFT / 2)
            self.canv.restoreState()
            draw_line(self.canv, words, x + SHAFT + 4, y - SIZE / 3, style(SIZE))


def _words(sign: TriggerPoint | Needle) -> str:
    if isinstance(sign, Needle):
        return _("needle still in") if sign.in_situ else _("needle out")
    return {
        PointStatus.ACTIVE: _("active trigger point"),
        PointStatus.LATENT: _("latent trigger point"),
        PointStatus.UNKNOWN: _("trigger point, not classed"),
    }[sign.status]
