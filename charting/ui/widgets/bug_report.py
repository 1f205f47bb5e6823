"""What is said of a bug: where in the code it is, and nothing of any patient."""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from charting import __version__
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text

_PACKAGE = Path(__file__).parent.parent.parent.parent


def report_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The exception's kind and the places in the code; its message and values may name people."""
    lines = [
        f"Dry-needling charting {__version__} on {sys.platform}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        kind.__qualname__,
    ]
    lines += [
        f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(lines)


def _place(file: str) -> str:
    path = Path(file)
    # The folders above may carry the name of the person who is logged in.
    return str(path.relative_to(_PACKAGE)) if path.is_relative_to(_PACKAGE) else path.name


class BugReport(QDialog):
    """Shows the report beside the work, which goes on."""

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
