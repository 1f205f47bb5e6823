"""Every paper by its key, on the size wanted, so often as wanted, under a password, and a day's."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo

from charting.domain.changes import AddMark
from charting.domain.given_papers import Kind, Way
from charting.ui.handout import day_model, giving_model
from tests.documents.cases import on_the_map
from tests.documents.reading import opened, text
from tests.file_printers import FRONT_DESK
from tests.invented import PRESET, people
from tests.ui.handout.conftest import Counter

LOW = (18.0, 13.0)
PASSWORD = "meadow lantern quietly seventeen"
KEYS = {
    Qt.Key.Key_5: Kind.PLATE,
    Qt.Key.Key_6: Kind.NEEDLES,
    Qt.Key.Key_7: Kind.CONTACTS,
    Qt.Key.Key_8: Kind.TRAIL,
    Qt.Key.Key_9: Kind.SLIP,
    Qt.Key.Key_B: Kind.LABEL,
}


def test_each_paper_has_its_key(counter: Counter) -> None:
    counter.open(counter.visit(LOW))
    for key, kind in KEYS.items():
        counter.press(key)
        made = counter.model.handout
        assert made is not None
        assert made.kind is kind
        assert counter.page.panel.kinds[kind].isChecked()
        assert opened(made.pdf).pages


def test_paper_comes_in_other_sizes_and_the_choice_stays(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    panel = counter.page.panel
    panel.sheet.choose("Letter")
    counter.settle()
    assert counter.page.count.text() == "Page 1 of 2, Letter"
    assert list(counter.model.sizes[0]) == [612, 792]
    counter.press(Qt.Key.Key_B)
    assert panel.sheet.value == "89 × 36 mm"
    panel.sheet.choose("62 × 29 mm")
    counter.settle()
    assert [round(side) for side in counter.model.sizes[0]] == [176, 82]
    counter.press(Qt.Key.Key_5)
    assert panel.sheet.value == "Letter"


def test_words_are_found_one_after_the_other(counter: Counter) -> None:
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_F)
    bar = counter.page.find_bar
    assert bar.field.hasFocus()
    bar.field.setText("NUMB")
    counter.settle()
    assert bar.count.text().startswith("1 of ")
    assert len(bar.places) > 1
    counter.press(Qt.Key.Key_Return)
    assert bar.at == 1
    counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.at == 0
    last = bar.places[-1].page
    counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert last in counter.page.view.in_sight
    bar.field.setText("no such words")
    counter.settle()
    assert bar.count.text() == "Not found"
    counter.press(Qt.Key.Key_Escape)
    counter.press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert counter.page.view.hasFocus()


def test_so_many_copies_are_drawn_where_the_printer_makes_none(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving_model, "DPI", 30)
    counter.open(counter.visit(LOW))
    counter.press(Qt.Key.Key_9)
    counter.page.panel.copies.setValue(3)
    counter.press(Qt.Key.Key_P)
    sheets = opened(counter.printers.sheets.read_bytes()).pages
    assert len(sheets) == 3
    # A6, 105 by 148 mm.
    assert [round(float(side) * 25.4 / 72) for side in sheets[0].mediabox[2:]] == [105, 148]


def test_a_printer_that_has_stopped_is_a_sentence(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.printers.known = ("Upstairs",)
    counter.open(counter.visit(LOW))
    # No printer can be installed here: that one is known, and has stopped, is said in its place.
    monkeypatch.setattr(QPrinterInfo, "isNull", lambda _info: False)
    monkeypatch.setattr(counter.printers, "has_stopped", lambda _info: True)
    counter.press(Qt.Key.Key_P)
    assert "it may be out of paper" in counter.page.sentence.words
    assert counter.model.handout is not None


def test_a_printer_that_stops_with_the_paper_in_it_is_a_sentence(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving_model, "DPI", 30)
    counter.open(counter.visit(LOW))
    counter.page.look_again.setInterval(0)
    # No printer can be installed here: the one that prints into a file is said to have stopped.
    monkeypatch.setattr(counter.printers, "stopped", lambda name: name == FRONT_DESK)
    counter.press(Qt.Key.Key_P)
    counter.qtbot.waitUntil(lambda: "has stopped since" in counter.page.sentence.words)
    assert "before you print again" in counter.page.sentence.words


def test_a_copy_for_mail_opens_with_its_password_alone(counter: Counter, tmp_path: Path) -> None:
    session = counter.visit(LOW)
    counter.open(session)
    assert counter.model.handout is not None
    plain = counter.model.handout.pdf
    counter.target = tmp_path / "leaflet.pdf"
    counter.press(Qt.Key.Key_M)
    form = counter.page.panel.mailing
    form.password.write(PASSWORD)
    form.again.write(PASSWORD[1:])
    form.save_button.click()
    assert not counter.target.exists()
    form.again.write(PASSWORD)
    form.save_button.click()
    counter.settle()
    assert "never in the same e-mail" in counter.page.sentence.words
    assert not form.isVisible()
    assert form.password.typed == ""
    locked = PdfReader(BytesIO(counter.target.read_bytes()))
    assert locked.is_encrypted
    assert not locked.decrypt(PASSWORD[1:])
    assert locked.decrypt(PASSWORD)
    assert "After your dry needling" in locked.pages[0].extract_text()
    (given,) = counter.practice.given_papers.of_patient(session.patient_id)
    assert given.way is Way.MAILED
    assert counter.practice.given_papers.shown(given) == plain


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "guess"),
        ("Wiese Laterne fünf stille Züge", "without accents"),
    ],
)
def test_a_password_that_does_not_do_is_a_sentence(
    counter: Counter, tmp_path: Path, password: str, said: str
) -> None:
    counter.open(counter.visit(LOW))
    counter.target = tmp_path / "leaflet.pdf"
    counter.press(Qt.Key.Key_M)
    form = counter.page.panel.mailing
    form.password.write(password)
    form.again.write(password)
    form.save_button.click()
    counter.settle()
    assert said in form.password.editor.accessibleDescription()
    assert not counter.target.exists()


def _visits(counter: Counter, number: int) -> None:
    """Further visits of today, each of somebody else, with an opened needle."""
    practice = counter.practice
    for patient in list(people(number, seed=5)):
        session = practice.sessions.open_today(practice.patients.add(patient).id)
        make = practice.sessions
        make.store(make.entry(session, AddMark(make.needle(on_the_map(*LOW), PRESET))))


def test_a_days_leaflets_go_out_in_one_go(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_model, "DPI", 20)
    session = counter.visit(LOW)
    _visits(counter, 3)
    counter.open(session)
    day = counter.page.panel.day
    assert day.start_button.words == "Print the 4 leaflets that wait"
    counter.press(Qt.Key.Key_D)
    counter.qtbot.waitUntil(lambda: not counter.model.day.busy and not counter.lane.busy)
    assert day.said.words == "4 leaflets were printed."
    assert not day.start_button.isVisible()
    (given,) = counter.practice.given_papers.of_patient(session.patient_id)
    assert (given.kind, given.way, given.session_id) == (Kind.LEAFLET, Way.PRINTED, session.id)
    assert "After your dry needling" in text(counter.practice.given_papers.shown(given))
    counter.open(session)
    counter.qtbot.waitUntil(lambda: not counter.lane.busy)
    assert not day.said.words


def test_a_days_leaflets_stop_where_one_stops_them_and_go_on(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_model, "DPI", 20)
    session = counter.visit(LOW)
    _visits(counter, 2)
    counter.open(session)
    day, of_day = counter.page.panel.day, counter.model.day
    of_day.changed.connect(
        lambda: of_day.stop() if of_day.going is not None and of_day.printed else None
    )
    counter.press(Qt.Key.Key_D)
    counter.qtbot.waitUntil(lambda: not of_day.busy and not counter.lane.busy)
    printed = of_day.printed or 0
    assert "Stopped." in day.said.words
    assert 1 <= printed < 3
    assert len(of_day.waiting) == 3 - printed


def test_a_day_without_its_printer_is_a_sentence(counter: Counter) -> None:
    session = counter.visit(LOW)
    counter.printers.known = ("Upstairs",)
    counter.open(session)
    counter.press(Qt.Key.Key_D)
    counter.qtbot.waitUntil(lambda: not counter.model.day.busy and not counter.lane.busy)
    said = counter.page.panel.day.said.words
    assert "The printer “Upstairs” is not there any more." in said
    assert counter.practice.given_papers.of_patient(session.patient_id) == ()
    assert FRONT_DESK not in said


def test_a_long_record_says_how_far_it_has_come_and_is_left_at_once(counter: Counter) -> None:
    counter.open(counter.visit(LOW))
    counter.page.panel.kinds[Kind.RECORD].click()
    assert counter.model.busy
    counter.model.going = (40, 200)
    counter.page.refresh()
    assert counter.page.count.text() == "The paper is being made: 20 %"
    counter.page.leave()
    counter.lane.drain()
    assert counter.model.handout is None
    assert not counter.model.busy
