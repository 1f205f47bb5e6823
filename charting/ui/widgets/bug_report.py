"""The window that shows the report of a bug beside the work, which goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner
from charting.ui.widgets.text import Text

ChooseReportFile = Callable[[QWidget, str], Path | None]
"""Asks the person for the file of a report, with the name proposed."""


class BugReport(QDialog):
    """Says what a person should look after; the report is read, then copied or saved."""

    def __init__(self, report: str, choose_file: ChooseReportFile) -> None:
        super().__init__()
        self._choose_file = choose_file
        self.setObjectName("ground")
        self.setWindowTitle(_("A fault of the application"))
        self.setMinimumSize(640, 360)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFont(theme.font(theme.SMALL))
        self.copy_button = Button(_("Copy the report"), Kind.PRIMARY)
        self.save_button = Button(_("Save the report…"))
        self.close_button = Button(_("Go on"))
        self.message = Banner("")
        self.message.hide()
        self.copy_button.clicked.connect(self._on_copy)
        self.save_button.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.setSpacing(theme.ROOM)
        rows.addWidget(
            Text(_("This did not work, and it is our fault."), size=theme.LARGE, bold=True)
        )
        rows.addWidget(
            Text(
                _(
                    "What is marked as stored is stored. Look whether your last entry is there, "
                    "and make it again if not. The report says where in the application the fault "
                    "is, and when it was started and locked; it names no patient. It goes "
                    "nowhere unless you send it."
                ),
                wraps=True,
            )
        )
        rows.addWidget(self.report, 1)
        rows.addWidget(self.message)
        rows.addLayout(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def _on_save(self) -> None:
        file = self._choose_file(self, "charting-report.txt")
        if file is None:
            return
        try:
            file.write_text(self.report.toPlainText() + "\n", encoding="utf-8")
        except OSError:
            words = _("{file} cannot be written. Choose another folder.").format(file=file.name)
            self.message.say(words, tone="hazard")
            return
        self.message.say(_("Saved as {file}.").format(file=file.name), tone="counted")
