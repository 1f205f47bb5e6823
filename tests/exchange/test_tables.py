"""Tables for a spreadsheet: every field has its column, and no cell is a formula."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.near_miss import NearMiss
from charting.domain.outcomes import Reading, Scored
from charting.domain.record import Named, PatientRecord
from charting.domain.sheet import Content, Sheet, SheetId
from charting.exchange.json_record import JsonRecord
from charting.exchange.tables import BOM, TABLES, CsvTables
from tests.exchange.signs import with_signs
from tests.exchange.whole_file import whole_file
from tests.fakes import uuid7
from tests.record_strategies import NORA, records

RECORD = JsonRecord().read(whole_file()).record


def _read(record: PatientRecord, *, mark: bool = False) -> dict[str, list[dict[str, str]]]:
    """The tables as a spreadsheet reads them."""
    tables = CsvTables(mark=mark)
    heads, lines = tables.headings(), dict(tables.lines(record))
    found = {}
    for name, head in heads.items():
        text = (head + lines[name]).decode("utf-8-sig" if mark else "utf-8")
        found[name] = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    return found


@settings(max_examples=10)
@given(records())
def test_each_fact_is_a_line_of_its_own_and_no_formula(record: PatientRecord) -> None:
    read = _read(record)

    assert [line["id"] for line in read["patients.csv"]] == [str(record.patient.id)]
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


@pytest.mark.parametrize(
    ("scored", "value", "unit"),
    [
        (Scored("om.ppt", (Reading("1", 24550),), "kPa", "L4"), "245.5", "kPa"),
        (Scored("om.ppt", (Reading("1", 250),), "kgf/cm2", "L4"), "2.5", "kgf/cm2"),
        (Scored("om.lumbar_rom", (Reading("total", 105),)), "10.5", "cm"),
        (Scored("om.unheard_of", (Reading("total", 7),)), "7", ""),
    ],
)
def test_an_outcome_stands_in_its_unit(scored: Scored, value: str, unit: str) -> None:
    line, before = _read(replace(RECORD, sheets=(_sheet(scored),)))["outcomes.csv"]

    assert (line["measure"], line["value"], line["unit"]) == (scored.measure, value, unit)
    assert (before["measure"], before["item"], before["value"]) == ("om.nprs", "before", "7")


def test_the_last_version_of_an_event_is_a_line() -> None:
    event = AdverseEvent("ae.bruise", date(2026, 11, 23), Severity.MILD, minute=610)
    first = _sheet(event)
    then = replace(first, version=2, content=replace(event, ended=date(2026, 11, 25)))
    missed = replace(first, id=SheetId(uuid7(9)), content=NearMiss(event.day, "The sharps bin."))

    lines = _read(replace(RECORD, sheets=(first, then, missed)))["events.csv"]

    assert [(line["is"], line["day"], line["ended"]) for line in lines] == [
        ("AdverseEvent", "2026-11-23", "2026-11-25"),
        ("NearMiss", "2026-11-23", ""),
    ]
    assert lines[0]["minute_min_from_midnight"] == "610"


def _sheet(content: Content) -> Sheet:
    session = RECORD.sessions[0]
    at = session.opened
    key = SheetId(uuid7(8))
    return Sheet(key, 1, session.patient_id, session.episode_id, session.id, at, NORA.id, content)


def test_practitioners_stand_by_their_ids() -> None:
    _name, data = CsvTables().practitioners([replace(NORA, name="=Nora"), _nobody()])
    assert [line["name"] for line in csv.DictReader(io.StringIO(data.decode(), newline=""))] == [
        "'=Nora",
        "",
    ]


def _nobody() -> Named:
    return Named(NORA.id, "")


def test_a_measured_sign_stands_among_the_outcomes_in_its_unit() -> None:
    lines = _read(with_signs(RECORD))["outcomes.csv"]
    signs = [line for line in lines if line["measure"] == "om.sign"]
    keys = ("item", "value", "unit", "remark")
    assert [tuple(line[f"{key}"] for key in keys) for line in signs] == [
        ("before", "24", "cm", "Bending forward"),
        ("after", "16.5", "cm", "Bending forward"),
    ]
