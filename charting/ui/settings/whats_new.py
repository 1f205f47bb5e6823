"""The section "What is new": what changed with each version, in words for those who treat."""

from collections.abc import Generator, Sequence
from itertools import islice

from PySide6.QtWidgets import QWidget

from charting.i18n import _, listed
from charting.news import Release
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import SectionHeader, pane_column
from charting.ui.widgets.text import Text

_WIDTH = 760
# So many paragraphs to a label, and so many labels at a time: a log grows with every version, and
# to lay all of it out takes longer than a click may wait.
_TOGETHER = 8
_AT_ONCE = 4


class WhatsNewPane(QWidget):
    """One paragraph for each thing that changed, the newest version first; the rest is asked for
    piece by piece.
    """

    def __init__(self, releases: Sequence[Release]) -> None:
        super().__init__()
        self._rows = pane_column(self, _WIDTH, spacing=theme.SNUG)
        beneath = _("What changed, for those who treat.")
        self._rows.addWidget(SectionHeader(_("What is new"), beneath=beneath))
        self._to_come = list(reversed([*_labels(releases)]))
        self.more = Button(_("Show earlier ones"), Kind.PLAIN)
        self.more.clicked.connect(self._go_on)
        self._rows.addWidget(self.more)

    def fill(self) -> Generator[None, None, None]:
        """Write down what is newest."""
        self._go_on()
        yield

    def _go_on(self) -> None:
        for _label in range(min(_AT_ONCE, len(self._to_come))):
            words, bold = self._to_come.pop()
            self._rows.insertWidget(self._rows.count() - 1, Text(words, bold=bold, wraps=True))
        self.more.setVisible(bool(self._to_come))


def _labels(releases: Sequence[Release]) -> Generator[tuple[str, bool], None, None]:
    """What each label says, and whether it is a heading."""
    for release in releases:
        title = listed((release.version, release.when))
        yield _("Version {version}").format(version=title), True
        entries = iter(release.entries)
        while some := tuple(islice(entries, _TOGETHER)):
            yield "\n\n".join(some), False
