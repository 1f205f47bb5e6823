"""A page of plots: what things cost against how much there is, one plot for each result that was
measured at several sizes.
"""

from collections.abc import Sequence
from itertools import groupby
from math import log10
from pathlib import Path

from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.measure import Result
from tests.benchmarks.report import figure_words

_WIDTH, _HEIGHT = 84 * mm, 76 * mm
_ACROSS, _DOWN = 3, 2
_COLOURS = tuple(
    colors.HexColor(each) for each in ("#0b6e6e", "#b3541e", "#555b66", "#5b3f9e", "#8a6d00")
)


def plot(results: Sequence[Result], file: Path) -> int:
    """Write the plots of the results that have a size; how many there are."""
    sized = sorted((each for each in results if each.of is not None), key=lambda each: each.name)
    series = [list(same) for _name, same in groupby(sized, key=lambda each: each.name)]
    canvas = Canvas(str(file), pagesize=landscape(A4), pageCompression=1)
    canvas.setTitle("What things cost against how much there is")
    for place, same in enumerate(series):
        at = place % (_ACROSS * _DOWN)
        if place and not at:
            canvas.showPage()
        across, down = at % _ACROSS, at // _ACROSS
        _drawn(same).drawOn(canvas, 14 * mm + across * 92 * mm, 112 * mm - down * 96 * mm)
    canvas.showPage()
    canvas.save()
    return len(series)


def _drawn(same: Sequence[Result]) -> Drawing:
    """Medians in milliseconds (or as they are), both axes by powers of ten."""
    ordered = sorted(same, key=lambda each: each.of or 0)
    lines = [("ours", [(log10(each.of or 1), each.ours.median) for each in ordered])]
    for name in dict.fromkeys(name for each in ordered for name in each.baselines):
        found = [
            (log10(each.of or 1), each.baselines[name].median)
            for each in ordered
            if name in each.baselines
        ]
        if len(found) > 1:
            lines.append((name, found))
    drawing, chart = Drawing(_WIDTH, _HEIGHT), LinePlot()
    chart.setProperties(
        {"x": 16 * mm, "y": 12 * mm, "width": _WIDTH - 20 * mm, "height": 44 * mm},
    )
    chart.data = [points for _name, points in lines]
    values = [value for _name, points in lines for _at, value in points]
    chart.yValueAxis.setProperties({"valueMin": 0, "valueMax": max(values) * 1.2})
    unit = ordered[0].unit
    chart.yValueAxis.labelTextFormat = lambda value: figure_words(value, unit)
    chart.xValueAxis.labelTextFormat = lambda value: f"{10**value:,.0f}"
    chart.xValueAxis.valueSteps = [at for at, _value in lines[0][1]]
    for place in range(len(lines)):
        chart.lines[place].strokeColor = _COLOURS[place % len(_COLOURS)]
    drawing.add(chart)
    drawing.add(String(0, _HEIGHT - 10, ordered[0].name, fontSize=10, fontName="Helvetica-Bold"))
    for place, (name, _points) in enumerate(lines):
        colour = _COLOURS[place % len(_COLOURS)]
        across, down = place % 2, place // 2
        at = (across * 42 * mm, _HEIGHT - 22 - 10 * down)
        drawing.add(String(*at, name, fontSize=8, fillColor=colour))
    return drawing
