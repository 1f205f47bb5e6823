"""Generated practices go out, into another one, and out again: the same but for the export."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from charting.domain.arrival import What
from charting.domain.record import RecordFile
from charting.exchange.json_record import JsonRecord
from charting.services.archiving import Archiving, Wanted
from charting.services.ports import Records
from charting.services.record_files import RecordFiles
from tests.exchange.archive_forms import arriving_at, ended, forms_of_archives
from tests.exchange.hostile_files import practice
from tests.fakes import CountingIds, TickingClock
from tests.record_strategies import files
from tests.storage.backends import NORA

IDS = CountingIds(97_000)
FORM = JsonRecord()
PRACTICES = st.lists(files(), min_size=1, max_size=3)
# What is told of the practice, and not of the records.
_OF_THE_PRACTICE = frozenset({"heads.txt", "audit.csv", "manifest-sha256.txt"})
_NOT_THE_SAME = ("tables/practitioners.csv", "fhir/Organization", "fhir/Practitioner")


def _out(records: Records, file: Path) -> Mapping[str, object]:
    forms = forms_of_archives(lambda _patient: b"%PDF")
    Archiving(records, forms, TickingClock(), IDS, NORA).save(file, Wanted(replace=True))
    with zipfile.ZipFile(file) as whole:
        return {
            name: _without_export(name, whole.read(name))
            for name in whole.namelist()
            if name not in _OF_THE_PRACTICE and not name.startswith(_NOT_THE_SAME)
        }


def _without_export(name: str, data: bytes) -> object:
    if name.startswith("records/"):
        told = json.loads(data)
        del told["exported"]
        return told
    if name.endswith(".ndjson"):
        # The record itself, as one of the files that FHIR carries, says when it went out.
        lines = data.splitlines()
        return sorted(line for line in lines if b"whole-record" not in line)
    return sorted(data.splitlines())


def _goes_round(every: Sequence[RecordFile]) -> None:
    first, second = practice(), practice()
    ids = [one.record.patient.id for one in every]
    assume(len(set(ids)) == len(ids))
    for one in every:
        RecordFiles(first, FORM, TickingClock(), IDS, NORA).take_in(FORM.write(one))
    with TemporaryDirectory() as folder:
        file = Path(folder, "practice.zip")
        before = _out(first, file)
        came = ended(arriving_at(second, NORA, IDS).taking(file))
        assert {one.what for one in came} == {What.NEW}, [one.why for one in came]
        assert _out(second, file) == before


_HOW = settings(phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)


@settings(_HOW, max_examples=2)
@given(PRACTICES)
def test_a_few_practices_go_round(every: Sequence[RecordFile]) -> None:
    _goes_round(every)


@pytest.mark.long
@settings(_HOW, max_examples=2_000)
@given(PRACTICES)
def test_two_thousand_practices_go_round(every: Sequence[RecordFile]) -> None:
    _goes_round(every)
