"""The window from its start to a session and back, its lock, and what it says of bugs."""

import os
import stat
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting import __version__, app, settings
from charting.app.logbook import log_file
from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient import Patient
from charting.ui import motion, theme
from charting.ui.widgets.bug_watch import BugWatch, report_text
from tests.invented import PASSPHRASE, new_practice, people, practices
from tests.person import Person, wait
from tests.programs import ROOT, run_alone

LATE = ("sqlalchemy", "alembic", "sqlcipher3", "argon2", "cryptography", "reportlab", "numpy")
LATE_OURS = ("charting.services", "charting.storage", "charting.vault", "charting.content")

FIRST_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from charting import app
folder = Path(sys.argv[1])
qt = QApplication([])
desk = app.Desk(qt, folder)
desk.window.show()
qt.processEvents()
print("\\n".join(sys.modules))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A practice with a few patients."""
    folder = tmp_path / "practice"
    practice = new_practice(folder)
    for patient in people(3):
        practice.patients.add(patient)
    practice.close()
    return folder


def test_the_first_window_loads_little(folder: Path) -> None:
    loaded = run_alone(FIRST_WINDOW, folder).stdout.split()
    assert "charting.ui.unlock.locked" in loaded
    late = [name for name in loaded if name.split(".")[0] in LATE or name.startswith(LATE_OURS)]
    screens = ("charting.ui.patients", "charting.ui.session", "charting.ui.unlock.first_run")
    late += [name for name in loaded if name.startswith(screens)]
    assert not late


class _WatchedDoor(app.FolderDoor):
    """Looks, as soon as another window may, at the visits and at the backups that there are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(practices())
        self._folder = folder
        self.found = list[tuple[int, int]]()

    def let_go(self) -> None:
        super().let_go()
        if not self.found:
            other = app.FolderDoor(practices())
            again = other.open(self._folder, PASSPHRASE)
            self.found.append((len(again.sessions.worklist()), len(again.safekeeping.lying())))
            again.close()
            other.let_go()


def test_from_the_passphrase_to_a_session_and_back(qapp: QApplication, folder: Path) -> None:
    door = _WatchedDoor(folder)
    person = Person(qapp, folder, door)
    person.come_to_the_session()
    desk = person.desk
    patient = person.model.patient
    assert isinstance(patient, Patient)
    assert desk.window.banner.name.text() == patient.name
    assert desk.window.banner.visit.text() == "Session 1 of 4"
    assert patient.family not in desk.window.windowTitle()
    assert desk.unlock_page.locked.passphrase.typed == ""
    QTest.keyClick(person.page, Qt.Key.Key_F12)
    page = desk.patients_page
    assert page
    wait(page.isVisible)
    wait(lambda: page.list.lines.rows[0].beside == "Today")
    person.leave()
    # Whoever opens it again finds all of it at once, and does not wait for the backup.
    assert door.found == [(1, 0)]
    practice = practices().open(folder, PASSPHRASE)
    assert len(practice.safekeeping.lying()) == 1
    assert not practice.safekeeping.safety().changed
    practice.close()


def test_the_chosen_look_is_kept(qapp: QApplication, folder: Path) -> None:
    person = Person(qapp, folder)
    person.desk.window.theme_chosen.emit("contrast")
    assert settings.read(settings.settings_file()).theme == "contrast"
    person.desk.window.theme_chosen.emit("light")
    still = person.desk.window.theme_menu.actions()[-1]
    for wanted in (True, False):
        still.trigger()
        assert settings.read(settings.settings_file()).still is wanted
        assert motion.may_move() is not wanted
        assert (qapp.cursorFlashTime() == 0) is wanted
    person.leave()


def test_a_look_for_this_time_only_stays_until_another_is_chosen(
    qapp: QApplication, folder: Path
) -> None:
    settings.write(settings.Settings(theme="light"), settings.settings_file())
    desk = app.Desk(qapp, folder, theme="dark", door=app.FolderDoor(practices()))
    desk.computer.change(lock_after_minutes=5)
    assert theme.worn().chosen == "dark"
    assert settings.read(settings.settings_file()).theme == "light"
    desk.computer.change(theme="contrast")
    assert theme.worn().chosen == "contrast"
    desk.close()
    settings.settings_file().unlink()


def test_a_plain_start_is_without_what_was_chosen_and_keeps_it(
    qapp: QApplication, folder: Path
) -> None:
    chosen = settings.Settings(theme="contrast", lock_after_minutes=3)
    settings.write(chosen, settings.settings_file())
    desk = app.Desk(qapp, folder, plain=True)
    assert theme.current().name != "contrast"
    assert desk.absence.seconds == 60 * settings.Settings().lock_after_minutes
    desk.close()
    assert settings.read(settings.settings_file()) == chosen
    settings.settings_file().unlink()


def test_a_second_window_is_refused_until_the_first_lets_go(folder: Path) -> None:
    first, second = app.FolderDoor(practices()), app.FolderDoor(practices())
    opened = first.open(folder, PASSPHRASE)
    with pytest.raises(Refused) as refused:
        second.open(folder, PASSPHRASE)
    assert refused.value.code is ErrorCode.ALREADY_OPEN
    opened.close()
    first.let_go()
    second.open(folder, PASSPHRASE).close()
    second.let_go()


def test_a_wrong_passphrase_leaves_no_lock(folder: Path) -> None:
    first = app.FolderDoor(practices())
    with pytest.raises(Refused):
        first.open(folder, "not this one at all")
    second = app.FolderDoor(practices())
    second.open(folder, PASSPHRASE).close()
    second.let_go()


