"""The card of papers handed out: what this patient was given, when and how; each is shown again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from charting.domain.given_papers import GivenId, GivenPaper
from charting.i18n import _, listed, ngettext
from charting.ui import theme
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.handouts import paper_way_words, paper_words

_AT_FIRST = 4


class PapersCard(Card):
    """`paper_wanted` carries the paper that is to be seen again."""

    paper_wanted = Signal(object)

    def __init__(self, model: PatientsModel) -> None:
        # The rows have ROOM on either side of their words.
        super().__init__(padding=theme.SNUG, spacing=theme.SNUG)
        self._model = model
        self._papers: dict[GivenId, GivenPaper] = {}
        self.header = SectionHeader(_("Papers handed out"))
        self.more = Button("", Kind.QUIET, height=theme.BROAD, size=theme.SMALL)
        self.header.ends.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.empty = Text(
            _("Nothing yet. What is printed or saved from here is kept as it was."),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        self.list = RowList(_("Papers handed out"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QVBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, 0)
        head.setSpacing(theme.SNUG)
        for part in (self.header, Hairline(), self.empty):
            head.addWidget(part)
        self.empty.setContentsMargins(0, 0, 0, theme.ROOM)
        self.rows.addLayout(head)
        self.rows.addWidget(self.list)
        self.more.clicked.connect(lambda: self._show(None))
        self.list.entered.connect(self._open)
        self.list.pressed_on.connect(self._open)

    def show_chart(self, chart: Chart) -> None:
        """Show what a patient was given."""
        self._papers = {paper.id: paper for paper in chart.papers}
        self._show(_AT_FIRST)

    def _show(self, most: int | None) -> None:
        papers = list(self._papers.values())
        self.list.show_rows([self._row(paper) for paper in papers[:most]])
        self.list.take_room_for_all()
        self.list.setVisible(bool(papers))
        self.empty.setVisible(not papers)
        hidden = len(papers[most:]) if most is not None else 0
        self.more.set_words(ngettext("{n} more", "{n} more", hidden).format(n=hidden))
        self.more.setVisible(bool(hidden))
        self.updateGeometry()

    def _row(self, paper: GivenPaper) -> Row:
        how = paper_way_words(paper.way)
        by = self._model.names.get(paper.by, "")
        day = date_words(paper.given.day, self._model.country)
        return Row(paper.id, paper_words(paper.kind), listed((how, by)), day)

    def _open(self, key: GivenId) -> None:
        if key in self._papers:
            self.paper_wanted.emit(self._papers[key])
