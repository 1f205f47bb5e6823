"""The five ways of feeling pain as buttons, each with the hatching it is drawn in."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton

from charting.domain.pain_area import PainQuality
from charting.ui import theme
from charting.ui.session import pain_signs
from charting.ui.session.choices import OptionGrid
from charting.ui.session.glyphs import Sign
from charting.wording import quality_label, quality_words

# The swatch, and the icon with the room between it and the word.
_SWATCH, _ICON = QSize(22, 16), QSize(27, 16)


class PainQualities(OptionGrid[PainQuality]):
    """One of five; the short word stands on the button, the whole one is read aloud."""

    def __init__(self, across: int) -> None:
        super().__init__([(each, quality_label(each)) for each in PainQuality], across)
        for quality, button in zip(PainQuality, self.buttons, strict=True):
            button.setAccessibleName(quality_words(quality))
            button.setFont(theme.font(theme.SMALL))
            button.setIconSize(_ICON)
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.worn().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        box = QRectF(1, 1, _SWATCH.width() - 2, _SWATCH.height() - 2)
        sign = Sign(selected=False, stored=True)
        for quality, button in zip(PainQuality, self.buttons, strict=True):
            picture = QPixmap(_ICON * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pain_signs.draw_swatch(painter, quality, box, sign, theme.current())
            painter.end()
            button.setIcon(QIcon(picture))
