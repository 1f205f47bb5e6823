"""The section "What is new": what changed with each version, in words for those who treat."""

from collections.abc import Generator, Sequence

from PySide6.QtWidgets import QWidget

from charting.i18n import _
from charting.news import Release
from charting.ui import theme
from charting.ui.widgets.frames import SectionHeader, pane_column
from charting.ui.widgets.text import Text

_WIDTH = 760


class WhatsNewPane(QWidget):
    """One paragraph for each thing that changed, the newest version first."""

    def __init__(self, releases: Sequence[Release]) -> None:
        super().__init__()
        self._releases = releases
        self._rows = pane_column(self, _WIDTH, spacing=theme.TIGHT)
        beneath = _("What changed, for those who treat.")
        self._rows.addWidget(SectionHeader(_("What is new"), beneath=beneath))

    def fill(self) -> Generator[None, None, None]:
        """Write it down, in small steps: it grows with every version."""
        for release in self._releases:
            title = ", ".join(filter(None, (release.version, release.when)))
            self._rows.addWidget(Text(_("Version {version}").format(version=title), bold=True))
            for entry in release.entries:
                self._rows.addSpacing(theme.TIGHT)
                self._rows.addWidget(Text(entry, wraps=True))
                yield
