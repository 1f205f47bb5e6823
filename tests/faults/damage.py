"""Damaged files: each is found, nothing of it is taken for true, and nothing is written to it."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from charting.domain.errors import Refused
from charting.storage.engine import NAME
from charting.vault.key_file import NAME as KEYS
from tests.faults.table import Verdict
from tests.invented import PASSPHRASE, chart, new_practice, people, practices

_PAGE = 4096
_WAYS = ("bit", "byte", "page of zeros", "pages swapped", "older page", "cut off", "keys")


def damaged(number: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """So many files, each damaged in another way. In the control the database is a plain one,
    whose own check finds little.
    """
    if control:
        yield from _plain(number, home, seed)
        return
    older, whole = _practice(home)
    told = _told(whole)
    for trial in range(number):
        chance = random.Random(seed + trial)
        way = _WAYS[trial % len(_WAYS)]
        folder = home / f"damaged-{trial}"
        shutil.copytree(whole, folder)
        _harm(folder, older, way, chance)
        before = (folder / NAME).read_bytes()
        wrong = []
        # Whatever else than a refusal comes out of it ends the suite, which is a crash found.
        found, said = _looked_into(folder)
        if said not in (None, told):
            wrong.append(f"{way}: another value was told")
        if (folder / NAME).read_bytes() != before:
            wrong.append(f"{way}: the damaged file was written to")
        yield Verdict(1, 0 if found else 1, (), tuple(wrong))
        shutil.rmtree(folder)


def _practice(home: Path) -> tuple[bytes, Path]:
    """A closed practice, and its database of a little earlier."""
    folder = home / "whole"
    practice = new_practice(folder)
    for patient in people(5):
        anna = practice.patients.add(patient)
    session = practice.sessions.open_today(anna.id)
    practice.close()
    older = (folder / NAME).read_bytes()
    practice = practices().open(folder, PASSPHRASE)
    chart(practice, session, 12)
    practice.close()
    return older, folder


def _told(folder: Path) -> list[str]:
    practice = practices().open(folder, PASSPHRASE)
    try:
        return [line.patient.listed_name for line in practice.patients.find("")]
    finally:
        practice.close()


def _harm(folder: Path, older: bytes, way: str, chance: random.Random) -> None:
    file = folder / (KEYS if way == "keys" else NAME)
    data = bytearray(file.read_bytes())
    pages = len(data) // _PAGE
    at, other = chance.sample(range(1, pages), 2) if pages > 2 else (0, 0)
    page, place = at * _PAGE, chance.randrange(len(data))
    if way in ("bit", "keys"):
        data[place] ^= 1 << chance.randrange(8)
    elif way == "byte":
        data[place] ^= chance.randrange(1, 256)
    elif way == "page of zeros":
        data[page : page + _PAGE] = bytes(_PAGE)
    elif way == "pages swapped":
        second = other * _PAGE
        one, two = data[page : page + _PAGE], data[second : second + _PAGE]
        data[page : page + _PAGE], data[second : second + _PAGE] = two, one
    elif way == "older page":
        changed = [
            n
            for n in range(0, min(len(older), len(data)), _PAGE)
            if older[n : n + _PAGE] != data[n : n + _PAGE]
        ]
        page = chance.choice(changed)
        data[page : page + _PAGE] = older[page : page + _PAGE]
    else:
        del data[-chance.randrange(1, len(data)) :]
    file.write_bytes(bytes(data))


def _looked_into(folder: Path) -> tuple[bool, list[str] | None]:
    """Whether the damage was found on opening or by the check, and whom the list named."""
    said: list[str] | None = None
    try:
        practice = practices().open(folder, PASSPHRASE)
    except Refused:
        return True, None
    try:
        said = [line.patient.listed_name for line in practice.patients.find("")]
        return not practice.checks.verify().whole, said
    except Refused:
        return True, said
    finally:
        practice.close()


def _plain(number: int, home: Path, seed: int) -> Iterator[Verdict]:
    file = home / "plain.db"
    with sqlite3.connect(file) as plain:
        plain.execute("CREATE TABLE patients (name TEXT)")
        names = [(f"{each.listed_name}, born {each.born}",) for each in people(400)]
        plain.executemany("INSERT INTO patients VALUES (?)", names)
    plain.close()
    data = file.read_bytes()
    for trial in range(number):
        harmed = bytearray(data)
        harmed[random.Random(seed + trial).randrange(len(data) // 2, len(data))] ^= 1
        file.write_bytes(harmed)
        plain = sqlite3.connect(file)
        try:
            found = plain.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
        except sqlite3.DatabaseError:
            found = True
        finally:
            plain.close()
        yield Verdict(1, 0 if found else 1)
