"""Labels beside a picture: each as near to its own height as it can be, none over another."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], apart: float, lowest: float, highest: float) -> list[float]:
    """Heights near the wanted ones (from above), at least `apart` from each other and within the
    limits; nearer to each other only where there is no room.
    """
    if len(wanted) * apart > highest - lowest + apart:
        apart = (highest - lowest) / max(1, len(wanted) - 1)
    out: list[float] = []
    for height in wanted:
        limit = out[-1] - apart if out else highest
        out.append(min(height, limit))
    floor = lowest
    for number in range(len(out) - 1, -1, -1):
        out[number] = max(out[number], floor)
        floor = out[number] + apart
    return out
