"""A double click while the window is open goes to that window: a real second process, one note."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting import settings
from charting.app.same_window import SameWindow
from tests.person import Person, wait
from tests.test_architecture import ROOT

# The first window, as a process of its own that ends by itself once it was asked for twice.
FIRST = """
import sys
from pathlib import Path
from charting import app
from charting.app.given_file import GivenFile
come, asked = GivenFile.come, []
def told(self, file):
    come(self, file)
    asked.append(file)
    print("asked for", file, "|", self._unlock_page.locked.news.words, "|",
        self._window.message.words, flush=True)
    if len(asked) == 2:
        self._window.close()
GivenFile.come = told
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Path]:
    """Where the starts on a practice meet."""
    mask = os.umask(0o077)
    yield tmp_path / "windows"
    os.umask(mask)


@pytest.mark.long  # its short form is the one after it
def test_two_processes_have_one_window(qapp: QApplication, tmp_path: Path) -> None:
    """The first start opens it; each further one is over at once, and what it was to open is
    looked at there.
    """
    practice, file = tmp_path / "practice", tmp_path / "there.dnarchive"
    practice.mkdir()
    (practice / "practice.db").touch()
    file.write_bytes(b"an archive")
    command = [sys.executable, "-c", FIRST, str(practice)]
    own, gone = settings.settings_file().with_name("windows"), tmp_path / "gone.dnarchive"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        # Before it is there no window could be asked for.
        wait(lambda: any(own.glob("*/lock")))
        for asked in (file, gone):
            further = [sys.executable, str(ROOT / "main.py"), "--data", str(practice), str(asked)]
            subprocess.run(further, check=True, timeout=60)
        told = [line.rstrip("\n").split(" | ") for line in first.stdout]
    assert first.returncode == 0
    assert [words[0] for words in told] == [f"asked for {file}", f"asked for {gone}"]
    assert told[0][1] == (
        "Unlock, and “there.dnarchive” is looked at. Nothing comes in before you say so."
    )
    assert told[1][2] == ("“gone.dnarchive” cannot be looked at: there is no such file any more.")
    assert [path.name for path in own.rglob("*") if path.is_file()] == []


# A further start as far as it goes.
FURTHER = """
import sys
from pathlib import Path
from charting.app.same_window import SameWindow
same = SameWindow(Path(sys.argv[1]), Path(sys.argv[2]))
print(same.is_elsewhere() and same.hand(Path(sys.argv[3])))
"""


def test_another_process_hands_its_file_over(
    qapp: QApplication, places: Path, tmp_path: Path
) -> None:
    window, told = SameWindow(places, tmp_path), list[Path | None]()
    assert not window.is_elsewhere()
    window.listen(told.append)
    file = tmp_path / "Zoë’s.dnarchive"
    command = [sys.executable, "-c", FURTHER, *map(str, (places, tmp_path, file))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as further:
        wait(lambda: further.poll() is not None)
        assert further.stdout is not None
        assert further.stdout.read() == "True\n"
    assert told == [file]
    window.end()


def test_each_practice_has_a_window_of_its_own(places: Path, tmp_path: Path) -> None:
    one, again, other = (SameWindow(places, tmp_path / name) for name in ("a", "a", "b"))
    assert not one.is_elsewhere()
    assert again.is_elsewhere()
    assert not other.is_elsewhere()
    one.end()
    assert not again.is_elsewhere()


def test_only_a_path_of_this_user_is_taken(
    qapp: QApplication, places: Path, tmp_path: Path
) -> None:
    window = SameWindow(places, tmp_path)
    assert not window.is_elsewhere()
    (folder,) = places.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    secret = tmp_path / "secret"
    secret.write_text("/etc/hostname")
    (folder / "1.note").symlink_to(secret)
    (folder / "2.note").write_bytes(b"not/absolute")
    (folder / "3.note").write_bytes(b"/x\0y")
    (folder / "4.note").write_bytes(b"/" + b"x" * 50_000)
    os.mkfifo(folder / "5.note")
    (folder / "6.note").write_bytes(b"/open/to/all")
    (folder / "6.note").chmod(0o666)
    (folder / "7.note").write_bytes(os.fsencode("/Zoë/there.dnarchive"))
    told: list[Path | None] = []
    window.listen(told.append)
    assert told == [Path("/Zoë/there.dnarchive")]
    assert secret.exists()
    window.end()


def test_a_window_that_does_not_answer_is_not_waited_for_for_ever(
    places: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note is withdrawn: what was opened otherwise meanwhile is not opened once more."""
    monkeypatch.setattr("charting.app.same_window._PATIENCE_MS", 1)
    window, further = SameWindow(places, tmp_path), SameWindow(places, tmp_path)
    assert not window.is_elsewhere()
    assert further.is_elsewhere()
    assert not further.hand(tmp_path / "there.dnarchive")
    (folder,) = places.iterdir()
    assert [path.name for path in folder.iterdir()] == ["lock"]
    window.end()


def test_a_folder_that_others_may_write_in_is_no_way(places: Path, tmp_path: Path) -> None:
    window = SameWindow(places, tmp_path)
    assert not window.is_elsewhere()
    (folder,) = places.iterdir()
    folder.chmod(0o777)
    assert not SameWindow(places, tmp_path).is_elsewhere()
    window.end()


def test_a_window_that_was_put_away_comes_forward(qapp: QApplication, tmp_path: Path) -> None:
    person = Person(qapp, tmp_path / "practice")
    desk = person.desk
    desk.window.showMinimized()
    desk.given.come(None)
    assert not desk.window.isMinimized()
    person.leave()
