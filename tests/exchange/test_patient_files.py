"""Files in which other programs keep people: read as they are meant, or refused in words."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charting.domain.errors import ErrorCode, Refused
from charting.domain.patient import Sex
from charting.domain.patient_table import Column, ComingTable, Line, guessed, read_line
from charting.exchange.patient_files import LARGEST, WHY, PatientFiles
from charting.wording import sentence
from tests.domain.test_patient_table import ANYBODY, TODAY

FILES = PatientFiles()


def _read(tmp_path: Path, data: bytes, encoding: str = "") -> ComingTable:
    file = tmp_path / "people"
    file.write_bytes(data)
    return FILES.read(file, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
def test_a_table_is_read_in_whatever_it_was_written(
    tmp_path: Path, encoding: str, between: str
) -> None:
    text = "Nachname,Vorname,Geburtsdatum\r\nMüller-Lüdenscheidt,Ännchen,09.03.1984\r\n"

    table = _read(tmp_path, text.replace(",", between).encode(encoding))

    assert table.headings == ("Nachname", "Vorname", "Geburtsdatum")
    assert [line.cells for line in table.lines] == [
        ("Müller-Lüdenscheidt", "Ännchen", "09.03.1984")
    ]
    reading = guessed(table, month_first=False)
    assert reading.columns == (Column.FAMILY, Column.GIVEN, Column.BORN)


def test_quotes_and_line_breaks_stand_in_cells(tmp_path: Path) -> None:
    table = _read(tmp_path, b'name,born\r\n"Li, ""Bo""\nX",1990-01-02\r\n\r\n,\r\n')

    assert [line.cells for line in table.lines] == [('Li, "Bo"\nX', "1990-01-02")]


CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN;CHARSET=UTF-8:M\u00fcller;Anna;Maria;;\r\n"
    "FN:Anna M\u00fcller\r\nBDAY:1984-03-09\r\nTEL;TYPE=HOME:044 123\r\nEND:VCARD\r\n"
)


def test_contacts_are_read_card_by_card(tmp_path: Path) -> None:
    broken = "BEGIN:VCARD\r\nN\r\nnonsense\r\nEND:VCARD\r\n"
    four = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bo Li\r\nGENDER:M;boy\r\nBDAY:19900102\r\nEND:VCARD\r\n"
    )

    table = _read(tmp_path, (CARD + broken + four).encode())
    reading = guessed(table, month_first=False)
    one, none, other = (read_line(line, reading, ANYBODY, TODAY) for line in table.lines)

    assert (getattr(one, "name", None), getattr(one, "phone", None)) == ("Anna Müller", "044 123")
    assert not hasattr(none, "name")
    assert getattr(other, "sex", None) is Sex.MALE


def test_fhir_patients_are_read_from_a_bundle_or_lines(tmp_path: Path) -> None:
    patient = {
        "resourceType": "Patient",
        "name": [{"family": "Müller", "given": ["Anna", "M."]}],
        "birthDate": "1984-03-09",
        "gender": "female",
        "telecom": [{"system": "email", "value": "x"}, {"system": "phone", "value": "044"}],
    }
    bundle = {"resourceType": "Bundle", "entry": [{"resource": patient}]}
    lines = json.dumps(patient) + "\n" + json.dumps({"resourceType": "Encounter"}) + "\n"

    for text in (json.dumps(bundle), json.dumps(patient), lines):
        table = _read(tmp_path, text.encode())
        (line,) = table.lines
        one = read_line(line, guessed(table, month_first=False), ANYBODY, TODAY)
        assert (getattr(one, "given", None), getattr(one, "sex", None)) == ("Anna M.", Sex.FEMALE)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ErrorCode.TABLE_FOREIGN),
        (b"name,born\r\n", ErrorCode.TABLE_EMPTY),
        (b"name\0,born\r\nx,y\r\n", ErrorCode.TABLE_FOREIGN),
        (b"{" * 5_000, ErrorCode.TABLE_FOREIGN),
        (b"[1, 2]", ErrorCode.TABLE_FOREIGN),
        (b'{"resourceType":"Bundle","entry":[{}]}', ErrorCode.TABLE_FOREIGN),
        (b"a,b\r\n" + b"x" * 200_000, ErrorCode.TABLE_FOREIGN),
        (b"a" + b",a" * 500 + b"\r\n1\r\n", ErrorCode.TABLE_FOREIGN),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        _read(tmp_path, data)

    assert refused.value.code is code
    assert sentence(refused.value).isprintable()


def test_five_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.csv"
    with file.open("wb") as stream:
        stream.truncate(5 * 1024**3)

    with pytest.raises(Refused) as refused:
        FILES.read(file)

    assert refused.value.code is ErrorCode.TABLE_TOO_LARGE
    assert LARGEST < 5 * 1024**3


def test_another_encoding_is_asked_for_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        _read(tmp_path, "name,born\nMüller,1990-01-01\n".encode("cp1252"), "utf-8")

    assert refused.value.code is ErrorCode.TABLE_ENCODING


def test_refused_lines_come_back_without_their_reason() -> None:
    table = ComingTable(("name", "born"), ())
    data = FILES.refused(table, [(Line(2, ("=Li", "x")), "no, “x” is no date")])

    assert data.decode("utf-8-sig").splitlines()[0] == f"name,born,{WHY}"
    assert b"'=Li" in data


@settings(max_examples=60)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8")))
def test_only_refusals_come_out(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "fuzz"
    for head in (b"", b"family,born\r\n", b"BEGIN:VCARD\r\n", b'{"resourceType":"Patient",'):
        file.write_bytes(head + data)
        try:
            table = FILES.read(file)
        except Refused:
            continue
        reading = guessed(table, month_first=False)
        for line in table.lines:
            read_line(line, reading, ANYBODY, TODAY)
