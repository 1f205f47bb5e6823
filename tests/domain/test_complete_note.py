"""What a note lacks (clinical.md 5.1): each line is data, met by what it names, and says where."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from charting import care_content, content
from charting.domain.complete_note import Known, Lacking, answers_told, lacking_lines, note_lines_of
from charting.domain.episode import Episode
from charting.domain.ids import EpisodeId, PatientId
from charting.domain.marks import Needle, TriggerPoint
from charting.domain.session import NoteSection, Session
from charting.domain.visit import NEXT_VISIT, OUTCOME, Outcome, Step
from charting.services.sessions import Sessions
from tests.documents.cases import on_the_map
from tests.fakes import CountingIds, FixedClock, MemoryRecords, uuid7
from tests.invented import PRESET
from tests.storage.backends import NORA
from tests.strategies import ME, empty_session

LINES = care_content.note_lines()
SESSIONS = Sessions(MemoryRecords().sessions, FixedClock(), CountingIds(), NORA)
ALL_ASKED = Known(None, frozenset(Step))


def _lacks(session: Session, known: Known = ALL_ASKED) -> dict[str, Lacking]:
    return {each.line.id: each for each in lacking_lines(session, LINES, known)}


def _choice(item: str) -> str:
    return {OUTCOME: Outcome.NEEDLED.value, NEXT_VISIT: "2026-12-01"}.get(item, "x")


def _answered(session: Session, *items: str) -> Session:
    answers = {item: replace(SESSIONS.answer(item), choice=_choice(item)) for item in items}
    return replace(session, answers=MappingProxyType({**session.answers, **answers}))


def _noted(session: Session, **notes: str) -> Session:
    said = {NoteSection(section): text for section, text in notes.items()}
    return replace(session, notes=MappingProxyType(said))


def test_every_line_has_a_source_and_a_place_that_there_is() -> None:
    items = {item.id for item in content.visit_items()}
    assert len({line.id for line in LINES}) == len(LINES)
    assert answers_told(LINES) <= items
    for line in LINES:
        assert line.source
        kind, _slash, what = line.place.partition("/")
        assert kind in {"note", "item", "checks", "mark"}
        assert kind != "item" or what in items
        assert kind != "checks" or Step(what)
        assert kind != "note" or not what or NoteSection(what)


def test_an_empty_visit_without_a_needle_lacks_what_every_visit_has() -> None:
    lacks = _lacks(empty_session(), Known())
    assert {"nc.reason", "nc.screen", "nc.plan", "nc.outcome"} <= lacks.keys()
    assert not {"nc.opened", "nc.leaflet", "nc.depth"} & lacks.keys()
    assert lacks["nc.reason"].place == "note/subjective"


def test_each_line_goes_once_what_it_names_is_there() -> None:
    session = empty_session()
    needle = SESSIONS.needle(on_the_map(18, 13), PRESET)
    assert isinstance(needle, Needle)
    session = session.with_mark(needle)
    lacks = _lacks(session)
    assert "nc.muscle" not in lacks
    assert lacks["nc.depth"].mark == needle.id
    assert not lacks["nc.depth"].line.required
    done = session.with_mark(replace(needle, depth=20, twitches=0))
    done = _answered(done, *answers_told(LINES))
    done = _noted(done, subjective="a", objective="b", treatment="c", plan="d")
    assert _lacks(done) == {}


def test_the_episode_may_say_it_instead() -> None:
    episode = Episode(
        EpisodeId(uuid7(3)), PatientId(uuid7(2)), empty_session().opened, "low back pain"
    )
    assert "nc.reason" not in _lacks(empty_session(), replace(ALL_ASKED, episode=episode))
    assert "nc.goals" in _lacks(empty_session(), replace(ALL_ASKED, episode=episode))
    aimed = replace(episode, goals=("go.rom",))
    assert "nc.goals" not in _lacks(empty_session(), replace(ALL_ASKED, episode=aimed))


def test_a_place_that_is_not_filled_in_is_named_where_it_stands() -> None:
    session = _noted(empty_session(), plan="Walk {minutes}.")
    assert _lacks(session)["nc.filled"].place == "note/plan"
    assert "nc.filled" not in _lacks(_noted(empty_session(), plan="Walk."))


def test_a_point_that_is_not_classed_is_recommended_to_be() -> None:
    point = SESSIONS.trigger_point(on_the_map(18, 13))
    assert isinstance(point, TriggerPoint)
    assert _lacks(empty_session().with_mark(point))["nc.point_status"].mark == point.id


def test_who_did_not_come_lacks_nothing() -> None:
    missed = replace(SESSIONS.answer(OUTCOME), choice=Outcome.DID_NOT_ATTEND.value, by=ME)
    session = replace(empty_session(), answers=MappingProxyType({OUTCOME: missed}))
    assert _lacks(session, Known()) == {}


def test_an_unknown_condition_is_damage() -> None:
    row = {"id": "x", "words": "x", "required": True, "place": "mark", "source": "x"}
    with pytest.raises(ValueError, match="needel/depth"):
        note_lines_of({"lines": [{**row, "has": ["needel/depth"]}]})
