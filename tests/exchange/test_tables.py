"""Tables for a spreadsheet: every field has its column, and no cell is a formula."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from charting.domain.record import Named, PatientRecord
from charting.exchange.json_record import JsonRecord
from charting.exchange.tables import BOM, TABLES, CsvTables
from tests.exchange.whole_file import whole_file
from tests.record_strategies import NORA, records

RECORD = JsonRecord().read(whole_file()).record


def _read(record: PatientRecord, *, mark: bool = False) -> dict[str, list[dict[str, str]]]:
    """The tables as a spreadsheet reads them."""
    tables = CsvTables(mark=mark)
    heads, lines = tables.headings(), tables.lines(record)
    found = {}
    for name, head in heads.items():
        text = (head + lines[name]).decode("utf-8-sig" if mark else "utf-8")
        found[name] = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    return found


@settings(max_examples=10)
@given(records())
def test_each_fact_is_a_line_of_its_own_and_no_formula(record: PatientRecord) -> None:
    read = _read(record)

    assert [line["id"] for line in read["patients.csv"]] == [record.patient.id.hex]
    assert len(read["marks.csv"]) == sum(len(each.marks) for each in record.sessions)
    assert len(read["needles.csv"]) == sum(len(each.needles()) for each in record.sessions)
    assert len(read["notes.csv"]) == sum(len(each.notes) for each in record.sessions)
    assert len(read["audit.csv"]) == sum(map(len, record.chains))
    texts = [note for each in record.sessions for note in each.notes.values()]
    assert [line["text"].removeprefix("'") for line in read["notes.csv"]] == [
        text.removeprefix("'") for text in texts
    ]


@pytest.mark.parametrize("typed", ["=1+1", "+41 44", "-2", "@x", '=HYPERLINK("http://x")'])
def test_what_a_spreadsheet_would_take_for_a_formula_is_text(typed: str) -> None:
    patient = replace(RECORD.patient, phone=typed)

    (line,) = _read(replace(RECORD, patient=patient))["patients.csv"]

    assert line["phone"] == f"'{typed}"


def test_headings_name_units_and_cells_are_plain() -> None:
    needle, elsewhere = _read(RECORD, mark=True)["needles.csv"]

    assert (needle["length_mm"], needle["diameter_um"], needle["depth_mm"]) == ("50", "300", "")
    assert needle["went_in"] == "2026-11-23T13:00:14+01:00"
    assert needle["site_x_tenth_mm"].lstrip("-").isdecimal()
    assert (elsewhere["site_is"], elsewhere["site_muscle"]) == ("SiteInWords", "piriformis")
    assert CsvTables(mark=True).headings()["marks.csv"].startswith(BOM)
    assert CsvTables().headings()["marks.csv"].endswith(b"\r\n")


def test_the_dictionary_explains_every_column() -> None:
    _name, data = CsvTables().dictionary()
    lines = list(csv.DictReader(io.StringIO(data.decode(), newline="")))

    explained = {(line["table"], line["column"]) for line in lines}

    assert explained == {(table.name, each.heading) for table in TABLES for each in table.columns}
    assert all(line["meaning"] for line in lines)


def test_practitioners_stand_by_their_ids() -> None:
    _name, data = CsvTables().practitioners([replace(NORA, name="=Nora"), _nobody()])
    assert [line["name"] for line in csv.DictReader(io.StringIO(data.decode(), newline=""))] == [
        "'=Nora",
        "",
    ]


def _nobody() -> Named:
    return Named(NORA.id, "")
