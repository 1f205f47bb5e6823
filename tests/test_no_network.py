"""No network is used without being asked: a whole start opens no socket."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Python tells its hooks of every socket before it is there, and of every name looked up. Qt has no
# network module in this program (tests/test_package_contents.py), and the desktop's bus is a local
# socket that the C library opens.
WHOLE_START = """
import sys
told = []
sys.addaudithook(lambda name, args: told.append(name) if name.startswith("socket.") else None)
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.invented import PASSPHRASE, new_practice, people
from tests.person import Person, wait
qt = QApplication([])
practice = new_practice(Path(sys.argv[1]))
practice.patients.add(next(iter(people(1))))
practice.close()
person = Person(qt, Path(sys.argv[1]))
person.desk.window.show()
line = person.desk.unlock_page.locked.passphrase.line
wait(line.hasFocus)
QTest.keyClicks(line, PASSPHRASE)
QTest.keyClick(line, Qt.Key.Key_Return)
wait(lambda: person.desk.patients_page is not None and person.desk.patients_page.isVisible())
wait(lambda: not person.desk.lane.busy)
person.leave()
print("sockets:", [name for name in told if name != "socket.gethostname"])
print("network:", sorted(name for name in sys.modules if "QtNetwork" in name))
"""


def test_a_whole_start_opens_no_socket(tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    run = subprocess.run(
        [sys.executable, "-c", WHOLE_START, str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert "sockets: []" in run.stdout, run.stdout
    assert "network: []" in run.stdout, run.stdout


@pytest.mark.parametrize("module", ["urllib.request", "http.client", "requests", "QtNetwork"])
def test_no_part_of_ours_reaches_for_the_network(module: str) -> None:
    ours = [*(ROOT / "charting").rglob("*.py"), ROOT / "main.py"]
    assert not [
        file.name
        for file in ours
        if any(
            line.lstrip().startswith(("import ", "from ")) and module in line
            for line in file.read_text("utf-8").splitlines()
        )
    ]
