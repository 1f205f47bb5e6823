"""The window that shows the report of a bug beside the work, which goes on."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text


class BugReport(QDialog):
    """Says what a person should look after, and holds the report to be copied."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle(_("A fault of the application"))
        self.setMinimumSize(640, 360)
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setFont(theme.font(theme.SMALL))
        self.copy_button = Button(_("Copy the report"), Kind.PRIMARY)
        self.close_button = Button(_("Go on"))
        self.copy_button.clicked.connect(self._on_copy)
        self.close_button.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
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
                    "is; it names no patient."
                ),
                wraps=True,
            )
        )
        rows.addWidget(self.report, 1)
        rows.addLayout(buttons)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
