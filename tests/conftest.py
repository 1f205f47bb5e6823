"""What every test stands on: no screen, a home of its own, quiet logs, repeatable examples."""

import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Set before any test module loads Qt; QT_QPA_PLATFORM=xcb lets a person watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The tests read English, on whatever machine they run.
os.environ.update(LANGUAGE="", LC_ALL="C.UTF-8")
# A practice is written through to the disk with each change, which takes no time where the disk is
# memory; the faults have a real one.
_IN_MEMORY, _ENOUGH = Path("/dev") / "shm", 4 << 30
if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))

settings.register_profile("quick", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "thorough", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")  # --hypothesis-profile=thorough asks for more


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the architecture: its type check is the longest single test."""
    items.sort(key=lambda item: item.path.name != "test_architecture.py")


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home that is thrown away, so that no test meets a person's own practice or settings."""
    folder = tmp_path_factory.mktemp("home")
    places = {
        "HOME": folder,
        "XDG_CONFIG_HOME": folder / "config",
        "XDG_DATA_HOME": folder / "data",
        "XDG_CACHE_HOME": folder / "cache",
        "XDG_STATE_HOME": folder / "state",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, place in places.items():
            patch.setenv(name, str(place))
        yield folder


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on a warning in the log; a test that means to cause one looks at it, then clears it."""
    yield
    loud = [line for line in caplog.get_records("call") if line.levelno >= logging.WARNING]
    assert not loud, [line.getMessage() for line in loud]


@pytest.fixture(autouse=True, scope="module")
def no_windows_left() -> Iterator[None]:
    """Destroy the windows that a module's tests leave: a change of theme would style them all."""
    yield
    widgets, core = (sys.modules.get(f"PySide6.Qt{part}") for part in ("Widgets", "Core"))
    if widgets is None or core is None or widgets.QApplication.instance() is None:
        return
    for window in widgets.QApplication.topLevelWidgets():
        window.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    if gc.get_freeze_count():
        # The application freezes what it has loaded, once in its life, and looks through the rest
        # in pauses: here with the garbage of every window before, and without a pause.
        gc.unfreeze()
        gc.enable()
        gc.collect()
