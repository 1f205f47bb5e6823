"""The wrong-side guard and the sheet of keys, at the window."""

from dataclasses import replace

from PySide6.QtCore import Qt

from charting.ui.widgets.text import Text
from tests.ui.session.conftest import Visit


def _complain(visit: Visit, words: str) -> None:
    """Let the running episode say so, and the session be opened with it."""
    session, patient = visit.model.session, visit.model.patient
    assert session is not None
    assert patient is not None
    (episode,) = visit.practice.sessions.episodes(patient.id)
    visit.practice.sessions.correct_episode(replace(episode, complaint=words))
    visit.page._guard._of = None
    visit.model.open(patient, session)
    visit.settle()
    visit.lane.drain()
    visit.settle()


def test_marks_on_the_other_side_are_told_once(visit: Visit) -> None:
    _complain(visit, "Right low back, into the buttock")
    visit.click(-20, 13)
    assert visit.page.sentence.words == (
        "The complaint names the right side; every mark so far is on the left."
    )
    visit.page.sentence.hush()
    visit.click(-20, -13)
    assert visit.page.sentence.words == ""


def test_marks_on_the_side_complained_of_are_not_remarked_upon(visit: Visit) -> None:
    _complain(visit, "Left buttock")
    visit.click(-20, 13)
    visit.click(20, 13)
    assert "complaint" not in visit.page.sentence.words


def test_f1_lists_every_key_of_the_screen(visit: Visit) -> None:
    visit.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    sheet = visit.page._keys
    assert sheet is not None
    assert sheet.isVisible()
    told = [part.text() for part in sheet.findChildren(Text)]
    for action in visit.page.actions():
        assert action.text() in told
    assert "/" in told
    visit.press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert visit.page.drawer.isVisible()
