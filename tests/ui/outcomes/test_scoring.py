"""Scores are entered by few keys, refused in words, and seen on a curve."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.outcomes import Reading, Scored
from charting.domain.sheet import contents
from charting.ui.outcomes.forms import PressureForm, StatementsForm
from tests.ui.outcomes.conftest import Scorer

A_WEEK = timedelta(days=7)


def test_a_pain_score_is_its_number_and_enter(scorer: Scorer) -> None:
    scorer.type("6")
    (sheet,) = scorer.on_file
    assert sheet.content == Scored("om.nprs", (Reading("now", 6),))
    assert sheet.episode_id is not None
    assert scorer.page.sentence.words == "Kept."
    assert len(scorer.page.curves) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("11", "Pain goes from 0 to 10. Enter a number between them."),
        ("six", "“six” is not a number that Pain can be. Enter it in figures."),
        ("", "Pain: nothing is entered yet. Enter a number first."),
    ],
)
def test_what_is_no_score_is_refused_in_words_and_stays_typed(
    scorer: Scorer, typed: str, said: str
) -> None:
    scorer.type(typed)
    assert scorer.refusal == said
    assert scorer.on_file == ()
    assert scorer.page.entry.form is not None
    assert scorer.page.entry.form.fields[0].typed == typed


def test_activities_are_named_once_and_scored_again(scorer: Scorer) -> None:
    scorer.page.setFocus()
    scorer.press(Qt.Key.Key_2)
    scorer.type("lift boxes", "3", "sit through a film", "4", "tie shoes", "5")
    # The next time the activities stand there already: three numbers.
    scorer.clock.run_on(A_WEEK)
    scorer.page.choose(scorer.model.measures[1])
    scorer.type("6", "", "7", "", "8")
    first, second = contents(scorer.on_file, Scored)
    assert first.readings == (
        Reading("lift boxes", 3),
        Reading("sit through a film", 4),
        Reading("tie shoes", 5),
    )
    assert [each.number for each in second.readings] == [6, 7, 8]
    (curve,) = scorer.model.curves(scorer.model.chosen)
    assert [point.value for point in curve.points] == [4, 7]
    (card,) = scorer.page.curves
    assert "3 better (75 %) since the first score: reached" in card.words.text()


def test_the_curve_is_looked_at_by_keys_and_by_the_pointer_and_is_spoken(scorer: Scorer) -> None:
    for number in ("6", "5", "3"):
        scorer.type(number)
        scorer.clock.run_on(A_WEEK)
    (card,) = scorer.page.curves
    view = card.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert "did not reach the published threshold (2 points or 30 %)" in card.words.text()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert card.words.text().endswith(": 6")
    place = view._place(2)
    near = QPointF(place.x() - 4, place.y())
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(
        QMouseEvent.Type.MouseMove, near, near, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, moved)
    assert view.at == 2
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Curve of Pain, 3 scores"
    assert "3 better (50 %)" in spoken.text(QAccessible.Text.Description)


def test_roland_morris_takes_a_total_or_the_numbers_ticked(scorer: Scorer) -> None:
    scorer.page.choose(scorer.model.measures[3])
    scorer.type("11")
    scorer.page.choose(scorer.model.measures[3])
    scorer.type("", "1 4 24")
    scorer.page.choose(scorer.model.measures[3])
    scorer.type("", "1 25")
    assert scorer.refusal.startswith("“25” is not a number that Roland-Morris")
    total, ticked = contents(scorer.on_file, Scored)
    assert (total.scale, total.number("total")) == ("total", 11)
    assert [each.item for each in ticked.readings] == ["rm01", "rm04", "rm24"]


def test_the_official_text_is_brought_in_shown_and_kept_with_its_hash(
    scorer: Scorer, tmp_path: Path
) -> None:
    measure = scorer.model.measures[3]
    scorer.page.choose(measure)
    data = "\n".join(f"{n}. Statement {n} & more" for n in range(1, 25)).encode()
    scorer.text = tmp_path / "form.txt"
    scorer.text.write_bytes(data[:-30])
    scorer.page.entry.text_button.click()
    scorer.settle()
    assert scorer.refusal.startswith("“form.txt” is not this form: it needs 24 statements")

    scorer.text.write_bytes(data)
    scorer.page.entry.text_button.click()
    scorer.settle()
    scorer.settle()
    sha = hashlib.sha256(data).hexdigest()
    assert sha in scorer.page.sentence.words
    assert sha in scorer.page.entry.ground.text()
    form = scorer.page.entry.form
    assert isinstance(form, StatementsForm)
    assert len(form.boxes) == 24
    assert form.boxes[0].text() == "Statement 1 && more"
    form.boxes[2].click()
    form.boxes[23].click()
    scorer.page.entry.keep_button.click()
    scorer.settle()
    (scored,) = contents(scorer.on_file, Scored)
    assert [each.item for each in scored.readings] == ["rm03", "rm24"]
    assert scored.text_sha256 == sha
    kept = scorer.practice.folder / "forms" / "om.rmdq24.txt"
    assert kept.read_bytes() == data


def test_start_back_is_grouped_and_told(scorer: Scorer) -> None:
    scorer.page.choose(scorer.model.measures[4])
    scorer.type("6", "4")
    assert scorer.page.list.lines.rows[4].below.startswith("6, statements 5 to 9: 4: high risk")


def test_a_score_entered_in_error_needs_a_reason_and_leaves_the_curve(scorer: Scorer) -> None:
    scorer.type("6")
    assert scorer.page.scores is not None
    (row,) = scorer.page.scores.listed
    row.strike_button.click()
    QTest.keyClick(row.reason, Qt.Key.Key_Return)
    scorer.settle()
    assert "reason" in scorer.refusal or "words" in scorer.refusal
    QTest.keyClicks(row.reason, "Typed for another patient")
    QTest.keyClick(row.reason, Qt.Key.Key_Return)
    scorer.settle()
    assert [sheet.struck for sheet in scorer.on_file] == ["", "Typed for another patient"]
    assert scorer.page.curves == []


def test_every_measure_waits_for_review_and_says_so(scorer: Scorer) -> None:
    for measure in scorer.model.measures:
        scorer.page.choose(measure)
        scorer.settle()
        assert scorer.page.entry.unreviewed.isVisible()
        assert measure.source in scorer.page.entry.ground.text()


def test_p_asks_for_paper_and_escape_leaves_without_the_patient(scorer: Scorer) -> None:
    scorer.page.setFocus()
    scorer.press(Qt.Key.Key_P)
    scorer.press(Qt.Key.Key_Escape)
    assert scorer.gone == ["paper", "left"]
    assert scorer.model.file is None


def test_the_goal_of_the_episode_stands_beside_its_measures(scorer: Scorer) -> None:
    (episode,) = scorer.practice.sessions.episodes(scorer.patient.id)
    scorer.practice.sessions.correct_episode(replace(episode, goals=("go.rom", "go.pain")))
    scorer.open()
    goals = {one.id: scorer.model.goals(one) for one in scorer.model.measures}
    assert goals["om.lumbar_rom"] == goals["om.psfs"] == ("Move more easily",)
    assert goals["om.nprs"] == ("Less muscle pain",)
    assert goals["om.ppt"] == ()
    assert "goal: Move more easily" in scorer.page._row(2, scorer.model.measures[1]).below


def test_a_pressure_keeps_its_device_and_when_that_was_calibrated(scorer: Scorer) -> None:
    (ppt,) = [each for each in scorer.model.measures if each.id == "om.ppt"]
    scorer.page.choose(ppt)
    form = scorer.page.entry.form
    assert isinstance(form, PressureForm)
    form.site.write("multifidus L4")
    form.device.write("Wagner FPX")
    form.calibrated.write("someday")
    for field, number in zip(form.fields, ("310", "300", "320"), strict=True):
        field.write(number)
    scorer.page.entry.keep()
    scorer.settle()
    assert "the day the device was calibrated" in scorer.refusal
    form.calibrated.write("1.3.2026")
    scorer.page.entry.keep()
    scorer.settle()
    (pressed,) = contents(scorer.on_file, Scored)
    assert (pressed.device, pressed.calibrated) == ("Wagner FPX", date(2026, 3, 1))
    again = scorer.page.entry.form
    assert isinstance(again, PressureForm)
    assert again.calibrated.typed == "01.03.2026"
