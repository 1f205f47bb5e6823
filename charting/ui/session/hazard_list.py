"""What lies beneath a mark by the map: each hazard with its reminder and where that comes from."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.body_map import BodyMap, Hazard
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import caption
from charting.ui.widgets.text import Text


class HazardList(QWidget):
    """One entry a hazard, kept and filled anew: making labels costs more than writing on them."""

    def __init__(self, body_map: BodyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body_map = body_map
        self._entries: list[_Entry] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SNUG)
        self._head = caption("")
        self._rows.addWidget(self._head)

    def show_hazards(self, hazards: tuple[str, ...]) -> list[str]:
        """Show these hazards, those of them that today's map knows; their names."""
        known = [self._body_map.hazards[each] for each in hazards if each in self._body_map.hazards]
        self.setVisible(True)
        self._head.setText(_("Beneath, by the map") if known else _("No stored hazard here."))
        while len(self._entries) < len(known):
            self._entries.append(_Entry())
            self._rows.addWidget(self._entries[-1])
        for place, entry in enumerate(self._entries):
            entry.setVisible(place < len(known))
            if place < len(known):
                entry.show_hazard(known[place])
        return [_(hazard.name) for hazard in known]


class _Entry(QWidget):
    def __init__(self) -> None:
        super().__init__()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        self._name = Text(ink="hazard", bold=True, wraps=True)
        self._rule = Text(size=theme.SMALL, wraps=True)
        self._source = caption("")
        for label in (self._name, self._rule, self._source):
            rows.addWidget(label)

    def show_hazard(self, hazard: Hazard) -> None:
        reviewed = hazard.reviewed_by or _("not yet reviewed by a practitioner")
        self._name.setText("▨ " + _(hazard.name))
        self._rule.setText(_(hazard.rule))
        self._source.setText(
            _("Source {source}; {reviewed}").format(source=hazard.source, reviewed=reviewed)
        )
