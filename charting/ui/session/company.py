"""Who else is in the visit: whose hands it is in, who has it open, who set which mark."""

from charting.domain.errors import Refused
from charting.domain.ids import PractitionerId, SessionId
from charting.domain.marks import Mark
from charting.domain.session import Session, Status, TakeOver
from charting.i18n import _
from charting.services.sessions import Sessions
from charting.services.together import Together
from charting.ui.session.record import OpenRecord
from charting.ui.tasks import Lane
from charting.wording.together import here_words, in_hand_words, taken_words


class Company:
    """Knows it in ids and says it in names; the record is told anew when somebody came or went."""

    def __init__(
        self,
        record: OpenRecord,
        sessions: Sessions,
        lane: Lane,
        together: Together | None,
    ) -> None:
        """`together` is `None` where nobody else can be in a visit."""
        self._record, self._sessions, self._lane, self._together = record, sessions, lane, together
        self._met: tuple[SessionId | None, frozenset[PractitionerId]] = (None, frozenset())
        self._looked_at: Session | None = None
        self._hands: frozenset[PractitionerId] = frozenset()

    @property
    def others(self) -> frozenset[PractitionerId]:
        """Who else has the visit open."""
        session, (met_in, met) = self._record.session, self._met
        return met if session is not None and session.id == met_in else frozenset()

    def meet(self, others: frozenset[PractitionerId]) -> None:
        """These have the visit open too."""
        session = self._record.session
        if session is not None and others != self.others:
            self._met = session.id, others
            self._record.changed.emit()

    def name(self, who: PractitionerId) -> str:
        """What somebody is called."""
        known = self._together.names if self._together is not None else {}
        return known.get(who, _("somebody else"))

    def author(self, mark: Mark) -> str:
        """Who set a mark, where more than one person has set some; nothing where it is plain."""
        session = self._record.session
        if session is not None and session is not self._looked_at:
            self._looked_at = session
            self._hands = frozenset(each.placed_by for each in session.marks.values())
        several = self._hands | self.others
        if self._together is None or not several - {self._together.me}:
            return ""
        return self.name(mark.placed_by)

    @property
    def is_mine(self) -> bool:
        """Whether whoever is at work here has the visit in hand."""
        session = self._record.session
        return session is None or self._together is None or session.at_work == self._together.me

    @property
    def may_take_over(self) -> bool:
        """Whether the visit of a colleague can be gone on with here."""
        session = self._record.session
        return session is not None and session.status is Status.DRAFT and not self.is_mine

    @property
    def words(self) -> str:
        """Whose hands the visit is in and who else has it open; empty where one is alone."""
        session, together = self._record.session, self._together
        if session is None or together is None or session.status is not Status.DRAFT:
            return ""
        still_in = sum(needle.in_situ for needle in session.needles())
        others = [self.name(who) for who in sorted(self.others)]
        if not self.is_mine:
            name = self.name(session.at_work)
            there = session.at_work in self.others
            also = [self.name(who) for who in sorted(self.others - {session.at_work})]
            told = [in_hand_words(name, still_in, since=_since(session), is_there=there)]
            return " ".join([*told, here_words(also)]).strip()
        told = []
        if session.taken_over:
            told.append(taken_words(self.name(_before(session)), session.taken_over[-1].at))
        return " ".join([*told, here_words(others)]).strip()

    def take_over(self) -> None:
        """Go on with the visit of a colleague, its needles in as they are; both stand on it."""
        session = self._record.session
        if session is not None and self.may_take_over:
            self._lane.submit(
                lambda: self._sessions.take_over(session),
                lambda _taken: self._record.read_again(),
                self._on_problem,
            )

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self._record.refuse(problem)
            self._record.read_again()


def _since(session: Session) -> TakeOver | None:
    return session.taken_over[-1] if session.taken_over else None


def _before(session: Session) -> PractitionerId:
    """Who had it in hand before whoever has it now."""
    hands = (session.practitioner_id, *(each.by for each in session.taken_over))
    return hands[-2]
