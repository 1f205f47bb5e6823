"""Every id of the clinical reference, sections 3 and 4, does something that can be seen.

The figures are typed here from the reference, not read from the data: an id that the data lacks, or
one from which nothing follows, fails by its name. What the form of an event shows of each kind
stands in `tests/ui/patients/test_event_kinds.py`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from charting import care_content, content
from charting.domain.adverse_events import (
    AdverseEvent,
    EventState,
    Severity,
    over_by,
    state_on,
    stops_needling,
)
from charting.domain.body_map import Side
from charting.domain.curves import is_due
from charting.domain.errors import ErrorCode, Refused
from charting.domain.event_rates import spread
from charting.domain.near_miss import NearMiss
from charting.domain.outcomes import Reading, Scored, checked_scored
from charting.domain.scoring import Verdict, change_of, felt_size, score_of
from charting.domain.session import Session
from charting.services.practices import OpenPractice, Practices
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from charting.wording.events import counted_words, spread_words
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE, people

EVENTS = content.event_vocabulary()
DAY = date(2026, 11, 20)

# --- 3.1: what can go wrong -----------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A line of the table: severity, the days after which it is usually over and after which it
    escalates, the calls, the lowest and the highest published in 10,000, words of its rule.
    """

    id: str
    severity: str
    window: int | None = None
    escalates: int | None = None
    calls: tuple[str, ...] = ()
    published: tuple[int, int] | None = None
    rule: str = ""


KINDS = (
    Row("ae.bruise", "mild", 5, 14, ("fu.day5",), (755, 770), "blood thinner"),
    Row("ae.bleed", "mild", 0, None, (), (465, 1600), "5 minutes of pressure"),
    Row("ae.pain_during", "mild", 0, None, (), (301, 590)),
    Row("ae.soreness", "mild", 2, 3, ("fu.48h",), (219, 9100), "72 hours: review"),
    Row("ae.aggravation", "mild", 3, 7, (), (88, 88), "more than 2 above"),
    Row("ae.drowsy", "mild", 0, None, (), (26, 26), "No driving"),
    Row("ae.fatigue", "mild", 1, 2, (), (4, 4), "48 hours: call"),
    Row("ae.headache", "mild", 1, None, (), (14, 14), "a doctor the same day"),
    Row("ae.nausea", "mild", 0, None, (), (13, 13)),
    Row("ae.faint", "mild", 0, None, (), (2, 700), "Observe for 30 minutes"),
    Row("ae.emotion", "mild", None, None, (), (4, 4)),
    Row("ae.other_rare", "mild", None, 1, (), (1, 1), "Numbness over 24 hours"),
    Row(
        "ae.infection_local",
        "significant",
        calls=("fu.24h", "fu.48h", "fu.day30"),
        rule="A doctor the same day",
    ),
    Row("ae.infection_deep", "serious", calls=("fu.24h", "fu.day30"), rule="within 30 days"),
    Row(
        "ae.pneumothorax",
        "serious",
        calls=("fu.24h", "fu.48h"),
        rule="The emergency department now",
    ),
    Row("ae.nerve", "significant", None, 1, ("fu.24h",), rule="a doctor urgently"),
    Row("ae.canal", "serious", calls=("fu.24h",), rule="The emergency department now"),
    Row("ae.organ", "serious", calls=("fu.24h",), rule="The emergency department now"),
    Row("ae.retained", "significant", calls=("fu.24h", "fu.day30"), rule="No patient leaves"),
    Row("ae.burn_es", "significant", calls=("fu.24h",)),
    Row("ae.allergy", "mild", calls=("fu.24h",), rule="more than the skin"),
    Row("ae.seizure", "serious", calls=("fu.24h",), rule="the emergency number"),
    Row("ae.nsi_staff", "significant", rule="occupational protocol"),
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def practice(clock: FixedClock, tmp_path: Path) -> OpenPractice:
    cheap = Cost(memory_kib=64, passes=1, lanes=1)
    practices = Practices(SlotVault(cheap, cheap), MemoryStore(), clock, CountingIds())
    return practices.create(tmp_path / "practice", FORM, PASSPHRASE)


@pytest.fixture
def session(practice: OpenPractice) -> Session:
    return practice.sessions.open_today(practice.patients.add(next(people(1))).id)


def _event(row: Row, **more: object) -> AdverseEvent:
    event = AdverseEvent(row.id, DAY, Severity(row.severity))
    return replace(event, **more)  # type: ignore[arg-type]


def test_the_table_names_every_kind_and_a_near_miss_is_one_of_its_own() -> None:
    assert [row.id for row in KINDS] == list(EVENTS.kinds)
    assert "ae.near_miss" not in EVENTS.kinds
    assert {"nm.count", "nm.side"} <= set(EVENTS.near_misses)


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.id)
def test_a_kind_is_as_grave_lasts_as_long_and_asks_for_what_the_reference_says(row: Row) -> None:
    kind = EVENTS.kinds[row.id]
    assert kind.severity == row.severity
    assert row.rule in kind.rule
    mild = _event(row, severity=Severity.MILD)
    usual = over_by(mild, kind)
    assert usual == (None if row.window is None else DAY + timedelta(days=row.window))
    if usual is not None:
        assert state_on(mild, kind, usual) is EventState.OPEN
        assert state_on(mild, kind, usual + timedelta(days=1)) is not EventState.OPEN
    if row.escalates is not None:
        last = DAY + timedelta(days=row.escalates)
        assert state_on(mild, kind, last) is not EventState.ESCALATED
        assert state_on(mild, kind, last + timedelta(days=1)) is EventState.ESCALATED
    else:
        assert state_on(mild, kind, DAY + timedelta(days=99)) is not EventState.ESCALATED


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.id)
def test_a_kind_plans_its_calls_stands_among_the_open_ones_and_is_counted(
    row: Row, practice: OpenPractice, session: Session
) -> None:
    kind, events = EVENTS.kinds[row.id], practice.adverse_events
    event = _event(row, day=session.opened.day)
    offers = [each for each in content.follow_up_plan().calls if each.id in kind.calls]
    events.file(session.patient_id, event, session, offers)
    planned = practice.follow_ups.of_patient(session.patient_id)
    assert {each.reason for each in planned} == set(row.calls)
    assert [line.event for line in events.open_ones()] == [event]
    counted = events.counted().by_kind[row.id]
    assert counted_words(counted).startswith("1 of 1 (")
    serious = row.severity == "serious"
    assert stops_needling([event]) is serious
    assert stops_needling([replace(event, review="Looked at by two")]) is False


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.id)
def test_what_others_reported_is_a_range_with_its_word_and_its_source(row: Row) -> None:
    kind = EVENTS.kinds[row.id]
    assert spread(kind.published) == row.published
    assert all(each.source and each.how for each in kind.published)
    words = spread_words(kind)
    assert words == "case reports, not counted" if row.published is None else ":" in words
    # Never one number as if it were the truth: one study says that it is one.
    if row.published is not None and row.published[0] == row.published[1]:
        assert "in one study" in words


