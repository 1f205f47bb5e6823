"""Patients from tables of other programs: looked at, taken in, and taken out again."""

from datetime import date
from pathlib import Path

import pytest

from charting.domain.audit import Action
from charting.domain.patient import FactKind, Sex
from charting.domain.patient_table import Column, ComingTable, DateOrder, Line, Reading
from charting.exchange.patient_files import PatientFiles
from charting.services.coming_patients import AT_A_TIME, Batch, ComingPatients, Doubles
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.wording import sentence
from tests.fakes import CountingIds, TickingClock
from tests.storage.backends import NORA

IDS = CountingIds(60_000)
HEAD = "Nachname;Vorname;Geburtsdatum;Geschlecht;Telefon;Notiz\r\n"


def _coming(records: Records) -> ComingPatients:
    return ComingPatients(records, PatientFiles(), TickingClock(), IDS, NORA)


def _file(tmp_path: Path, lines: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "people.csv"
    file.write_bytes((HEAD + lines).encode(encoding))
    return file


def _taken(coming: ComingPatients, file: Path, doubles: Doubles = Doubles.LEFT_OUT) -> Batch:
    table, reading = coming.read(file)
    batch = Batch()
    for _step in coming.taking_in(table, reading, doubles, batch):
        pass
    return batch


def test_a_table_comes_in_and_can_be_taken_out_again(records: Records, tmp_path: Path) -> None:
    coming = _coming(records)
    file = _file(
        tmp_path,
        "Müller;Anna;09.03.1984;w;044 123;x\r\n'=Li;;31.12.1990;;;\r\n"
        "Roth;Beat;1.2.1970;divers;;\r\n",
    )
    before = records.counts()

    batch = _taken(coming, file)

    anna, li, beat = batch.patients
    assert (anna.name, anna.born, anna.sex) == ("Anna Müller", date(1984, 3, 9), Sex.FEMALE)
    assert (li.name, beat.sex, anna.phone) == ("=Li", Sex.OTHER, "044 123")
    for one in batch.patients:
        assert records.patients.patient(one.id) == one
        assert [e.action for e in records.trail.chain(one.id)] == [Action.PATIENT_ADDED]
    found = records.patients.search(("muller",), 5, False)
    assert [line.patient.id for line in found] == [anna.id]

    patients = Patients(records.patients, records.trail, TickingClock(), IDS, NORA)
    patients.add_fact(beat.id, FactKind.ALLERGY, "Nickel")
    *_steps, last = _drained(coming, batch)
    assert last == 2
    assert records.patients.ids() == (beat.id,)
    assert not records.patients.search(("muller",), 5, False)
    assert records.trail.chain(anna.id)[-1].action is Action.PATIENT_TAKEN_BACK
    assert records.counts()["patients"] == before["patients"] + 1


def _drained(coming: ComingPatients, batch: Batch) -> list[object]:
    steps, said = coming.take_back(batch), []
    while True:
        try:
            said.append(next(steps))
        except StopIteration as end:
            return [*said, end.value]


def test_lines_that_cannot_be_are_refused_mended_and_fed_back(
    records: Records, tmp_path: Path
) -> None:
    coming = _coming(records)
    file = _file(
        tmp_path,
        "Müller;Anna;31.02.1984;w;;\r\nLi;Bo;1.1.90;;;\r\n;;1.1.1990;;;\r\nRoth;;1.1.1990;q;;\r\n"
        "Wu;;;;;\r\nOk;;2.1.1990;;;\r\nLang;;1.1.1990;;;;zu viel\r\n",
    )
    table, _reading = coming.read(file)

    batch = _taken(coming, file)

    assert [one.family for one in batch.patients] == ["Ok"]
    assert [each.line.number for each in batch.refused] == [2, 3, 4, 5, 6, 8]
    told = [(each.line, sentence(each.why)) for each in batch.refused[:5]]
    coming.save_refused(table, told, tmp_path / "refused.csv")
    text = (tmp_path / "refused.csv").read_text("utf-8-sig")
    assert "why not" in text
    mended = text.replace("31.02.1984", "28.02.1984").replace("1.1.90", "1.1.1990")
    (tmp_path / "refused.csv").write_text(mended, "utf-8")
    again = _taken(coming, tmp_path / "refused.csv")
    assert [one.family for one in again.patients] == ["Müller", "Li"]
    assert len(again.refused) == 3


def test_whoever_is_probably_here_is_shown_and_left_out(records: Records, tmp_path: Path) -> None:
    coming = _coming(records)
    file = _file(tmp_path, "Müller;Anna;09.03.1984;w;;\r\nMuller;ANNA;3.9.1984;w;;\r\n")

    first = _taken(coming, file)
    again = _taken(coming, file)
    all_of_them = _taken(coming, file, Doubles.TAKEN_IN)

    assert [len(first.patients), len(first.doubles)] == [1, 1]
    assert [len(again.patients), len(again.doubles)] == [0, 2]
    assert [len(all_of_them.patients), len(all_of_them.doubles)] == [2, 2]


def test_looking_stores_nothing(records: Records, tmp_path: Path) -> None:
    coming = _coming(records)
    before = records.trail.heads()
    table, reading = coming.read(_file(tmp_path, "Müller;Anna;09.03.1984;w;;\r\n"))

    batch = coming.looked_at(table, reading)

    assert [one.family for one in batch.patients] == ["Müller"]
    assert records.trail.heads() == before
    assert not records.patients.ids()


def test_many_come_in_some_at_a_time(records: Records, tmp_path: Path) -> None:
    lines = "".join(
        f"Name{n};Vor{n};{1 + n % 28}.{1 + n % 12}.{1950 + n % 50};w;;\r\n"
        for n in range(AT_A_TIME + 20)
    )
    coming = _coming(records)
    table, reading = coming.read(_file(tmp_path, lines))
    batch = Batch()
    steps = coming.taking_in(table, reading, Doubles.TAKEN_IN, batch)

    assert next(steps) == (AT_A_TIME, AT_A_TIME + 20)
    steps.close()

    assert len(records.patients.ids()) == len(batch.patients) == AT_A_TIME


@pytest.mark.parametrize(
    ("typed", "order", "born"),
    [
        ("3/9/1984", DateOrder.DAY_FIRST, date(1984, 9, 3)),
        ("3/9/1984", DateOrder.MONTH_FIRST, date(1984, 3, 9)),
        ("1984-03-09", DateOrder.MONTH_FIRST, date(1984, 3, 9)),
        ("19840309", DateOrder.DAY_FIRST, date(1984, 3, 9)),
        ("1984-03-09T00:00:00Z", DateOrder.DAY_FIRST, date(1984, 3, 9)),
        ("09. 03. 1984", DateOrder.DAY_FIRST, date(1984, 3, 9)),
    ],
)
def test_dates_are_read_in_the_order_that_is_chosen(
    records: Records, typed: str, order: DateOrder, born: date
) -> None:
    table = ComingTable(("n", "b"), (Line(2, ("Li", typed)),))
    reading = Reading((Column.FAMILY, Column.BORN), order)
    batch = Batch()

    for _step in _coming(records).taking_in(table, reading, Doubles.LEFT_OUT, batch):
        pass

    assert [one.born for one in batch.patients] == [born]
