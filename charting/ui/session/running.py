"""The needles that are in, each with its minutes, and the ways to take them out; when they were in,
where a visit is written up afterwards.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting.domain.marks import MapSite, Needle
from charting.domain.moment import Moment
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.session.after_times import AfterTimes
from charting.ui.session.armed import Tool
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button
from charting.wording import side_words, structure_words


class Running(QWidget):
    """`all_out` is wanted when the person says that every needle is out."""

    all_out = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model = model
        self._needles: list[Button] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SNUG)
        self.out = _wide(_("Take out"), actions.OUT_MODE.key)
        self.out.setCheckable(True)
        self.out.clicked.connect(model.armed.out)
        self.every = _wide(_("All out, then count"), actions.ALL_OUT.key)
        self.every.clicked.connect(self.all_out)
        for button in (self.out, self.every):
            self._rows.addWidget(button)
        self.after_times = AfterTimes(model)
        self._rows.addWidget(self.after_times)

    def refresh(self) -> None:
        """Show the needles that are in as they are now."""
        self.out.setChecked(self._model.armed.tool is Tool.OUT)
        needles, now = self._model.counts.still_in, self._model.now()
        afterwards = self._model.record.written_up
        for button in (self.out, self.every):
            # One that is in all the same is taken out as any.
            button.setVisible(not afterwards or bool(needles))
        self.after_times.setVisible(afterwards)
        if afterwards:
            self.after_times.refresh()
        while len(self._needles) < len(needles):
            self._needles.append(self._button())
        for place, button in enumerate(self._needles):
            button.setVisible(place < len(needles))
            if place < len(needles):
                words, minutes = self._words(needles[place]), self._minutes(needles[place], now)
                button.set_words(words)
                # Which needle it is gives way; how long it has been in never does.
                button.set_key(minutes)
                button.setAccessibleName(listed((words, minutes)))

    def _button(self) -> Button:
        button = _wide("", "")
        # Level and side stand at the end.
        button.elide = Qt.TextElideMode.ElideMiddle
        self._rows.addWidget(button)
        button.clicked.connect(lambda: self._select(self._needles.index(button)))
        return button

    def _select(self, place: int) -> None:
        needles = self._model.counts.still_in
        if place < len(needles):
            self._model.select(needles[place].id)

    def _minutes(self, needle: Needle, now: Moment) -> str:
        return _("{n} min").format(n=self._model.minutes_in(needle, now))

    def _words(self, needle: Needle) -> str:
        site = needle.site
        if not isinstance(site, MapSite):
            return site.muscle
        structures = self._model.body_map.structures
        muscle = structure_words(site.muscle, structures) if site.muscle else ""
        return f"{muscle} {site.level} {side_words(site.side)[:1].upper()}".strip()


def _wide(words: str, key: str) -> Button:
    button = Button(words, key=key, height=theme.TARGET)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
