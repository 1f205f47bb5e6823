"""Tables of what stands on sheets: adverse events and near misses, and every number of an outcome.

Numbers of outcomes are in the unit of their measure, which stands beside each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from charting import content
from charting.care_content import measure
from charting.domain.adverse_events import AdverseEvent
from charting.domain.comparable_signs import unit_of as unit_of_sign
from charting.domain.ids import PatientId, PractitionerId, SessionId
from charting.domain.near_miss import NearMiss
from charting.domain.outcomes import NPRS, Measure, Scored
from charting.domain.record import PatientRecord
from charting.domain.session import Answer, Session
from charting.domain.sheet import Sheet, SheetId, latest, standing
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE, Kind
from charting.exchange.columns import Column, Table, columns_of, together


@dataclass(frozen=True, slots=True)
class Score:
    """A number that a patient scored on a measure on a local `day`; `value` in the `unit` of the
    measure or of the sign or, where it has none, in its own points. `scale` says which of its
    scales it is or how it was taken, `item` what was asked. Without a `sheet_id` it was noted in
    the visit.
    """

    patient_id: PatientId
    session_id: SessionId | None
    sheet_id: SheetId | None
    day: date
    at: str
    by: PractitionerId
    measure: str
    scale: str
    item: str
    value: Decimal
    unit: str
    site: str = ""
    remark: str = ""


def scores_of(record: PatientRecord) -> Iterator[Score]:
    """Every number scored, the sheets' first, then those of the visits."""
    for sheet in standing(record.sheets):
        if isinstance(sheet.content, Scored):
            yield from _on_sheet(sheet, sheet.content)
    for session in record.sessions:
        for item in (PAIN_BEFORE, PAIN_AFTER):
            answer = session.answers.get(item)
            if answer is not None and answer.number is not None:
                yield _in_visit(session.patient_id, session.id, answer, answer.number)
        yield from _signs(session)


def _on_sheet(sheet: Sheet, scored: Scored) -> Iterator[Score]:
    known = measure(scored.measure)
    for reading in scored.answered:
        yield Score(
            sheet.patient_id,
            sheet.session_id,
            sheet.id,
            sheet.at.day,
            sheet.at.local().isoformat(),
            sheet.by,
            scored.measure,
            scored.scale,
            reading.item,
            in_unit(reading.number or 0, known),
            unit_of(scored, known),
            scored.site,
            scored.remark,
        )


def _in_visit(patient_id: PatientId, session_id: SessionId, answer: Answer, number: int) -> Score:
    return Score(
        patient_id,
        session_id,
        None,
        answer.at.day,
        answer.at.local().isoformat(),
        answer.by,
        NPRS,
        "",
        answer.item.removeprefix(f"{NPRS}."),
        Decimal(number),
        "",
        remark=answer.remark,
    )


def _signs(session: Session) -> Iterator[Score]:
    """Each comparable sign that was measured; what it is stands in the remark."""
    for item in content.visit_items() if session.answers else ():
        answer = session.answers.get(item.id)
        if answer is None or answer.number is None:
            continue
        if (unit := unit_of_sign(answer, item.units)) is None:
            continue
        is_after = item.kind is Kind.COMPARED
        what = session.answers.get(item.follows, answer) if is_after else answer
        yield Score(
            session.patient_id,
            session.id,
            None,
            answer.at.day,
            answer.at.local().isoformat(),
            answer.by,
            item.follows if is_after else item.id,
            "",
            "after" if is_after else "before",
            unit.in_unit(answer.number),
            unit.ucum,
            remark=what.remark,
        )


def in_unit(number: int, known: Measure | None) -> Decimal:
    """What was kept in whole parts of a unit, in the unit; as it is where the measure is not known
    to this version any more.
    """
    parts = Fraction(number, known.per_unit if known else 1)
    return Decimal(parts.numerator) / Decimal(parts.denominator)


def unit_of(scored: Scored, known: Measure | None) -> str:
    """The unit of a score: that of its measure or, where it is read in several, of its scale."""
    if known is None or not known.unit:
        return ""
    return scored.scale if scored.scale in {each.id for each in known.scales} else known.unit


def _events(record: PatientRecord) -> Iterable[Sheet]:
    """The last version of each event and near miss, those entered in error among them."""
    return (s for s in latest(record.sheets) if isinstance(s.content, AdverseEvent | NearMiss))


_LEAD = tuple(
    replace(column, of=())
    for column in columns_of(Sheet)
    if column.heading
    in ("id", "version", "patient_id", "episode_id", "session_id", "at", "at_zone", "by", "struck")
)


def _of_content(column: Column) -> Column:
    return column.beneath("content", lambda sheet: column.cell(sheet.content))


_EVENT = tuple(map(_of_content, columns_of(AdverseEvent, NearMiss)))


def _content(sheet: Sheet) -> object:
    return sheet.content


def _score_columns() -> tuple[Column, ...]:
    units = {"value": "as the column unit says", "at": "ISO 8601"}
    return tuple(
        replace(column, unit=units.get(column.heading, column.unit)) for column in columns_of(Score)
    )


CARE_TABLES = (
    Table("events", "one adverse event or near miss", together(_LEAD, _EVENT), _events, _content),
    Table("outcomes", "one number scored on a measure", _score_columns(), scores_of),
)
