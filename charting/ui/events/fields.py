"""The fields of the form of an event, made and put in their places."""

from collections.abc import Generator, Iterable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from charting.domain.adverse_events import GRADES, PAIN, WORDS_LIMIT, Causality, Severity
from charting.domain.follow_up import CallOffer
from charting.domain.text import LINE_LIMIT
from charting.i18n import _
from charting.ui import theme
from charting.ui.events.parts import Options, beside, captioned, text_line
from charting.ui.widgets.buttons import Button, Kind, option
from charting.ui.widgets.choices import ChoiceBox
from charting.ui.widgets.frames import Banner, ToneFrame
from charting.ui.widgets.text import Text
from charting.wording import date_form_words
from charting.wording.events import causality_words, grade_words, severity_words

_DAY = 10
_TIME = 5
_ACROSS = 2
_FEW_LETTERS = 8


class EventFields(ToneFrame):
    """All that can be said of an event; `of_events` are the parts that a near miss has not."""

    def __init__(self, offers: Iterable[CallOffer], country: str) -> None:
        """`country` is the one as whose dates are typed."""
        super().__init__("accent")
        self.title = Text(bold=True, wraps=True)
        sorts = ((True, _("Adverse event")), (False, _("Near miss")))
        self.sort: Options[bool] = Options(_("What it is"), sorts)
        self.kind, self.where = _box(), _box()
        self.known = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.day = text_line(_DAY, date_form_words(country))
        self.time = text_line(_TIME, _("not known"))
        self.place = text_line(LINE_LIMIT)
        grave = [(each, severity_words(each)) for each in Severity]
        self.severity: Options[Severity] = Options(_("How grave"), grave)
        self.meaning = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.words, self.done = text_line(WORDS_LIMIT), text_line(WORDS_LIMIT)
        self.ended = text_line(_DAY, _("not over yet"))
        self.over_button = Button(_("Over today"), size=theme.SMALL)
        self.lasting = option(_("Something stays"), theme.SMALL)
        self.causality, self.expected, self.preventable = _box(), _box(), _box()
        self.grade, self.pain = _box(), _box()
        self.review = text_line(WORDS_LIMIT)
        self.calls = {offer.id: _call(offer) for offer in offers}
        self.refusal = Banner("hazard", size=theme.SMALL)
        self.keep_button = Button(_("Keep"), Kind.PRIMARY)
        self.leave_button, self.strike_button = _small(_("Not now")), _small(_("Entered in error"))
        self.report_button = Button(_("Report"), size=theme.SMALL)
        self.where_part = captioned(_("At which site"), self.where)
        self.place_part = captioned(_("Where, in words"), self.place)
        self.review_part = captioned(
            _("Review: who has looked at it, and what follows from it"), self.review
        )
        self.pain_part = captioned(_("How strong the pain was, 0 to 10"), self.pain)
        self.call_part, self.judged_part = QWidget(), QWidget()
        self.struck = text_line(LINE_LIMIT)
        self.struck_part = captioned(_("Why it was entered in error"), self.struck)
        self.of_events: list[QWidget] = [self.place_part]

    def fill(self) -> Generator[None, None, None]:
        """Offer what can be chosen and put the parts in, one after the other."""
        self._offer_answers()
        yield
        yield from self._lay_out()

    def show_done_words(self, words: str) -> None:
        """Ask something else about what was done."""
        self._done_caption.setText(words)
        self.done.setAccessibleName(words)

    def _offer_answers(self) -> None:
        self.causality.addItem(_("not judged"), None)
        for causality in Causality:
            self.causality.addItem(causality_words(causality), causality)
        self.grade.addItem(_("not graded"), None)
        for grade in GRADES:
            self.grade.addItem(grade_words(grade), grade)
        self.pain.addItem(_("not asked"), None)
        for pain in PAIN:
            self.pain.addItem(str(pain), pain)
        for box in (self.expected, self.preventable):
            for value, words in ((None, _("not judged")), (True, _("yes")), (False, _("no"))):
                box.addItem(words, value)
        self.kind.setAccessibleName(_("What happened"))

    def _lay_out(self) -> Generator[None, None, None]:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        for part in (self.title, self.sort, self.kind, self.known):
            rows.addWidget(part)
        rows.addLayout(
            beside(captioned(_("Day it began"), self.day), captioned(_("Time it began"), self.time))
        )
        rows.addWidget(self.where_part)
        rows.addWidget(self.place_part)
        rows.addWidget(self._grave())
        rows.addWidget(self.pain_part)
        rows.addWidget(captioned(_("What happened, in your words"), self.words))
        done = captioned(_("What was done"), self.done)
        self._done_caption = done.findChildren(Text)[0]
        rows.addWidget(done)
        rows.addWidget(self._over())
        yield
        rows.addWidget(self._judged())
        rows.addWidget(self.review_part)
        rows.addWidget(self.struck_part)
        rows.addWidget(self._call_lines())
        rows.addWidget(self.refusal)
        for line in self._buttons():
            rows.addLayout(line)

    def _grave(self) -> QWidget:
        part, rows = _column()
        rows.addWidget(captioned(_("How grave"), self.severity))
        rows.addWidget(self.meaning)
        self.of_events.append(part)
        return part

    def _over(self) -> QWidget:
        part, rows = _column()
        rows.addWidget(captioned(_("Day it was over"), self.ended))
        rows.addLayout(beside(self.over_button, self.lasting))
        self.of_events.append(part)
        return part

    def _judged(self) -> QWidget:
        part, rows = _column()
        rows.addLayout(
            beside(
                captioned(_("From the treatment"), self.causality),
                captioned(_("Grade (CTCAE)"), self.grade),
            )
        )
        rows.addLayout(
            beside(
                captioned(_("Was to be expected"), self.expected),
                captioned(_("Could have been prevented"), self.preventable),
            )
        )
        self.judged_part = part
        return part

    def _call_lines(self) -> QWidget:
        rows = QVBoxLayout(self.call_part)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(Text(_("Call the patient"), size=theme.SMALL, ink="quiet"))
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        for place, button in enumerate(self.calls.values()):
            grid.addWidget(button, place // _ACROSS, place % _ACROSS)
        rows.addLayout(grid)
        return self.call_part

    def _buttons(self) -> list[QHBoxLayout]:
        lines = []
        for first, second in (
            (self.keep_button, self.leave_button),
            (self.report_button, self.strike_button),
        ):
            line = QHBoxLayout()
            line.addWidget(first)
            line.addStretch(1)
            line.addWidget(second)
            lines.append(line)
        return lines


def _column() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    rows = QVBoxLayout(part)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.SNUG)
    return part, rows


def _call(offer: CallOffer) -> QToolButton:
    button = option(_(offer.short), theme.SMALL)
    button.setAccessibleName(_("Call {when}").format(when=_(offer.short)))
    return button


def _box() -> ChoiceBox:
    box = ChoiceBox()
    box.setFixedHeight(theme.CONTROL)
    # A long choice must not widen the form.
    box.setMinimumContentsLength(_FEW_LETTERS)
    policy = ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    box.setSizeAdjustPolicy(policy)
    return box


def _small(words: str) -> Button:
    return Button(words, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
