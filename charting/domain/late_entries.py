"""Late entries: when a note counts as one, and who may write it (clinical reference 5.2)."""

from dataclasses import dataclass

from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.policies import LATE_AUTHOR, LATE_ENTRY, Policies
from charting.domain.session import Session

TREATING = "treating"
"""The side of the policy by which only who treated writes a late entry (S116)."""


@dataclass(frozen=True, slots=True)
class LateRule:
    """A visit signed more than so many `hours` after its end is a late entry; with
    `treating_only` nobody signs one but who treated.
    """

    hours: int
    treating_only: bool

    @classmethod
    def of(cls, policies: Policies) -> "LateRule":
        """The rule as the clinic has it."""
        return cls(policies.number(LATE_ENTRY), policies.side(LATE_AUTHOR) == TREATING)

    def lateness(self, session: Session, now: Moment) -> Moment | None:
        """When the visit ended, where a signature given `now` makes its note a late entry: it was
        written afterwards, or comes more than so many hours later.
        """
        end = ended(session)
        is_late = session.written is not None or self._is_past(end, now)
        return end if is_late else None

    def treating(self, session: Session) -> frozenset[PractitionerId]:
        """Who treated: whoever began the visit, and whoever went on with it in its time."""
        end = ended(session)
        later = (taken.by for taken in session.taken_over if not self._is_past(end, taken.at))
        return frozenset([session.practitioner_id, *later])

    def hinders(self, session: Session, now: Moment, who: PractitionerId) -> bool:
        """Whether `who` may not sign a visit now, which they did not treat."""
        is_late = self.lateness(session, now) is not None
        return self.treating_only and is_late and who not in self.treating(session)

    def _is_past(self, end: Moment, now: Moment) -> bool:
        return now.seconds_since(end) > self.hours * 3600


def ended(session: Session) -> Moment:
    """When the visit ended as far as its needles tell: the last out, or when it was opened."""
    out = [needle.came_out for needle in session.needles() if needle.came_out is not None]
    return max([session.opened, *out], key=lambda moment: moment.utc)
