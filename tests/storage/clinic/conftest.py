"""A clinic that moved to the server of this run, from a practice of two people and a visit; made
once, as it takes longest, so that tests find in it what others left.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from charting.command_line import parse, verbs
from charting.domain.audit import ChainHead
from charting.domain.clinic import ClinicAddress
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.services.clinic_setup import join
from charting.services.practices import OpenPractice
from charting.storage.clinic.address import read_address, write_address
from charting.storage.store import SqlStore
from charting.vault.slots import SlotVault
from tests.invented import PASSPHRASE, chart, new_practice, people, practices
from tests.services.world import CHEAP, JAN, OTHER
from tests.storage.clinic.cutting import Way, cuttable

if TYPE_CHECKING:
    from tests.storage.postgresql import Server

_numbers = count(1)
DESK = "eleven quiet window seats"


class Clinic(NamedTuple):
    """A clinic as it is on Nora's computer: the folder there, where it leads, and a card for
    others; `before` is what there was before it moved, and `told` what the command said on the way,
    by what it did.
    """

    folder: Path
    address: ClinicAddress
    before: tuple[dict[str, int], Sequence[ChainHead]]
    told: dict[str, str]
    card: bytes

    @property
    def kept(self) -> Path:
        """The folder of the database of before."""
        (kept,) = self.folder.glob("before-clinic-*")
        return kept


def there_words(address: ClinicAddress, beside: Path) -> tuple[str, ...]:
    """How an address is typed, with the server's administrator; their files lie in `beside`."""
    from tests.storage.postgresql import ADMIN  # noqa: PLC0415 - not on Windows

    (beside / "authority.pem").write_text(address.authority)
    (beside / "admin").write_text(ADMIN.password)
    where = ("--host", address.host, "--port", str(address.port), "--database", address.database)
    vouching = ("--authority", str(beside / "authority.pem"))
    return (
        *where,
        *vouching,
        "--admin",
        ADMIN.name,
        "--admin-password-file",
        str(beside / "admin"),
    )


def said(beside: Path, folder: str, *asked: str) -> str:
    """What the verb `clinic` says of a practice that Nora opens, or refuses."""
    (beside / "typed").write_text(PASSPHRASE, encoding="utf-8")
    way = ("--data", str(beside / folder), "--passphrase-file", str(beside / "typed"))
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        verbs.run(parse(["clinic", asked[0], *way, *asked[1:]]), practices())
    return out.getvalue()


@pytest.fixture(scope="session")
def new_address(server: "Server", worker_id: str) -> Callable[[], ClinicAddress]:
    """Places of clinics that are not there yet, as from another computer."""

    def place() -> ClinicAddress:
        name = f"clinic_{worker_id}_{next(_numbers)}"
        return ClinicAddress("127.0.0.2", name, server.port, server.authority)

    return place


@pytest.fixture(scope="session")
def clinic(
    tmp_path_factory: pytest.TempPathFactory, new_address: Callable[[], ClinicAddress]
) -> Clinic:
    """A practice of Nora, who owns it, and Jan, once it was moved by the command."""
    beside, address = tmp_path_factory.mktemp("clinic"), new_address()
    laptop = new_practice(beside / "laptop")
    laptop.people.add(Practitioner(JAN, "Jan Roth", "", role=Role.PRACTITIONER), OTHER, OTHER)
    laptop.people.add(Practitioner(JAN, "Rita Lutz", "", role=Role.FRONT_DESK), DESK, DESK)
    anna, _other = [laptop.patients.add(each) for each in people(2)]
    chart(laptop, laptop.sessions.open_today(anna.id), 4)
    before = laptop.records.counts(), laptop.records.trail.heads()
    laptop.close()
    there = there_words(address, beside)
    told = {
        "check": said(beside, "laptop", "check", *there),
        "look": said(beside, "laptop", "move", *there),
        "move": said(beside, "laptop", "move", *there, "--yes"),
        "state": said(beside, "laptop", "state"),
        "card": said(beside, "laptop", "card", "--out", str(beside / "bridge.card")),
    }
    card = (beside / "bridge.card").read_bytes()
    return Clinic(laptop.folder, address, before, told, card)


@pytest.fixture
def joined(clinic: Clinic, tmp_path: Path) -> Callable[[str], Path]:
    """Joins a further computer of this name; its practice folder."""

    def join_as(name: str) -> Path:
        vault = SlotVault(CHEAP, CHEAP)
        join(tmp_path / name, clinic.card, vault, SqlStore())
        # As from a card of now: whoever was shut out meanwhile changed the key of all.
        vault.take(tmp_path / name, vault.content(clinic.folder))
        return tmp_path / name

    return join_as


@pytest.fixture
def nora(joined: Callable[[str], Path]) -> Iterator[OpenPractice]:
    """The practice as Nora opens it on a computer of this test's own."""
    practice = practices().open(joined("noras"), PASSPHRASE)
    yield practice
    practice.close()


@pytest.fixture
def jan(joined: Callable[[str], Path]) -> Iterator[OpenPractice]:
    """The practice as Jan opens it on another, who owns nothing."""
    practice = practices().open(joined("jans"), OTHER)
    yield practice
    practice.close()


@pytest.fixture
def rita(joined: Callable[[str], Path]) -> Iterator[OpenPractice]:
    """The practice as Rita opens it at the front desk."""
    practice = practices().open(joined("ritas"), DESK)
    yield practice
    practice.close()


@pytest.fixture
def way(joined: Callable[[str], Path]) -> Iterator[tuple[Way, Path]]:
    """A way to the server that can be cut, and the folder of a computer that goes there on it."""
    folder = joined("away")
    there = read_address(folder)
    with cuttable(there.host, there.port) as through:
        write_address(folder, replace(there, port=through.port))
        yield through, folder
