"""Frozen baseline: the scatter plot of pyqtgraph with so many points, which has to be installed."""

import random
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.benchmarks.baselines.bare_view import HEIGHT, WIDTH


class ScatterView:
    """Shows `marks` small circles, all in the left half."""

    def __init__(self, marks: int) -> None:
        library: Any = import_module("pyqtgraph")
        chance = random.Random(3)
        self._plot = library.PlotWidget(background="#faf8f5")
        self._plot.addItem(
            library.ScatterPlotItem(
                x=[chance.uniform(20, WIDTH / 2 - 20) for _ in range(marks)],
                y=[chance.uniform(20, HEIGHT - 20) for _ in range(marks)],
                size=10,
                pen=library.mkPen("#0b5563", width=2),
                brush=None,
            )
        )
        self._plot.setRange(xRange=(0, WIDTH), yRange=(0, HEIGHT), padding=0)
        self._plot.setFixedSize(WIDTH + 4, HEIGHT + 4)

    @property
    def window(self) -> QWidget:
        """What is shown."""
        window: QWidget = self._plot
        return window

    @property
    def port(self) -> QWidget:
        """What is painted."""
        port: QWidget = self._plot.viewport()
        return port

    def zoom(self, factor: float) -> None:
        """Show all of it larger or smaller."""
        self._plot.getViewBox().scaleBy((1 / factor, 1 / factor))

    def pan(self, by: float) -> None:
        """Show what lies so many units further."""
        self._plot.getViewBox().translateBy(x=by)
