"""When needles were in, typed once for all or for some, in a visit written up afterwards."""

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.afterwards import is_recalled, read_stay, with_times
from charting.domain.changes import EditMark
from charting.domain.errors import Refused
from charting.domain.marks import Needle, Technique
from charting.domain.session import Session
from charting.domain.text import LINE_LIMIT
from charting.i18n import _, ngettext
from charting.ui import theme
from charting.ui.session.choices import OptionList, caption, captioned
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner
from charting.wording import sentence, technique_words


class Group(StrEnum):
    """The needles that times are typed for, beside those of one technique."""

    ALL = "all"
    UNTIMED = "untimed"
    SELECTED = "selected"


_Chosen = Group | Technique


class AfterTimes(QWidget):
    """What is typed stays until the record has taken it; Enter or the button hands it over."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model = model
        self._offered: list[tuple[_Chosen, str]] = []
        self.whom: OptionList[_Chosen] = OptionList([])
        self.line = QLineEdit()
        self.line.setMaxLength(LINE_LIMIT)
        self.line.setMinimumHeight(theme.CONTROL)
        self.line.setPlaceholderText(_("16:14, 10 min or 16:14-16:24"))
        self.note = Button(_("Note these times"), Kind.PRIMARY, height=theme.TARGET)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.told = Banner("", size=theme.SMALL)
        self.line.returnPressed.connect(self._take)
        self.note.clicked.connect(self._take)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        words = _("Written up afterwards: no time runs. What you type stands as recalled.")
        rows.addWidget(caption(words))
        rows.addWidget(captioned(_("For"), self.whom))
        rows.addWidget(captioned(_("In and out"), self.line))
        rows.addWidget(self.note)
        rows.addWidget(self.told)

    def refresh(self) -> None:
        """Offer the groups of the needles that are charted by now."""
        session = self._model.session
        offered = list(self._groups(session)) if session is not None else []
        if offered != self._offered:
            chosen = self.whom.value if self._offered else None
            self._offered = offered
            self.whom.offer(offered)
            for value, words in offered:
                if value is chosen:
                    self.whom.show_value(value, words)
        self.note.setEnabled(bool(offered))

    def _groups(self, session: Session) -> Iterator[tuple[_Chosen, str]]:
        needles = session.needles()
        techniques = tuple(dict.fromkeys(each.technique for each in needles))
        for group in (*Group, *(techniques if len(techniques) > 1 else ())):
            number = len(self._of(group, session))
            # One that names the same needles as "all" would only lengthen the list.
            if number and (group in (Group.ALL, Group.SELECTED) or number < len(needles)):
                yield group, _named(group, number)

    def _of(self, group: _Chosen, session: Session) -> tuple[Needle, ...]:
        needles = session.needles()
        if group is Group.ALL:
            return needles
        if group is Group.UNTIMED:
            return tuple(each for each in needles if not is_recalled(each, session))
        if group is Group.SELECTED:
            return tuple(each for each in needles if each.id == self._model.selected)
        return tuple(each for each in needles if each.technique is group)

    def _take(self) -> None:
        session = self._model.session
        if session is None or not self._offered:
            return
        before = self._of(self.whom.value, session)
        try:
            stay = read_stay(self.line.text())
            after = with_times(before, stay, session)
        except Refused as refused:
            self.told.say(sentence(refused), tone="answer")
            return
        pairs = [each for each in zip(before, after, strict=True) if each[0] != each[1]]
        words = ngettext(
            "Times of {n} needle, recalled", "Times of {n} needles, recalled", len(after)
        )
        words = words.format(n=len(after))
        if pairs and not self._model.record.do_all([EditMark(*each) for each in pairs], words):
            return
        self.line.clear()
        times = f"{stay.went_in:%H:%M}–{stay.came_out:%H:%M}"
        self.told.say(f"{words}: {times}", tone="counted")


def _named(group: _Chosen, number: int) -> str:
    if isinstance(group, Technique):
        return _("{kind}: {n}").format(kind=technique_words(group), n=number)
    words = {
        Group.ALL: ngettext("the {n} needle", "all {n} needles", number),
        Group.UNTIMED: ngettext("{n} needle without times", "{n} needles without times", number),
        Group.SELECTED: _("the selected needle"),
    }
    return words[group].format(n=number)
