"""The earlier versions of the clinic's texts for the note: who kept which words, and when."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.ids import PractitionerId
from charting.domain.note_text import Snippet
from charting.i18n import _
from charting.services.note_text_shelf import KeptText
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording import moment_words


class VersionRow(QWidget):
    """A version: what it is called, when and by whom it was kept, and its words."""

    def __init__(self, kept: KeptText, by: str, country: str) -> None:
        super().__init__()
        self.kept = kept
        text = kept.text
        when = moment_words(kept.at, country)
        told = _("version {n}, {when}, {by}").format(n=text.version, when=when, by=by)
        words = text.text if isinstance(text, Snippet) else "\n".join(text.parts.values())
        self.take_button = Button(
            _("Take it up again"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.take_button.setAccessibleName(
            _("Take up {name} again, {version}").format(name=text.name, version=told)
        )
        self.take_button.setVisible(not kept.stands)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Text(text.name, bold=True))
        lines.addWidget(Text(told, size=theme.SMALL, ink="quiet", tabular=True))
        lines.addWidget(Text(words, size=theme.SMALL, wraps=True))
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.TIGHT, 0, theme.TIGHT)
        row.setSpacing(theme.SNUG)
        row.addLayout(lines, 1)
        row.addWidget(self.take_button)
        self.stands = Text(_("in use"), size=theme.SMALL, ink="counted")
        self.stands.setVisible(kept.stands)
        row.addWidget(self.stands)


class VersionsCard(Card):
    """`wanted` carries a version that is to be used again, `left` goes back to the texts."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, country: str) -> None:
        super().__init__(padding=theme.WIDE)
        self._country = country
        self.rows_shown: list[VersionRow] = []
        beneath = _("Each as it was kept, the latest first; those that were dropped too.")
        head = SectionHeader(_("Earlier versions"), beneath=beneath)
        self.back = Button(_("Back to the texts"), key=actions.LEAVE_FORM.key, size=theme.SMALL)
        self.back.clicked.connect(self.left)
        head.ends.addWidget(self.back)
        bind(self, actions.LEAVE_FORM, self.left.emit)
        self.none = Text(
            _("None yet. What you keep stands here, and can be taken up again."), ink="quiet"
        )
        self._list = QVBoxLayout()
        self.rows.addWidget(head)
        self.rows.addWidget(self.none)
        self.rows.addLayout(self._list)

    def show_versions(
        self, versions: Sequence[KeptText], names: Mapping[PractitionerId, str]
    ) -> None:
        """Show these versions and no others."""
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.rows_shown = []
        self.none.setVisible(not versions)
        for kept in versions:
            row = VersionRow(kept, names.get(kept.by, kept.by.hex), self._country)
            row.take_button.clicked.connect(partial(self.wanted.emit, kept))
            if self.rows_shown:
                self._list.addWidget(Hairline())
            self._list.addWidget(row)
            self.rows_shown.append(row)
