"""The screening on the shelf: a group by one key, an item by its own, what is closed on the map."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting.domain.changes import SetAnswer
from charting.domain.marks import Needle, Technique
from charting.domain.patient import FactKind
from charting.domain.session import Answer, Reply
from charting.domain.visit import PAIN_BEFORE, Step
from charting.services.sessions import Sessions
from charting.system import SystemClock, TimeOrderedIds
from charting.ui.session.check_group import CheckGroup
from charting.ui.session.check_row import CheckRow
from charting.ui.session.checks import Checks
from tests.fakes import FixedClock
from tests.ui.session.conftest import Visit


def _prepare(visit: Visit) -> Checks:
    visit.lane.drain()
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    return visit.page.shelf.checks[Step.PREPARE]


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _key(visit: Visit, key: Qt.Key) -> None:
    QTest.keyClick(_focus(), key)
    visit.settle()


def _row(visit: Visit, rule: str) -> CheckRow:
    row = visit.page.shelf.checks[Step.PREPARE].row(rule)
    row.setFocus()
    return row


def _told(visit: Visit, rule: str) -> Answer:
    return visit.stored().answers[rule]


def _all_asked(visit: Visit, days_ago: int) -> None:
    """Put a visit so many days ago on file in which everything was answered as hoped."""
    assert visit.model.session is not None
    patient_id, who = visit.model.session.patient_id, visit.practice.practitioner
    now = SystemClock().now()
    clock = FixedClock(now.local() - timedelta(days=days_ago), now.zone)
    before = Sessions(visit.practice.records.sessions, clock, TimeOrderedIds(), who)
    session = before.open_today(patient_id)
    for rule in visit.model.screen.rules.rules.values():
        if not rule.follows and not rule.ages:
            given = before.answer(rule.id)
            reply = replace(given, reply=Reply(rule.hoped)) if not rule.choices else given
            after = reply if not rule.choices else replace(given, choice=rule.hoped)
            before.store(before.entry(session, SetAnswer(rule.id, None, after)))
    _read_again(visit)


def _read_again(visit: Visit) -> None:
    assert visit.model.session is not None
    visit.model.screen.open(visit.model.session)
    visit.lane.drain()
    visit.settle()


def test_one_key_answers_a_group_as_a_listed_set_and_undo_takes_all_of_it_back(
    visit: Visit,
) -> None:
    _prepare(visit)
    group = _focus()
    assert isinstance(group, CheckGroup)
    assert group.group.id == "ces"
    _key(visit, Qt.Key.Key_N)
    answers = visit.stored().answers
    assert {key for key in answers if key.startswith("rf.ces.")} == set(answers)
    assert all(each.reply is Reply.NO and each.in_set for each in answers.values())
    assert len({each.at for each in answers.values()}) == 1
    assert isinstance(_focus(), CheckGroup)
    visit.press(Qt.Key.Key_U)
    assert visit.stored().answers == {}


def test_the_keys_answer_the_item_in_which_the_hand_is_and_nothing_on_the_map(
    visit: Visit,
) -> None:
    _prepare(visit)
    _row(visit, "rf.ces.saddle")
    for key, reply in (
        (Qt.Key.Key_U, Reply.UNKNOWN),
        (Qt.Key.Key_N, Reply.NO),
    ):
        _row(visit, "rf.ces.saddle")
        _key(visit, key)
        assert _told(visit, "rf.ces.saddle").reply is reply
    assert not _told(visit, "rf.ces.saddle").in_set


def test_numb_between_the_legs_blocks_and_says_where_to_go_now(visit: Visit) -> None:
    _prepare(visit)
    _row(visit, "rf.ces.saddle")
    _key(visit, Qt.Key.Key_Y)
    assert visit.page.stop.words.startswith("Not ready to needle. Emergency department now.")
    assert not visit.model.screen.verdict.ready
    assert visit.page.shelf.prepare.summary.text() == "Not ready to needle"
    row = _row(visit, "rf.ces.saddle")
    row.chips["medical_clearance"].click()
    visit.settle()
    assert visit.page.stop.words, "nothing is dismissed by one press"
    row.reason.setFocus()
    QTest.keyClicks(row.reason, "Seen in the emergency department today: excluded")
    QTest.keyClick(row.reason, Qt.Key.Key_Return)
    visit.settle()
    assert not visit.page.stop.words
    answer = _told(visit, "rf.ces.saddle")
    assert answer.choice == "medical_clearance"
    assert answer.by == visit.practice.practitioner.id


def test_what_is_blocked_can_be_recorded_all_the_same(visit: Visit) -> None:
    _prepare(visit)
    _row(visit, "ab.refuses")
    _key(visit, Qt.Key.Key_Y)
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    assert len(visit.stored().needles()) == 1


def test_a_medicine_proposes_its_precaution_which_asks_for_a_reason_once(visit: Visit) -> None:
    assert visit.model.patient is not None
    visit.practice.patients.add_fact(visit.model.patient.id, FactKind.MEDICINE, "Apixaban 5 mg")
    _read_again(visit)
    checks = _prepare(visit)
    row = _row(visit, "pr.anticoag")
    group = checks.group_of("pr.anticoag")
    group.setFocus()
    _key(visit, Qt.Key.Key_N)
    assert "pr.anticoag" not in visit.stored().answers, "what is known is never answered with a set"
    group.focus_first()
    assert _focus() is row
    assert "Apixaban" in row.accessibleDescription()
    _key(visit, Qt.Key.Key_Y)
    assert [each.rule.id for each in visit.model.screen.verdict.holding] == ["pr.anticoag"]
    _key(visit, Qt.Key.Key_1)
    assert not visit.model.screen.verdict.holding
    answer = _told(visit, "pr.anticoag")
    assert (answer.choice, answer.fact) == ("thin_needle", "Apixaban 5 mg")


def test_a_return_visit_asks_the_short_form_and_shows_what_was_said_last_time(
    visit: Visit,
) -> None:
    _all_asked(visit, days_ago=7)
    checks = _prepare(visit)
    asked = visit.model.screen.asked(Step.PREPARE)
    # The age of the invented patient is a matter of its own.
    groups = [each.group.id for each in asked if each.group.id != "known"]
    assert groups == ["ces", "short", "since", "checks"]
    assert visit.stored().answers == {}
    assert "last time: no" in checks.row("rf.ces.saddle").accessibleDescription()
    for group in groups:
        checks.groups[group].all_button.click()
        visit.settle()
    assert not [rule.id for rule in visit.model.screen.verdict.open if not rule.ages]


def test_after_four_weeks_or_a_change_everything_is_asked_again(visit: Visit) -> None:
    # A day more than asked for: late in the evening another zone is a day ahead.
    _all_asked(visit, days_ago=30)
    _prepare(visit)
    groups = [each.group.id for each in visit.model.screen.asked(Step.PREPARE)]
    assert {"neuro", "fracture", "stops", "blood"} <= set(groups)


def test_a_closed_site_is_named_and_a_needle_there_says_why_once_a_side(visit: Visit) -> None:
    _prepare(visit)
    row = _row(visit, "ab.local_infection")
    _key(visit, Qt.Key.Key_Y)
    row.chips["right_lumbar"].click()
    visit.settle()
    before = visit.page.view.grab().toImage()
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    reminders = visit.page.drawer._reminders
    assert "Closed today: Skin infection" in reminders.said
    reminders.reason.setText("Rash is 10 cm away")
    reminders.reason.editingFinished.emit()
    visit.settle()
    visit.click(22, -13)
    assert "Closed today" not in reminders.said
    visit.click(-22, 13)
    first, second, third = visit.stored().needles()
    assert first.against == second.against == ("ab.local_infection",)
    assert first.reason == "Rash is 10 cm away"
    assert third.against == ()
    row = _row(visit, "ab.local_infection")
    row.take("N")
    visit.settle()
    assert visit.page.view.grab().toImage() != before


def test_a_pacemaker_withholds_stimulation(visit: Visit) -> None:
    _prepare(visit)
    _row(visit, "ab.es_pacemaker")
    _key(visit, Qt.Key.Key_Y)
    assert visit.model.screen.withholds(Technique.ELECTRO)
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    form = visit.page.drawer._needle
    assert Technique.ELECTRO not in form._technique._values
    needle = visit.model.selected_mark
    assert isinstance(needle, Needle)
    visit.model.edit(replace(needle, technique=Technique.ELECTRO))
    assert visit.stored().needles()[0].against == ("ab.es_pacemaker",)


def test_the_hand_goes_from_the_last_question_to_the_pain_and_a_digit_answers(
    visit: Visit,
) -> None:
    checks = _prepare(visit)
    asked_before = visit.page.shelf.prepare.summary.text()
    for _step in range(40):
        focus = _focus()
        if not isinstance(focus, CheckGroup | CheckRow):
            break
        asked = focus.asked if isinstance(focus, CheckGroup) else None
        _key(visit, Qt.Key.Key_Y if asked and asked.hopes_for_yes else Qt.Key.Key_N)
    assert checks.all_done
    assert asked_before == "15 questions still open   Q"
    _key(visit, Qt.Key.Key_6)
    assert _told(visit, PAIN_BEFORE).number == 6
    assert visit.page.shelf.prepare.summary.text() == "Ready to needle"


def test_a_question_that_stands_alone_is_answered_by_the_key_beside_the_answer(
    visit: Visit,
) -> None:
    visit.lane.drain()
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    visit.page.shelf.open_step(visit.page.shelf.finish)
    checks = visit.page.shelf.checks[Step.FINISH]
    checks.row("pt.faint")
    checks.group_of("pt.faint").setFocus()
    _key(visit, Qt.Key.Key_Y)
    assert _told(visit, "pt.faint").reply is Reply.YES
