"""The drawer: the one selected mark, what is said of it, and what lies beneath."""

from collections.abc import Generator, Mapping
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from charting.domain.body_map import Structure
from charting.domain.marks import LevelFound, MapSite, Mark, Needle, Place, TriggerPoint
from charting.domain.naming import levels_offered, names
from charting.domain.pain_area import PainArea
from charting.domain.session import Answer
from charting.i18n import _, clauses, listed
from charting.ui import actions, theme
from charting.ui.session.choices import OptionList, OptionRow, captioned
from charting.ui.session.depth_view import DepthView
from charting.ui.session.hazard_list import HazardList
from charting.ui.session.mark_forms import NeedleForm, PointForm, needle_form_in_turns
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_form import PainForm
from charting.ui.session.reminders import Reminders
from charting.ui.widgets.laying_out import laid_out_once
from charting.ui.widgets.painting import paint_next_turn
from charting.ui.widgets.text import Text
from charting.wording import (
    found_words,
    height_words,
    name_words,
    site_words,
    span_words,
    stack_words,
    structure_words,
)


class Forms(NamedTuple):
    """What is written about each kind of mark."""

    point: PointForm
    needle: NeedleForm
    pain: PainForm


def drawer_in_turns(model: SessionModel) -> Generator[None, None, "Drawer"]:
    """Make the drawer form by form."""
    pain = PainForm(model)
    yield
    point = PointForm(model)
    yield
    needle = yield from needle_form_in_turns(model)
    yield
    return Drawer(model, Forms(point, needle, pain))


