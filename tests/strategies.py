"""Hypothesis strategies for the values of the domain, and for changes that a session accepts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from charting.domain.body_map import Side
from charting.domain.changes import (
    AddMark,
    Change,
    EditMark,
    EditNote,
    MoveMark,
    RemoveMark,
    SetAnswer,
    apply,
)
from charting.domain.episode import Episode
from charting.domain.follow_up import (
    MINUTES,
    ContactNote,
    ContactOutcome,
    ContactSignature,
    FollowUp,
    FollowUpKind,
    Withdrawal,
)
from charting.domain.ids import (
    ContactId,
    EpisodeId,
    FactId,
    FollowUpId,
    MarkId,
    PatientId,
    PractitionerId,
    SessionId,
)
from charting.domain.marks import (
    ANGLES_DEG,
    DIAMETERS_UM,
    LENGTHS_MM,
    PRESSURE_S,
    Bleeding,
    Direction,
    LevelFound,
    MapSite,
    Mark,
    Needle,
    PointStatus,
    Position,
    Precaution,
    Repeated,
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.moment import Moment
from charting.domain.pain_area import (
    INTENSITIES,
    AreaSite,
    LowestPoint,
    PainArea,
    PainQuality,
)
from charting.domain.patient import FactKind, HealthFact, Patient, Sex
from charting.domain.session import Answer, Carried, NoteSection, Reply, Session
from charting.domain.text import clean_line, clean_text
from tests.fakes import uuid7
from tests.supply_strategies import came_out, supplied

ME = PractitionerId(uuid7(1))

ZONES = ("UTC", "Europe/Zurich", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia")
NAMES = ("O'Brien", "Wu", "Li", "王小明", "محمد", "Łukasz", "Ørsted", "Weiß", "<b>B</b>", "😀 J")

_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_MICROSECONDS = 80 * 365 * 24 * 3600 * 1_000_000


def ids() -> SearchStrategy[int]:
    """Numbers that `uuid7` makes ids of."""
    return st.integers(min_value=1, max_value=2**47)


def texts(limit: int = 40) -> SearchStrategy[str]:
    """Texts of several lines as the record keeps them, in any script."""
    raw = st.text(st.characters(codec="utf-8"), max_size=limit)
    return raw.map(lambda text: clean_text(text, "note"))


def lines(limit: int = 40) -> SearchStrategy[str]:
    """Texts of one line as the record keeps them."""
    raw = st.text(st.characters(codec="utf-8"), max_size=limit)
    return raw.map(lambda text: clean_line(text, "line"))


def moments() -> SearchStrategy[Moment]:
    """Moments in several zones, some far from noon."""
    after = st.integers(0, _MICROSECONDS).map(lambda us: _FIRST + timedelta(microseconds=us))
    return st.builds(Moment.of, after, st.sampled_from(ZONES))


def map_sites() -> SearchStrategy[MapSite]:
    """Sites on a map, without regard to what really lies there."""
    names = st.lists(st.sampled_from(("m.multifidus", "m.longissimus", "h.kidney")), max_size=3)
    return st.builds(
        MapSite,
        st.integers(1, 3),
        st.integers(-1500, 1500),
        st.integers(-2400, 2000),
        st.sampled_from(Side),
        st.sampled_from(("T12", "L3/4", "L4", "S2")),
        st.integers(0, 1500),
        names.map(tuple),
        names.map(tuple),
        st.sampled_from((None, "m.multifidus")),
        st.sampled_from(LevelFound),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.none() | st.integers(-200, 200),
    )


def sites_in_words() -> SearchStrategy[SiteInWords]:
    """Sites elsewhere, in words."""
    words = lines(20).filter(bool)
    return st.builds(SiteInWords, words, words, st.sampled_from(Side))


def sites() -> SearchStrategy[MapSite | SiteInWords]:
    """Sites of both kinds."""
    return map_sites() | sites_in_words()


def mark_ids() -> SearchStrategy[MarkId]:
    """Ids of marks."""
    return ids().map(lambda number: MarkId(uuid7(number)))


def trigger_points() -> SearchStrategy[TriggerPoint]:
    """Trigger points that can be true."""
    looked_at = st.sampled_from((None, False, True))
    return st.builds(
        TriggerPoint,
        mark_ids(),
        sites(),
        moments(),
        st.just(ME),
        st.sampled_from(PointStatus),
        looked_at,
        looked_at,
        lines(),
        lines(),
    )


@st.composite
def needles(draw: DrawFn) -> Needle:
    """Needles that can be true."""
    length = draw(st.sampled_from(LENGTHS_MM))
    looked_at = st.sampled_from((None, False, True))
    went_in = draw(moments())
    depth = draw(st.none() | st.integers(1, length))
    return Needle(
        draw(mark_ids()),
        draw(sites()),
        draw(moments()),
        ME,
        length,
        draw(st.sampled_from(DIAMETERS_UM)),
        draw(st.sampled_from(Technique)),
        draw(st.sampled_from(Direction)),
        went_in,
        draw(came_out(went_in)),
        depth,
        draw(st.none() | st.integers(0, 20)),
        draw(looked_at),
        draw(looked_at),
        draw(lines()),
        draw(st.none() | st.sampled_from(Position)),
        draw(st.none() | st.sampled_from(Bleeding)),
        draw(st.none() | st.sampled_from(PRESSURE_S)),
        tuple(draw(st.lists(st.sampled_from(Precaution), unique=True, max_size=2))),
        draw(lines()),
        tuple(draw(st.sampled_from(((), ("ab.local_infection",), ("pr.implant", "x"))))),
        draw(st.none() | st.builds(Repeated, mark_ids(), st.just(date(2026, 5, 12)))),
        draw(st.none() | st.sampled_from(ANGLES_DEG)),
        depth is not None and draw(st.booleans()),
        *draw(supplied(went_in)),
    )


def area_sites() -> SearchStrategy[AreaSite]:
    """Outlines and paths on a map, without regard to what really lies there."""
    point = st.tuples(st.integers(-2100, 2100), st.integers(-2400, 2000))
    names = st.lists(st.sampled_from(("m.multifidus", "dt.L4")), unique=True).map(tuple)
    levels = st.sampled_from(("T12", "L4", "S2"))
    outline = st.tuples(st.lists(point, min_size=3, max_size=6).map(tuple), st.just(()))
    path = st.tuples(st.just(()), st.lists(point, min_size=2, max_size=6).map(tuple))
    return st.builds(
        lambda frame, drawn, *rest: AreaSite(frame, *drawn, *rest),
        st.integers(1, 3),
        outline | path,
        st.sampled_from(Side),
        levels,
        levels,
        names,
        names,
    )


def pain_areas() -> SearchStrategy[PainArea]:
    """Pain areas that can be true."""
    return st.builds(
        PainArea,
        mark_ids(),
        area_sites(),
        moments(),
        st.just(ME),
        st.sampled_from(PainQuality),
        st.none() | st.sampled_from(INTENSITIES),
        st.none() | st.sampled_from(LowestPoint),
        st.none() | st.sampled_from(Side),
        lines(),
    )


def marks() -> SearchStrategy[Mark]:
    """Marks of all kinds."""
    return trigger_points() | needles() | pain_areas()


def answers(item: str) -> SearchStrategy[Answer]:
    """Answers to `item`."""
    return st.builds(
        Answer,
        st.just(item),
        st.none() | st.sampled_from(Reply),
        moments(),
        st.just(ME),
        lines(),
        st.none() | st.integers(-1000, 1000),
        st.sampled_from(("", "needled", "2026-12-01")),
        st.booleans(),
        st.sampled_from(("", "apixaban")),
    )


@st.composite
def patients(draw: DrawFn) -> Patient:
    """Patients as the record keeps them."""
    name = st.sampled_from(NAMES) | lines(20)
    family, given = draw(name), draw(name)
    return Patient(
        PatientId(uuid7(draw(ids()))),
        family,
        *(given if family or given else "Anna", draw(st.dates(date(1900, 1, 1), date(2026, 1, 1)))),
        draw(st.sampled_from(Sex)),
        draw(st.sampled_from(("", "+41 44 123 45 67", "0151/23456"))),
        large_print=draw(st.booleans()),
        language=draw(st.sampled_from(("", "de", "pt-BR"))),
        easy_read=draw(st.booleans()),
    )


def facts(patient_id: PatientId) -> SearchStrategy[HealthFact]:
    """Health facts of one patient, some ended."""
    return st.builds(
        HealthFact,
        ids().map(lambda number: FactId(uuid7(number))),
        st.just(patient_id),
        st.sampled_from(FactKind),
        lines().filter(bool),
        moments(),
        st.just(ME),
        st.none() | moments(),
    )


def episodes(patient_id: PatientId) -> SearchStrategy[Episode]:
    """Episodes of one patient, some closed."""
    codes = st.lists(st.sampled_from(("a", "b", "c")), unique=True).map(tuple)
    return st.builds(
        Episode,
        ids().map(lambda number: EpisodeId(uuid7(number))),
        st.just(patient_id),
        moments(),
        lines(),
        st.integers(1, 12),
        st.integers(1, 60),
        st.none() | moments(),
        codes,
        codes,
        codes,
        codes,
        codes,
        codes,
        st.sampled_from(("", "goals_met", "referred")),
        lines(),
    )


def contact_notes() -> SearchStrategy[ContactNote]:
    """Contact notes of any outcome."""
    return st.builds(
        ContactNote,
        ids().map(lambda number: ContactId(uuid7(number))),
        moments(),
        st.just(ME),
        st.sampled_from(ContactOutcome),
        texts(),
        st.none() | st.dates(date(2020, 1, 1), date(2100, 1, 1)),
        st.none()
        | st.builds(
            ContactSignature,
            moments(),
            st.just(b'{"words":"signed"}'),
            st.binary(min_size=64, max_size=64),
            st.binary(min_size=32, max_size=32),
        ),
    )


@st.composite
def follow_ups(draw: DrawFn) -> FollowUp:
    """Calls and reviews, some closed, some withdrawn."""
    planned = FollowUp(
        FollowUpId(uuid7(draw(ids()))),
        PatientId(uuid7(draw(ids()))),
        EpisodeId(uuid7(draw(ids()))),
        draw(st.none() | ids().map(lambda number: SessionId(uuid7(number)))),
        draw(st.sampled_from(FollowUpKind)),
        draw(st.dates(date(2020, 1, 1), date(2100, 1, 1))),
        draw(moments()),
        ME,
        draw(st.none() | st.sampled_from(MINUTES)),
        draw(st.sampled_from(("", "fu.24h"))),
        draw(lines()),
        withdrawn=draw(st.none() | st.builds(Withdrawal, moments(), st.just(ME), lines())),
    )
    for note in draw(st.lists(contact_notes(), max_size=4, unique_by=lambda note: note.id)):
        planned = planned.with_contact(note)
    return planned


def empty_session(number: int = 9) -> Session:
    """A draft without anything charted."""
    opened = Moment.of(datetime(2026, 11, 23, 12, tzinfo=UTC), "Europe/Zurich")
    return Session(
        SessionId(uuid7(number)), PatientId(uuid7(2)), EpisodeId(uuid7(3)), 1, ME, opened
    )


@st.composite
def carried_words(draw: DrawFn) -> Carried:
    """That words of a note are from an earlier visit, confirmed or not."""
    confirmed = draw(st.none() | moments())
    by = None if confirmed is None else ME
    day = draw(st.dates(date(2020, 1, 1), date(2026, 11, 1)))
    return Carried(SessionId(uuid7(draw(ids()))), day, confirmed, by)


@st.composite
def changes(draw: DrawFn, session: Session) -> Change:
    """A change that `session` accepts."""
    kinds = ["add", "answer", "note", *(("remove", "move", "edit") if session.marks else ())]
    kind = draw(st.sampled_from(kinds))
    if kind == "answer":
        item = draw(st.sampled_from(("lbp.flag.1", "consent")))
        return SetAnswer(item, session.answers.get(item), draw(st.none() | answers(item)))
    if kind == "note":
        section = draw(st.sampled_from(NoteSection))
        stands, carried = session.notes.get(section, ""), session.carried.get(section)
        after = draw(texts())
        came = draw(st.none() | carried_words()) if after else None
        return EditNote(section, stands, after, carried, came)
    if kind == "add":
        return AddMark(draw(marks().filter(lambda mark: mark.id not in session.marks)))
    mark = draw(st.sampled_from(list(session.marks.values())))
    if kind == "move":
        place = area_sites() if isinstance(mark, PainArea) else sites()
        return MoveMark(mark.id, mark.site, draw(place))
    if kind == "edit":
        return EditMark(mark, replace(draw(marks()), id=mark.id, placed=mark.placed))
    return RemoveMark(mark)


@st.composite
def charted(draw: DrawFn, session: Session, most: int = 8) -> list[Change]:
    """Changes of which each is accepted after the ones before it, some taken back at once."""
    made: list[Change] = []
    for _ in range(draw(st.integers(1, most))):
        back = bool(made) and draw(st.integers(0, 3)) == 0
        change = made[-1].inverse() if back else draw(changes(session))
        session = apply(change, session)
        made.append(change)
    return made
