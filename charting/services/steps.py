"""Work in steps, for whoever does not want to stop between them."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def at_once(steps: Generator[object, None, T]) -> T:
    """What comes of all the steps. Raises what they raise."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: T = end.value
            return made
