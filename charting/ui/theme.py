"""The hand of the product: colours with roles, one grid, three type sizes, one style sheet."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFileOpenEvent,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QToolTip

from charting.ui.style_sheet import STYLE

# One grid of 4 px, one corner, one hairline.
GRID = 4
TIGHT, SNUG, ROOM, WIDE, BROAD = 4, 8, 16, 24, 32
RADIUS = 8
HAIRLINE = 1
# Heights: a field or button at the desk; a target for a hand in a session (WCAG 2.5.5).
CONTROL = 40
TARGET = 44

# Three type sizes in px: lists, content, and the one number that matters.
SMALL, BODY, LARGE = 13, 16, 24
# The same three, for whoever reads them from an arm's length.
ENLARGED = {SMALL: 17, BODY: 21, LARGE: 31}

FAMILIES = ("Atkinson Hyperlegible Next", "DejaVu Sans")

NAMES = ("system", "light", "dark", "contrast")


class Palette(NamedTuple):
    """One colour for each role, as `#rrggbb`.

    `surface` is the ground, `raised` a card or field on it, `edge` the outline of a field (3:1),
    `hover` and `chosen` the grounds of a row under the pointer and of the selected one. `accent`
    means "do this next", `hazard` a hazard or stop, `answer` "answer this", `counted` "counted and
    out"; each with the `_ground` a sentence of that kind stands on. The rest tint the map.
    """

    name: str
    surface: str
    raised: str
    hairline: str
    edge: str
    text: str
    quiet: str
    accent: str
    accent_hover: str
    on_accent: str
    hover: str
    chosen: str
    hazard: str
    hazard_ground: str
    answer: str
    answer_ground: str
    counted: str
    counted_ground: str
    skin: str
    skin_line: str
    bone: str
    bone_line: str
    muscle: str
    muscle_line: str
    muscle_lit: str
    map_text: str

    def color(self, role: str) -> QColor:
        """The colour of a role, for painting."""
        return QColor(getattr(self, role))


LIGHT = Palette(
    name="light",
    surface="#FAF8F5",
    raised="#FFFFFF",
    hairline="#DAD6CF",
    edge="#85817A",
    text="#1F2328",
    quiet="#4A5058",
    accent="#0B5563",
    accent_hover="#0A4652",
    on_accent="#FFFFFF",
    hover="#F1EEE8",
    chosen="#E6F0F2",
    hazard="#8F1D1D",
    hazard_ground="#FCEFED",
    answer="#6B4300",
    answer_ground="#FBF3E2",
    counted="#1C5430",
    counted_ground="#EAF4EC",
    skin="#F5EEE6",
    skin_line="#CDBDAB",
    bone="#FCF9F2",
    bone_line="#968B7C",
    muscle="#E3C8BB",
    muscle_line="#A67F70",
    muscle_lit="#D09D87",
    map_text="#454A51",
)

DARK = Palette(
    name="dark",
    surface="#15181B",
    raised="#1E2226",
    hairline="#363C42",
    edge="#7B8289",
    text="#ECEAE6",
    quiet="#BAB6AF",
    accent="#86D3E2",
    accent_hover="#A5DFEA",
    on_accent="#0C2126",
    hover="#23282D",
    chosen="#1A2D33",
    hazard="#FFA49C",
    hazard_ground="#351E1E",
    answer="#F3C77A",
    answer_ground="#302717",
    counted="#93D6A5",
    counted_ground="#1B2E22",
    skin="#22262A",
    skin_line="#4C5258",
    bone="#3A4046",
    bone_line="#878E95",
    muscle="#4B3D39",
    muscle_line="#86695F",
    muscle_lit="#7A5A4E",
    map_text="#C4C0B9",
)

CONTRAST = Palette(
    name="contrast",
    surface="#000000",
    raised="#000000",
    hairline="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    quiet="#FFFFFF",
    accent="#5FE9FF",
    accent_hover="#B5F5FF",
    on_accent="#000000",
    hover="#262626",
    chosen="#003B47",
    hazard="#FFA8A0",
    hazard_ground="#000000",
    answer="#FFD873",
    answer_ground="#000000",
    counted="#86F2A4",
    counted_ground="#000000",
    skin="#000000",
    skin_line="#FFFFFF",
    bone="#1C1C1C",
    bone_line="#D9D9D9",
    muscle="#2B2B2B",
    muscle_line="#8C8C8C",
    muscle_lit="#5A5A5A",
    map_text="#FFFFFF",
)

_PALETTES = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST)}


class Theme(QObject):
    """The palette now worn; `changed` tells whatever paints by itself to paint again. Where it is
    `still`, nothing moves that nobody moves.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = LIGHT
        self.chosen = "system"
        self.is_fusion = False
        self.is_enlarged = False
        self.still = False
        self._follows = False

    def follow_platform(self) -> None:
        """Hear from now on when the platform turns light or dark, or wants more contrast."""
        if not self._follows:
            self._follows = True
            hints = QGuiApplication.styleHints()
            hints.colorSchemeChanged.connect(self._wear_platform)
            hints.accessibility().contrastPreferenceChanged.connect(self._wear_platform)

    def keep_still(self, *, still: bool) -> None:
        """Let nothing move by itself, or let it again."""
        self.still = still
        self.changed.emit()

    def _wear_platform(self, _wanted: Qt.ColorScheme | Qt.ContrastPreference) -> None:
        app = QApplication.instance()
        if self.chosen == "system" and isinstance(app, QApplication):
            apply(app, "system")


