"""What the pane that arranges a leaflet shows and what can be chosen on it, without a widget."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import SessionId
from charting.domain.leaflet_blocks import MOVEMENTS, Block, ChosenMovement, as_typed
from charting.domain.leaflet_plan import LeafletPlan
from charting.services.leaflets import Arrangement, Leaflets
from charting.ui.tasks import Lane
from charting.wording import sentence


class ArrangingModel(QObject):
    """The leaflet of one visit, kept at every choice. `changed` tells that it stands otherwise,
    `kept` that the paper is to be made anew, `refused` carries the field and the sentence; what was
    typed then stays in its field.
    """

    changed = Signal()
    kept = Signal()
    refused = Signal(str, str)

    def __init__(self, leaflets: Leaflets, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaflets, self._lane = leaflets, lane
        self.arrangement: Arrangement | None = None
        self.plan = LeafletPlan()
        self._storing = False
        self._opened = 0

    @property
    def busy(self) -> bool:
        """Whether a choice is on its way to be kept."""
        return self._storing

    def open(self, session_id: SessionId) -> None:
        """Read how the leaflet of a visit is arranged."""
        self.forget()
        opened = self._opened

        def then(found: Arrangement) -> None:
            if opened == self._opened:
                self._show(found)

        self._lane.submit(lambda: self._leaflets.arrangement(session_id), then, self._refuse)

    def forget(self) -> None:
        """Keep nothing of it here."""
        self._opened += 1
        self.arrangement, self.plan, self._storing = None, LeafletPlan(), False

    # What stands

    @property
    def blocks(self) -> Sequence[Block]:
        """Every block that could stand, in order."""
        return self.arrangement.blocks if self.arrangement else ()

    @property
    def movements(self) -> Sequence[ChosenMovement]:
        """The movements that can be picked; one that is picked and offered no longer stays."""
        offered = list(self.arrangement.offered) if self.arrangement else []
        known = {each.id for each in offered}
        return [*(each for each in self.plan.movements if each.id not in known), *offered]

    def block(self, name: str) -> Block | None:
        """A block as it stands."""
        return next((block for block in self.blocks if block.id == name), None)

    def own_words(self, name: str) -> Block | None:
        """A block as it would stand by itself."""
        return self.arrangement.own_words.get(name) if self.arrangement else None

    def typed(self, name: str) -> tuple[str, str]:
        """The heading and text that are to be typed over, or what is added among emergencies."""
        block, words = self.block(name), self.plan.words_for(name)
        if block is None:
            return "", ""
        if block.is_emergency:
            return block.heading, words.text if words else ""
        return block.heading, words.text if words else as_typed(block)

    def picked(self, name: str) -> ChosenMovement | None:
        """A movement as it was picked, if it was."""
        return next((each for each in self.plan.movements if each.id == name), None)

    # What is chosen

    def leave_out(self, name: str, reason: str) -> None:
        """Leave a block out."""
        self._choose(self.plan.leaving_out(name, reason))

    def take_in(self, name: str) -> None:
        """Let a block stand again."""
        self._choose(self.plan.taking_in(name))

    def say(self, name: str, heading: str, text: str) -> None:
        """Let a block say this, or by nothing what it says by itself."""
        if (heading, text) == self.typed(name):
            return
        own = self.own_words(name)
        if own is not None and not own.is_emergency and text == as_typed(own):
            text = "" if heading == own.heading else text
        self._choose(self.plan.saying(name, heading, text))

    def write_block(self, heading: str) -> str:
        """Add a block for this patient; its id."""
        name = self.plan.next_own()
        self._choose(self.plan.saying(name, heading, ""))
        return name

    def move(self, name: str, step: int) -> None:
        """Move a block by +1 or -1; emergencies stay where they are."""
        order = [block.id for block in self.blocks if not block.is_emergency]
        if name not in order:
            return
        at = order.index(name)
        there = at + step
        if 0 <= there < len(order):
            order[at], order[there] = order[there], order[at]
            self._choose(self.plan.in_order(order))

    def pick(self, chosen: ChosenMovement, *, on: bool) -> None:
        """Pick a movement, or not."""
        others = [each for each in self.plan.movements if each.id != chosen.id]
        self._choose(self.plan.with_movements([*others, chosen] if on else others))

    def set_amount(self, name: str, amount: str) -> None:
        """Say how often a picked movement is done."""
        picked = self.picked(name)
        if picked is not None and picked.amount != amount:
            moves = (replace(x, amount=amount) if x.id == name else x for x in self.plan.movements)
            self._choose(self.plan.with_movements(moves))

    def as_it_came(self) -> None:
        """Choose nothing, as the leaflet is by itself."""
        self._choose(LeafletPlan())

    def _choose(self, plan: LeafletPlan) -> None:
        if self.arrangement is not None and plan != self.plan:
            self.plan = plan
            self.changed.emit()
            if not self._storing:
                self._store()

    def _store(self) -> None:
        before, sent, opened = self.arrangement, self.plan, self._opened
        if before is None:
            return
        self._storing = True

        def then(found: Arrangement) -> None:
            if opened == self._opened:
                self._storing = False
                self._on_kept(found, sent)

        def failed(problem: Exception) -> None:
            if opened == self._opened:
                self._storing = False
                self.plan = before.plan
                self._refuse(problem)
                self.changed.emit()

        self._lane.submit(lambda: self._leaflets.arrange(before, sent), then, failed)

    def _on_kept(self, found: Arrangement, sent: LeafletPlan) -> None:
        """Go on with what was chosen meanwhile, or show what is kept."""
        if self.plan != sent:
            self.arrangement = found
            self._store()
            return
        self._show(found)
        self.kept.emit()

    def _show(self, found: Arrangement) -> None:
        self.arrangement, self.plan = found, found.plan
        self.changed.emit()

    def _refuse(self, problem: Exception) -> None:
        if not isinstance(problem, Refused):
            return
        self.refused.emit(str(problem.facts.get("field", "")), sentence(problem))
        if problem.code is ErrorCode.STALE_RECORD and self.arrangement is not None:
            self.open(self.arrangement.session_id)


def rows_of(model: ArrangingModel) -> Sequence[str]:
    """The ids of the blocks in order, with a place for movements before any is picked."""
    names = [block.id for block in model.blocks]
    if names and MOVEMENTS not in names:
        names.insert(len(names) - 1, MOVEMENTS)
    return names
