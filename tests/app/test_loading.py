"""What the screens need is loaded without a class of Qt being made on the lane."""

import sys
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting.app.loading import needed_by
from tests.person import Person, wait
from tests.programs import run_alone

A_START = """
import builtins, sys, threading
from pathlib import Path
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from charting import app
from charting.app.loading import SCREENS

here, made, build = threading.get_ident(), [], builtins.__build_class__

def watched(*parts, **named):
    it = build(*parts, **named)
    if isinstance(it, type(QObject)):
        made.append((threading.get_ident() == here, it.__module__))
    return it

builtins.__build_class__ = watched
qt = QApplication([])
desk = app.Desk(qt, Path(sys.argv[1]))
before = len(made)
desk.window.show()
ready = []
desk.window.first_painted.connect(lambda: desk.lane.idle.connect(lambda: desk.loading.then(
    lambda: ready.append(True))))
while not ready:
    qt.processEvents()
desk.close()
print(len(made) - before, SCREENS in sys.modules, [name for at_home, name in made if not at_home])
"""


@pytest.mark.long
def test_a_start_makes_no_class_of_qt_off_the_thread_of_the_window(tmp_path: Path) -> None:
    run = run_alone(A_START, tmp_path)
    made, loaded, elsewhere = run.stdout.strip().split(" ", 2)
    assert (loaded, elsewhere) == ("True", "[]")
    assert int(made) > 200


def test_a_module_comes_after_those_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "charting.ui.session.name_labels"
    import_module(names)
    assert not list(needed_by(names))
    needed = ("charting.ui.session.engraving", "charting.ui.session.anchors", names)
    for name in needed:
        monkeypatch.delitem(sys.modules, name)
    assert tuple(needed_by(names)) == needed
    assert not any(name in sys.modules for name in needed)


def test_nobody_enters_before_all_is_loaded(qapp: QApplication, tmp_path: Path) -> None:
    person = Person(qapp, tmp_path)
    loading, calls = person.desk.loading, list[str]()
    loading.then(lambda: calls.append("nothing is being loaded"))
    assert len(calls) == 1
    loading.begin()
    person.desk.lane.drain()
    loading.then(lambda: calls.append("all is loaded"))
    wait(lambda: len(calls) == 2)
    person.leave()
