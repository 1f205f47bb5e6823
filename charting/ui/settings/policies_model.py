"""What the settings screen knows of the clinic's policies and of its own rules."""

from PySide6.QtCore import QObject, Signal

from charting.clinic_map import MAP, clinic_map
from charting.domain.errors import Refused
from charting.domain.policies import Policies, Policy
from charting.domain.roles import Right, may
from charting.domain.screening_rules import Rule
from charting.i18n import _
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane
from charting.wording import sentence


class PoliciesModel(QObject):
    """The points on which sources disagree, and the side that the clinic takes on each.

    `refused` carries the sentence of a refusal, `said` what was done.
    """

    changed = Signal()
    refused = Signal(str)
    said = Signal(str)

    def __init__(self, practice: OpenPractice, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screenings, self._lane = practice.screenings, lane
        self._map = clinic_map(practice.folder)
        self.may_set = may(practice.practitioner.role, Right.SET_POLICIES)
        self.taken = self._screenings.rules.usual_policies

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All points, switches and notes."""
        return self._screenings.rules.policies

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the screening that hold in this clinic."""
        return tuple(self._screenings.rules.rules.values())

    @property
    def trouble(self) -> str:
        """Why the clinic's own rules or map are not used, in sentences; empty where they are."""
        refused = [*filter(None, [self._screenings.trouble]), *self._map.troubles]
        return " ".join(sentence(each) for each in refused)

    @property
    def own(self) -> tuple[str, ...]:
        """The clinic's own rules in words, and its own map by the name of its file."""
        asked = [rule.words for rule in self.rules if rule.local]
        reminded = [rule.words for rule in self._map.rules.rules.values() if rule.local]
        drawn = [file.name for file in self._map.own if file.name == MAP]
        return (*map(_, asked), *map(_, reminded), *drawn)

    def read(self) -> None:
        """Read what the clinic has decided."""
        self._lane.submit(self._screenings.policies, self._show, self._refuse)

    def take(self, policy: Policy, side: str) -> None:
        """Take a side from now on."""
        if side == self.taken.side(policy.id):
            return

        def then(taken: Policies) -> None:
            self._show(taken)
            said = _("From now on: {policy}, {side}.")
            self.said.emit(said.format(policy=_(policy.words), side=_(policy.words_of(side))))

        self._lane.submit(lambda: self._screenings.take_side(policy.id, side), then, self._refuse)

    def _show(self, taken: Policies) -> None:
        self.taken = taken
        self.changed.emit()

    def _refuse(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
        self.changed.emit()
