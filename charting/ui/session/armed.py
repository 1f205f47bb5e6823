"""What the hand is armed with: what a click on the back does, and what it brings to each click."""

from collections.abc import Callable
from enum import Enum

from charting.domain.marks import LevelFound, NeedleKit, NeedlePreset, Position

# What one key goes through; the others are chosen on the shelf.
LYING = (Position.PRONE, Position.LEFT_SIDE, Position.RIGHT_SIDE)


class Tool(Enum):
    """What a click on the back does."""

    SELECT = "select"
    POINT = "point"
    NEEDLE = "needle"
    OUT = "out"


class Armed:
    """The tool with its preset, position and level; each stays until it is changed."""

    def __init__(self, kit: NeedleKit, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._first = kit.presets[0]
        self.tool = Tool.SELECT
        self.preset = self._first
        self.position = Position.PRONE
        self.level_found = LevelFound.PALPATION
        self.mirrored = False

    def begin(self) -> None:
        """As a session begins: a trigger point, the patient prone, one side."""
        self.tool, self.preset = Tool.POINT, self._first
        self.position, self.level_found = Position.PRONE, LevelFound.PALPATION
        self.mirrored = False

    @property
    def length(self) -> int | None:
        """The length of the armed needle in mm; `None` with no needle armed."""
        return self.preset.length if self.tool is Tool.NEEDLE else None

    def point(self) -> None:
        """Let the next clicks place trigger points."""
        self._take(Tool.POINT)

    def needle(self, preset: NeedlePreset) -> None:
        """Let the next clicks place needles of `preset`."""
        self.preset = preset
        self._take(Tool.NEEDLE)

    def out(self) -> None:
        """Let the next clicks take needles out; asked for again, let them select."""
        self._take(Tool.SELECT if self.tool is Tool.OUT else Tool.OUT)

    def nothing(self) -> None:
        """Let the next clicks select."""
        self._take(Tool.SELECT)

    def turn(self, position: Position) -> None:
        """Let the needles to come be set in another position of the patient."""
        self.position = position
        self._changed()

    @property
    def next_lying(self) -> Position:
        """The position after this one: prone, left side, right side, and prone again."""
        at = LYING.index(self.position) if self.position in LYING else -1
        return LYING[(at + 1) % len(LYING)]

    def mirror(self) -> None:
        """Let each click place the twin on the other side too, or no longer."""
        self.mirrored = not self.mirrored
        self._changed()

    def _take(self, tool: Tool) -> None:
        self.tool = tool
        self._changed()