class Drawer(QScrollArea):
    """Shows the selected mark; without one it says what to do."""

    def __init__(self, model: SessionModel, forms: Forms) -> None:
        super().__init__()
        self._model = model
        self._shown: Mark | None = None
        self._answered: Mapping[str, Answer] | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QFrame()
        body.setProperty("look", "panel")
        self.setWidget(body)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG + theme.TIGHT)
        self._title = Text(bold=True)
        self.where = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._stack = Text(size=theme.SMALL, wraps=True)
        self._beneath = Text(size=theme.SMALL, ink="hazard", bold=True, wraps=True)
        self._muscle: OptionList[str] = OptionList([])
        self._muscle.activated.connect(self._chart_in)
        self.muscle_field = captioned(_("Charted in"), self._muscle, key=actions.NEXT_NAME.key)
        self._ask_level()
        self._point, self._needle, self.pain = forms
        self._reminders = Reminders(model)
        self._hazards = HazardList(model.body_map)
        self.order = DepthView(model)
        self._rows = rows
        model.settled.connect(self.refresh)

    def fill(self) -> Generator[None, None, None]:
        """Put the parts in, one after the other, once this stands in its own place."""
        for widget in (
            self._title,
            self.where,
            self._stack,
            self._beneath,
            self._reminders,
            self.muscle_field,
            self._point,
            self._needle,
            self.pain,
            self._level_field,
            self._found_field,
            self._hazards,
            self.order,
        ):
            self._rows.addWidget(widget)
            yield
        self._rows.addStretch(1)
        self.refresh()

    def _ask_level(self) -> None:
        """The fields of the level, and of how it was found."""
        self.level: OptionList[str] = OptionList([])
        self.level.activated.connect(self._say_level)
        self._level_field = captioned(_("Level"), self.level)
        self._found = OptionRow([(each, found_words(each)) for each in LevelFound])
        self._found.told.chosen.connect(self._find_by)
        self._found_field = captioned(_("Level found by"), self._found)

    def refresh(self) -> None:
        """Show the selected mark as it is now; nothing can be written where it is signed."""
        fields = (self.muscle_field, self._level_field, self._found_field)
        for part in (self._point, self._needle, *fields):
            part.setEnabled(not self._model.record.read_only)
        mark, session = self._model.selected_mark, self._model.session
        # What is reminded of at a mark follows from what was answered, too.
        answers = session.answers if session else None
        if mark == self._shown and mark is not None and answers is self._answered:
            return
        self._commit_before(mark)
        self._shown, self._answered = mark, answers
        paint_next_turn(self)
        with laid_out_once(self._rows):
            self._show(mark)

    def _show(self, mark: Mark | None) -> None:
        self._point.setVisible(isinstance(mark, TriggerPoint))
        self._needle.setVisible(isinstance(mark, Needle))
        self.pain.setVisible(isinstance(mark, PainArea))
        self._beneath.setVisible(False)
        self._stack.setVisible(mark is not None and isinstance(mark.site, MapSite))
        needle = mark if isinstance(mark, Needle) else None
        self._reminders.show_for(needle)
        self.order.show_for(needle)
        if mark is None:
            self._show_nothing()
            return
        self._show_site(mark)
        if isinstance(mark, Needle):
            self._title.setText(_("Needle"))
            self._needle.show_mark(mark)
        elif isinstance(mark, PainArea):
            self._title.setText(_("Pain area"))
            self.pain.show_mark(mark)
        else:
            self._title.setText(_("Trigger point"))
            self._point.show_mark(mark)

    def _commit_before(self, coming: Mark | None) -> None:
        # What is typed but not yet taken over belongs to the mark that is about to leave.
        leaving = self._shown
        if leaving is not None and (coming is None or coming.id != leaving.id):
            self._shown = None
            self._point.take_over(leaving.id)
            self._needle.take_over(leaving.id)
            self.pain.take_over(leaving.id)

    def _show_nothing(self) -> None:
        self._hazards.setVisible(False)
        self._title.setText(_("No mark selected"))
        self.where.setText(
            _(
                "Arm a trigger point or a needle, then click the back where it is; "
                "arm a pain area and draw round it. "
                "Click a mark to see it here."
            )
        )
        for part in (self.muscle_field, self._level_field, self._found_field):
            part.setVisible(False)

    def _show_site(self, mark: Mark) -> None:
        structures = self._model.body_map.structures
        site, on_map = mark.site, isinstance(mark.site, MapSite)
        self.where.setText(_where_words(site, structures))
        for part in (self.muscle_field, self._level_field, self._found_field, self._hazards):
            part.setVisible(on_map)
        if not isinstance(site, MapSite):
            return
        offered = names(self._model.body_map, site)
        self.muscle_field.setVisible(bool(offered))
        self._muscle.offer([(name.muscle, name_words(name, structures)) for name in offered])
        if site.muscle:
            self._muscle.show_value(site.muscle, structure_words(site.muscle, structures))
        self.level.offer([(each, each) for each in levels_offered(self._model.body_map, site)])
        self.level.show_value(site.level, site.level)
        self._found.show_value(site.level_found)
        said = [_where_words(site, structures), height_words(site), span_words(site)]
        self.where.setText(clauses(said))
        self._stack.setText(stack_words(site.structures, structures))
        beneath = self._hazards.show_hazards(site.hazards)
        self._beneath.setText(_("▨ beneath: {names}").format(names=listed(beneath)))
        self._beneath.setVisible(bool(beneath))

    def _chart_in(self) -> None:
        if self._shown is not None:
            self._model.chart_in(self._shown.id, self._muscle.value)

    def _say_level(self) -> None:
        mark = self._model.selected_mark
        if mark is not None and isinstance(mark.site, MapSite):
            site = self._model.sites.said_at(mark.site, self.level.value)
            self._model.edit(replace(mark, site=site))

    def _find_by(self) -> None:
        if self._found.value is not None:
            self._model.find_level_by(self._found.value)


def _where_words(site: Place, structures: Mapping[str, Structure]) -> str:
    words = site_words(site, structures)
    if not isinstance(site, MapSite) or not site.assumed:
        return words
    return _("{where}. Move the mark there, or {key} where it does stand here.").format(
        where=words, key=actions.CONFIRM_PLACE.key
    )
