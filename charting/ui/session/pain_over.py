"""Pain charted by the name of what it is felt over: no stroke, no pointing."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting import content
from charting.domain.body_map import Side
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionList, OptionRow, caption, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_charting import PainCharting
from charting.ui.widgets.buttons import Button
from charting.wording import side_words


class PainOver(QWidget):
    """A named place or a muscle, a side, and one button; how it feels is what is armed."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._pain = PainCharting(model)
        self._places = {place.id: place for place in content.pain_places()}
        structures = model.body_map.structures
        muscles = sorted((_(structures[key].name), key) for key in structures if key[:2] == "m.")
        named = [(place.id, _(place.words)) for place in self._places.values()]
        self.over = OptionList([*named, *((key, name) for name, key in muscles)])
        self.side = OptionRow([(side, side_words(side)) for side in (Side.LEFT, Side.RIGHT)])
        self.side.show_value(Side.RIGHT)
        self.button = Button(_("Chart the pain there"), height=theme.TARGET)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._chart)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG + theme.TIGHT)
        rows.addWidget(caption(_("Pain over what has a name")))
        rows.addWidget(captioned(_("Over"), self.over))
        rows.addWidget(captioned(_("Side of a muscle"), self.side))
        rows.addWidget(self.button)

    def _chart(self) -> None:
        place = self._places.get(self.over.value)
        if place is not None:
            self._pain.at(place)
        else:
            self._pain.over(self.over.value, self.side.value or Side.RIGHT)
