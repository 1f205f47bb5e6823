"""Screening in a practice: what is known before a visit, its policies and its own rules."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from charting import content
from charting.documents.paper import Paper
from charting.domain.asking import BEYOND_PLAN, due
from charting.domain.audit import Action
from charting.domain.changes import EditNote, SetAnswer
from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient import FactKind
from charting.domain.roles import Role
from charting.domain.screening import verdict
from charting.domain.screening_rules import Action as Asked
from charting.domain.session import NoteSection, Reply, Session
from charting.services.handouts import Handouts
from charting.services.practices import OpenPractice
from charting.services.screenings import Screenings
from charting.wording import sentence
from tests.documents.reading import text
from tests.fakes import CountingIds, FixedClock
from tests.invented import people


def test_the_latest_answer_before_the_visit_is_known_and_none_of_the_visit_itself(
    practice: OpenPractice, clock: FixedClock
) -> None:
    patient = practice.patients.add(next(people(1)))
    make = practice.sessions
    first = make.open_today(patient.id)
    assert not practice.screenings.known_before(first).background.returning
    for item, reply in (("rf.inf.fever", Reply.NO), ("pr.frail", Reply.YES)):
        given = replace(make.answer(item), reply=reply)
        make.store(make.entry(first, SetAnswer(item, None, given)))
    clock.run_on(timedelta(days=7))
    second = make.open_today(patient.id)
    given = replace(make.answer("rf.inf.fever"), reply=Reply.YES)
    make.store(make.entry(second, SetAnswer("rf.inf.fever", None, given)))
    clock.run_on(timedelta(days=7))
    third = make.open_today(patient.id)
    known = practice.screenings.known_before(third).background
    assert known.returning
    assert known.earlier["rf.inf.fever"].reply is Reply.YES
    assert known.earlier["pr.frail"].at.day == first.opened.day
    assert known.age == patient.age_on(third.opened.day)
    earlier = practice.screenings.known_before(second).background
    assert earlier.earlier["rf.inf.fever"].reply is Reply.NO


def test_care_that_the_patient_had_elsewhere_proposes_its_question(practice: OpenPractice) -> None:
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    (episode,) = practice.sessions.episodes(patient.id)

    def proposed(*care: str) -> dict[str, str]:
        (now,) = practice.sessions.episodes(patient.id)
        practice.sessions.correct_episode(replace(now, other_care=care))
        told = practice.screenings.known_before(session).background.proposed
        return {rule: words for rule, words in told.items() if rule.startswith("ot.")}

    assert episode.other_care == ()
    assert proposed("ot.massage/past", "ot.injection/planned") == {}
    assert proposed("ot.injection/past") == {"ot.injection": "Steroid injection"}


def test_what_has_ended_proposes_nothing(practice: OpenPractice) -> None:
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    fact = practice.patients.add_fact(patient.id, FactKind.MEDICINE, "Warfarin")
    known = practice.screenings.known_before(session).background
    assert known.proposed["pr.anticoag"] == "Warfarin"
    practice.patients.end_fact(fact)
    assert "pr.anticoag" not in practice.screenings.known_before(session).background.proposed


def test_the_usual_side_holds_until_the_clinic_takes_another(practice: OpenPractice) -> None:
    screenings = practice.screenings
    assert screenings.policies().side("anticoagulants") == "justify"
    assert screenings.take_side("anticoagulants", "block").side("anticoagulants") == "block"
    assert screenings.policies().side("pregnancy") == "block"
    chain = practice.records.trail.chain(practice.practice.id)
    assert [entry.action for entry in chain][-1] is Action.POLICY_CHOSEN
    for policy, side in (("anticoagulants", "never"), ("no such", "block"), ("efficacy", "")):
        with pytest.raises(Refused) as refused:
            screenings.take_side(policy, side)
        assert refused.value.code is ErrorCode.NOT_FOUND


def _at(practice: OpenPractice, folder: Path, clock: FixedClock) -> Screenings:
    who = practice.practitioner
    return Screenings(practice.records, folder, clock, CountingIds(5_000), who)


def test_a_clinics_own_rule_stands_over_the_shipped_one_and_is_shown_as_local(
    practice: OpenPractice, tmp_path: Path, clock: FixedClock
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "ours.toml").write_text(
        '[[rules]]\nid = "pr.sports_event"\nwords = "A race within 72 hours"\n'
        'action = "justify"\nsource = "our own policy of 2026"\n',
        "utf-8",
    )
    screenings = _at(practice, tmp_path, clock)
    rule = screenings.rules.rules["pr.sports_event"]
    assert screenings.trouble is None
    assert (rule.words, rule.local) == ("A race within 72 hours", True)
    assert rule.effects[0].action is Asked.JUSTIFY
    shipped = content.screening().rules["pr.sports_event"]
    assert (shipped.group, shipped.local) == (rule.group, False)
    assert list(screenings.rules.rules) == list(content.screening().rules)


def test_paper_and_words_are_those_of_the_clinics_own_rule(
    practice: OpenPractice, tmp_path: Path, clock: FixedClock
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "ours.toml").write_text(
        '[[rules]]\nid = "ck.skin"\nwords = "Skin looked at under the lamp"\nhoped = "yes"\n'
        'action = "require"\nsource = "our own policy of 2026"\n',
        "utf-8",
    )
    screenings = _at(practice, tmp_path, clock)
    items = content.visit_items_of(screenings.rules)
    session = practice.sessions.open_today(practice.patients.add(next(people(1))).id)
    given = replace(practice.sessions.answer("ck.skin"), reply=Reply.YES)
    practice.sessions.store(practice.sessions.entry(session, SetAnswer("ck.skin", None, given)))
    paper = Paper(content.body_map(), items)
    handouts = Handouts(practice.records, paper, clock, CountingIds(6_000), practice.practitioner)
    read = text(handouts.session_report(session.id))
    assert "Skin looked at under the lamp" in read
    assert screenings.rules.rules["ck.skin"].local


def test_last_time_is_the_day_of_the_visit_and_not_that_of_writing(
    practice: OpenPractice, clock: FixedClock
) -> None:
    patient = practice.patients.add(next(people(1)))
    then = clock.now()
    clock.run_on(timedelta(days=10))
    late = practice.sessions.open_earlier(patient.id, then)
    given = replace(practice.sessions.answer("pr.frail"), reply=Reply.YES)
    practice.sessions.store(practice.sessions.entry(late, SetAnswer("pr.frail", None, given)))
    background = practice.screenings.known_before(
        practice.sessions.open_today(patient.id)
    ).background
    answer = background.earlier["pr.frail"]
    assert answer.at.day == then.day + timedelta(days=10)
    assert background.day_of(answer) == then.day


@pytest.mark.parametrize(
    ("role", "may_open"), [(Role.OWNER, True), (Role.SUPERVISOR, True), (Role.PRACTITIONER, False)]
)
def test_what_a_senior_opens_is_known_of_who_is_at_work(
    practice: OpenPractice, tmp_path: Path, clock: FixedClock, role: Role, may_open: bool
) -> None:
    who = replace(practice.practitioner, role=role)
    screenings = Screenings(practice.records, tmp_path, clock, CountingIds(7_000), who)
    session = practice.sessions.open_today(practice.patients.add(next(people(1))).id)
    assert screenings.known_before(session).background.may_open is may_open


@pytest.mark.parametrize(
    ("written", "detail"),
    [
        ("[[rules", ""),
        ('[[rules]]\nid = "pr.frail"\nwords = "x"\naction = "justify"\n', "pr.frail"),
        ('[[rules]]\nid = "pr.frail"\nwords = "x"\naction = "forbid"\nsource = "s"\n', "forbid"),
        ('[[rules]]\nid = "no.such"\nwords = "x"\naction = "warn"\nsource = "s"\n', "no.such"),
        ('[[rules]]\nid = "pr.frail"\naction = "warn"\nsource = "s"\n', "words"),
        ("rules = 3\n", "rules"),
    ],
)
def test_a_broken_file_of_the_clinic_is_told_in_words_and_the_shipped_rules_hold(
    practice: OpenPractice, tmp_path: Path, clock: FixedClock, written: str, detail: str
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "ours.toml").write_text(written, "utf-8")
    screenings = _at(practice, tmp_path, clock)
    assert screenings.rules is content.screening()
    assert screenings.trouble is not None
    assert screenings.trouble.facts["file"] == "ours.toml"
    assert detail in str(screenings.trouble.facts["detail"])
    assert "ours.toml" in sentence(screenings.trouble)


def _visits(practice: OpenPractice, clock: FixedClock, pain: list[int | None]) -> list[Session]:
    """Visits a week apart, with the pain before each."""
    patient, make, held = practice.patients.add(next(people(1))), practice.sessions, []
    for number in pain:
        session = make.open_today(patient.id)
        if number is not None:
            given = replace(make.answer("om.nprs.before"), number=number)
            make.store(make.entry(session, SetAnswer("om.nprs.before", None, given)))
        held.append(session)
        clock.run_on(timedelta(days=7))
    return held


def _asked_why(practice: OpenPractice, session: Session) -> str:
    background = practice.screenings.known_before(session).background
    asked = {rule.id for rule in due(practice.screenings.rules, session, background)}
    words = background.proposed.get(BEYOND_PLAN, "")
    assert (BEYOND_PLAN in asked) is bool(words)
    return words


def _justify(practice: OpenPractice, session: Session) -> None:
    make = practice.sessions
    given = replace(make.answer(BEYOND_PLAN), reply=Reply.YES, remark="He walks again.")
    make.store(make.entry(session, SetAnswer(BEYOND_PLAN, None, given)))


def test_a_session_beyond_the_plan_asks_for_a_reason_once(
    practice: OpenPractice, clock: FixedClock
) -> None:
    held = _visits(practice, clock, [6, 5, 4, 3, 2, 2, 2])
    assert [_asked_why(practice, one) for one in held[:5]] == [
        *("",) * 4,
        "session 5 of 4 planned",
    ]
    _justify(practice, held[4])
    assert [_asked_why(practice, one) for one in held[5:]] == ["", ""]
    assert _asked_why(practice, held[4]) == "session 5 of 4 planned"
    (episode,) = practice.sessions.episodes(held[0].patient_id)
    practice.sessions.correct_episode(replace(episode, planned_sessions=6))
    assert _asked_why(practice, held[5]) == ""
    assert _asked_why(practice, held[6]) == "session 7 of 6 planned"


def test_the_seventh_session_without_a_change_asks_for_a_reason_within_its_plan(
    practice: OpenPractice, clock: FixedClock
) -> None:
    held = _visits(practice, clock, [6, 6, 5, 6, 6, 6, 6, 6])
    (episode,) = practice.sessions.episodes(held[0].patient_id)
    practice.sessions.correct_episode(replace(episode, planned_sessions=12))
    assert _asked_why(practice, held[5]) == ""
    assert "a seventh needs a reason" in _asked_why(practice, held[6])
    _justify(practice, held[6])
    assert _asked_why(practice, held[7]) == ""


def test_the_reason_is_asked_before_needling_and_never_hinders_writing(
    practice: OpenPractice, clock: FixedClock
) -> None:
    session = _visits(practice, clock, [6, 5, 4, 3, 2])[-1]
    screenings, make = practice.screenings, practice.sessions
    known = screenings.known_before(session)

    def held() -> set[str]:
        now = make.session(session.id)
        found = verdict(screenings.rules, now, known.policies, known.background)
        return {rule.id for rule in found.open} | {each.rule.id for each in found.holding}

    assert BEYOND_PLAN in held()
    noted = EditNote(NoteSection.PLAN, "", "Rest")
    make.store(make.entry(session, noted))
    given = replace(make.answer(BEYOND_PLAN), reply=Reply.YES)
    make.store(make.entry(session, SetAnswer(BEYOND_PLAN, None, given)))
    assert BEYOND_PLAN in held()
    said = replace(given, remark="He walks again.")
    now = make.session(session.id)
    make.store(make.entry(now, SetAnswer(BEYOND_PLAN, given, said)))
    assert BEYOND_PLAN not in held()
    assert make.session(session.id).answers[BEYOND_PLAN].by == practice.practitioner.id


def test_a_new_episode_proposes_the_clinics_spacing_and_a_typed_one_stays(
    practice: OpenPractice,
) -> None:
    first, second = people(2)
    session = practice.sessions.open_today(practice.patients.add(first).id)
    assert practice.screenings.known_before(session).interval_days == 7
    practice.screenings.take_side("spacing", "3")
    another = practice.sessions.open_today(practice.patients.add(second).id)
    assert practice.screenings.known_before(another).interval_days == 3
    assert practice.screenings.known_before(session).interval_days == 7


OURS = '[[rules]]\nid = "pr.frail"\nwords = "Slim"\naction = "warn"\nsource = "our policy"\n'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('source = "our policy"', "", "pr.frail: it has no source"),
        ('source = "our policy"', 'source = ""', "pr.frail: it has no source"),
        ('words = "Slim"', "", "pr.frail: it has no words"),
        ('action = "warn"', 'action = "forbid"', "there is no action forbid; known are block"),
        ('action = "warn"', 'effects = "warn"', "its effects are no list of tables"),
        ('action = "warn"', 'action = "warn"\nweeks = "four"', "weeks is no whole number"),
        ('action = "warn"', 'action = "warn"\nweeks = 0', "weeks goes from 1 to 520"),
        ('action = "warn"', 'action = "warn"\nyields_to = "rf.none"', "there is no rule rf.none"),
        (
            'action = "warn"',
            'effects = [{ action = "block", with = ["rf.none"] }]',
            "there is no rule rf.none",
        ),
        (
            'action = "warn"',
            'effects = [{ action = "warn", scope = "moon" }]',
            "there is no scope moon; known are session",
        ),
        ('id = "pr.frail"', 'id = "pr.none"', "pr.none: there is no such rule"),
    ],
)
def test_a_rule_of_the_clinic_that_cannot_be_is_refused_in_words(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    (tmp_path / "rules").mkdir()
    assert old in OURS
    (tmp_path / "rules" / "ours.toml").write_text(OURS.replace(old, new), "utf-8")
    rules, trouble = content.clinic_screening(tmp_path)
    assert rules is content.screening()
    assert trouble is not None
    words = sentence(trouble)
    assert told in words
    assert "ours.toml" in words
    assert "__init__" not in words