# --- 3.2: what follows ----------------------------------------------------------------------------


def test_two_significant_or_one_serious_event_stop_the_needling_until_they_are_reviewed() -> None:
    two = [AdverseEvent(kind, DAY, Severity.SIGNIFICANT) for kind in ("ae.nerve", "ae.retained")]
    assert stops_needling(two)
    assert not stops_needling(two[:1])
    assert not stops_needling([two[0], replace(two[1], review="seen")])


def test_what_is_overdue_stands_on_the_list_of_the_day_until_it_is_over(
    practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    bruise = AdverseEvent("ae.bruise", session.opened.day, Severity.MILD)
    sheet = practice.adverse_events.file(session.patient_id, bruise, session)
    clock.run_on(timedelta(days=6))
    (line,) = practice.adverse_events.open_ones()
    kind = EVENTS.kinds["ae.bruise"]
    assert state_on(line.event, kind, clock.now().day) is EventState.OVERDUE
    practice.adverse_events.amend(sheet, replace(bruise, ended=clock.now().day))
    assert practice.adverse_events.open_ones() == ()


@pytest.mark.parametrize("code", sorted(EVENTS.near_misses))
def test_a_near_miss_stands_in_the_log_to_learn_from(
    code: str, practice: OpenPractice, session: Session
) -> None:
    miss = NearMiss(session.opened.day, "Noticed in time.", code, learned="Count twice.")
    practice.adverse_events.file_near_miss(session.patient_id, miss, session)
    assert practice.adverse_events.counted().near_misses == (miss,)
    assert practice.adverse_events.counted().by_kind == {}


def test_a_defect_needle_is_told_whom_to_report_to() -> None:
    assert "MHRA Yellow Card, TGA, FDA MedWatch, BfArM" in EVENTS.near_rules["nm.needle"]


# --- 4: outcome measures --------------------------------------------------------------------------


def _scored(measure: str, *readings: tuple[str, int], scale: str = "") -> Scored:
    site, side = ("multifidus L4", Side.RIGHT) if measure == "om.ppt" else ("", None)
    made = tuple(Reading(item, number) for item, number in readings)
    return Scored(measure, made, scale, site, side)


def _one(number: int) -> tuple[str, int]:
    return "total", number


_PSFS = ("lift boxes", "sit", "tie shoes")
_TRIALS = ("1", "2", "3")

# (id, the first score, a later one, the value of the first, what the change is called)
MEASURES = (
    ("om.nprs", [("now", 6)], [("now", 4)], "", 6, Verdict.REACHED),
    ("om.nprs", [("now", 6), ("best", 3), ("worst", 9)], [("now", 5)], "", 6, Verdict.NOT_REACHED),
    ("om.nprs", [("now", 3)], [("now", 2)], "", 3, Verdict.REACHED),
    ("om.rmdq24", [_one(11)], [_one(6)], "total", 11, Verdict.REACHED),
    ("om.rmdq24", [_one(20)], [_one(16)], "total", 20, Verdict.NOT_REACHED),
    (
        "om.psfs",
        [(each, 4) for each in _PSFS],
        [(each, 7) for each in _PSFS],
        "",
        4,
        Verdict.REACHED,
    ),
    (
        "om.psfs",
        [(each, 4) for each in _PSFS],
        [(each, 5) for each in _PSFS],
        "",
        4,
        Verdict.WITHIN_ERROR,
    ),
    ("om.groc", [_one(5)], [_one(6)], "15", 5, None),
    ("om.startback9", [_one(6), ("distress", 4)], [_one(2), ("distress", 1)], "total", 6, None),
    ("om.odi", [_one(400)], [_one(280)], "", 40, Verdict.REACHED),
    (
        "om.ppt",
        [(each, 300) for each in _TRIALS],
        [(each, 400) for each in _TRIALS],
        "kgf/cm2",
        Fraction("294.21"),
        Verdict.WITHIN_ERROR,
    ),
    ("om.lumbar_rom", [_one(240)], [_one(170)], "", 24, Verdict.NO_THRESHOLD),
    ("om.lumbar_rom.deg", [_one(40)], [_one(55)], "", 40, Verdict.NO_THRESHOLD),
    ("om.soreness", [_one(3)], [_one(1)], "24h", 3, Verdict.NO_THRESHOLD),
)
# (id, below the least, above the most), in parts of the unit
OUT_OF_RANGE = (
    ("om.nprs", "now", "", -1, 11),
    ("om.rmdq24", "total", "total", -1, 25),
    ("om.psfs", "sit", "", -1, 11),
    ("om.groc", "total", "15", -8, 8),
    ("om.groc", "total", "11", -6, 6),
    ("om.startback9", "total", "total", -1, 10),
    ("om.odi", "total", "", -1, 1001),
    ("om.ppt", "1", "kgf/cm2", -1, 2001),
    ("om.lumbar_rom", "total", "", -1, 1201),
    ("om.lumbar_rom.deg", "total", "", -1, 181),
    ("om.soreness", "total", "48h", -1, 11),
)
BASELINE = {"om.nprs", "om.rmdq24", "om.psfs", "om.startback9", "om.ppt"}
EACH_SESSION = {"om.nprs", "om.psfs", "om.soreness"}
AT_REVIEW = {"om.rmdq24", "om.groc", "om.ppt"}


def test_the_table_names_every_measure() -> None:
    every = {measure.id for measure in care_content.measures()}
    assert every == {row[0] for row in MEASURES} == {row[0] for row in OUT_OF_RANGE}


@pytest.mark.parametrize("row", MEASURES, ids=lambda row: str(row[0]))
def test_a_measure_is_scored_and_its_change_is_judged(
    row: tuple[str, list[tuple[str, int]], list[tuple[str, int]], str, Fraction, Verdict | None],
) -> None:
    key, before, after, scale, value, verdict = row
    measure = care_content.measure(key)
    assert measure is not None
    assert measure.source
    assert measure.licence
    first, later = (_scored(key, *each, scale=scale) for each in (before, after))
    checked_scored(first, measure)
    assert score_of(measure, first).value == value
    change = change_of(measure, first, later)
    assert (change and change.verdict) == verdict


@pytest.mark.parametrize("row", OUT_OF_RANGE, ids=lambda row: f"{row[0]}-{row[2]}")
def test_what_is_out_of_its_range_is_refused(row: tuple[str, str, str, int, int]) -> None:
    key, item, scale, below, above = row
    measure = care_content.measure(key)
    assert measure is not None
    for number in (below, above):
        with pytest.raises(Refused) as refused:
            checked_scored(_scored(key, (item, number), scale=scale), measure)
        assert refused.value.code is ErrorCode.SCORE_OUT_OF_RANGE


def test_a_change_as_felt_has_its_size_on_its_own_scale() -> None:
    groc = care_content.measure("om.groc")
    assert groc is not None
    sizes = [felt_size(groc, _scored("om.groc", _one(n), scale="15")) for n in (2, 3, 5, 6)]
    assert sizes == ["", "small", "moderate", "large"]
    assert felt_size(groc, _scored("om.groc", _one(2), scale="11")) == "important"


@pytest.mark.parametrize("measure", care_content.measures(), ids=lambda one: one.id)
def test_a_measure_is_proposed_by_the_schedule(measure: object) -> None:
    known = care_content.measure(getattr(measure, "id", ""))
    assert known is not None
    # Whoever has no score yet is asked at the beginning, and each time what is asked each time.
    beginning = is_due(known, (), (DAY,), DAY)
    assert beginning is (known.id in BASELINE | EACH_SESSION | {"om.lumbar_rom"})
    assert ("review" in known.schedule) is (known.id in AT_REVIEW)
