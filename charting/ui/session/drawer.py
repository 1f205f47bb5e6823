"""The drawer: the one selected mark, what is said of it, and what lies beneath."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from charting.domain.marks import MapSite, Mark, Needle
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionList, captioned
from charting.ui.session.hazard_list import HazardList
from charting.ui.session.mark_forms import NeedleForm, PointForm
from charting.ui.session.model import SessionModel
from charting.ui.widgets.text import Text
from charting.wording import site_words, structure_words


class Drawer(QScrollArea):
    """Shows the selected mark; without one it says what to do."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: Mark | None = None
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
        self._where = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._beneath = Text(size=theme.SMALL, ink="hazard", bold=True, wraps=True)
        self._muscle: OptionList[str] = OptionList([])
        self._muscle.activated.connect(self._chart_in)
        self._muscle_field = captioned(_("Charted in"), self._muscle)
        self._point = PointForm(model)
        self._needle = NeedleForm(model)
        self._hazards = HazardList(model.body_map)
        for widget in (
            self._title,
            self._where,
            self._beneath,
            self._muscle_field,
            self._point,
            self._needle,
        ):
            rows.addWidget(widget)
        rows.addWidget(self._hazards)
        rows.addStretch(1)
        model.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the selected mark as it is now."""
        mark = self._model.selected_mark
        if mark == self._shown and mark is not None:
            return
        self._commit_before(mark)
        self._shown = mark
        self._point.setVisible(mark is not None and not isinstance(mark, Needle))
        self._needle.setVisible(isinstance(mark, Needle))
        self._beneath.setVisible(False)
        if mark is None:
            self._show_nothing()
            return
        self._show_site(mark)
        if isinstance(mark, Needle):
            self._title.setText(_("Needle"))
            self._needle.show_mark(mark)
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

    def _show_nothing(self) -> None:
        self._hazards.setVisible(False)
        self._title.setText(_("No mark selected"))
        self._where.setText(
            _(
                "Arm a trigger point or a needle, then click the back where it is. "
                "Click a mark to see it here."
            )
        )
        self._muscle_field.setVisible(False)

    def _show_site(self, mark: Mark) -> None:
        structures = self._model.body_map.structures
        self._where.setText(site_words(mark.site, structures))
        if not isinstance(mark.site, MapSite):
            self._muscle_field.setVisible(False)
            self._hazards.setVisible(False)
            return
        beneath = [each for each in mark.site.structures if each.startswith("m.")]
        self._muscle_field.setVisible(bool(beneath))
        self._muscle.offer([(each, structure_words(each, structures)) for each in beneath])
        if mark.site.muscle:
            self._muscle.show_value(mark.site.muscle, structure_words(mark.site.muscle, structures))
        names = self._hazards.show_hazards(mark.site.hazards)
        self._beneath.setText(_("▨ beneath: {names}").format(names=", ".join(names)))
        self._beneath.setVisible(bool(names))

    def _chart_in(self) -> None:
        if self._shown is not None:
            self._model.chart_in(self._shown.id, self._muscle.value)
