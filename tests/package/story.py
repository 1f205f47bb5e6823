"""Case 1 at the window of the installed package, by keys and clicks, and what is then on file.

It is smaller than the walk: the practice, the patient, the marks and the count.
"""

import re
from pathlib import Path

from tests.package.bare import HOME, BareDebian, call
from tests.package.screen import Screen, wait

PASSPHRASE = "plum anchor velvet eighty"
FAMILY = "Adeyemi-Lindqvist"
ENTRY = "/usr/share/applications/dry-needling-charting.desktop"
_TITLE = "Dry-needling charting"
# The middle of the map and L4 on a window of 1440 x 900, in pixels, and how long a millimetre is.
_MIDDLE, _L4, _L4_MM, _SCALE = 663, 430, 13.0, 1.573
# Within the field that patients are looked for in.
_SEARCH = (150, 130)
# The paper chart's places: mm to the right of the midline, and up.
_POINTS = ((18, 13), (55, 58), (85, 23.5))

# One after the other among the same processes: a lock is told from one left behind by them.
_TWO_CLICKS = """
gio open {file}
until [ -e {home}/again ]; do sleep 0.2; done
dry-needling-charting {home}/gone.dnarchive && touch {home}/ended
exec sleep 3600
"""


def start(bare: BareDebian, screen: Screen) -> None:
    """Start the application from its desktop entry, as a desktop does."""
    bare.start("sh", "-c", f"gio launch {ENTRY}; exec sleep 3600", display=screen.display)
    screen.await_window(_TITLE)


def set_up(bare: BareDebian, screen: Screen) -> None:
    """The first run in three steps, and the recovery key, read from its page as on paper."""
    screen.await_words("Who treats")
    screen.keep("first-run-1")
    screen.fill("Nora Feld", "NF-1207")
    screen.press("Return")
    screen.await_words("Out of hours")
    screen.keep("first-run-2")
    screen.fill("Practice at the Bridge", "+41 44 000 00 00", "+41 44 000 00 01", "Switz", "", "")
    screen.press("Return")
    screen.await_words("The same passphrase again")
    # Beside each passphrase stands the press that shows it.
    screen.fill(PASSPHRASE, "", PASSPHRASE)
    screen.keep("first-run-3")
    screen.press("Return")
    screen.await_words("Recovery key")
    screen.keep("recovery-key")
    page = HOME / "key.pdf"
    screen.press("Tab", "space")
    screen.await_other("save-the-key")
    screen.press("ctrl+a")
    screen.type(str(page))
    screen.press("Return")
    wait(bare.inside(page).exists)
    screen.await_window(_TITLE)
    screen.await_words("Saved. Print it")
    screen.press("space")
    screen.await_words("Copy these two groups")
    groups = _groups(bare.inside(page))
    # What is read dark on light may be read a second time light on dark.
    asked = dict.fromkeys(re.findall(r"Group (\d)", screen.read()))
    screen.fill(*(groups[int(number) - 1] for number in asked))
    screen.keep("recovery-key-copied")
    screen.press("Return")
    screen.await_words("No patients yet")


def double_click(bare: BareDebian, screen: Screen) -> None:
    """An archive of the practice, opened as by a double click, unlocked, and looked at."""
    secret, file = HOME / "secret", HOME / "practice.dnarchive"
    words = ("--encrypt", "--archive-passphrase-file", str(secret), "--out", str(file))
    verb(bare, "archive", *words)
    bare.start("sh", "-c", _TWO_CLICKS.format(file=file, home=HOME), display=screen.display)
    screen.await_window(_TITLE)
    screen.await_words("is looked at")
    screen.keep("double-click")
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.await_words("Passphrase of the archive")
    screen.await_still()
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.await_words("to decide whether it comes in")
    screen.keep("what-would-come")
    bare.inside(HOME / "again").touch()
    # The second start is over, and its window is the first.
    wait(lambda: bare.inside(HOME / "ended").exists())
    screen.await_words("no such file any more")
    screen.keep("double-click-again")
    screen.press("ctrl+q")
    screen.await_no_window(_TITLE)


