"""The clinic's point sets: one is offered on the back, today's needles are kept as one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.errors import Refused
from charting.domain.marks import Needle
from charting.domain.point_set import NAME_LIMIT, PointSet, lines_of
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionList, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.shorthand import ShorthandMarks
from charting.ui.widgets.buttons import Button
from charting.wording import sentence


class PointSetsPane(QWidget):
    """`offered` brings the needles of a set, none of them charted yet, and its name."""

    offered = Signal(object, str)

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model, self._short = model, ShorthandMarks(model)
        self._sets: Sequence[PointSet] = ()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        self.choice: OptionList[str] = OptionList([])
        self._choice_field = captioned(_("Point sets of the clinic"), self.choice)
        rows.addWidget(self._choice_field)
        self._deeds = QWidget()
        pair = QHBoxLayout(self._deeds)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(theme.SNUG)
        self.offer_button = _button(_("Offer on the back"), self._offer)
        self.drop_button = _button(_("Drop this set"), self._drop)
        pair.addWidget(self.offer_button, 1)
        pair.addWidget(self.drop_button, 1)
        rows.addWidget(self._deeds)
        self.name = QLineEdit(maxLength=NAME_LIMIT)
        self.name.setMinimumHeight(theme.CONTROL)
        self.name.returnPressed.connect(self._keep)
        rows.addWidget(captioned(_("Today's needles as a point set named"), self.name))
        self.keep_button = _button(_("Keep as a set"), self._keep)
        rows.addWidget(self.keep_button)
        self._show(())

    def ask(self) -> None:
        """Read the sets in the background, and show them."""
        self._model.record.read(self._model.reference.point_sets.all, self._show)

    def _show(self, sets: Sequence[PointSet]) -> None:
        chosen = self.choice.value if self._sets else None
        self._sets = sets
        self.choice.offer([(one.name, one.name) for one in sets])
        if chosen in [one.name for one in sets]:
            self.choice.show_value(chosen)
        for part in (self._choice_field, self._deeds):
            part.setVisible(bool(sets))

    def _offer(self) -> None:
        chosen = next((one for one in self._sets if one.name == self.choice.value), None)
        if chosen is None:
            return
        needles: list[Needle] = []
        for line in chosen.lines:
            try:
                made = self._short.marks(line)
            except Refused as refused:
                self._model.said.emit(f"{line}: {sentence(refused)}")
                return
            needles += [mark for mark in made if isinstance(mark, Needle)]
        self.offered.emit(needles, chosen.name)

    def _keep(self) -> None:
        session = self._model.session
        if session is None:
            return
        known = self._model.body_map.structures
        names = {key: one.name for key, one in known.items()}
        wanted = PointSet(self.name.text(), lines_of(session.needles(), names))
        self._try(lambda: self._model.reference.point_sets.keep(wanted), self._on_kept)

    def _on_kept(self, sets: Sequence[PointSet]) -> None:
        kept = " ".join(self.name.text().split())
        self.name.clear()
        self._show(sets)
        self.choice.show_value(kept)
        self._model.told.emit(_("“{name}” is kept as a point set.").format(name=kept))

    def _drop(self) -> None:
        name = self.choice.value
        self._try(lambda: self._model.reference.point_sets.drop(name), self._show)

    def _try(
        self,
        do: Callable[[], Sequence[PointSet]],
        then: Callable[[Sequence[PointSet]], None],
    ) -> None:
        def tried() -> Sequence[PointSet] | Refused:
            try:
                return do()
            except Refused as refused:
                return refused

        def told(came: Sequence[PointSet] | Refused) -> None:
            if isinstance(came, Refused):
                self._model.said.emit(sentence(came))
            else:
                then(came)

        self._model.record.read(tried, told)


def _button(words: str, act: Callable[[], object]) -> Button:
    button = Button(words, height=theme.TARGET)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.clicked.connect(act)
    return button
