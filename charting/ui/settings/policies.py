"""The section "Rules and policies": both sides of each point on which sources disagree."""

from collections.abc import Generator

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from charting.domain.policies import Policy
from charting.i18n import _, clauses, ngettext
from charting.ui import theme
from charting.ui.settings.policies_model import PoliciesModel
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.text import Text
from charting.ui.widgets.wrapped import WrappedRound

_WIDTH = 760


class PolicyCard(Card):
    """One point: its sides to choose from, each with where it is from, or how it is treated."""

    def __init__(self, model: PoliciesModel, policy: Policy) -> None:
        super().__init__()
        self._model, self.policy = model, policy
        self.sides: dict[str, QRadioButton] = {}
        self.rows.addWidget(Text(_(policy.words), bold=True))
        if policy.note:
            self.rows.addWidget(Text(_(policy.note), wraps=True))
        self._group = QButtonGroup(self)
        for code, words, source in policy.sides:
            usual = _("{words} (usual)").format(words=_(words))
            button = WrappedRound(usual if code == policy.usual else _(words))
            button.setFont(theme.font())
            button.setMinimumHeight(theme.BROAD)
            button.setEnabled(model.may_set)
            button.clicked.connect(lambda _on=False, side=code: model.take(policy, side))
            self._group.addButton(button)
            self.sides[code] = button
            self.rows.addWidget(button)
            self.rows.addWidget(_quiet(_("Source {source}").format(source=source)))
        if not policy.sides:
            self.rows.addWidget(_quiet(_("Source {source}").format(source=policy.source)))

    def show_taken(self) -> None:
        """Show the side that the clinic takes."""
        taken = self.sides.get(self._model.taken.side(self.policy.id))
        if taken is not None:
            taken.setChecked(True)


class PoliciesPane(QWidget):
    """All points as cards, and what there is of the clinic's own rules."""

    def __init__(self, model: PoliciesModel) -> None:
        super().__init__()
        self._model = model
        self.cards: dict[str, PolicyCard] = {}
        self.message = Banner("")
        self.trouble = Banner("hazard")
        self.own = Text(size=theme.SMALL, wraps=True)
        self.reviewed = _quiet("")
        self._column = pane_column(self, _WIDTH)
        beneath = _("Where sources disagree, the clinic decides. Both sides are shown.")
        self._column.addWidget(SectionHeader(_("Rules and policies"), beneath=beneath))
        for part in (self.message, self.trouble, self.own, self.reviewed):
            self._column.addWidget(part)
        model.changed.connect(self.show_model)
        model.said.connect(lambda words: self.message.say(words, tone="counted"))
        model.refused.connect(lambda words: self.message.say(words, tone="hazard"))

    def fill(self) -> Generator[None, None, None]:
        """Make the cards, one in each step."""
        for policy in self._model.policies:
            self.cards[policy.id] = card = PolicyCard(self._model, policy)
            self._column.addWidget(card)
            yield

    def start(self) -> None:
        """Show what the clinic has decided, read anew."""
        self.message.hush()
        self._model.read()

    def show_model(self) -> None:
        """Show the sides taken, and what is known of the rules."""
        for card in self.cards.values():
            card.show_taken()
        rules, trouble = self._model.rules, self._model.trouble
        if trouble != self.trouble.words:
            self.trouble.say(trouble)
        own = self._model.own
        self.own.setText(_("Your clinic's own rules: {rules}").format(rules=clauses(own)))
        self.own.setVisible(bool(own))
        waiting = sum(not rule.reviewed_by for rule in rules)
        words = ngettext(
            "{n} of {all} rule is not yet reviewed by a practitioner.",
            "{n} of {all} rules are not yet reviewed by a practitioner.",
            len(rules),
        )
        self.reviewed.setText(words.format(n=waiting, all=len(rules)))


def _quiet(words: str) -> Text:
    return Text(words, size=theme.SMALL, ink="quiet", wraps=True)
