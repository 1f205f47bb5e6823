"""The way from a chart to what stands beside the visits: outcomes, letters, reading and more."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.flow import Flow
from charting.ui.widgets.text import Text


class CareLinks(QWidget):
    """A line of buttons, each of which opens a screen of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes = Button(_("Outcomes"), key=actions.OUTCOMES.key)
        self.letters = Button(_("Letters"), key=actions.LETTERS.key)
        self.education = Button(_("Read together"), key=actions.EDUCATION.key)
        self.course = Button(_("Course"), key=actions.COURSE.key)
        self.consent = Button(_("Consent"), key=actions.PATIENT_CONSENT.key)
        self.buttons = (self.outcomes, self.letters, self.education, self.course)
        line = Flow()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(line)
        line.add(Text(_("Beside the visits"), size=theme.SMALL, ink="quiet"))
        for button in (*self.buttons, self.consent):
            line.add(button)
