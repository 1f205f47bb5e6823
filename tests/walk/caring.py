"""What stands beside a visit, done at the window: scores, letters, reading, and the course."""

from PySide6.QtCore import Qt

from charting.app.care import Care
from charting.ui.letters.page import LettersPage
from tests.person import wait
from tests.walk.practitioner import Practitioner

CTRL = Qt.KeyboardModifier.ControlModifier


def score(person: Practitioner, scores: dict[Qt.Key, tuple[str, ...]], picture: str = "") -> None:
    """Score measures by their keys from the session, each with what is typed from field to field;
    the last one is looked at.
    """
    hand, care = person.hand, _care(person)
    hand.press(Qt.Key.Key_O, CTRL)
    wait(lambda: care.outcomes_screen.page is not None and care.outcomes_screen.page.isVisible())
    person.rest()
    page = care.outcomes_screen.page
    assert page is not None
    for key, texts in scores.items():
        page.list.setFocus()
        hand.press(key)
        person.rest()
        for at, text in enumerate(texts):
            if at:
                hand.press(Qt.Key.Key_Tab)
            hand.type(text)
        hand.press(Qt.Key.Key_Return)
        person.rest()
        assert page.sentence.words == "Kept."
    if picture:
        person.picture(picture)
    _leave(person)
    wait(person.visit.isVisible)


def see_curves(person: Practitioner, keys: tuple[Qt.Key, ...], paper: str) -> None:
    """Look at curves from the chart, and save them on paper."""
    hand, care = person.hand, _care(person)
    hand.press(Qt.Key.Key_O, CTRL)
    wait(lambda: care.outcomes_screen.page is not None and care.outcomes_screen.page.isVisible())
    person.rest()
    page = care.outcomes_screen.page
    assert page is not None
    for key in keys:
        page.list.setFocus()
        hand.press(key)
        person.rest()
        assert page.curves
        person.picture(f"{paper}-{page.list.key}")
    page.list.setFocus()
    hand.press(Qt.Key.Key_P)
    person.see_paper()
    person.save_paper(paper)
    person.leave_paper()
    wait(page.isVisible)
    page.list.setFocus()
    _leave(person)
    wait(person.patients.isVisible)


def write_referral(person: Practitioner, to: str, paper: str) -> None:
    """Write a referral letter from the session, and save its page."""
    page = _letters(person)
    _write_letter(person, page, Qt.Key.Key_1, to, paper)
    _leave(person)
    wait(person.visit.isVisible)


def write_discharge(person: Practitioner, to: str, letter: str, summary: str) -> None:
    """Write a discharge letter and a summary of the last visit from the chart, and save both."""
    page = _letters(person)
    _write_letter(person, page, Qt.Key.Key_2, to, letter)
    person.hand.press(Qt.Key.Key_3)
    wait(page.summary.isVisible)
    _keep_page(person, page, summary)
    _leave(person)
    wait(person.patients.isVisible)


def _letters(person: Practitioner) -> LettersPage:
    care = _care(person)
    person.hand.press(Qt.Key.Key_R, CTRL)
    wait(lambda: care.letters_screen.page is not None and care.letters_screen.page.isVisible())
    person.rest()
    page = care.letters_screen.page
    assert page is not None
    return page


def _write_letter(
    person: Practitioner, page: LettersPage, key: Qt.Key, to: str, paper: str
) -> None:
    person.hand.press(key)
    wait(page.letter.to.editor.hasFocus)
    person.hand.type(to)
    _keep_page(person, page, paper)


def _keep_page(person: Practitioner, page: LettersPage, paper: str) -> None:
    person.picture(paper)
    person.hand.press(Qt.Key.Key_Return, CTRL)
    person.rest()
    person.see_paper()
    person.picture(f"{paper}-page")
    person.save_paper(paper)
    person.leave_paper()
    wait(page.isVisible)
    page.list.setFocus()


def read_together(person: Practitioner, paper: str) -> None:
    """Read with the patient from the chart, and save what was read."""
    hand, care = person.hand, _care(person)
    hand.press(Qt.Key.Key_B, CTRL)
    wait(lambda: care.education_screen.page is not None and care.education_screen.page.isVisible())
    person.rest()
    hand.press(Qt.Key.Key_Down)
    person.picture(paper)
    hand.press(Qt.Key.Key_P)
    person.see_paper()
    person.save_paper(paper)
    person.leave_paper()
    _leave(person)
    wait(person.patients.isVisible)


def look_at_the_course(person: Practitioner, paper: str) -> None:
    """Look at the course from the chart: its visits, responses, dose and replay, then on paper."""
    hand, care = person.hand, _care(person)
    hand.press(Qt.Key.Key_D, CTRL)
    wait(lambda: care.course_screen.page is not None and care.course_screen.page.isVisible())
    person.rest()
    page = care.course_screen.page
    assert page is not None
    wait(lambda: care.course.file is not None and page.dose.filled)
    for face, key in (("visits", "1"), ("responses", "2"), ("dose", "3"), ("replay", "4")):
        hand.press(Qt.Key(ord(key)))
        person.rest()
        wait(lambda: page.view.is_sharp or not page.view.isVisible())
        if face == "replay":
            for _step in range(6):
                hand.press(Qt.Key.Key_N)
        person.picture(f"{paper}-{face}")
    hand.press(Qt.Key.Key_1)
    hand.press(Qt.Key.Key_P)
    person.see_paper()
    person.save_paper(paper)
    person.leave_paper()
    wait(page.isVisible)
    page.setFocus()
    _leave(person)
    wait(person.patients.isVisible)


def _leave(person: Practitioner) -> None:
    person.hand.press(Qt.Key.Key_F12)
    person.rest()


def _care(person: Practitioner) -> Care:
    assert person.desk.screens is not None
    return person.desk.screens.care
