"""The pane that arranges a leaflet for its patient: its blocks in order, and the one chosen."""

from collections.abc import Generator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from charting.domain.leaflet_blocks import MOVEMENTS
from charting.domain.leaflet_plan import LeafletPlan
from charting.i18n import _, ngettext
from charting.ui import actions, theme
from charting.ui.handout.arranging_model import ArrangingModel, rows_of
from charting.ui.handout.block_form import BlockForm
from charting.ui.handout.moves_form import MovesForm
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording.leaflets import block_state_words


class ArrangingPane(QFrame):
    """`left` goes back to what can be handed out. Every choice is kept at once."""

    left = Signal()

    def __init__(self, model: ArrangingModel) -> None:
        super().__init__()
        self._model = model
        self.setProperty("look", "panel")
        self.back = Button(
            "‹ " + _("Done"), Kind.PLAIN, key=actions.LEAVE_HANDOUT.key, size=theme.SMALL
        )
        self.message = Banner("hazard", size=theme.SMALL)
        self.list = RowList(_("Blocks of the leaflet"))
        self.block, self.moves = BlockForm(model), MovesForm(model)
        self.title = Text(bold=True, wraps=True)
        self.write = Button(_("Write a block"), key=actions.WRITE_BLOCK.key)
        self.reset = Button(_("As it came"), Kind.PLAIN)
        self._join()

    def start(self) -> None:
        """Begin with the first block."""
        self.message.hush()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether something typed or chosen is on its way to be kept."""
        return self._model.busy or self.block.typing

    def leave(self) -> None:
        """Keep what was typed and go back."""
        self.keep()
        self.left.emit()

    def keep(self) -> None:
        """Keep what was typed."""
        self.block.keep()
        self.moves.keep()

    def forget(self) -> None:
        """Keep nothing of a patient."""
        self.block.forget()
        self.moves.forget()
        self._model.forget()
        self.list.show_rows([])
        self.message.hush()

    def refresh(self) -> None:
        """Show how the blocks stand."""
        names = rows_of(self._model)
        self.list.show_rows([self._row(name) for name in names])
        self.list.take_room_for_all()
        if names and self.list.key is None:
            self.list.go_to(names[0])
        self.reset.setVisible(self._model.plan != LeafletPlan())
        self._show_chosen()

    def _row(self, name: str) -> Row:
        plan, block = self._model.plan, self._model.block(name)
        if name == MOVEMENTS:
            n = len(plan.movements)
            told = ngettext("{n} is picked", "{n} are picked", n) if n else _("none is picked")
            out = _("left out") if plan.without(name) else ""
            title = block.heading if block else _("Movements")
            return Row(name, title, told.format(n=n), out, "answer")
        if block is None:
            return Row(name, "", "")
        is_out = plan.without(name) is not None
        changed = plan.words_for(name) is not None
        state = block_state_words(block, is_out=is_out, is_changed=changed)
        first = block.lines[0].words if block.lines else _("the places, with the picture")
        return Row(name, block.heading, first, state, "answer" if is_out else "")

    def _show_chosen(self) -> None:
        name = "" if self.list.key is None else str(self.list.key)
        is_moves = name == MOVEMENTS
        self.moves.setVisible(is_moves)
        self.block.setVisible(bool(name) and (not is_moves or bool(self._model.plan.movements)))
        if is_moves:
            self.moves.refresh()
        block = self._model.block(name)
        self.title.setText(block.heading if block else _("Movements") if is_moves else "")
        if self.block.name != name:
            self.block.show_block(name)
        else:
            self.block.refresh()

    def _on_write(self) -> None:
        self.keep()
        name = self._model.write_block(_("Also for you"))
        self.list.show_rows([*self.list.lines.rows, Row(name, _("Also for you"), "")])
        self.list.go_to(name)

    def _on_refused(self, field: str, words: str) -> None:
        if field == "movement_amount":
            self.moves.refuse(words)
        elif field.startswith("leaflet_"):
            self.block.refuse(field, words)
        else:
            self.message.say(words, tone="hazard")

    def _on_reset(self) -> None:
        self.block.forget()
        self._model.as_it_came()

    def _join(self) -> None:
        self._model.changed.connect(self.refresh)
        self._model.refused.connect(self._on_refused)
        self.back.clicked.connect(self.leave)
        self.write.clicked.connect(self._on_write)
        self.reset.clicked.connect(self._on_reset)
        self.list.moved.connect(lambda _key: self._show_chosen())
        self.list.entered.connect(lambda _key: self.block.setFocus())
        for action, do in (
            (actions.WRITE_BLOCK, self._on_write),
            (actions.BLOCK_UP, lambda: self.block.move_by(-1)),
            (actions.BLOCK_DOWN, lambda: self.block.move_by(+1)),
        ):
            actions.bind(self, action, do)
        actions.bind(self.list, actions.TOGGLE_BLOCK, self.block.toggle)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, what holds them before them."""
        ground, whole = QWidget(), QVBoxLayout(self)
        top = in_a_line(self.back, self.write, self.reset)
        top.setContentsMargins(theme.SNUG, theme.TIGHT, theme.ROOM, theme.TIGHT)
        sight = QScrollArea(widgetResizable=True)
        sight.setFrameShape(QFrame.Shape.NoFrame)
        sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sight.setWidget(ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(Hairline())
        whole.addWidget(sight, 1)
        rows = QVBoxLayout(ground)
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        told = _("Emergencies come first and keep their words. Every choice is kept at once.")
        rows.addWidget(Text(told, size=theme.SMALL, ink="quiet", wraps=True))
        for part in (self.message, self.list, Hairline(), self.title, self.block, self.moves):
            yield
            rows.addWidget(part)
        rows.addStretch(1)
