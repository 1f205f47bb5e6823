"""Frozen baselines: pages of given lines in one font, as other libraries make them."""

from collections.abc import Callable, Sequence
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

Pages = Sequence[Sequence[str]]
"""The lines of each page."""

_SIZE, _STEP, _EDGE, _HIGH = 9, 11, 20, 842


def fpdf_pages(pages: Pages, font: Path) -> Callable[[], bytes]:
    """By fpdf2, each line where nobody laid it out."""
    library: Any = import_module("fpdf")

    def make() -> bytes:
        paper = library.FPDF(unit="pt", format="A4")
        paper.add_font("text", fname=str(font))
        for lines in pages:
            paper.add_page()
            paper.set_font("text", size=_SIZE)
            for number, line in enumerate(lines):
                paper.text(_EDGE, _EDGE + number * _STEP, line)
        return bytes(paper.output())

    return make


def typst_pages(pages: Pages, font: Path) -> Callable[[], bytes]:
    """By typst, which lays out the lines of each page."""
    library: Any = import_module("typst")
    body = "\n#pagebreak()\n".join(
        " \\\n".join(f"#text({_quoted(line)})" for line in lines) for lines in pages
    )
    head = f'#set page(paper: "a4", margin: {_EDGE}pt)\n#set text(size: {_SIZE}pt)\n'
    source = (head + body).encode()

    def make() -> bytes:
        return bytes(library.compile(source, font_paths=[str(font.parent)]))

    return make


def weasy_pages(pages: Pages, font: Path) -> Callable[[], bytes]:
    """By WeasyPrint, which lays out the lines of each page."""
    weasy: Any = import_module("weasyprint")
    known = import_module("weasyprint.text.fonts").FontConfiguration()
    face = f"@font-face {{ font-family: T; src: url({font.as_uri()}) }}"
    look = f"{face} @page {{ size: A4; margin: {_EDGE}pt }} p {{ margin: 0; font: {_SIZE}pt T }}"
    look += " section { break-after: page }"
    style = weasy.CSS(string=look, font_config=known)
    sections = ("".join(f"<p>{escape(line)}</p>" for line in lines) for lines in pages)
    html = "".join(f"<section>{each}</section>" for each in sections)

    def make() -> bytes:
        paper = weasy.HTML(string=html).write_pdf(stylesheets=[style], font_config=known)
        return bytes(paper or b"")

    return make


def _quoted(line: str) -> str:
    said = line.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{said}"'
