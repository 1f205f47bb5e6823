"""FHIR R4: valid by others' means, whole, and nothing in it that is not confirmed."""

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import given, settings

from charting.domain.errors import Refused
from charting.domain.moment import Moment
from charting.domain.record import RecordFile
from charting.domain.sheet import latest
from charting.exchange.fhir.bundles import RECORD, FhirBundles
from charting.exchange.fhir.marks import charted
from charting.exchange.fhir.reading import RecordOrBundle
from charting.exchange.fhir.terms import LOINC, UCUM
from charting.exchange.json_record import JsonRecord
from charting.wording import sentence
from tests.exchange.signs import with_signs
from tests.exchange.whole_file import whole_file
from tests.record_strategies import files

VALIDATOR = Path(__file__).parent.parent.parent / ".venv" / "second-validator"
NODE = shutil.which("node")
BUNDLES = FhirBundles()
FILE = JsonRecord().read(whole_file())
# What the clinical reference 8.2 calls confirmed, as far as it is used.
CONFIRMED = {"72514-3", "11506-3", "8302-2"}
# The clinical reference 8.5.
UNITS = {"mm", "um", "cm", "m", "kg", "min", "s", "d", "kPa", "kgf/cm2", "deg", "%"} | {
    "{score}",
    "{count}",
}


def _collection(file: RecordFile) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(b"".join(BUNDLES.collection(file)))
    return made


def _resources(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"]]


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)


@pytest.mark.long
@settings(max_examples=60)
@given(files())
def test_whatever_is_on_file_is_valid_and_whole(file: RecordFile) -> None:
    _check_whole(file)


@settings(max_examples=2)
@given(files())
def test_a_few_are_valid_and_whole(file: RecordFile) -> None:
    _check_whole(file)


def _check_whole(file: RecordFile) -> None:
    bundle = _collection(file)

    get_fhir_model_class("Bundle").model_validate(bundle)
    every = _resources(bundle)
    ids = [each["id"] for each in every]
    assert len({(each["resourceType"], each["id"]) for each in every}) == len(every)
    _check_codes(bundle)
    named = {each["reference"] for each in _objects(bundle) if "reference" in each}
    assert named <= {entry["fullUrl"] for entry in bundle["entry"]} | _elsewhere(file)
    marks = {str(mark.id) for session in file.record.sessions for mark in session.marks.values()}
    sheets = {str(sheet.id) for sheet in latest(file.record.sheets)}
    assert set(ids) >= marks | sheets


def _elsewhere(file: RecordFile) -> set[str]:
    """What a record names that need not be in it: the consent, the mark of another visit."""
    text = JsonRecord().write(file).decode()
    found = set()
    for sheet in json.loads(text)["record"]["sheets"]:
        for key in ("consent", "mark"):
            if sheet["content"].get(key):
                hex_ = sheet["content"][key]
                found.add(
                    f"urn:uuid:{hex_[:8]}-{hex_[8:12]}-{hex_[12:16]}-{hex_[16:20]}-{hex_[20:]}"
                )
    return found


def _check_codes(bundle: dict[str, Any]) -> None:
    for each in _objects(bundle):
        if each.get("system") == LOINC:
            assert each["code"] in CONFIRMED
        if each.get("system") == UCUM:
            assert each["code"] in UNITS
    # The systems that nobody may use without a licence, or that nobody here has checked.
    text = json.dumps(bundle)
    assert "snomed" not in text
    assert "icd-1" not in text


def test_every_resource_is_a_line_of_ndjson() -> None:
    lines = list(BUNDLES.resources(FILE))

    assert {kind for kind, _id, _line in lines} >= {"Patient", "Procedure", "Encounter", "Task"}
    for kind, id_, line in lines:
        one = json.loads(line)
        assert line.count(b"\n") == 1
        assert (one["resourceType"], one["id"]) == (kind, id_)
        get_fhir_model_class(kind).model_validate(one)


def test_a_document_begins_with_the_note_and_holds_what_it_names() -> None:
    ((session_id, pieces),) = filter(None, BUNDLES.documents(FILE))
    document = json.loads(b"".join(pieces))

    get_fhir_model_class("Bundle").model_validate(document)
    first, *_rest = _resources(document)
    assert (document["type"], first["resourceType"]) == ("document", "Composition")
    assert document["identifier"]["value"] == f"urn:uuid:{session_id}"
    assert "Walk daily." in first["section"][0]["text"]["div"]
    present = {entry["fullUrl"] for entry in document["entry"]}
    named = {each["reference"] for each in _objects(first) if "reference" in each}
    assert named <= present


def test_a_collection_holds_the_record_itself() -> None:
    itself = next(
        each
        for each in _resources(_collection(FILE))
        if each["resourceType"] == "DocumentReference"
    )
    attachment = itself["content"][0]["attachment"]

    assert attachment["title"] == RECORD
    assert JsonRecord().read(base64.b64decode(attachment["data"])) == FILE


