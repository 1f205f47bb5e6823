"""The palettes are legible, and the application wears the one it was told to."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charting.ui import theme
from charting.ui.theme import CONTRAST, DARK, LIGHT, Palette
from charting.ui.widgets.text import Text

PALETTES = (LIGHT, DARK, CONTRAST)
INKS = ("text", "quiet", "accent", "hazard", "answer", "counted")


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def measured(palette: Palette, ink: str, ground: str) -> float:
    return contrast(getattr(palette, ink), getattr(palette, ground))


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_every_ink_is_legible_on_every_ground(palette: Palette) -> None:
    grounds = {
        **dict.fromkeys(product(INKS, ("surface", "raised"))),
        **dict.fromkeys(product(("text", "quiet"), ("hover", "chosen"))),
        **dict.fromkeys((tone, f"{tone}_ground") for tone in ("hazard", "answer", "counted")),
        **dict.fromkeys(product(("text",), ("hazard_ground", "answer_ground", "counted_ground"))),
        ("on_accent", "accent"): None,
        ("on_accent", "accent_hover"): None,
        ("accent", "chosen"): None,
        ("map_text", "surface"): None,
        ("map_text", "skin"): None,
    }
    faint = {pair: measured(palette, *pair) for pair in grounds if measured(palette, *pair) < 7}
    assert not faint


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_the_outline_of_a_field_is_seen(palette: Palette) -> None:
    assert measured(palette, "edge", "surface") >= 3
    assert measured(palette, "edge", "raised") >= 3


def test_a_palette_holds_colours_only() -> None:
    for palette in PALETTES:
        for role in Palette._fields[1:]:
            assert palette.color(role).name().upper() == getattr(palette, role)


def test_applying_dresses_the_application_and_tells(qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.worn().changed):
        assert theme.apply(qapp, "dark") is DARK
    assert theme.current() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.surface
    theme.apply(qapp, "light")


def test_the_system_theme_follows_the_platform(qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    hints = QGuiApplication.styleHints()
    for scheme, palette in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        hints.colorSchemeChanged.emit(scheme)
        expected = DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        assert theme.current() is expected
        assert theme.of_the_platform(scheme) is palette
    wants_contrast = Qt.ContrastPreference.HighContrast
    assert theme.of_the_platform(Qt.ColorScheme.Light, wants_contrast) is theme.CONTRAST
    theme.apply(qapp, "light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    hints.accessibility().contrastPreferenceChanged.emit(wants_contrast)
    assert theme.current() is LIGHT


def test_there_are_three_sizes_and_a_face_for_every_script() -> None:
    assert {theme.font(size).pixelSize() for size in (13, 16, 24)} == {
        theme.SMALL,
        theme.BODY,
        theme.LARGE,
    }
    assert theme.font().families() == list(theme.FAMILIES)


def test_text_keeps_its_weight_when_the_theme_changes(qapp: QApplication, qtbot: QtBot) -> None:
    text = Text("Wu", bold=True)
    qtbot.addWidget(text)
    text.show()
    text.set_bold(False)
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    assert not text.font().bold()