def test_the_lock_of_a_killed_window_is_taken_over(folder: Path) -> None:
    dying = (
        "import os, sys; from PySide6.QtCore import QLockFile;"
        "lock = QLockFile(sys.argv[1]); lock.setStaleLockTime(0); print(lock.tryLock(0));"
        "sys.stdout.flush(); os.kill(os.getpid(), 9)"
    )
    lock = folder / app.door.LOCK_NAME
    run = run_alone(dying, lock, check=False)
    assert run.stdout.strip() == "True"
    assert lock.exists()
    door = app.FolderDoor(practices())
    door.open(folder, PASSPHRASE).close()
    door.let_go()
    assert not QLockFile(str(lock)).isLocked()


def test_a_folder_without_a_practice_is_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        app.FolderDoor(practices()).open(tmp_path, PASSPHRASE)
    assert refused.value.code is ErrorCode.NO_PRACTICE
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files private by its own means")
def test_what_is_written_is_private_and_no_memory_is_dumped(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from charting.app import keep_private; keep_private();"
        "open(sys.argv[1], 'w').close(); print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    file = tmp_path / "written"
    assert run_alone(program, file).stdout.strip() == "(0, 0)"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


TOLD_TO_CLOSE = """
import os, signal, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from charting import app

run = QApplication.exec

def run_and_be_told():
    os.kill(os.getpid(), signal.SIGTERM)
    return run()

QApplication.exec = staticmethod(run_and_be_told)
sys.exit(app.run(Path(sys.argv[1])))
"""


AFTER_A_FALL = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from charting import app
from charting.ui.window import MainWindow

def say(*_nothing):
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    print(window.message.words)
    return 0

QApplication.exec = staticmethod(say)
app.run(Path(sys.argv[1]))
"""


def test_an_update_is_told_once_and_before_a_practice_is_open(
    qapp: QApplication, folder: Path
) -> None:
    settings.write(settings.Settings(seen_version="0.0.9"), settings.settings_file())
    said = []
    for _start in range(2):
        desk = app.Desk(qapp, folder, theme="light", door=app.FolderDoor(practices()))
        desk.window.show()
        wait(lambda d=desk: bool(d.unlock.countries))  # type: ignore[misc]
        said.append(desk.unlock_page.locked.news.words)
        desk.window.close()
        desk.close()
    assert said == [
        f"Version {__version__} is new here. "
        "What has changed stands in the settings: “What is new”.",
        "",
    ]
    settings.settings_file().unlink()


def test_the_start_after_one_that_fell_is_plain_and_says_so(folder: Path) -> None:
    mark = settings.settings_file().with_name("starting")
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    said = [run_alone(AFTER_A_FALL, folder).stdout.strip() for _start in range(2)]
    assert said[0].startswith("The last start did not come to an end. This start is without")
    assert said[1] == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells windows itself")
def test_the_end_of_the_desktop_session_closes_the_window_in_order(folder: Path) -> None:
    run = run_alone(TOLD_TO_CLOSE, folder, check=False)
    assert run.returncode == 0, run.stderr
    lines = log_file().read_text().splitlines()
    assert [line.split(" INFO ")[1].split(":")[0] for line in lines[-2:]] == ["started", "ended"]


def test_a_report_names_places_in_the_code_and_no_patient() -> None:
    def fall(name: str) -> None:
        raise ValueError(f"{name} cannot be shown")

    try:
        fall("Anna Muster")
    except ValueError as problem:
        report = report_text(type(problem), problem.__traceback__)
    assert "ValueError" in report
    assert "tests/test_app.py" in report.replace(os.sep, "/")
    assert " fall" in report
    assert "Muster" not in report
    assert str(ROOT) not in report


def test_a_bug_in_the_showing_of_bugs_is_told_on_the_error_stream_alone(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []

    def fall(report: str) -> None:
        shown.append(report)
        watch.hear(LookupError, LookupError(), None)

    watch = BugWatch(fall)
    for _time in range(2):
        watch.hear(ValueError, ValueError(), None)
    assert len(shown) == 2
    assert capsys.readouterr().err.count("LookupError") == 2


def test_what_shows_bugs_and_falls_itself_is_asked_no_further(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[str] = []

    def fall(report: str) -> None:
        shown.append(report)
        raise LookupError

    watch = BugWatch(fall)
    monkeypatch.setattr(sys, "excepthook", watch.hear)
    for _time in range(2):
        watch.hear(ValueError, ValueError(), None)
    assert len(shown) == 2
    assert capsys.readouterr().err.count("LookupError") == 2


def test_a_bug_on_any_thread_is_shown_and_the_work_goes_on(
    qapp: QApplication,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    person = Person(qapp, folder)
    desk = person.desk

    def fall() -> None:
        raise KeyError("Anna Muster")

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    wait(lambda: len(desk.faults.shown) == 1)
    (shown,) = desk.faults.shown
    assert shown.isVisible()
    assert "KeyError" in shown.report.toPlainText()
    assert "Muster" not in shown.report.toPlainText()
    shown.copy_button.click()
    assert QApplication.clipboard().text() == shown.report.toPlainText()
    shown.close_button.click()
    assert not shown.isVisible()
    assert "Muster" not in capsys.readouterr().err
    (line,) = caplog.messages
    assert line.startswith("Dry-needling charting")
    assert "Muster" not in line
    caplog.clear()
    person.leave()
    assert sys.excepthook is not desk.faults.watch.hear
