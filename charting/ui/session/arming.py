"""Inserting, on the shelf: what each click on the back places, and how the patient lies."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting.domain.marks import NeedlePreset, Position, Technique
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.armed import Tool
from charting.ui.session.choices import OptionList, caption, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_picker import PainPicker
from charting.ui.widgets.buttons import Button
from charting.wording import direction_words, position_words, size_words, technique_words


class ArmingPane(QWidget):
    """A press arms; `short_wanted`, `level_wanted` and `elsewhere_wanted` ask to place without
    pointing.
    """

    elsewhere_wanted = Signal()
    level_wanted = Signal()
    short_wanted = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model = model
        self._arms: list[tuple[Callable[[], bool], Button]] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(caption(_("Arm a mark, then click the back")))
        point = self._arm_button(_("Trigger point"), "T", lambda: model.armed.tool is Tool.POINT)
        point.clicked.connect(model.armed.point)
        rows.addWidget(point)
        self.pain = PainPicker(model)
        rows.addWidget(self.pain)
        self.presets = {
            place: self._preset_button(place) for place in range(1, len(actions.ARM_PRESETS) + 1)
        }
        for button in self.presets.values():
            rows.addWidget(button)
        self.position = OptionList([(each, position_words(each)) for each in Position])
        self.position.activated.connect(lambda: model.turning.to(self.position.value))
        rows.addWidget(captioned(_("The patient lies"), self.position, key=actions.TURN.key))
        self.both = self._arm_button(
            _("Both sides"), actions.MIRROR.key, lambda: model.armed.mirrored
        )
        self.both.clicked.connect(model.armed.mirror)
        rows.addWidget(self.both)
        rows.addSpacing(theme.TIGHT)
        rows.addWidget(caption(_("Without pointing")))
        self.elsewhere = wide_button(_("Site elsewhere"), actions.ELSEWHERE.key)
        for button, wanted in (
            (wide_button(_("In short"), actions.SHORTHAND.key), self.short_wanted),
            (wide_button(_("By level and side"), actions.BY_LEVEL.key), self.level_wanted),
            (self.elsewhere, self.elsewhere_wanted),
        ):
            button.clicked.connect(wanted)
            rows.addWidget(button)

    def refresh(self) -> None:
        """Show what is armed, and how the patient lies."""
        presets = self._model.cupboard.presets
        for place, button in self.presets.items():
            preset = presets.get(place)
            button.setVisible(preset is not None)
            if preset is not None:
                words = told_apart(preset, presets.values())
                button.set_words(words)
                button.setAccessibleName(words.replace("\n", ", "))
                button.setToolTip(_(preset.name))
        for is_armed, button in self._arms:
            button.setChecked(is_armed())
        self.position.show_value(self._model.armed.position)
        self.pain.refresh()

    def _preset_button(self, place: int) -> Button:
        model = self._model

        def is_armed() -> bool:
            armed = model.armed
            return armed.tool is Tool.NEEDLE and armed.preset == model.cupboard.presets.get(place)

        preset = model.cupboard.presets.get(place)
        button = self._arm_button(preset_words(preset) if preset else "", str(place), is_armed)
        # Shown before it stands on the shelf, it would be a window of its own.
        if preset is None:
            button.hide()
        button.clicked.connect(lambda: model.making.arm(place))
        return button

    def _arm_button(self, words: str, key: str, is_armed: Callable[[], bool]) -> Button:
        button = wide_button(words, key)
        button.setCheckable(True)
        self._arms.append((is_armed, button))
        return button


def preset_words(preset: NeedlePreset) -> str:
    """An armed needle in a few words: "0.30 × 50  piston"."""
    technique = technique_words(preset.technique)
    if preset.technique is Technique.ELECTRO:
        technique = _("electro")
    return f"{size_words(preset.diameter, preset.length)}  {technique}"


def told_apart(preset: NeedlePreset, among: Iterable[NeedlePreset]) -> str:
    """An armed needle in a few words; beneath them what it is for, where another says the same."""
    words = preset_words(preset)
    if sum(preset_words(each) == words for each in among) < 2:
        return words
    return f"{words}\n{_(preset.name) if preset.name else direction_words(preset.direction)}"


def wide_button(words: str, key: str, size: int = theme.BODY) -> Button:
    """A large button as wide as the shelf."""
    button = Button(words, key=key, height=theme.TARGET, size=size)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
