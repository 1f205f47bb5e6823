"""LibreOffice opens each table with the right columns, and no cell of it is a formula."""

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from charting.domain.ids import PatientId
from charting.domain.patient import Patient
from charting.exchange.json_record import JsonRecord
from charting.exchange.tables import TABLES, CsvTables
from tests.exchange.whole_file import whole_file

SOFFICE = shutil.which("soffice")
# RFC 4180 read as UTF-8 and written so: comma, quotation mark, code page 76, from the first line.
UTF_8 = "44,34,76,1"
# Without its dashes a spreadsheet would take it for a number.
NUMERIC = PatientId(UUID("01234567890e71238123456789012345"))


def _hostile(patient: Patient) -> Patient:
    return replace(patient, id=NUMERIC, family='=1+1,"x"\u00e4', given="+44", phone="@SUM(A1)")


def _opened(folder: Path, *, mark: bool) -> dict[str, list[list[str]]]:
    """The tables as LibreOffice saves them after it has opened them."""
    assert SOFFICE is not None
    record = JsonRecord().read(whole_file()).record
    tables = CsvTables(mark=mark)
    lines = dict(tables.lines(replace(record, patient=_hostile(record.patient))))
    for name, head in tables.headings().items():
        (folder / name).write_bytes(head + lines[name])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{table.name}.csv") for table in TABLES]
    target = f"csv:Text - txt - csv (StarCalc):{UTF_8}"
    # Without a window nobody answers in which encoding a table is to be read.
    how = [profile, "--headless", f"--infilter=CSV:{UTF_8}", "--convert-to", target, "--outdir"]
    subprocess.run(
        [SOFFICE, *how, str(folder / "saved"), *files],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {
        file.stem: list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
        for file in (folder / "saved").iterdir()
    }


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="there is no LibreOffice (soffice) to open the tables")
@pytest.mark.parametrize("mark", [True, False])
def test_libreoffice_opens_each_table_with_its_columns(tmp_path: Path, mark: bool) -> None:
    opened = _opened(tmp_path, mark=mark)

    assert {name: lines[0] for name, lines in opened.items()} == {
        table.name: [column.heading for column in table.columns] for table in TABLES
    }
    assert all(len(line) == len(lines[0]) for lines in opened.values() for line in lines)
    (patient,) = (dict(zip(*opened["patients"], strict=True)) for _ in (1,))
    assert (patient["family"], patient["given"]) == ('\'=1+1,"x"\u00e4', "'+44")
    assert patient["id"] == str(NUMERIC)
    assert len(opened["needles"]) == 3
