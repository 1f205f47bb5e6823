"""The text of a consent, to be read by the patient at the screen."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.domain.consent import ConsentText
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.text import Text
from charting.wording.consent import declaration_words

# A line of text is read best with so much room and no more.
_WIDEST = 744
_BULLET = "- "


class ConsentTextView(QScrollArea):
    """Shows one text; the sentence that is signed stands at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The text of the consent"))
        self._shown: tuple[ConsentText, str] | None = None

    def show_text(self, text: ConsentText | None, needles_by: str) -> None:
        """Show a text with the name of who needles, from its beginning."""
        if text is None or self._shown == (text, needles_by):
            return
        self._shown = (text, needles_by)
        body = QFrame()
        body.setProperty("look", "panel")
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.BROAD, theme.WIDE, theme.BROAD, theme.WIDE)
        column.setSpacing(theme.SNUG)
        for line in _lines(text, needles_by):
            column.addWidget(line)
        column.addStretch(1)
        around = QHBoxLayout(body)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page, 1)
        around.addStretch()
        self.setWidget(body)

    @property
    def words(self) -> str:
        """All that is shown."""
        body: QWidget | None = self.widget()
        return "\n".join(each.text() for each in body.findChildren(Text)) if body else ""


def _lines(text: ConsentText, needles_by: str) -> Iterator[Text]:
    yield Text(text.title, size=theme.LARGE, bold=True, wraps=True)
    for section in text.sections:
        yield Text(section.heading, bold=True, ink="accent", wraps=True)
        for line in section.lines:
            shown = "•  " + line.removeprefix(_BULLET) if line.startswith(_BULLET) else line
            yield Text(shown, wraps=True)
    yield Text(declaration_words(text, needles_by), bold=True, wraps=True)
    reviewed = text.reviewed_by or _("not yet reviewed by a practitioner")
    about = _("Version {version}; source {source}; {reviewed}").format(
        version=text.version, source=text.source, reviewed=reviewed
    )
    yield Text(about, size=theme.SMALL, ink="quiet", wraps=True)
