"""Needles and boxes in the place of the drawer: a box is opened by its code, the open ones stand
there, and what the keys 1 to 9 arm is set.
"""

from collections.abc import Generator

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.boxes import Box
from charting.domain.errors import Refused
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.beside import Pane
from charting.ui.session.box_form import BoxForm
from charting.ui.session.choices import caption
from charting.ui.session.cupboard import Size
from charting.ui.session.model import SessionModel
from charting.ui.session.preset_form import PresetForm
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.text import Text
from charting.wording.supplies import box_words


class NeedlesPane(Pane):
    """Made when it is first opened: few visits need it."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__(actions.NEEDLES)
        self._model = model

    def begin(self) -> None:
        """Bring the hand to where a code is scanned."""
        self._show_boxes()
        armed = self._model.armed.preset
        self.form.begin(Size(armed.length, armed.diameter, armed.handle))

    def make_ready(self) -> Generator[None, None, None]:
        """Make the forms, one after the other, and put them in."""
        cupboard, kit = self._model.cupboard, self._model.kit
        self.form = BoxForm(cupboard, kit)
        yield
        self.presets = PresetForm(cupboard, kit)
        yield
        self.close_button = Button(_("Close"), key=actions.DISARM.key, size=theme.SMALL)
        self.close_button.clicked.connect(self.closed)
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(theme.TIGHT)
        self.away_buttons: list[Button] = []
        cupboard.changed.connect(self._show_boxes)
        yield from self._lay_out()

    def _show_boxes(self) -> None:
        while (item := self._boxes.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.deleteLater()
        self.away_buttons = []
        boxes = self._model.cupboard.boxes
        for box in boxes:
            self._boxes.addWidget(self._row(box))
        if not boxes:
            self._boxes.addWidget(caption(_("None. Needles carry a lot once a box is open.")))

    def _row(self, box: Box) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SNUG)
        words = box_words(box, self._model.cupboard.country)
        past = _is_past(box, self._model)
        if past:
            words = _("{box}: past its day").format(box=words)
        line.addWidget(
            Text(words, size=theme.SMALL, ink="hazard" if past else "text", wraps=True), 1
        )
        away = Button(_("Put away"), Kind.QUIET, size=theme.SMALL)
        away.clicked.connect(lambda: self._model.cupboard.put_away(box))
        self.away_buttons.append(away)
        line.addWidget(away)
        return row

    def _lay_out(self) -> Generator[None, None, None]:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        whole.addWidget(area)
        body = QFrame()
        body.setProperty("look", "panel")
        area.setWidget(body)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        head = QHBoxLayout()
        head.addWidget(Text(_("Needles and boxes"), bold=True))
        head.addStretch(1)
        head.addWidget(self.close_button)
        rows.addLayout(head)
        rows.addWidget(self.form)
        yield
        rows.addSpacing(theme.SNUG)
        rows.addWidget(Text(_("Open boxes"), size=theme.SMALL, bold=True))
        rows.addLayout(self._boxes)
        rows.addSpacing(theme.SNUG)
        rows.addWidget(Hairline())
        rows.addWidget(Text(_("What the keys arm"), size=theme.SMALL, bold=True))
        rows.addWidget(self.presets)
        rows.addStretch(1)
        yield


def _is_past(box: Box, model: SessionModel) -> bool:
    try:
        box.lot.check_on(model.now().day)
    except Refused:
        return True
    return False
