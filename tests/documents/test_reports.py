"""Reports hold any text, however long, and nothing is cut off."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charting import content, forms
from charting.documents.hazard_zones import hazards_of, zones_beneath
from charting.documents.reports import making_record, session_report_pdf
from charting.documents.sheet import whole
from charting.domain.body_map import Side
from charting.domain.consent import ConsentWithdrawn
from charting.domain.episode import Episode
from charting.domain.follow_up import (
    ContactNote,
    ContactOutcome,
    FollowUp,
    FollowUpKind,
    Withdrawal,
)
from charting.domain.given_papers import GivenId, GivenPaper, Kind, Way
from charting.domain.ids import (
    ContactId,
    EpisodeId,
    FactId,
    FollowUpId,
    MarkId,
    PractitionerId,
    SessionId,
)
from charting.domain.letters import Code, CodeKind, Letter, LetterKind, VisitSummary
from charting.domain.marks import MapSite, PointStatus, TriggerPoint
from charting.domain.patient import FactKind, HealthFact
from charting.domain.session import Answer, NoteSection, Reply, Session, Status
from charting.domain.sheet import Content, Sheet, SheetId
from charting.services.ports import RecordReport, SessionReport
from tests.documents.cases import PRACTICE, PRACTITIONER, at, case_1, elsewhere, needle, on_the_map
from tests.documents.reading import opened, outside, text
from tests.fake_consents import CONSENT
from tests.fakes import uuid7


def report(note: str = "", region: str = "thigh", status: Status = Status.DRAFT) -> SessionReport:
    seen = case_1()
    marks = (*seen.marks, replace(needle(9, elsewhere(region)), remark=note))
    session = Session(
        SessionId(uuid7(1)),
        seen.patient.id,
        EpisodeId(uuid7(2)),
        1,
        PRACTITIONER.id,
        at(seen.day),
        status,
        marks=MappingProxyType({mark.id: mark for mark in marks}),
        notes=MappingProxyType({NoteSection.PLAN: note} if note else {}),
    )
    return SessionReport(
        PRACTICE, [PRACTITIONER], seen.patient, None, session, None, at(seen.day, 17)
    )


def made(one: SessionReport) -> bytes:
    return session_report_pdf(one, content.body_map(), content.visit_items())


def test_a_signed_report_is_not_called_a_draft() -> None:
    assert "not signed" in text(made(report()))
    assert "not signed" not in text(made(report(status=Status.SIGNED)))


def test_the_plate_says_what_its_signs_stand_for_and_no_others() -> None:
    one = report()
    session = one.session
    site = MapSite.of(content.body_map().at(20, 13), "m.multifidus_lumborum")
    placed = next(iter(session.marks.values()))
    points = [
        TriggerPoint(MarkId(uuid7(40 + n)), site, placed.placed, placed.placed_by, status)
        for n, status in enumerate((PointStatus.ACTIVE, PointStatus.LATENT))
    ]
    marks = {mark.id: mark for mark in (*session.marks.values(), *points)}
    read = text(made(replace(one, session=replace(session, marks=MappingProxyType(marks)))))
    for words in ("needle out", "active trigger point", "latent trigger point"):
        assert words in read
    assert "needle still in" not in read
    assert "not classed" not in read


def test_a_long_note_and_a_long_region_flow_over_the_pages() -> None:
    words = " ".join(f"word{n}" for n in range(3_000))
    one = made(report(words, "region " * 400))
    assert len(opened(one).pages) > 3
    read = text(one)
    assert "word2999" in read
    assert read.count("region") == 400
    assert not outside(one)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "note",
    ["score 3<5 <L5\n<img src='/x'> & so on", "😀 سلام <b>", "</para>", "\n\n\n", "x" * 3_000],
)
def test_a_hostile_note_is_only_a_note(note: str, paper: str) -> None:
    one = made(replace(report(note), practice=replace(PRACTICE, paper=paper)))
    assert not outside(one)
    if note.startswith("score"):
        assert "score 3<5 <L5 <img src='/x'> & so on" in text(one)


def test_a_hundred_thousand_characters_are_laid_out_while_one_waits() -> None:
    words = " ".join(f"w{n}" for n in range(17_000))
    one = made(_with_note(words))
    assert {"w0", "w8999", "w16999"} <= set(text(one).split())
    assert not outside(one)


@pytest.mark.long
def test_a_megabyte_of_note_is_laid_out() -> None:
    one = made(_with_note("word " * 200_000))
    assert text(one).split().count("word") == 200_000


def test_what_was_asked_stands_in_the_order_it_is_asked() -> None:
    seen = report()
    other = replace(PRACTITIONER, id=PractitionerId(uuid7(77)), name="Tom Ruch")
    at_five = at(case_1().day, 17)
    given = [
        Answer("om.nprs.after", None, at_five, PRACTITIONER.id, number=4),
        Answer("zz.gone", Reply.YES, at_five, PRACTITIONER.id),
        Answer("hy.count_out", None, at_five, other.id, number=6),
        Answer("ck.identity", Reply.YES, at_five, PRACTITIONER.id),
    ]
    answers = MappingProxyType({one.item: one for one in given})
    session = replace(seen.session, answers=answers)
    words = text(made(replace(seen, session=session, practitioners=[PRACTITIONER, other])))
    order = [words.index(part) for part in ("Name and date of birth", "Needles removed", "zz.gone")]
    assert order == sorted(order)
    assert "18:14, Tom Ruch" in words
    assert "18:14, Nora Feld" not in words


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert "Found and done" not in text(made(report()))
    assert "Found and done" in text(made(report("pressed")))


def test_the_record_tells_of_episodes_visits_and_calls() -> None:
    words = text(
        whole(making_record(_record(), *_TODAY, content.episode_terms(), content.follow_up_plan()))
    )
    for wanted in (
        *("Episode of care since 16.11.2026", "Muscle strain", "4 sessions, 7 days apart"),
        *("Holds sessions that are not signed", "Medicine apixaban", "large print"),
        *("Call 17.11.2026 24 hours after", "reached: well", "Review", "withdrawn on"),
    ):
        assert wanted in words, wanted


def test_sessions_follow_each_other_without_empty_pages() -> None:
    one = _record()
    many = replace(one, sessions=[_with_note("short")] * 6)
    file = _made_record(many)
    pages = opened(file).pages
    assert text(file).count("Session 1, ") == 6
    assert len(pages) <= 7
    assert not outside(file)


def _printed(*contents: Content) -> str:
    """The words of a record with these on file, each an hour after the one before."""
    one = _record()
    sheets = [
        Sheet(
            SheetId(uuid7(800 + n)),
            1,
            one.patient.id,
            None,
            None,
            at(case_1().day, 8 + n),
            PRACTITIONER.id,
            said,
        )
        for n, said in enumerate(contents)
    ]
    with_all = replace(one, sheets=sheets, practitioners=[PRACTITIONER])
    return text(
        whole(making_record(with_all, *_TODAY, content.episode_terms(), content.follow_up_plan()))
    )


def test_every_consent_stands_in_the_record_in_force_or_not() -> None:
    german = forms.consent_text("de")
    second = replace(CONSENT, text=german, text_hash=german.hash, needles_by=PRACTITIONER.id)
    words = _printed(CONSENT, ConsentWithdrawn(uuid7(800)), second)
    assert words.count("Written consent") == 2
    assert words.index("State in force") < words.index("State taken back 16.11.2026")
    assert "version 2026-1, German" in words
    assert "version 2026-1, English" in words
    assert f"Needled by {PRACTITIONER.name}" in words
    assert second.text_hash in words.replace(" ", "")


def test_letters_and_summaries_stand_in_the_record_as_they_were_kept() -> None:
    day = case_1().day
    letter = Letter(LetterKind.REFERRAL, day, "Dr Wu", "Referral", "Dear\n\n3<5 <L5", "ab" * 32)
    summary = VisitSummary(
        day, 13, ("multifidus",), (Code(CodeKind.PROCEDURE, "20560", "CHF 95"),), "", "cd" * 32
    )
    words = _printed(letter, summary)
    assert "To Dr Wu" in words
    assert "3<5 <L5" in words
    assert "ab" * 32 in words.replace(" ", "")
    assert "1 muscle (1 or 2): multifidus" in words
    assert "20560 CHF 95" in words
    assert "cd" * 32 in words.replace(" ", "")
    assert f"16.11.2026 09:14, {PRACTITIONER.name}" in words


def _record() -> RecordReport:
    seen, day = report(), case_1().day
    who = replace(seen.patient, large_print=True)
    episode = Episode(
        EpisodeId(uuid7(2)), who.id, at(day), "low back", causes=("ca.muscle_strain",)
    )
    fact = HealthFact(
        FactId(uuid7(5)), who.id, FactKind.MEDICINE, "apixaban", at(day), PRACTITIONER.id
    )
    call = FollowUp(
        *(FollowUpId(uuid7(6)), who.id, episode.id, seen.session.id, FollowUpKind.CALL),
        *(date(2026, 11, 17), at(day), PRACTITIONER.id),
        reason="fu.24h",
    ).with_contact(
        ContactNote(ContactId(uuid7(7)), at(day), PRACTITIONER.id, ContactOutcome.REACHED, "well")
    )
    review = replace(
        call,
        kind=FollowUpKind.REVIEW,
        contacts=(),
        withdrawn=Withdrawal(at(day), PRACTITIONER.id, "moved away"),
    )
    printed, hash_ = at(day, 17), bytes(range(32))
    given = GivenPaper(
        *(GivenId(uuid7(8)), who.id, Kind.LEAFLET, Way.PRINTED, printed, PRACTITIONER.id),
        *(hash_, "A4", seen.session.id),
    )
    return RecordReport(
        *(PRACTICE, who, [fact], None, [episode], [seen], [call, review], printed),
        practitioners=[PRACTITIONER],
        papers=[given],
    )


def _with_note(note: str) -> SessionReport:
    one = report()
    notes = MappingProxyType({NoteSection.PLAN: note})
    return replace(one, session=replace(one.session, notes=notes))


_TODAY = (content.body_map(), content.visit_items())


def _made_record(report: RecordReport) -> bytes:
    return whole(making_record(report, *_TODAY, content.episode_terms(), content.follow_up_plan()))


@given(st.text(max_size=300))
@settings(max_examples=20)
def test_no_text_breaks_a_report(note: str) -> None:
    one = replace(report(note, note), practice=replace(PRACTICE, name=note))
    assert opened(made(one)).pages


def test_the_plate_hatches_what_lies_beneath_its_marks_and_says_so() -> None:
    one = report()
    marks = [needle(60, on_the_map(28, 100)), needle(61, on_the_map(70, -130))]
    session = replace(one.session, marks=MappingProxyType({mark.id: mark for mark in marks}))
    read = text(made(replace(one, session=session)))
    assert "Hatched: may lie beneath. The edges are averages, and not this patient's." in read
    body_map = content.body_map()
    zones = zones_beneath(marks, body_map)
    assert {side for _hazard, side in zones} == {Side.RIGHT}
    assert hazards_of(zones)[-1] == "hz.sciatic"
    for hazard in hazards_of(zones):
        assert body_map.hazards[hazard].name in read
    assert "superior cluneal" not in read


def test_where_nothing_is_stored_nothing_is_hatched() -> None:
    one = report()
    marks = [needle(60, on_the_map(110, -60))]
    assert zones_beneath(marks, content.body_map()) == ()
    session = replace(one.session, marks=MappingProxyType({mark.id: mark for mark in marks}))
    assert "Hatched" not in text(made(replace(one, session=session)))