_theme = Theme()


def worn() -> Theme:
    """The one theme; connect to its `changed`."""
    return _theme


def current() -> Palette:
    """The palette now worn."""
    return _theme.palette


class Application(QApplication):
    """Tells `file_opened`, by its path, of a file that macOS hands over; other systems name it when
    they start the program.
    """

    file_opened = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Hear of files; all else is the library's."""
        if isinstance(event, QFileOpenEvent):
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


def make_application() -> Application:
    """The application object: one style on every system, and no rounding of scale factors."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    # As an argument, for whoever touches QStyle from Python waits for its 600 enumerators.
    _theme.is_fusion = True
    return Application([sys.argv[0], "-style", "Fusion"])


def load_fonts(files: Iterable[Path]) -> None:
    """Make the bundled fonts known; without them the platform's own stand in."""
    for file in files:
        QFontDatabase.addApplicationFont(str(file))


def font(size: int = BODY, *, bold: bool = False, tabular: bool = False) -> QFont:
    """The typeface at one of the three sizes (px), enlarged where the theme is; `tabular` figures
    for columns and counters.
    """
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(ENLARGED.get(size, size) if _theme.is_enlarged else size)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def apply(app: QApplication, name: str) -> Palette:
    """Dress the application in "light", "dark" or "contrast"; "system" follows the platform."""
    _theme.chosen = name
    _theme.follow_platform()
    hints = QGuiApplication.styleHints()
    contrast = hints.accessibility().contrastPreference()
    palette = _PALETTES.get(name) or of_the_platform(hints.colorScheme(), contrast)
    if not _theme.is_fusion:
        _theme.is_fusion = True
        app.setStyle("Fusion")
    app.setFont(font())
    QToolTip.setFont(font(SMALL))
    _theme.palette = palette
    # Taking one sheet off before the next goes on is four times as fast as changing it.
    app.setStyleSheet("")
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(STYLE.format_map(_values(palette)))
    _theme.changed.emit()
    return palette


def of_the_platform(
    scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference = Qt.ContrastPreference.NoPreference
) -> Palette:
    """The palette for what the platform wears, and for the contrast that is wanted there."""
    if contrast is Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _qt_palette(palette: Palette) -> QPalette:
    made = QPalette()
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Window, palette.surface),
        (roles.WindowText, palette.text),
        (roles.Base, palette.raised),
        (roles.AlternateBase, palette.surface),
        (roles.Text, palette.text),
        (roles.Button, palette.raised),
        (roles.ButtonText, palette.text),
        (roles.BrightText, palette.hazard),
        (roles.Highlight, palette.accent),
        (roles.HighlightedText, palette.on_accent),
        (roles.Accent, palette.accent),
        (roles.Link, palette.accent),
        (roles.ToolTipBase, palette.raised),
        (roles.ToolTipText, palette.text),
        (roles.PlaceholderText, palette.quiet),
        (roles.Mid, palette.edge),
        (roles.Midlight, palette.hairline),
        (roles.Light, palette.raised),
        (roles.Dark, palette.edge),
        (roles.Shadow, palette.edge),
    ):
        made.setColor(role, QColor(color))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.quiet))
    return made


def _values(palette: Palette) -> dict[str, str]:
    sizes = {"small": SMALL, "body": BODY, "large": LARGE, "radius": RADIUS}
    return {**palette._asdict(), **{name: str(size) for name, size in sizes.items()}}
