"""The leaflets of a day, of everybody who was needled in it, one after the other."""

from collections.abc import Sequence

from charting.domain.given_papers import Kind
from charting.domain.ids import PatientId, SessionId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Records

# More people come to nobody in a day.
_MOST = 500

Visit = tuple[PatientId, SessionId]
"""A visit with whom it is about."""


class DayPapers:
    """What `who` has to hand out today."""

    def __init__(self, records: Records, clock: Clock, who: Practitioner) -> None:
        self._records, self._clock, self._who = records, clock, who

    @needs(Right.HAND_OUT)
    def without_leaflet(self) -> Sequence[Visit]:
        """Today's visits in which a needle was opened and whose leaflet was not printed or saved
        yet, the first first.
        """
        today = self._clock.now().day
        seen = self._records.patients.seen_lately(_MOST)
        found: list[tuple[int, Visit]] = []
        for line in (each for each in seen if each.last_session == today):
            given = {
                paper.session_id
                for paper in self._records.papers.of_patient(line.patient.id)
                if paper.kind is Kind.LEAFLET
            }
            found += [
                (visit.opened.utc, (line.patient.id, visit.id))
                for visit in self._records.sessions.timeline(line.patient.id)
                if visit.stands
                and visit.opened.day == today
                and (visit.needles or visit.packs_opened)
                and visit.id not in given
            ]
        return tuple(visit for _at, visit in sorted(found))
