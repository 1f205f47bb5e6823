"""Two windows in one visit at a clinic's server: it is handed over with its needles in, and what
both changed is decided.

Run `python -m tests.walk.clinic OUT [THEME]`: the pictures of both windows are kept in `OUT`.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from charting.domain.clinic import ClinicAddress
from charting.domain.marks import AT_ONCE, Needle
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.domain.session import NoteSection
from charting.services.clinic_setup import join
from charting.storage.store import SqlStore
from charting.ui import theme as looks
from charting.ui.session.company_bar import CompanyBar
from charting.ui.session.deciding import DecidingPane
from charting.vault.slots import SlotVault
from tests.invented import PASSPHRASE, new_practice, people, practices
from tests.person import Person, wait
from tests.services.world import CHEAP, JAN, OTHER
from tests.storage.postgresql import ADMIN, Server, programs

SIZE = (1440, 900)
# The back is drawn in small steps, and what wraps finds its height one after the other.
_LAYOUTS = 60
_PLACES = ((28.0, 60.0), (-28.0, 60.0), (30.0, 20.0))


@dataclass
class Album:
    """Pictures of one theme, each with its number."""

    out: Path
    theme: str
    number: int = 0

    def keep(self, person: Person, name: str) -> None:
        """Keep a picture of somebody's window."""
        self.number += 1
        settled(person)
        for _ in range(_LAYOUTS):
            QApplication.processEvents()
        file = self.out / f"{self.number:02}-{name}-{self.theme}.png"
        if not person.desk.window.grab().save(str(file)):
            raise OSError(f"{file} cannot be written")


def settled(*every: Person) -> None:
    """Wait until windows have nothing more to do."""
    for each in every:
        wait(partial(_is_settled, each))


def _is_settled(person: Person) -> bool:
    return not person.desk.lane.busy and not person.model.settling


def found_clinic(home: Path, server: Server) -> tuple[Path, Path]:
    """A clinic of Nora and Jan with one patient; the folder of each on a computer of their own."""
    address = ClinicAddress("127.0.0.2", "clinic", server.port, server.authority)
    practice = new_practice(home / "noras")
    practice.people.add(Practitioner(JAN, "Jan Roth", "", role=Role.PRACTITIONER), OTHER, OTHER)
    practice.patients.add(next(people(1)))
    practice.clinic.move(address, ADMIN)
    practice.close()
    practice = practices().open(home / "noras", PASSPHRASE)
    card = practice.clinic.card()
    practice.close()
    join(home / "jans", card, SlotVault(CHEAP, CHEAP), SqlStore())
    return home / "noras", home / "jans"


def come_in(qt: QApplication, folder: Path, passphrase: str) -> Person:
    """Somebody opens the visit of today on their own computer."""
    person = Person(qt, folder)
    person.desk.window.resize(*SIZE)
    person.come_to_the_patient(passphrase)
    person.open_session()
    wait(lambda: person.desk.session_page is not None and person.desk.session_page.isVisible())
    settled(person)
    return person


def bar_of(person: Person) -> CompanyBar:
    """Where somebody's window says who else is there."""
    (bar,) = person.page.findChildren(CompanyBar)
    return bar


def hand_over(nora: Person, jan: Person, album: Album) -> None:
    """Nora sets needles; Jan sees them, and goes on with them in."""
    jans, noras = bar_of(jan), bar_of(nora)
    wait(lambda: "It is open there now." in jans.company.words)
    nora.desk.window.activateWindow()
    wait(nora.desk.window.isActiveWindow)
    stays = next(
        number
        for number, each in enumerate(nora.model.kit.presets, start=1)
        if each.technique not in AT_ONCE
    )
    for x, y in _PLACES:
        QTest.keyClicks(nora.page.view, str(stays))
        pixel = nora.page.view.projection.to_screen(x, y).toPoint()
        QTest.mouseClick(nora.page.view, Qt.MouseButton.LeftButton, pos=pixel)
    settled(nora)
    wait(lambda: "3 needles are in." in jans.company.words)
    album.keep(nora, "nora-charts")
    album.keep(jan, "jan-sees-it")
    QTest.mouseClick(jans.company.action, Qt.MouseButton.LeftButton)
    wait(lambda: "You took this visit over from Nora Feld" in jans.company.words)
    wait(lambda: "Jan Roth has had this visit in hand" in noras.company.words)
    album.keep(jan, "jan-took-over")
    album.keep(nora, "nora-sees-that")


def decide(nora: Person, jan: Person, album: Album) -> None:
    """Both say how deep the first needle went, and both write in the note."""
    for person, depth in ((nora, 30), (jan, 25)):
        needle = person.model.marks[0]
        person.model.select(needle.id)
        assert isinstance(needle, Needle)
        person.model.edit(replace(needle, depth=depth))
    wait(lambda: bool(nora.model.record.conflicts or jan.model.record.conflicts))
    settled(nora, jan)
    second = nora if nora.model.record.conflicts else jan
    album.keep(second, "both-said-how-deep")
    _open_and_take(second, album, "side-by-side", lambda pane: pane.mine.press)
    section = NoteSection.SUBJECTIVE
    words = {nora: "Worse in the morning.", jan: "Better since the last visit."}
    for person, text in words.items():
        person.model.visit.write_note(section, text)
    wait(lambda: bool(nora.model.record.conflicts or jan.model.record.conflicts))
    settled(nora, jan)
    second = nora if nora.model.record.conflicts else jan
    _open_and_take(second, album, "two-notes", lambda pane: pane.both)
    wait(lambda: nora.model.visit.note(section) == jan.model.visit.note(section))
    assert all(text in nora.model.visit.note(section) for text in words.values())
    album.keep(jan, "decided")


def _open_and_take(
    person: Person, album: Album, name: str, which: Callable[[DecidingPane], QWidget]
) -> None:
    QTest.mouseClick(bar_of(person).clash.action, Qt.MouseButton.LeftButton)
    pane = next(each for each in person.page.beside.panes if isinstance(each, DecidingPane))
    album.keep(person, name)
    QTest.mouseClick(which(pane), Qt.MouseButton.LeftButton)
    settled(person)
    assert not person.model.record.conflicts


def walk(qt: QApplication, out: Path, theme: str) -> int:
    """Walk it once; how many pictures were kept."""
    where = programs()
    if where is None:
        raise SystemExit("PostgreSQL is not installed")
    with TemporaryDirectory() as home, TemporaryDirectory() as cluster:
        server = Server(Path(cluster), where)
        server.start()
        try:
            folders = found_clinic(Path(home), server)
            nora = come_in(qt, folders[0], PASSPHRASE)
            jan = come_in(qt, folders[1], OTHER)
            looks.apply(qt, theme)
            album = Album(out, theme)
            hand_over(nora, jan, album)
            decide(nora, jan, album)
            for person in (jan, nora):
                # What is said of needles that are still in is heard once.
                while not person.desk.window.close():
                    pass
                person.desk.close()
        finally:
            server.stop()
            Path(cluster).mkdir()
    return album.number


def main(argv: Sequence[str] | None = None) -> int:
    """Walk it, and say how many pictures there are."""
    parser = argparse.ArgumentParser(prog="python -m tests.walk.clinic", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder of the pictures")
    parser.add_argument("theme", nargs="?", choices=("light", "dark", "contrast"), default="light")
    arguments = parser.parse_args(argv)
    arguments.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication(["walk"])
    number = walk(qt, arguments.out, arguments.theme)
    sys.stdout.write(f"{number} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
