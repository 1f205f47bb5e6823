"""The section "Your screen": its language, for which hand a session lies, whether it is large, and
what tells that a needle has been in long enough.
"""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from charting.care_content import is_checked
from charting.domain.own_ways import Hand, OwnWays
from charting.i18n import _, spoken_languages
from charting.services.own_ways import OwnScreen
from charting.ui import actions, theme
from charting.ui.tasks import Lane
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.frames import Card, SectionHeader, pane_column
from charting.ui.widgets.text import Text
from charting.ui.widgets.wrapped import WrappedBox, WrappedRound
from charting.wording.languages import own_name

_WIDTH = 760
_STAYS_MIN = (2, 5, 10, 15, 20, 25, 30)


class OwnScreenPane(QWidget):
    """What is chosen holds for whoever is at work, on every computer of the clinic, and at once but
    for the language; `language_chosen` carries that (BCP 47; empty: the computer's).
    """

    language_chosen = Signal(str)

    def __init__(self, own: OwnScreen, lane: Lane) -> None:
        super().__init__()
        self._own, self._lane, self._now = own, lane, OwnWays()
        self._checked: dict[str, bool] = {}
        beneath = _("Yours alone: it goes with you to every computer of the clinic.")
        rows = pane_column(self, _WIDTH)
        rows.addWidget(SectionHeader(_("Your screen"), beneath=beneath))
        rows.addWidget(self._hands())
        rows.addWidget(self._size())
        rows.addWidget(self._time())
        rows.addWidget(self._language())

    def start(self) -> None:
        """Show what was chosen last, read anew."""
        self._lane.submit(self._read, self._show_all)

    def _read(self) -> tuple[OwnWays, dict[str, bool]]:
        ways = self._own.mine()
        codes = dict.fromkeys((*spoken_languages(), *filter(None, [ways.language])))
        return ways, {code: is_checked(code) for code in codes}

    def _show_all(self, found: tuple[OwnWays, dict[str, bool]]) -> None:
        ways, self._checked = found
        offered = [(code, own_name(code)) for code in self._checked]
        self.language.offer([("", _("that of this computer")), *offered])
        self._show(ways)

    def _language(self) -> Card:
        card = Card()
        card.rows.addWidget(Text(_("Language"), bold=True))
        self.language = ChoiceField(_("The screens speak"), ())
        self.language.box.activated.connect(lambda _index: self._keep_language())
        card.rows.addWidget(self.language)
        words = _(
            "You read it from when you unlock the next time. What asks for the passphrase on this "
            "computer speaks it from the next start. A patient's papers keep to the patient's own."
        )
        card.rows.addWidget(Text(words, size=theme.SMALL, ink="quiet", wraps=True))
        words = _(
            "No practitioner has checked this translation yet. Where a sentence seems wrong, the "
            "English one counts."
        )
        self.unchecked = Text(words, size=theme.SMALL, ink="answer", wraps=True)
        card.rows.addWidget(self.unchecked)
        return card

    def _keep_language(self) -> None:
        self._keep(replace(self._now, language=self.language.value))
        self.language_chosen.emit(self.language.value)

    def _hands(self) -> Card:
        card, group = Card(), QButtonGroup(self)
        card.rows.addWidget(Text(_("The hand that is free in a session"), bold=True))
        self.hands: dict[Hand, QRadioButton] = {}
        for hand, words in (
            (Hand.RIGHT, _("Right: the keys and the selected needle lie at the right")),
            (Hand.LEFT, _("Left: they lie at the left, and the pad of keys the other way round")),
        ):
            button = WrappedRound(words)
            button.clicked.connect(
                lambda _on=False, one=hand: self._keep(replace(self._now, hand=one))
            )
            group.addButton(button)
            self.hands[hand] = button
            card.rows.addWidget(_readable(button))
        key = actions.SWAP_SIDES.key
        card.rows.addWidget(_quiet(_("In a session: {key}").format(key=key)))
        return card

    def _size(self) -> Card:
        card = Card()
        card.rows.addWidget(Text(_("Session mode"), bold=True))
        words = _("Large type, large keys on the screen, everything you press 15 mm high or more")
        self.large = WrappedBox(words)
        self.large.clicked.connect(lambda on: self._keep(replace(self._now, large=on)))
        card.rows.addWidget(_readable(self.large))
        key = actions.SESSION_MODE.key
        card.rows.addWidget(_quiet(_("In a session: {key}").format(key=key)))
        return card

    def _time(self) -> Card:
        card = Card()
        card.rows.addWidget(Text(_("When a needle's time is over"), bold=True))
        offered = [(str(n), _("after {n} min").format(n=n)) for n in _STAYS_MIN]
        self.stay = ChoiceField(
            _("Tell me of needles that stay"), [("", _("not at all")), *offered]
        )
        self.stay.box.activated.connect(lambda _index: self._keep_stay())
        card.rows.addWidget(self.stay)
        self.sound = WrappedBox(_("A quiet sound, once, beside the ring and the words"))
        self.sound.clicked.connect(lambda on: self._keep(replace(self._now, sound=on)))
        card.rows.addWidget(_readable(self.sound))
        words = _("Needles that carry current are told of by the minutes set for it.")
        card.rows.addWidget(_quiet(words))
        return card

    def _keep_stay(self) -> None:
        chosen = self.stay.value
        self._keep(replace(self._now, stay_minutes=int(chosen) if chosen else None))

    def _keep(self, ways: OwnWays) -> None:
        self._show(ways)
        self._lane.submit(lambda: self._own.keep(ways), self._show)

    def _show(self, ways: OwnWays) -> None:
        self._now = ways
        self.hands[ways.hand].setChecked(True)
        self.large.setChecked(ways.large)
        self.stay.choose(str(ways.stay_minutes or ""))
        self.sound.setChecked(ways.sound)
        self.language.choose(ways.language)
        self.unchecked.setVisible(not self._checked.get(ways.language, True))


def _readable(button: QRadioButton | QCheckBox) -> QRadioButton | QCheckBox:
    button.setFont(theme.font())
    button.setMinimumHeight(theme.BROAD)
    return button


def _quiet(words: str) -> Text:
    return Text(words, size=theme.SMALL, ink="quiet")
