"""The treatment part of a note drafted from the marks: one kind together, both sides together."""

from dataclasses import replace

from charting import content
from charting.domain.marks import Needle, NeedlePreset, PointStatus, Technique
from charting.domain.session import Session
from charting.services.sessions import Sessions
from charting.wording import older_draft_words, treatment_draft
from tests.documents.cases import on_the_map
from tests.fakes import CountingIds, MemoryRecords, TickingClock
from tests.invented import PRESET
from tests.storage.backends import NORA
from tests.strategies import empty_session

KNOWN = content.body_map().structures
SESSIONS = Sessions(MemoryRecords().sessions, TickingClock(), CountingIds(), NORA)


def _needle(x_mm: float, y_mm: float, preset: NeedlePreset = PRESET) -> Needle:
    return SESSIONS.needle(on_the_map(x_mm, y_mm), preset)


def _with(*needles: Needle) -> Session:
    session = empty_session()
    for needle in needles:
        session = session.with_mark(needle)
    return session


def test_both_sides_of_a_place_are_one_sentence_and_one_kind_stands_together() -> None:
    right, left = _needle(20, 34), _needle(-20, 34)
    other = _needle(55, 58, replace(PRESET, technique=Technique.PISTON))
    drafted = treatment_draft(_with(right, left, other), KNOWN)
    kinds = drafted.split("\n\n")
    assert kinds[0] == (
        "2 needles of 0.30 × 50 mm, perpendicular, static:\n"
        "- multifidus, L3 both sides, 20 mm from the midline."
    )
    assert kinds[1].startswith("1 needle of 0.30 × 50 mm, perpendicular, piston:\n")
    assert kinds[-1].startswith("First in at ")


def test_what_differs_is_told_side_by_side_and_what_is_the_same_once() -> None:
    right, left = _needle(20, 34), _needle(-20, 34)
    same = [replace(each, twitches=2, depth=30) for each in (right, left)]
    assert (
        "- multifidus, L3 both sides, 20 mm from the midline, depth 30 mm, 2 twitches."
        in treatment_draft(_with(*same), KNOWN)
    )
    differs = treatment_draft(_with(replace(right, twitches=1), left), KNOWN)
    assert "L3 both sides, 20 mm from the midline. Left: nothing noted. Right: 1 twitch." in differs
    points = [
        replace(SESSIONS.trigger_point(on_the_map(x, 34)), status=PointStatus.ACTIVE)
        for x in (20, -20)
    ]
    session = empty_session()
    for point in points:
        session = session.with_mark(point)
    found = treatment_draft(session, KNOWN)
    assert found == (
        "Trigger points found:\n- multifidus, L3 both sides, 20 mm from the midline, active."
    )


def test_every_needle_is_told_once() -> None:
    many = [_needle(x, y) for x in (20, -20, 20, 55) for y in (34, 13)]
    drafted = treatment_draft(_with(*many), KNOWN)
    assert drafted.startswith("8 needles of ")
    assert drafted.count("both sides") == 2
    assert drafted.count("\n- ") == 6


def test_a_twin_that_was_set_later_is_named_and_a_change_too() -> None:
    right, left = _needle(20, 34), _needle(-20, 34)
    note = treatment_draft(_with(right), KNOWN)
    older = older_draft_words(note, _with(right, left), KNOWN)
    assert older == "Drafted before needle 2 was placed where it is."
    note = treatment_draft(_with(right, left), KNOWN)
    assert older_draft_words(note, _with(right, left), KNOWN) == ""
    changed = _with(right, replace(left, twitches=1))
    older = older_draft_words(note, changed, KNOWN)
    assert older == "Drafted before needle 1 and 1 more mark was charted as it is."
    assert older_draft_words("As last time.", changed, KNOWN) == ""
