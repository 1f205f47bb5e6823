"""Files that do harm, and what is said: `python -m tests.exchange.hostile_files` shows it."""

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from charting.domain.arrival import Coming
from charting.domain.errors import ErrorCode, Refused
from charting.exchange.fhir.bundles import FhirBundles
from charting.exchange.json_record import JsonRecord
from charting.exchange.patient_files import PatientFiles
from charting.services.coming_patients import Batch, ComingPatients, Doubles
from charting.services.ports import Records
from charting.wording import sentence
from tests.exchange.archive_forms import arriving_at, ended
from tests.exchange.whole_file import whole_file
from tests.fakes import CountingIds, Kept, TickingClock
from tests.storage.backends import NORA, Memory, found

IDS = CountingIds(95_000)
MANIFEST = "manifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """A file by its name, and what it is refused as."""

    what: str
    name: str
    make: Callable[[], bytes]
    code: ErrorCode


def zipped(members: dict[str, bytes], manifest: bytes | None = None) -> bytes:
    """An archive of these files, with a manifest that is right unless another is given."""
    out = io.BytesIO()
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in members.items())
    told = "".join(sorted(lines)).encode() if manifest is None else manifest
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in {**members, MANIFEST: told}.items():
            whole.writestr(name, data)
    return out.getvalue()


def _record() -> dict[str, object]:
    told: dict[str, object] = json.loads(whole_file())
    return told


def _changed(change: Callable[[dict[str, object]], object]) -> bytes:
    told = _record()
    change(told)
    return json.dumps(told).encode()


def _of(told: dict[str, object]) -> dict[str, object]:
    record = told["record"]
    assert isinstance(record, dict)
    return record


def _born_on_31_february(told: dict[str, object]) -> None:
    patient = _of(told)["patient"]
    assert isinstance(patient, dict)
    patient["born"] = "1984-02-31"


def _twice_the_same_id(told: dict[str, object]) -> None:
    facts = _of(told)["facts"]
    assert isinstance(facts, list)
    facts.append(facts[0])


def _bomb() -> bytes:
    return zipped({"records/0.json": b" " * 33 * 1024**2})


def _two_of_one_name() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        whole.writestr("records/a.json", whole_file())
        whole.writestr(MANIFEST, "")
    data = out.getvalue()
    # What zipfile itself would warn of: one name in the list twice.
    return data.replace(MANIFEST.encode(), b"records/a.json".ljust(len(MANIFEST), b"x"))


CASES = (
    Case("empty", "a.json", lambda: b"", ErrorCode.RECORD_NOT_JSON),
    Case("cut", "a.json", lambda: whole_file()[:-500], ErrorCode.RECORD_NOT_JSON),
    Case("no JSON", "a.json", lambda: b"\x7fELF" + bytes(99), ErrorCode.RECORD_NOT_JSON),
    Case(
        "UTF-16",
        "a.json",
        lambda: whole_file().decode().encode("utf-16"),
        ErrorCode.RECORD_NOT_JSON,
    ),
    Case("something else's JSON", "a.json", lambda: b"[1, 2]", ErrorCode.RECORD_FOREIGN),
    Case("deep", "a.json", lambda: b"[" * 90_000, ErrorCode.RECORD_FOREIGN),
    Case("too large", "a.json", lambda: b" " * 33 * 1024**2, ErrorCode.RECORD_TOO_LARGE),
    Case(
        "a newer schema",
        "a.json",
        lambda: _changed(lambda t: t.update(schema=99)),
        ErrorCode.RECORD_NEWER,
    ),
    Case("31 February", "a.json", lambda: _changed(_born_on_31_february), ErrorCode.RECORD_VALUE),
    Case("an id twice", "a.json", lambda: _changed(_twice_the_same_id), ErrorCode.RECORD_VALUE),
    Case(
        "something missing",
        "a.json",
        lambda: _changed(lambda t: _of(t).pop("patient")),
        ErrorCode.RECORD_LACKS,
    ),
    Case(
        "something unknown",
        "a.json",
        lambda: _changed(lambda t: _of(t).update(x=1)),
        ErrorCode.RECORD_UNKNOWN,
    ),
    Case(
        "a cut archive",
        "a.zip",
        lambda: zipped({"records/a.json": whole_file()})[:-40],
        ErrorCode.RECORD_NOT_JSON,
    ),
    Case("a bomb", "a.zip", _bomb, ErrorCode.ARCHIVE_DAMAGED),
    Case(
        "a manifest of something else",
        "a.zip",
        lambda: zipped({"records/a.json": whole_file()}, b"0" * 64 + b"  records/a.json\n"),
        ErrorCode.ARCHIVE_DAMAGED,
    ),
    Case(
        "no manifest line",
        "a.zip",
        lambda: zipped({"records/a.json": b"{}"}, b""),
        ErrorCode.ARCHIVE_DAMAGED,
    ),
    Case("a name twice", "a.zip", _two_of_one_name, ErrorCode.ARCHIVE_DAMAGED),
    Case(
        "a path that climbs",
        "a.zip",
        lambda: zipped({"records/../../../evil.json": b"{}"}),
        ErrorCode.RECORD_FOREIGN,
    ),
    Case(
        "no records",
        "a.zip",
        lambda: zipped({"tables/x.csv": b"a,b"}),
        ErrorCode.ARCHIVE_WITHOUT_RECORDS,
    ),
    Case("an empty table", "a.csv", lambda: b"family,born\n", ErrorCode.TABLE_EMPTY),
    Case("no table", "a.csv", lambda: b"", ErrorCode.TABLE_FOREIGN),
    Case(
        "a table of one huge cell",
        "a.csv",
        lambda: b'a\n"' + b"x" * 200_000 + b'"',
        ErrorCode.TABLE_FOREIGN,
    ),
    Case("FHIR that is cut", "a.ndjson", lambda: b'{"resourceType": "Pat', ErrorCode.TABLE_FOREIGN),
)


def practice() -> Records:
    """An empty practice."""
    return found(Memory(Kept()).open())


def taken(records: Records, file: Path) -> tuple[Coming, ...] | Batch:
    """What came of a file, by the way that files of its name go. Raises `Refused`."""
    if file.suffix in (".csv", ".vcf", ".ndjson"):
        coming = ComingPatients(records, PatientFiles(), TickingClock(), IDS, NORA)
        table, reading = coming.read(file)
        batch = Batch()
        for _step in coming.taking_in(table, reading, Doubles.LEFT_OUT, batch):
            pass
        return batch
    return ended(arriving_at(records, NORA, IDS).taking(file))


def refusal(records: Records, file: Path) -> Refused | None:
    """Why nothing came of a file; `None` where something did."""
    try:
        came = taken(records, file)
    except Refused as refused:
        return refused
    if isinstance(came, Batch):
        return came.refused[0].why if came.refused and not came.patients else None
    return next((one.why for one in came if one.why is not None), None)


def whole_files() -> dict[str, bytes]:
    """Good files of every form that is taken in."""
    record = whole_file()
    bundle = b"".join(FhirBundles().collection(JsonRecord().read(record)))
    return {
        "a.json": record,
        "bundle.json": bundle,
        "a.zip": zipped({"records/a.json": record, "tables/x.csv": b"a,b"}),
        "a.csv": "family,given,born\nMüller,Anna,03.09.1984\nLi,Bo,1.2.1990\n".encode(),
        "a.vcf": b"BEGIN:VCARD\nVERSION:3.0\nN:Li;Bo\nFN:Bo Li\nBDAY:1990-02-01\nEND:VCARD\n",
    }


def mutations(data: bytes, chance: random.Random, number: int) -> Iterator[bytes]:
    """The file with so many kinds of harm done to it."""
    for _each in range(number):
        at, end = sorted(chance.randrange(len(data) + 1) for _end in range(2))
        yield chance.choice(
            (
                lambda at=at, end=end: data[:at] + data[end:],
                lambda at=at: data[:at],
                lambda at=at: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                lambda at=at, end=end: data[:end] + data[at:],
                lambda at=at: data[:at] + chance.randbytes(chance.randrange(1, 9)) + data[at:],
                lambda at=at: data[:at] + chance.choice(_WORDS) + data[at:],
            )
        )()


_WORDS = (b"\0", b"null", b"-1", b"1e999", b'"', b"\xff\xfe", b"\r\n", "😀".encode(), b"{", b"]")


def main() -> None:
    """Say of each what is said."""
    with TemporaryDirectory() as folder:
        for case in CASES:
            file = Path(folder, case.name)
            file.write_bytes(case.make())
            refused = refusal(practice(), file)
            said = "taken in" if refused is None else sentence(refused)
            print(f"{case.what:30} {said}")  # noqa: T201 - it is a table to be looked at


if __name__ == "__main__":
    main()
