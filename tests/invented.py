"""Invented people and practices: made fast, always the same from the same seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from charting import content
from charting.domain.body_map import Side
from charting.domain.changes import AddMark, apply
from charting.domain.ids import PatientId
from charting.domain.marks import Direction, MapSite, NeedlePreset, Technique
from charting.domain.patient import Patient, Sex
from charting.domain.session import Session
from charting.services.ports import Ids
from charting.services.practices import NewPractice, OpenPractice, Practices
from charting.system import SystemClock, TimeOrderedIds
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.quick_store import QuickStore

PASSPHRASE = "plum anchor velvet ninety"
FORM = NewPractice(
    practitioner="Nora Feld",
    registration="NF-1207",
    clinic="Practice at the Bridge",
    phone="+41 44 000 00 00",
    out_of_hours_phone="+41 44 000 00 01",
    country="CH",
    emergency_number="144",
    paper="A4",
)
PRESET = NeedlePreset("Deep", 50, 300, Technique.STATIC_DEEP, Direction.PERPENDICULAR)

_CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
_FAMILY = (
    "Muster Keller Ørsted Weiß Łukasiewicz O'Brien Nguyen Wu Li García Andersson Fehér Rossi "
    "Dubois Yılmaz Petrović Novák Silva Haddad Kowalczyk Meier Huber Schmid Brunner Baumann "
    "Frei Graf Zimmermann Moser Widmer Wyss Bühler Gerber Hofmann Kaufmann Lehmann Martin "
    "Roth Steiner Studer Suter Vogel Walter Wenger Winkler Zbinden Ziegler Ammann Bachmann"
)
_GIVEN = (
    "Anna Beat Chloé Dragan Élodie Finn Giulia Hassan Ingrid Jürg Katarzyna Luca Mónica Nils "
    "Olga Paul Quentin Rosa Søren Thu Urs Vera Werner Xenia Yusuf Zoë Andrea Bruno Carla Daniel"
)


def practices(cost: Cost = _CHEAP) -> Practices:
    """The real practices, but that a passphrase costs next to nothing."""
    return Practices(SlotVault(cost, cost), QuickStore(), SystemClock(), TimeOrderedIds())


def new_practice(folder: Path, cost: Cost = _CHEAP) -> OpenPractice:
    """A practice without patients in `folder`, open."""
    return practices(cost).create(folder, FORM, PASSPHRASE)


def data_key(folder: Path) -> bytes:
    """The data key of a practice made here."""
    return SlotVault(_CHEAP, _CHEAP).unlock(folder, PASSPHRASE).key


def people(number: int, ids: Ids | None = None, seed: int = 1) -> Iterator[Patient]:
    """So many people; most names come up more than once."""
    chance = random.Random(seed)
    ids = ids or TimeOrderedIds()
    family, given = _FAMILY.split(), _GIVEN.split()
    for _ in range(number):
        yield Patient(
            PatientId(ids.new()),
            chance.choice(family) + chance.choice(("", "", "", f"-{chance.choice(family)}")),
            chance.choice(given),
            date(1930, 1, 1) + timedelta(days=chance.randrange(30_000)),
            chance.choice(tuple(Sex)),
            f"+41 {chance.randrange(10**8, 10**9)}",
        )


def places(number: int, seed: int = 1, side: Side | None = None) -> Iterator[MapSite]:
    """So many places on the back, in the muscle that the preset would be charted in."""
    chance = random.Random(seed)
    body_map = content.body_map()
    while number:
        placement = body_map.at(chance.randint(-120, 120), chance.randint(-60, 160))
        if placement.inside and side in (None, placement.side):
            number -= 1
            yield MapSite.of(placement, body_map.named(placement, PRESET.length))


def chart(
    practice: OpenPractice, session: Session, marks: int, seed: int = 1, side: Side | None = None
) -> Session:
    """The session with so many more marks, stored one by one: needles, and every third a trigger
    point.
    """
    for number, site in enumerate(places(marks, seed, side)):
        make = practice.sessions
        mark = make.needle(site, PRESET) if number % 3 else make.trigger_point(site)
        practice.sessions.store(practice.sessions.entry(session, AddMark(mark)))
        session = apply(AddMark(mark), session)
    return session
