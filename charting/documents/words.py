"""Text that tells what it is while it is drawn."""

from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from charting.documents import fonts
from charting.documents.script import is_right_to_left
from charting.documents.tagged_canvas import TaggedCanvas, content, outside
from charting.documents.tags import HEADINGS, Part, Role

DOT = "•"
# A line of a list whose sign is drawn beside the words, by somebody else.
NO_SIGN = " "


class Told:
    """A part that is told once, however many pages it runs over."""

    def __init__(self) -> None:
        self.part: Part | None = None


class Words(Paragraph):
    """A paragraph in the role of its style; what goes on over the page is the same part."""

    told: Told | None = None
    said = bullet = ""
    blPara: Any
    _room: tuple[float, tuple[float, float]] | None = None

    @classmethod
    def plain(cls, line: str, font: str, look: ParagraphStyle) -> "Words":
        """One line as typed, in one typeface: nothing in it is searched for markup."""
        frag = ParaFrag(
            text=line,
            fontName=font,
            fontSize=look.fontSize,
            textColor=look.textColor,
            bold=0,
            italic=0,
            greek=0,
            rise=0,
            link=[],
            us_lines=[],
        )
        return cls("", look, frags=[frag])

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        """How much room it takes. A table asks three times; the lines are broken once, and again
        only where the library has thrown them away.
        """
        known = self._room is not None and self._room[0] == availWidth
        if self._room is None or not known or not hasattr(self, "blPara"):
            self._room = availWidth, super().wrap(availWidth, availHeight)
        return self._room[1]

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Two paragraphs that are one part."""
        pieces = super().split(aW, aH)
        self.told = self.told or Told()
        for piece in pieces:
            if isinstance(piece, Words):
                piece.told, piece.said = self.told, self.said
        return pieces

    def draw_here(self, canvas: Canvas) -> None:
        """Draw it where the canvas stands; its colour and typeface are those of what follows."""
        self.canv = canvas
        self.draw()
        del self.canv

    def draw(self) -> None:
        """Draw the text as a piece of its part."""
        canvas = self.canv
        if not isinstance(canvas, TaggedCanvas) or canvas.tags.is_outside or not self.said:
            super().draw()
            return
        self._space_lines()
        with content(canvas, self._part(canvas)):
            super().draw()

    def _part(self, canvas: TaggedCanvas) -> Part:
        """The part of these words, begun where it is not; its bullet is drawn."""
        told = self.told or Told()
        if told.part is None and self.bullet:
            item = canvas.tags.item()
            self._draw_bullet(canvas, item)
            told.part = item.add(Part(Role.ITEM_BODY))
        elif told.part is None:
            role = getattr(self.style, "role", Role.TEXT)
            told.part = canvas.tags.text_part(role)
            if role in HEADINGS:
                canvas.bookmark(self.said, HEADINGS.index(role), self.height)
        if is_right_to_left(self.said) or fonts.lacks(self.said):
            told.part.actual = self.said
        return told.part

    def _draw_bullet(self, canvas: TaggedCanvas, item: Part) -> None:
        """On the line of the first words; the library would draw it as one of them. A dot is drawn
        as such, and nobody is told of it.
        """
        if self.bullet == NO_SIGN:
            return
        look = self.style
        size, turned = look.fontSize, look.alignment == TA_RIGHT
        first = self.blPara.lines[0] if self.blPara.kind else self.blPara
        x, y = look.bulletIndent, self.height - getattr(first, "ascent", first.fontSize)
        if turned:
            wide = canvas.stringWidth(self.bullet, look.bulletFontName, size)
            x = self.width - x - (size * 0.4 if self.bullet == DOT else wide)
        if self.bullet == DOT:
            with outside(canvas):
                _draw_dot(canvas, x + size / 5, y + size / 3, size * 0.36, look.textColor)
            return
        canvas.setFillColor(look.textColor)
        canvas.setFont(look.bulletFontName, look.bulletFontSize)
        with content(canvas, item.add(Part(Role.LABEL))):
            canvas.drawString(x, y, self.bullet)

    def _space_lines(self) -> None:
        """Let each line but the last end in a blank, or its last word and the next would be told as
        one; a word that is broken goes on.
        """
        lines, at = self.blPara.lines, 0
        for line in lines[:-1]:
            words = line[1] if isinstance(line, tuple) else line.words
            text = " ".join(words) if isinstance(line, tuple) else "".join(w.text for w in words)
            if self.said.startswith(text, at):
                at += len(text)
                if not self.said[at : at + 1].isspace():
                    continue
                at += 1
            if isinstance(line, tuple):
                words.append("")
            elif words:
                words[-1].text += " "


def _draw_dot(canvas: Canvas, x: float, y: float, wide: float, colour: Color) -> None:
    """A line of no length with round ends: a circle of curves would take ten times as long."""
    canvas.setStrokeColor(colour)
    canvas.addLiteral(f"q 1 J {wide:.2f} w {x:.2f} {y:.2f} m {x:.2f} {y:.2f} l S Q")
