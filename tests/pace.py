"""Work timed beside a piece of work that is always the same: a busy machine does it in up to twice
the processor time.
"""

import time
from collections.abc import Callable

# What the piece takes (s) on the machine of the budgets while nothing else runs on it.
PACE_S = 0.00019
_PIECE = range(4_000)


def yardstick() -> float:
    """How long (s, of this thread's processor time) the piece of work takes now."""
    began = time.thread_time()
    sum(number * number for number in _PIECE)
    return time.thread_time() - began


def at_pace(seconds: float, piece_s: float) -> float:
    """What took so many seconds while the piece took `piece_s`, on the machine of the budgets."""
    return seconds * PACE_S / piece_s


def spent(work: Callable[[], object]) -> float:
    """This thread's work (s) on something, at the pace of the machine of the budgets."""
    before, began = yardstick(), time.thread_time()
    work()
    took = time.thread_time() - began
    return at_pace(took, (before + yardstick()) / 2)