def test_a_needle_says_what_r4_has_no_element_for() -> None:
    sites = [each for each in _resources(_collection(FILE)) if "partOf" in each]
    needle = next(
        extension for extension in sites[0]["extension"] if extension["url"].endswith(":needle")
    )
    told = {each["url"]: each for each in needle["extension"]}

    assert told["length"]["valueQuantity"]["code"] == "mm"
    assert told["diameter"]["valueQuantity"] == {
        "value": 300,
        "unit": "um",
        "system": UCUM,
        "code": "um",
    }
    assert sites[0]["performedPeriod"]["start"] == "2026-11-23T13:00:14+01:00"


def test_a_measured_sign_is_an_observation_in_its_unit() -> None:
    bundle = _collection(replace(FILE, record=with_signs(FILE.record)))
    signs = {
        each["code"]["text"]: each["valueQuantity"]
        for each in _resources(bundle)
        if each["resourceType"] == "Observation"
        and each["code"].get("coding", [{}])[0]["code"] == "comparable-sign"
    }
    assert {name: (each["value"], each["code"]) for name, each in signs.items()} == {
        "Comparable sign before treatment: Bending forward": (24, "cm"),
        "Comparable sign after treatment: Bending forward": (16.5, "cm"),
    }
    (answer,) = (
        each
        for each in _objects(bundle)
        if each.get("linkId") == "om.sign.after" and "answer" in each
    )
    assert [next(iter(each)) for each in answer["answer"]] == ["valueQuantity", "valueCoding"]


def test_a_needle_whose_times_nobody_noted_has_none() -> None:
    session = next(each for each in FILE.record.sessions if each.needles())
    visited = session.opened
    late = replace(session, written=visited)
    for needle in session.needles():
        late = late.with_mark(replace(needle, went_in=visited, came_out=visited))
    made = [each for each in charted(late) if each["resourceType"] == "Procedure"]
    assert len(made) == 1 + len(session.needles())
    assert not [each for each in made if "performedPeriod" in each]
    timed = replace(
        late.needles()[0], came_out=Moment.of(visited.local() + timedelta(hours=1), visited.zone)
    )
    both = [each for each in charted(late.with_mark(timed)) if "performedPeriod" in each]
    assert len(both) == 2
    assert both[0]["performedPeriod"] == both[1]["performedPeriod"]


def test_the_definitions_are_valid_and_name_what_is_used() -> None:
    bundle = json.loads(BUNDLES.definitions())
    get_fhir_model_class("Bundle").model_validate(bundle)
    defined = {each["url"] for each in _resources(bundle)}

    ours = {
        each["url"]
        for each in _objects(_collection(FILE))
        if str(each.get("url", "")).startswith("urn:dry")
    }
    profiles = {url for each in _resources(_collection(FILE)) for url in _profiles(each)}
    assert ours | profiles <= defined
    assert all(each["experimental"] for each in _resources(bundle))
    assert "http://loinc.org/license" in _resources(bundle)[0]["copyright"]


def _profiles(one: dict[str, Any]) -> list[str]:
    return list(one.get("meta", {}).get("profile", ()))


@pytest.mark.long
@pytest.mark.skipif(
    NODE is None or not VALIDATOR.is_dir(), reason="the second FHIR validator is not installed"
)
def test_two_validators_of_others_find_nothing(tmp_path: Path) -> None:
    ((_id, document),) = filter(None, BUNDLES.documents(FILE))
    made = {"collection": b"".join(BUNDLES.collection(FILE)), "document": b"".join(document)}
    for name, data in {**made, "definitions": BUNDLES.definitions()}.items():
        (tmp_path / f"{name}.json").write_bytes(data)
    shutil.copy(Path(__file__).parent / "second_validator.js", tmp_path)

    said = subprocess.run(
        [str(NODE), str(tmp_path / "second_validator.js"), *map(str, tmp_path.glob("*.json"))],
        env={"NODE_PATH": str(VALIDATOR / "node_modules")},
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert json.loads(said.stdout) == []


@pytest.mark.parametrize("indent", [None, 2])
def test_our_bundle_comes_back_in_also_when_others_wrote_it_anew(indent: int | None) -> None:
    data = b"".join(BUNDLES.collection(FILE))
    if indent:
        data = json.dumps(json.loads(data), indent=indent, sort_keys=True).encode()

    assert RecordOrBundle().read(data) == FILE


@pytest.mark.parametrize(
    "data",
    [
        b'{"resourceType":"Patient","id":"x"}',
        b'{"resourceType":"Bundle"}',
        b'{"resourceType":"Bundle","entry":[1]}',
        b'{"resourceType":"Bundle","entry":[{"resource":{"content":[{"attachment":'
        b'{"title":"record.json","data":"=x="}}]}}]}',
        b'{"resourceType":"Bundle","entry":' + b"[" * 9_000,
        b"".join(BUNDLES.collection(FILE))[:9_000],
    ],
)
def test_another_bundle_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        RecordOrBundle().read(data)

    assert sentence(refused.value).isprintable()
