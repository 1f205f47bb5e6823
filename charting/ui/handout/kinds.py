"""Which paper: a button for each kind, those for the patient above those from the record."""

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from charting.domain.given_papers import Kind
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text
from charting.wording.handouts import paper_words

KEYS = {
    Kind.LEAFLET: actions.SHOW_LEAFLET,
    Kind.SLIP: actions.SHOW_SLIP,
    Kind.CONSENT: actions.SHOW_CONSENT,
    Kind.LABEL: actions.SHOW_LABEL,
    Kind.SESSION: actions.SHOW_REPORT,
    Kind.PLATE: actions.SHOW_PLATE,
    Kind.NEEDLES: actions.SHOW_NEEDLES,
    Kind.CONTACTS: actions.SHOW_CONTACTS,
    Kind.RECORD: actions.SHOW_RECORD,
    Kind.TRAIL: actions.SHOW_TRAIL,
}
FOR_PATIENT = (Kind.LEAFLET, Kind.SLIP, Kind.CONSENT, Kind.LABEL)
# Beside another one a button may give away its padding, but none of its words.
_BESIDE = 170


class KindButtons(QWidget):
    """Buttons under two headings, in two columns where the words of the language fit into them."""

    def __init__(self, offered: Iterable[Kind]) -> None:
        super().__init__()
        self.buttons = {kind: _button(kind) for kind in offered}
        fit = all(each.sizeHint().width() <= _BESIDE for each in self.buttons.values())
        columns = 2 if fit else 1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SNUG)
        row = 0
        for title, is_for_patient in ((_("For the patient"), True), (_("From the record"), False)):
            grid.addWidget(Text(title, size=theme.SMALL, bold=True), row, 0, 1, columns)
            row += 1
            here = [kind for kind in self.buttons if (kind in FOR_PATIENT) is is_for_patient]
            for place, kind in enumerate(here):
                at = row + place // columns, place % columns
                grid.addWidget(self.buttons[kind], *at)
            row += -(-len(here) // columns)


def _button(kind: Kind) -> Button:
    button = Button(paper_words(kind), key=KEYS[kind].key, height=theme.CONTROL, size=theme.SMALL)
    button.setCheckable(True)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
