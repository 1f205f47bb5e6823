"""The card of attachments: photographs, scans and PDF files that are kept with the record."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.attachment import Attachment, AttachmentKind
from charting.domain.sheet import Sheet, SheetId
from charting.domain.text import LINE_LIMIT
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.actions import LEAVE_FORM, bind
from charting.ui.patients.attachments_model import AttachmentsModel
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, Hairline, SectionHeader
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import ElidedText, Text
from charting.wording import date_words
from charting.wording.attachments import attachment_facts, attachment_kind_words


class AttachmentForm(Card):
    """Asks what a file is and what it is called, before it is kept or for one that is on file;
    hidden until it is wanted. `asked` tells that it is open, `left` that it is closed.
    """

    asked = Signal()
    left = Signal()

    def __init__(self, model: AttachmentsModel) -> None:
        super().__init__(padding=theme.ROOM, spacing=theme.SNUG)
        self._model = model
        self._file: Path | None = None
        self._sheet: Sheet | None = None
        self.named = ElidedText(size=theme.SMALL, ink="quiet")
        kinds = [(str(kind), attachment_kind_words(kind)) for kind in AttachmentKind]
        self.kind = ChoiceField(_("What it is"), kinds)
        self.title = TextField(_("What it is called"))
        self.title.line.setMaxLength(LINE_LIMIT)
        self.reason = TextField(_("Why it was entered in error"))
        self.show_button = Button(_("Show it"), Kind.PRIMARY)
        self.keep_button = Button(_("Keep it"), Kind.PRIMARY)
        self.strike_button = Button(_("Entered in error"))
        self.leave_button = Button(_("Leave it"), Kind.PLAIN)
        self.refusal = Banner("hazard", size=theme.SMALL)
        for part in (self.named, self.kind, self.title, self.reason, self.refusal):
            self.rows.addWidget(part)
        presses = (self.show_button, self.keep_button, self.strike_button, self.leave_button)
        self.rows.addLayout(in_a_line(*presses))
        self.show_button.clicked.connect(self._show_it)
        self.keep_button.clicked.connect(self._keep)
        self.title.entered.connect(self._keep)
        self.strike_button.clicked.connect(self._strike)
        self.reason.entered.connect(self._strike)
        self.leave_button.clicked.connect(self.close_it)
        bind(self, LEAVE_FORM, self.close_it)
        model.kept.connect(self.close_it)
        model.refused.connect(self._on_refused)
        self.hide()

    def ask(self, file: Path) -> None:
        """Ask about a file that is to be kept."""
        self._file, self._sheet = file, None
        self.named.setText(file.name)
        kind = AttachmentKind.PHOTO if file.suffix.lower() != ".pdf" else AttachmentKind.REPORT
        self.kind.choose(kind)
        # What a camera or a scanner calls it says nothing to a person.
        self.title.write("")
        self._begin(on_file=False)
        self.title.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self, sheet: Sheet) -> None:
        """Show what is known of one that is on file."""
        attachment = sheet.content
        if not isinstance(attachment, Attachment):
            return
        self._file, self._sheet = None, sheet
        self.named.setText(attachment_facts(attachment))
        self.kind.choose(attachment.kind)
        self.title.write(attachment.title)
        self._begin(on_file=True)
        self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_it(self) -> None:
        """Ask for nothing any more."""
        if not self.isHidden():
            self.hide()
            self._file = self._sheet = None
            self.left.emit()

    def _begin(self, *, on_file: bool) -> None:
        self.refusal.hush()
        self.reason.write("")
        struck = on_file and self._sheet is not None and bool(self._sheet.struck)
        self.show_button.setVisible(on_file)
        self.keep_button.set_kind(Kind.QUIET if on_file else Kind.PRIMARY)
        self.keep_button.set_words(_("Keep the change") if on_file else _("Keep it"))
        if_on_file: tuple[QWidget, ...] = (self.reason, self.strike_button)
        if_standing: tuple[QWidget, ...] = (self.kind, self.title, self.keep_button)
        for part in if_on_file:
            part.setVisible(on_file and not struck)
        for part in if_standing:
            part.setVisible(not struck)
        self.show()
        self.asked.emit()

    def _show_it(self) -> None:
        if self._sheet is not None:
            self.refusal.hush()
            self._model.show(self._sheet)

    def _keep(self) -> None:
        self.refusal.hush()
        kind, title = AttachmentKind(self.kind.value), self.title.typed
        if self._sheet is not None:
            self._model.call(self._sheet, kind, title)
        elif self._file is not None:
            self._model.add(self._file, kind, title)

    def _strike(self) -> None:
        if self._sheet is not None:
            self.refusal.hush()
            self._model.strike(self._sheet, self.reason.typed)

    def _on_refused(self, words: str) -> None:
        if not self.isHidden():
            self.refusal.say(words)


class AttachmentsCard(Card):
    """`file_wanted` asks for a file to be chosen; `ask` tells which it is."""

    file_wanted = Signal()

    def __init__(self, model: PatientsModel) -> None:
        # The rows have ROOM on either side of their words.
        super().__init__(padding=theme.SNUG, spacing=theme.SNUG)
        self._model, self._country = model.attachments, model.country
        self.header = SectionHeader(_("Photographs and documents"))
        self.add_button = Button(
            _("Keep a file…"), Kind.QUIET, height=theme.BROAD, size=theme.SMALL
        )
        self.header.ends.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        self.empty = Text(
            _(
                "Nothing is kept yet. Photographs, and scans of referrals, reports and signed "
                "papers belong here; they are encrypted with the record."
            ),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        self.list = RowList(_("Photographs and documents"))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = AttachmentForm(self._model)
        head = QVBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, 0)
        head.setSpacing(theme.SNUG)
        for part in (self.header, Hairline(), self.empty):
            head.addWidget(part)
        self.rows.addLayout(head)
        self.rows.addWidget(self.list)
        self.rows.addWidget(self.form)
        self.add_button.clicked.connect(self.file_wanted)
        self.list.entered.connect(self._ask_again)
        self.list.pressed_on.connect(self._ask_again)
        self.form.left.connect(self.add_button.setFocus)
        self._model.changed.connect(self._show)

    def show_chart(self, chart: Chart) -> None:
        """Show the attachments of a patient, read anew."""
        if self._model.patient_id != chart.patient.id:
            self.form.hide()
        self._model.open(chart.patient.id)

    def _show(self) -> None:
        sheets = self._model.sheets
        self.list.show_rows([self._row(sheet) for sheet in sheets])
        self.list.take_room_for_all()
        self.list.setVisible(bool(sheets))
        self.empty.setVisible(not sheets)
        self.updateGeometry()

    def _row(self, sheet: Sheet) -> Row:
        attachment = sheet.content
        assert isinstance(attachment, Attachment)  # noqa: S101 - the service gives no others
        below = (attachment_kind_words(attachment.kind), attachment_facts(attachment))
        beside = date_words(sheet.at.day, self._country)
        if sheet.struck:
            beside = _("entered in error")
        return Row(sheet.id, attachment.title, listed(below), beside)

    def _ask_again(self, key: SheetId) -> None:
        sheet = next((one for one in self._model.sheets if one.id == key), None)
        if sheet is not None:
            self.form.ask_again(sheet)
