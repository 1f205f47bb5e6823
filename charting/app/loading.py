"""What the next screens need, loaded after the first paint, so that no click waits."""

import gc
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.machinery import ModuleSpec
from pkgutil import iter_modules
from types import CodeType
from typing import Any

import charting
from charting.app.door import FolderDoor
from charting.ui.tasks import InTurns, Lane

SCREENS = "charting.app.screens"
_OF_A_WINDOW = ("charting.ui.", "charting.app.")


@dataclass(frozen=True, slots=True)
class _Module:
    spec: ModuleSpec
    is_package: bool

    def code(self, name: str) -> CodeType:
        loader: Any = self.spec.loader
        made: CodeType = loader.get_code(name)
        return made


class Loading:
    """Loads on the lane what has no window, and the window's own modules in small steps here.

    Qt asks for the class of an object of ours while other threads run, and libshiboken 6.11 looks
    it up in a table that nothing guards (`PepType_SOTP`, before Python 3.12): a class that another
    thread adds to it meanwhile ends the program. So no class of Qt is made on the lane.
    """

    def __init__(self, door: FolderDoor, lane: Lane) -> None:
        self._door, self._lane = door, lane
        self._windows: InTurns[None] | None = None

    def begin(self) -> None:
        """Load what is never given up again."""
        self._lane.submit(lambda: load(self._door), self._go_on)

    def then(self, do: Callable[[], None]) -> None:
        """Call `do` when the screens can be made: now, where nobody has begun to load them."""
        if self._windows is None:
            do()
        else:
            self._windows.then(lambda _loaded: do())

    def _go_on(self, windows: tuple[str, ...]) -> None:
        self._windows = InTurns(_one_by_one(windows))
        self._windows.then(lambda _loaded: self._lane.submit(_look_up, lambda _done: None))


def load(door: FolderDoor) -> tuple[str, ...]:
    """Load what has no window; the names of the window's modules, each after those it needs.

    Nobody looks through it for what could be given up: each time that would stop the window for a
    tenth of a second. From then on Python looks through nothing by itself; `Memory` does.
    """
    gc.disable()
    windows = []
    for name in needed_by(SCREENS):
        if name.startswith(_OF_A_WINDOW):
            windows.append(name)
        else:
            import_module(name)
    door.practices()
    _read()
    return tuple(windows)


def _read() -> None:
    from charting import care_content, content
    from charting.languages import ENGLISH

    for read in (
        *(content.body_map, content.builds, content.needle_kit, content.shorthand),
        *(content.visit_items, content.reminder_rules, content.follow_up_plan),
        *(content.event_vocabulary, content.pain_reminders, content.episode_terms),
        *(care_content.measures, care_content.note_lines),
    ):
        read()
    content.vocabulary("course")
    care_content.education(ENGLISH)


def _one_by_one(modules: tuple[str, ...]) -> Generator[None, None, None]:
    for name in modules:
        import_module(name)
        yield


def _look_up() -> None:
    from charting import content
    from charting.ui.session import anchors, body_picture

    anchors.find(content.body_map())
    body_picture.paths_of(content.body_map())
    gc.freeze()


def needed_by(name: str) -> Iterator[str]:
    """The modules of this program that one needs and that are not loaded yet, each after those
    that it needs itself. None of them is loaded by asking.
    """
    if name not in sys.modules:
        yield from _needed_by(name, dict(_modules(charting.__path__, "charting.")), set())


def _modules(path: Iterable[str], prefix: str) -> Iterator[tuple[str, _Module]]:
    for finder, name, is_package in iter_modules(path, prefix):
        spec = finder.find_spec(name, None)
        if spec is not None:
            yield name, _Module(spec, is_package=is_package)
            yield from _modules(spec.submodule_search_locations or (), f"{name}.")


def _needed_by(name: str, every: Mapping[str, _Module], seen: set[str]) -> Iterator[str]:
    seen.add(name)
    for each in _imported(name, every):
        if each not in seen and each not in sys.modules:
            yield from _needed_by(each, every, seen)
    yield name


def _imported(name: str, every: Mapping[str, _Module]) -> list[str]:
    """What a module imports at its top: what is named there tells."""
    named = every[name].code(name).co_names if name in every else ()
    modules = [each for each in named if each in every]
    inside = [f"{each}.{part}" for each in modules if every[each].is_package for part in named]
    return [*modules, *(each for each in inside if each in every)]
