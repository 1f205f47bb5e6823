"""The form of an adverse event or a near miss: what, when, where, how grave, and what was done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal

from charting.domain.adverse_events import AdverseEvent, EventKind, Severity
from charting.domain.ids import MarkId
from charting.domain.sheet import Sheet
from charting.i18n import _
from charting.ui import actions
from charting.ui.actions import bind
from charting.ui.events.fields import EventFields
from charting.ui.events.model import Draft, EventsModel
from charting.wording.events import minute_words, severity_meaning, spread_words

Places = Sequence[tuple[MarkId, str]]
"""Marks at which something can have happened, and what they are called."""


class EventForm(EventFields):
    """`asked` when it opens, `left` when it is put away, `report_wanted` carries the sheet whose
    report is to be seen. Escape leaves it unless what is around `has_escape`.
    """

    asked = Signal()
    left = Signal()
    report_wanted = Signal(object)

    def __init__(self, model: EventsModel, *, has_escape: bool = False) -> None:
        super().__init__(model.offers, model.country)
        self._model = model
        self._sheet: Sheet | None = None
        self._places: Places = ()
        self._offered: frozenset[str] = frozenset()
        self._connect()
        if not has_escape:
            bind(self, actions.LEAVE_FORM, self.leave)
        self.hide()

    def ask(
        self, places: Places = (), mark: MarkId | None = None, kind: str = "", words: str = ""
    ) -> None:
        """Ask what happened; `places` are the marks at which it can have been, `mark` the one
        proposed; `kind` and `words` what is known already.
        """
        self._sheet, self._places = None, places
        self.title.setText(_("What happened?"))
        self.sort.show_value(True)
        self._offer_kinds()
        self._offer_places(mark)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        since, today = self._since(), self._model.today
        self.day.setText(_typed(since or today))
        # What is written up afterwards began at a time that nobody has noted.
        self.time.setText(self._model.time if since in (None, today) else "")
        self.words.setText(words)
        for line in (self.done, self.place, self.ended, self.review):
            line.clear()
        self.lasting.setChecked(False)
        for box in (self.causality, self.expected, self.preventable, self.grade, self.pain):
            box.setCurrentIndex(0)
        self._on_kind()
        self._open()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_again(self, sheet: Sheet, places: Places = ()) -> None:
        """Ask what is known by now of an event that is on file."""
        event = sheet.content
        if not isinstance(event, AdverseEvent):
            return
        self._sheet, self._places = sheet, places
        self.title.setText(_("What is known by now?"))
        self.sort.show_value(True)
        self._offer_kinds()
        self._offer_places(event.mark)
        self.kind.setCurrentIndex(max(0, self.kind.findData(event.kind)))
        self.severity.show_value(event.severity)
        for line, text in (
            (self.day, _typed(event.day)),
            (self.time, minute_words(event.minute)),
            (self.words, event.words),
            (self.done, event.done),
            (self.place, event.place),
            (self.ended, _typed(event.ended) if event.ended else ""),
            (self.review, event.review),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        self.lasting.setChecked(event.lasting)
        for box, value in (
            (self.causality, event.causality),
            (self.expected, event.expected),
            (self.preventable, event.preventable),
            (self.grade, event.grade),
            (self.pain, event.pain),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._open()
        self.ended.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the form away; what was typed is dropped."""
        self._sheet = None
        self.hide()
        self.left.emit()

    @property
    def is_near_miss(self) -> bool:
        """Whether a near miss is asked about."""
        return self.sort.value is False

    def draft(self) -> Draft:
        """What is typed so far."""
        calls = (offer for offer in self._model.offers if offer.id in self._offered)
        return Draft(
            str(self.kind.currentData() or ""),
            self.day.text(),
            self.time.text(),
            self.words.text(),
            self.severity.value or Severity.MILD,
            self.where.currentData(),
            self.place.text(),
            self.done.text(),
            self.causality.currentData(),
            self.expected.currentData(),
            self.preventable.currentData(),
            self.grade.currentData(),
            self.ended.text(),
            self.lasting.isChecked(),
            self.review.text(),
            tuple(offer for offer in calls if self.calls[offer.id].isChecked()),
            country=self._model.country,
            pain=self.pain.currentData(),
        )

    def keep(self) -> None:
        """Put on file what is typed; it stays typed where it is refused."""
        if self.is_near_miss:
            self._model.keep_near_miss(self.draft())
        else:
            self._model.keep(self.draft(), self._sheet)

    # What is shown

    def _open(self) -> None:
        self.refusal.hush()
        self._show_parts()
        self.show()
        self.asked.emit()

    def _show_parts(self) -> None:
        near, anew = self.is_near_miss, self._sheet is None
        for part in self.of_events:
            part.setVisible(not near)
        self.sort.setVisible(anew)
        self.where_part.setVisible(not near and bool(self._places))
        grave = self.severity.value not in (None, Severity.MILD)
        self.review_part.setVisible(not near and (grave or bool(self.review.text())))
        self.show_done_words(_("What is done differently") if near else _("What was done"))
        asks_pain = self._model.asks_for_pain(self._kind()) or self.pain.currentData() is not None
        self.pain_part.setVisible(not near and asks_pain)
        # Judging takes a quiet moment: it is asked for once it is on file.
        self.judged_part.setVisible(not near and not anew)
        self.struck_part.hide()
        self.call_part.setVisible(not near and anew and bool(self._offered))
        self.report_button.setVisible(not anew)
        self.strike_button.setVisible(not anew)
        self.meaning.setText(severity_meaning(self.severity.value or Severity.MILD))
        self.known.setText(self._near_words() if near else self._known_words())
        self.known.setVisible(bool(self.known.text()))

    def _near_words(self) -> str:
        return _(self._model.known.near_rules.get(str(self.kind.currentData() or ""), ""))

    def _known_words(self) -> str:
        kind = self._kind()
        if kind is None:
            return ""
        usual = _("Usually {window}.").format(window=_(kind.window)) if kind.window else ""
        often = _("Reported elsewhere: {often}.").format(often=spread_words(kind))
        source = _("Source {source}").format(source=kind.source)
        return " ".join(filter(None, (usual, _(kind.rule), often, source)))

    def _kind(self) -> EventKind | None:
        return self._model.known.kinds.get(str(self.kind.currentData() or ""))

    def _since(self) -> date | None:
        return self._model.session.opened.day if self._model.session else None

    def _offer_kinds(self) -> None:
        known = self._model.known
        words = {kind.id: kind.words for kind in known.kinds.values()}
        self.kind.blockSignals(True)
        self.kind.clear()
        if not self.is_near_miss:
            self.kind.addItem(_("Choose what it was"), "")
        for code, each in (known.near_misses if self.is_near_miss else words).items():
            self.kind.addItem(_(each), code)
        self.kind.blockSignals(False)

    def _offer_places(self, mark: MarkId | None) -> None:
        keys = [None, *(key for key, _words in self._places)]
        self.where.clear()
        self.where.addItem(_("at no site in particular"), None)
        for key, words in self._places:
            self.where.addItem(words, key)
        self.where.setCurrentIndex(keys.index(mark) if mark in keys else 0)

    def _on_kind(self) -> None:
        kind = self._kind()
        if self._sheet is None:
            self.severity.show_value(kind.severity if kind else Severity.MILD)
            self._offered = frozenset(offer.id for offer in self._model.offers_for(kind))
            for key, button in self.calls.items():
                button.setVisible(key in self._offered)
                button.setChecked(key in self._offered)
            # What is over within minutes is over when it is written down.
            at_once = kind is not None and kind.window_days == 0
            self.ended.setText(self.day.text() if at_once else "")
        self._show_parts()

    def _on_sort(self) -> None:
        self._offer_kinds()
        self._on_kind()

    def _on_kept(self, _sheet: Sheet) -> None:
        if not self.isHidden():
            self.leave()

    def _on_refused(self, sentence: str) -> None:
        if not self.isHidden():
            self.refusal.say(sentence)

    def _on_strike(self) -> None:
        if self._sheet is None:
            return
        if self.struck_part.isHidden():
            self.struck.clear()
            self.struck_part.show()
            self.struck.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._model.strike(self._sheet, self.struck.text())

    def _connect(self) -> None:
        model = self._model
        model.kept.connect(self._on_kept)
        model.refused.connect(self._on_refused)
        self.sort.told.chosen.connect(self._on_sort)
        self.kind.currentIndexChanged.connect(lambda _index: self._on_kind())
        self.severity.told.chosen.connect(self._show_parts)
        self.over_button.clicked.connect(lambda: self.ended.setText(_typed(model.today)))
        self.keep_button.clicked.connect(self.keep)
        self.leave_button.clicked.connect(self.leave)
        self.strike_button.clicked.connect(self._on_strike)
        self.struck.returnPressed.connect(self._on_strike)
        self.report_button.clicked.connect(lambda: self.report_wanted.emit(self._sheet))
        for line in (self.day, self.time, self.words, self.done, self.ended, self.review):
            line.returnPressed.connect(self.keep)


def _typed(day: date) -> str:
    """A day as it is typed in every country."""
    return f"{day.day}.{day.month}.{day.year}"
