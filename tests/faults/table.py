"""What came of the trials of each kind, in a table that says whether every figure is reached."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

_SHOWN = 10
CONTROLS = ("eager", "control")


class Verdict(NamedTuple):
    """One trial: how much was acknowledged, how much of that is gone, what is not as it was sent,
    and what somebody was told that is not so or does not help.
    """

    acknowledged: int
    lost: int = 0
    torn: tuple[str, ...] = ()
    misleading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The sums over the trials of one kind."""

    kind: str
    trials: int
    acknowledged: int
    lost: int
    torn: int
    misleading: int
    first_wrong: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, verdicts: Iterable[Verdict]) -> "Figures":
        """The sums of the verdicts."""
        every = list(verdicts)
        torn = tuple(what for one in every for what in one.torn)
        misleading = tuple(what for one in every for what in one.misleading)
        return cls(
            kind,
            len(every),
            sum(one.acknowledged for one in every),
            sum(one.lost for one in every),
            len(torn),
            len(misleading),
            (*torn, *misleading)[:_SHOWN],
        )

    @property
    def is_control(self) -> bool:
        """Whether it must fail, so that the others prove something."""
        return self.kind.endswith(CONTROLS)

    @property
    def right(self) -> bool:
        """Nothing lost, torn or misleading, or something of it where it is a control."""
        failed = bool(self.lost or self.torn or self.misleading)
        return self.trials > 0 and failed == self.is_control

    @property
    def plain(self) -> dict[str, Any]:
        """The figures for another program."""
        return {**asdict(self), "control": self.is_control, "right": self.right}

    @property
    def words(self) -> str:
        """The figures in a line, and what is wrong below it."""
        said = "fails, as it must" if self.is_control else "right"
        line = (
            f"{self.kind:24}{self.trials:6} trials {self.acknowledged:8} acknowledged"
            f" {self.lost:6} lost {self.torn:5} torn {self.misleading:4} misleading   "
            f"{said if self.right else 'WRONG'}"
        )
        return line if self.is_control and self.right else "\n  ".join((line, *self.first_wrong))
