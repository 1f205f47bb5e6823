"""Beneath the list of marks: who else is in the visit, and that two changed the same."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.beside import Beside
from charting.ui.session.model import SessionModel
from charting.ui.widgets.frames import Banner
from charting.wording.together import clash_words


class CompanyBar(QFrame):
    """Takes no room while one is alone; what comes takes it from the list, never from the back."""

    def __init__(self, model: SessionModel, beside: Beside) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._model, self._beside = model, beside
        self.company = Banner("", size=theme.SMALL)
        self.clash = Banner("answer", size=theme.SMALL)
        self.company.answered.connect(model.company.take_over)
        self.clash.answered.connect(self._decide)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SNUG, theme.SNUG, theme.SNUG, theme.SNUG)
        rows.setSpacing(theme.SNUG)
        for banner in (self.clash, self.company):
            rows.addWidget(banner)
        model.settled.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Say what is so now."""
        company = self._model.company
        offer = _("Take over") if company.may_take_over else ""
        if (self.company.words, self.company.action.words) != (company.words, offer):
            self.company.say(company.words, action=offer)
        conflict = next(iter(self._model.record.conflicts.values()), None)
        clash = ""
        if conflict is not None:
            name = company.name(conflict.by) if conflict.by is not None else _("somebody else")
            clash = clash_words(name)
        if self.clash.words != clash:
            self.clash.say(clash, action=_("Decide") if clash else "")
        self.setVisible(bool(company.words or clash))

    def _decide(self) -> None:
        pane = next(each for each in self._beside.panes if each.action is actions.DECIDE)
        self._beside.open(pane)
