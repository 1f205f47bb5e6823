"""The leaflet of a visit, arranged for its patient: what can stand on it, and what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charting.domain.clinic_paper import OwnMovement
from charting.domain.ids import SessionId
from charting.domain.leaflet import offered, own_words
from charting.domain.leaflet_blocks import Block, ChosenMovement
from charting.domain.leaflet_plan import LeafletPlan, checked_plan
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.session import Session
from charting.domain.sheet import Sheet
from charting.services.clinic_papers import latest_of
from charting.services.leaflet_facts import facts_of, plan_of, plan_on_file, texts_for
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The leaflet of a visit as it is arranged: every block that could stand, in order; what each
    says by itself, by id; the movements that can be picked; and the `sheet` it was planned on.
    """

    session_id: SessionId
    language: str
    blocks: Sequence[Block]
    own_words: Mapping[str, Block]
    offered: Sequence[ChosenMovement]
    plan: LeafletPlan
    sheet: Sheet | None


class Leaflets:
    """How `who` can arrange a leaflet. It belongs to the visit, and may follow its signing, as the
    leaflet itself does; every choice is a version of one sheet.
    """

    def __init__(self, records: Records, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records = records
        self._sheets = Sheets(records, clock, ids, who)
        self._who = who

    @needs(Right.READ_CLINICAL)
    def arrangement(self, session_id: SessionId) -> Arrangement:
        """The leaflet of a visit as it is arranged. Raises `Refused` (NOT_FOUND)."""
        session = self._records.sessions.session(session_id)
        return self._arranged(session, plan_on_file(self._records, session))

    @needs(Right.CHART)
    def arrange(self, before: Arrangement, plan: LeafletPlan) -> Arrangement:
        """Arrange it otherwise; it is kept at once.

        Raises `Refused`: what `checked_plan` refuses; STALE_RECORD where somebody else arranged it
        since.
        """
        session = self._records.sessions.session(before.session_id)
        checked = checked_plan(plan)
        if before.sheet is not None:
            sheet = self._sheets.amend(before.sheet, checked)
        else:
            here = (session.patient_id, checked, session.episode_id, session.id)
            sheet = self._sheets.file(*here)
        return self._arranged(session, sheet)

    def _arranged(self, session: Session, sheet: Sheet | None) -> Arrangement:
        facts, plan = facts_of(self._records, session), plan_of(sheet)
        texts = texts_for(facts)
        library = [ChosenMovement(x.id, x.name, x.how, x.usual) for x in texts.movements]
        clinic = [
            ChosenMovement(f"own.{paper.id.hex}", own.name, own.how, own.usual, own.picture)
            for paper in latest_of(self._records.clinic_papers.all())
            if isinstance(own := paper.content, OwnMovement) and not own.dropped
        ]
        return Arrangement(
            session.id,
            texts.code,
            offered(facts, texts, plan),
            own_words(facts, texts),
            [*clinic, *library],
            plan,
            sheet,
        )
