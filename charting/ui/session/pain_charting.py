"""Pain areas charted: drawn, set about a place, moved, mirrored, and told apart by one key."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from charting.domain import pain_extent
from charting.domain.body_map import Side
from charting.domain.changes import AddMark, MoveMark
from charting.domain.errors import Refused
from charting.domain.ids import MarkId
from charting.domain.pain_area import (
    INTENSITIES,
    INTO_THE_LEG,
    AreaSite,
    LowestPoint,
    PainArea,
    PainQuality,
)
from charting.domain.pain_reminders import PainPlace
from charting.i18n import _
from charting.ui.session.armed import Tool
from charting.ui.session.model import SessionModel
from charting.wording import sentence

Stroke = Sequence[tuple[float, float]]
"""Places in mm of the map, in the order the hand came by."""

_Made = TypeVar("_Made")


class PainCharting:
    """What a hand can do with pain areas; each is one step to undo."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model

    @property
    def is_armed(self) -> bool:
        """Whether the next strokes draw pain areas."""
        return self._model.armed.tool is Tool.PAIN

    def areas(self) -> list[PainArea]:
        """The pain areas in order of placing."""
        return [mark for mark in self._model.marks if isinstance(mark, PainArea)]

    def draw(self, stroke: Stroke) -> bool:
        """Chart the area within a stroke, or the way it takes; False where it was refused."""
        spreading = self._model.armed.quality is PainQuality.RADIATING
        body_map = self._model.body_map
        return self._add(lambda: pain_extent.drawn(body_map, stroke, spreading=spreading))

    def around(self, x_mm: float, y_mm: float) -> bool:
        """Chart the round area about a place, as large as is armed."""
        body_map, radius = self._model.body_map, self._model.armed.radius_mm
        return self._add(lambda: pain_extent.around(body_map, x_mm, y_mm, radius))

    def over(self, structure: str, side: Side) -> bool:
        """Chart the area over a structure of one side."""
        body_map = self._model.body_map
        return self._add(lambda: pain_extent.over(body_map, structure, side))

    def at(self, place: PainPlace) -> bool:
        """Chart the area of a place that has a name."""
        body_map = self._model.body_map
        outline = [(x, y) for x, y in place.outline_mm]
        return self._add(lambda: pain_extent.drawn(body_map, outline, spreading=False))

    def click(self, x_mm: float, y_mm: float, reach_mm: float) -> bool:
        """A click where no other mark is: selects the area there, or sets one where pain is
        armed; False where the click means something else.
        """
        tool = self._model.armed.tool
        if tool not in (Tool.PAIN, Tool.SELECT):
            return False
        if self.select(x_mm, y_mm, reach_mm):
            return True
        return tool is Tool.PAIN and self.around(x_mm, y_mm)

    def select(self, x_mm: float, y_mm: float, reach_mm: float) -> bool:
        """Select the area whose line or inside is there; False where there is none."""
        area = pain_extent.nearest_area(self.areas(), x_mm, y_mm, reach_mm)
        if area is not None:
            self._model.select(area.id)
        return area is not None

    def lies_at(self, area: PainArea, x_mm: float, y_mm: float, reach_mm: float) -> bool:
        """Whether an area is there, its line within reach."""
        return pain_extent.nearest_area([area], x_mm, y_mm, reach_mm) is not None

    def move(self, area: PainArea, dx_mm: float, dy_mm: float) -> bool:
        """Move an area by so much; False where it was refused."""
        body_map = self._model.body_map
        site = self._said(lambda: pain_extent.moved(body_map, area.site, dx_mm, dy_mm))
        if site is None:
            return False
        words = _("Move {mark}").format(mark=self._model.words(area))
        return self._model.record.do(MoveMark(area.id, area.site, site), words)

    def mirror_selected(self) -> bool:
        """Chart the twin of the selected area on the other side; its strength is its own."""
        area = self._model.selected_mark
        if not isinstance(area, PainArea) or area.site.side is Side.MIDLINE:
            return False
        site = self._said(lambda: pain_extent.mirrored(self._model.body_map, area.site))
        return site is not None and self._place([(site, area.quality)])

    def next_quality(self) -> bool:
        """Let the selected area be felt in the next way, round and round."""
        area = self._model.selected_mark
        if not isinstance(area, PainArea):
            return False
        order = list(PainQuality)
        return self.feel(area, order[(order.index(area.quality) + 1) % len(order)])

    def feel(self, area: PainArea, quality: PainQuality) -> bool:
        """Let an area be felt so; how far down is kept only where that is asked."""
        after = replace(area, quality=quality)
        if quality not in INTO_THE_LEG:
            after = replace(after, lowest=None, leg=None)
        return self._model.edit(after)

    def stronger(self, by: int) -> bool:
        """One more or less of ten for the selected area; less than none is not asked."""
        area = self._model.selected_mark
        if not isinstance(area, PainArea):
            return False
        if area.intensity is None:
            number: int | None = max(by, 0)
        else:
            number = min(INTENSITIES[-1], area.intensity + by)
        if number is not None and number < 0:
            number = None
        return self._model.edit(replace(area, intensity=number))

    def reach_down(self, area: PainArea, lowest: LowestPoint | None, leg: Side | None) -> bool:
        """Note how far down an area is felt, and in which leg: that of its side until another is
        chosen.
        """
        if lowest is not None and leg is None:
            leg = area.site.side
        return self._model.edit(replace(area, lowest=lowest, leg=leg if lowest else None))

    def _add(self, make: Callable[[], AreaSite]) -> bool:
        site = self._said(make)
        if site is None:
            return False
        quality = self._model.armed.quality
        placed = [(site, quality)]
        if self._model.armed.mirrored and site.side is not Side.MIDLINE:
            twin = self._said(lambda: pain_extent.mirrored(self._model.body_map, site))
            placed += [(twin, quality)] if twin is not None else []
        return self._place(placed)

    def _place(self, placed: Sequence[tuple[AreaSite, PainQuality]]) -> bool:
        areas = [self._model.sessions.pain_area(site, quality) for site, quality in placed]
        self._choose(areas[0].id)
        words = _("Place {mark}").format(mark=self._model.words(areas[0]))
        return self._model.record.do_all([AddMark(area) for area in areas], words)

    def _choose(self, mark_id: MarkId) -> None:
        # Told of together with the change that brings it.
        self._model.selected = mark_id

    def _said(self, make: Callable[[], _Made]) -> _Made | None:
        try:
            return make()
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return None