def open_old(bare: BareDebian, screen: Screen, folder: Path) -> None:
    """The practice that an old version left, at the window."""
    bare.start("dry-needling-charting", "--data", str(folder), display=screen.display)
    screen.await_window(_TITLE)
    screen.await_still()
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.await_words("Wu, Li")
    screen.keep("old-practice")
    screen.press("ctrl+q")
    screen.await_no_window(_TITLE)


def open_unpacked(bare: BareDebian, screen: Screen, program: Path) -> None:
    """The tarball's program, where nothing is installed, on the records of the package before."""
    assert "dry-needling-charting" in bare.run(str(program), "--version")
    bare.start(str(program), display=screen.display)
    screen.await_window(_TITLE)
    screen.await_still()
    screen.type(PASSPHRASE)
    screen.press("Return")
    screen.await_words(FAMILY)
    screen.keep("unpacked")
    screen.press("ctrl+q")
    screen.await_no_window(_TITLE)


def _groups(page: Path) -> list[str]:
    """The eight groups of a recovery key, read from its page."""
    return re.findall(r"\b[0-9A-Z]{5,6}\b", call(["pdftotext", "-layout", str(page), "-"]))[:8]


def chart(screen: Screen) -> None:
    """The patient, three trigger points and four needles, all out and counted."""
    screen.keep("patients")
    # Since the system's chooser closed, no window has the keys.
    screen.await_window(_TITLE)
    screen.click(*_SEARCH)
    screen.press("ctrl+n")
    screen.await_words("New patient")
    screen.fill(FAMILY, "K.", "9.3.1984", "fem", "")
    screen.keep("new-patient")
    screen.press("Return")
    screen.await_words("Beside the visits")
    screen.keep("patient")
    screen.press("ctrl+Return")
    screen.await_words("Prepare")
    screen.await_still()
    screen.press("t")
    for place in _POINTS:
        _click(screen, *place)
    screen.keep("trigger-points")
    screen.press("1")
    _click(screen, 18, 13)
    screen.press("w", "w", "1")
    _click(screen, 20, -13)
    screen.press("2")
    _click(screen, 55, 58)
    screen.press("w")
    screen.keep("needles-in")
    screen.press("4")
    _click(screen, 85, 23.5)
    screen.press("w", "f", "a")
    screen.keep("out")
    # How many were counted out; then, as asked for next, how many packs were opened.
    for _asked in range(2):
        screen.type("4")
        screen.press("Return")
        screen.await_still()
    screen.keep("counted")
    screen.press("F12")
    screen.await_words("Beside the visits")
    screen.keep("after")
    screen.press("ctrl+q")
    screen.await_no_window(_TITLE)


def _click(screen: Screen, across: float, up: float) -> None:
    screen.click(round(_MIDDLE + across * _SCALE), round(_L4 - (up - _L4_MM) * _SCALE))
    screen.await_still()


def verb(bare: BareDebian, *words: str, passphrase: str = PASSPHRASE) -> str:
    """What a verb of the installed command line says."""
    secret = HOME / "secret"
    bare.inside(secret).write_text(passphrase + "\n", encoding="utf-8")
    bare.inside(secret).chmod(0o644)
    command = ("dry-needling-charting", words[0], "--passphrase-file", str(secret), *words[1:])
    return bare.run(*command)


def is_on_file(bare: BareDebian) -> str:
    """What the command line tells of the chart. Raises `AssertionError`."""
    told = verb(bare, "show", FAMILY)
    for words in ("multifidus", "iliocostalis", "quadratus lumborum", "counted: 4"):
        assert words in told, told
    verb(bare, "verify")
    paper = HOME / "leaflet.pdf"
    verb(bare, "handout", FAMILY, "--out", str(paper))
    assert "Adeyemi" in call(["pdftotext", str(bare.inside(paper)), "-"])
    verb(bare, "export", FAMILY, "--fhir", "--out", str(HOME / "fhir.json"))
    return told
