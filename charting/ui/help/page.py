"""The help: its pages and what is looked for at one side, the page that is read beside them."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QImage,
    QKeySequence,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from charting import help_pages
from charting.help_pages import HelpPage
from charting.i18n import _, listed, spoken
from charting.languages import ENGLISH
from charting.ui import actions, theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import Field
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text

KEYS = "keys of the screen"
_LIST_WIDTH = 352
_WIDTH = 800
_PICTURE_SCALE = 2
_CODE = re.compile(r"`([^`\n]+)`")
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~"})


class PageView(QTextBrowser):
    """A page with its pictures, which are of a window at 200 %: sharp on any desk."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture that lies beside the pages, as a page names it."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(help_pages.folder() / "pictures" / QUrl(name).fileName()))
        picture.setDevicePixelRatio(_PICTURE_SCALE)
        return picture


class HelpScreen(QWidget):
    """`left` goes back to where help was asked for; `keys_wanted` wants all keys on paper, and
    `page_wanted` the page that is read: its title, its Markdown and its language (BCP 47).
    """

    left = Signal()
    keys_wanted = Signal()
    page_wanted = Signal(str, str, str)

    def __init__(self, within: QWidget | None = None) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        back = actions.LEAVE_HELP
        self.back = Button(f"‹ {back.spoken}", Kind.PLAIN, key=back.key, size=theme.SMALL)
        self.search = QLineEdit()
        self.list = RowList(_("Pages of the help"))
        self.keys_button = Button(_("Keys as PDF"))
        self.page_button = Button(_("This page as PDF"))
        self.text = PageView()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(_("Page"))
        self._keys = ""
        self._text, self._language = "", ENGLISH
        self.setFocusProxy(self.search)
        self._lay_out()
        self._read_by_theme()
        theme.worn().changed.connect(self._read_by_theme)
        self.search.textChanged.connect(lambda _text: self._offer())
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.moved.connect(self._on_moved)
        self.list.left_up.connect(self.search.setFocus)
        self.text.anchorClicked.connect(self._on_link)
        self.back.clicked.connect(self.left)
        self.keys_button.clicked.connect(self.keys_wanted)
        self.page_button.clicked.connect(self._want_page)
        actions.bind(self, back, self.left.emit)

    def begin(self, page_id: str, bound: Sequence[QAction]) -> None:
        """Begin with the page of a screen on which these keys work."""
        self._keys = _written(bound)
        self.search.clear()
        self._offer()
        self.show_page(page_id)

    def show_page(self, page_id: str, heading: str = "") -> None:
        """Show a page, from a heading on where one is named."""
        page = help_pages.page(page_id, spoken())
        self._read(_with_keys(_said_in(page)), page.language)
        self.list.go_to((page_id, heading), quietly=True)
        if heading:
            self._go_to(heading)

    def _go_to(self, heading: str) -> None:
        """Bring a heading to the upper edge; its words may stand in the lines before it, too."""
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                cursor = QTextCursor(block)
                at = self.text.cursorRect(cursor).top() + self.text.verticalScrollBar().value()
                self.text.verticalScrollBar().setValue(at - theme.ROOM)
                self.text.setTextCursor(cursor)
                return
            block = block.next()

    def _offer(self) -> None:
        """The pages, or what is found."""
        if words := self.search.text().strip():
            rows = [
                Row(
                    (one.page, one.heading),
                    one.heading,
                    help_pages.page(one.page, spoken()).title,
                )
                for one in help_pages.search(words, spoken())
            ]
        else:
            rows = [Row((KEYS, ""), _("Keys of this screen"), "")] if self._keys else []
            rows += [
                Row((one.id, ""), one.title, _told_of(one)) for one in help_pages.pages(spoken())
            ]
        self.list.show_rows(rows)
        if words:
            self.list.go_to_first()

    def _on_moved(self, key: object) -> None:
        if not isinstance(key, tuple):
            return
        page_id, heading = key
        if page_id == KEYS:
            self._read(f"# {_('Keys of this screen')}\n\n{self._keys}", spoken())
        else:
            self.show_page(page_id, heading)

    def _on_link(self, link: QUrl) -> None:
        self.show_page(link.fileName().partition("-")[2].removesuffix(".md"))

    def _want_page(self) -> None:
        title = self._text.partition("\n")[0].lstrip("# ")
        self.page_wanted.emit(title, self._text, self._language)

    def _read(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self.text.setMarkdown(text)
        _give_room(self.text.document())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _read_by_theme(self) -> None:
        self.text.document().setDefaultFont(theme.font())
        self.text.document().setDocumentMargin(theme.ROOM)
        self._read(self._text, self._language)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LIST_WIDTH)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        title = Text(_("Help"), size=theme.LARGE, bold=True)
        title.setContentsMargins(theme.SNUG, 0, 0, 0)
        rows.addWidget(title)
        rows.addWidget(Field(_("What do you look for?"), self.search))
        rows.addWidget(self.list, 1)
        for button in (self.page_button, self.keys_button):
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.text.setMaximumWidth(_WIDTH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(left)
        whole.addWidget(Hairline(upright=True))
        whole.addSpacing(theme.WIDE)
        whole.addWidget(self.text, 1)
        whole.addStretch()


def _give_room(document: QTextDocument) -> None:
    """Part what Markdown sets close: the more above a heading than above what is below it."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    while cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
        if cursor.currentTable() is None:
            look = QTextBlockFormat()
            is_heading = cursor.blockFormat().headingLevel() > 0
            look.setTopMargin(theme.WIDE if is_heading else theme.SNUG)
            cursor.mergeBlockFormat(look)
    cursor.endEditBlock()


def _told_of(page: HelpPage) -> str:
    """What stands below a page's title in the list: what it tells of, or that it is in English."""
    if _is_foreign(page):
        return _("In English")
    return listed(section.heading for section in page.sections[1:4])


def _said_in(page: HelpPage) -> str:
    """A page with a line below its title where it is in another language, or one of ours that
    nobody has checked.
    """
    if _is_foreign(page):
        line = _("This page is in English.")
    elif not page.is_checked:
        line = _("No practitioner has checked this translation yet.")
    else:
        return page.text
    title, rest = page.text.split("\n", 1)
    return f"{title}\n\n{line}\n{rest}"


def _is_foreign(page: HelpPage) -> bool:
    """Whether a page is in another language than the one that speaks."""
    return page.language != spoken().partition("-")[0]


def _with_keys(text: str) -> str:
    """The keys that a page names, portably, as the buttons name them on this platform and in the
    language that speaks.
    """
    return _CODE.sub(lambda found: f"`{_key_name(found[1])}`", text)


def _key_name(words: str) -> str:
    """A key by its name here; what is no key stays as it is."""
    keys = QKeySequence.fromString(words, QKeySequence.SequenceFormat.PortableText)
    return keys.toString(QKeySequence.SequenceFormat.NativeText) or words


def _written(bound: Sequence[QAction]) -> str:
    """The keys of a screen as lines of Markdown."""
    native = QKeySequence.SequenceFormat.NativeText
    lines = []
    for action in bound:
        keys = listed(each.toString(native) for each in action.shortcuts())
        if keys and action.text():
            lines.append(f"- **{keys.translate(_SPECIAL)}** {action.text().translate(_SPECIAL)}")
    return "\n".join(lines)
