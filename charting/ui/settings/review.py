"""The section "Not yet reviewed": all content that no practitioner has signed off."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.review import Unreviewed
from charting.i18n import _, listed, ngettext
from charting.ui import theme
from charting.ui.settings.review_model import ReviewModel
from charting.ui.widgets.frames import SectionHeader
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording.languages import language_words

_WIDTH = 880
_ROWS_HEIGHT = 560


class ReviewPane(QWidget):
    """What waits, with its file and its source; nothing can be signed off here."""

    def __init__(self, model: ReviewModel) -> None:
        super().__init__()
        self._model = model
        self.header = SectionHeader(_("Not yet reviewed"))
        self.about = Text(
            _(
                "This content was compiled from published sources. A registered practitioner signs "
                "it off in its file; until then it is marked where it is shown, and listed here."
            ),
            ink="quiet",
            wraps=True,
        )
        self.list = RowList(_("Content that waits for review"))
        self.list.setMinimumHeight(_ROWS_HEIGHT)
        column = QWidget()
        column.setMaximumWidth(_WIDTH)
        within = QVBoxLayout(column)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(theme.SNUG)
        for part in (self.header, self.about):
            within.addWidget(part)
        within.addWidget(self.list, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.addWidget(column)
        model.changed.connect(self.show_model)

    def start(self) -> None:
        """Show what waits."""
        self._model.read()

    def show_model(self) -> None:
        """Show what waits, file by file."""
        waiting = self._model.waiting or ()
        files = len({each.file for each in waiting})
        entries = ngettext("{n} entry", "{n} entries", len(waiting)).format(n=len(waiting))
        in_files = ngettext("in {n} file", "in {n} files", files).format(n=files)
        self.header.beneath.setText(f"{entries} {in_files}")
        rows = []
        for number, each in enumerate(waiting):
            source = _("Source {source}").format(source=each.source) if each.source else ""
            below = listed((each.file, source))
            rows.append(Row(number, _title(each), below))
        self.list.show_rows(rows)


def _title(each: Unreviewed) -> str:
    if not each.language:
        return each.title
    words = ngettext(
        "Screens and papers in {language}: {n} sentence",
        "Screens and papers in {language}: {n} sentences",
        each.sentences,
    )
    return words.format(language=language_words(each.language), n=each.sentences)
