"""What the hand is armed with: what a click on the back does, and what it brings to each click."""

from collections.abc import Callable, Mapping
from enum import Enum

from charting.domain.marks import LevelFound, NeedleKit, NeedlePreset, Position
from charting.domain.pain_area import PainQuality

# What one key goes through; the others are chosen on the shelf.
LYING = (Position.PRONE, Position.LEFT_SIDE, Position.RIGHT_SIDE)

# How large a pain area is that is set without drawing.
RADII_MM = (20, 40, 60)


class Tool(Enum):
    """What a click on the back does."""

    SELECT = "select"
    POINT = "point"
    NEEDLE = "needle"
    PAIN = "pain"
    OUT = "out"
    PAIR = "pair"


class Armed:
    """The tool with its preset, position and level; each stays until it is changed."""

    def __init__(self, kit: NeedleKit, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.tool = Tool.SELECT
        self.preset, self._place = kit.presets[0], 1
        self.position = Position.PRONE
        self.level_found = LevelFound.PALPATION
        self.mirrored = False
        self.quality = PainQuality.DULL_ACHE
        self.radius_mm = RADII_MM[0]

    def begin(self) -> None:
        """As a session begins: a trigger point, the patient prone, one side; the needle that the
        hand had last stays.
        """
        self.tool = Tool.POINT
        self.position, self.level_found = Position.PRONE, LevelFound.PALPATION
        self.mirrored = False
        self.quality, self.radius_mm = PainQuality.DULL_ACHE, RADII_MM[0]

    @property
    def length(self) -> int | None:
        """The length of the armed needle in mm; `None` with no needle armed."""
        return self.preset.length if self.tool is Tool.NEEDLE else None

    def point(self) -> None:
        """Let the next clicks place trigger points."""
        self._take(Tool.POINT)

    def needle(self, preset: NeedlePreset, place: int = 0) -> None:
        """Let the next clicks place needles of `preset`, which the key of this place arms."""
        self.preset, self._place = preset, place
        self._take(Tool.NEEDLE)

    def follow(self, presets: Mapping[int, NeedlePreset]) -> None:
        """Let the armed needle be what its key arms now."""
        self.preset = presets.get(self._place, self.preset)
        self._changed()

    def pain(self, quality: PainQuality | None = None) -> None:
        """Let the next strokes draw pain areas, of this quality or of the one before."""
        self.quality = quality or self.quality
        self._take(Tool.PAIN)

    def pain_on(self) -> None:
        """Let the next strokes draw pain areas; asked for again, of the next quality."""
        order = list(PainQuality)
        following = order[(order.index(self.quality) + 1) % len(order)]
        self.pain(following if self.tool is Tool.PAIN else None)

    def set_radius(self, radius_mm: int) -> None:
        """Let areas that are set without drawing be so large."""
        self.radius_mm = radius_mm
        self._changed()

    def next_radius(self) -> None:
        """Let areas that are set without drawing be larger, round and round."""
        self.set_radius(RADII_MM[(RADII_MM.index(self.radius_mm) + 1) % len(RADII_MM)])

    def out(self) -> None:
        """Let the next clicks take needles out; asked for again, let them select."""
        self._take(Tool.SELECT if self.tool is Tool.OUT else Tool.OUT)

    def pair(self) -> None:
        """Let the next click close a pair of needles that carries current."""
        self._take(Tool.PAIR)

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
