"""Marks made of a shorthand line, by the map, the patient's body and what is armed."""

from dataclasses import replace

from charting import content
from charting.domain import naming
from charting.domain.body_map import Side
from charting.domain.changes import AddMark
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import MapSite, Mark, NeedlePreset, checked_mark
from charting.domain.midst import middle_of
from charting.domain.shorthand import Shorthand, read_shorthand
from charting.i18n import _
from charting.ui.session.model import SessionModel


class ShorthandMarks:
    """What a line would place, and the placing of it."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self._lexicon = content.shorthand()

    def completions(self, line: str) -> tuple[str, ...]:
        """What the word that is being typed could become."""
        return self._lexicon.completions(line)

    def marks(self, line: str) -> list[Mark]:
        """The marks that the line makes, not placed yet.

        Raises `Refused`: what `read_shorthand` and `checked_mark` refuse; NOT_AT_LEVEL.
        """
        said = read_shorthand(line, self._lexicon)
        sides = (said.side, Side.LEFT) if said.both else (said.side,)
        return [self._mark(said, self._site(said, side)) for side in sides if side is not None]

    def place(self, line: str) -> bool:
        """Place what the line makes, and select it; raises what `marks` raises."""
        model, marks = self._model, self.marks(line)
        model.selected = marks[0].id
        words = _("Place {mark}").format(mark=model.words(marks[0]))
        return model.record.do_all([AddMark(mark) for mark in marks], words)

    def confirm_place(self) -> bool:
        """Note that the selected mark, whose place was named only, does stand where it is shown."""
        mark = self._model.selected_mark
        if mark is None or not isinstance(mark.site, MapSite) or not mark.site.assumed:
            return False
        return self._model.edit(replace(mark, site=replace(mark.site, assumed=False)))

    def _mark(self, said: Shorthand, site: MapSite) -> Mark:
        model = self._model
        if said.status is not None:
            return replace(model.sessions.trigger_point(site), status=said.status)
        needle = model.sessions.needle(site, self._preset(said), model.armed.position)
        charted = replace(
            needle,
            depth=said.depth,
            twitches=said.twitches,
            familiar_pain=said.familiar,
            bone_contact=said.bone,
        )
        return checked_mark(model.making.fresh(charted))

    def _preset(self, said: Shorthand) -> NeedlePreset:
        armed = self._model.armed.preset
        return replace(
            armed,
            length=said.length or armed.length,
            diameter=said.diameter or armed.diameter,
            technique=said.technique or armed.technique,
        )

    def _site(self, said: Shorthand, side: Side) -> MapSite:
        model, body = self._model, self._model.sites.body
        y_mm = model.body_map.height_of(said.level) if said.level else None
        if said.lateral_mm is not None and y_mm is not None:
            place = body.place_mm(said.lateral_mm, side, y_mm)
        else:
            place = self._middle(said, side, y_mm)
        site = naming.site_at(model.body_map, *place, said.length, model.armed.level_found, body)
        if said.level:
            site = naming.at_level(model.body_map, site, said.level, body)
        named = replace(site, muscle=said.muscle, chosen=True)
        if said.lateral_mm is None:
            return replace(named, assumed=True)
        return replace(named, lateral=said.lateral_mm * 10, typed=True)

    def _middle(self, said: Shorthand, side: Side, y_mm: float | None) -> tuple[float, float]:
        body_map = self._model.body_map
        middle = middle_of(body_map, said.muscle, side, y_mm)
        if middle is None:
            name = _(body_map.structures[said.muscle].name)
            where = {"muscle": name, "level": said.level or side.value}
            raise Refused(ErrorCode.NOT_AT_LEVEL, where)
        return middle
