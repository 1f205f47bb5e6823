"""Archives: whole or not there, checked by others' means, and back in without loss."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from charting.domain.arrival import Coming, What
from charting.domain.attachment import Attachment, AttachmentKind, Media
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind, Way
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.leaflet_plan import LeafletPlan
from charting.exchange.json_record import JsonRecord
from charting.services.archiving import USUAL, Archiving, Part, Wanted
from charting.services.clinic_papers import dress_of
from charting.services.given_papers import GivenPapers
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.record_files import RecordFiles
from charting.services.sheets import Sheets
from tests.attached import a_pdf, a_photo
from tests.exchange.archive_forms import arriving_at, ended, forms_of_archives
from tests.exchange.whole_file import whole_file
from tests.fakes import CountingIds, Kept, TickingClock
from tests.invented import people
from tests.storage.backends import NORA, Memory, found

IDS = CountingIds(80_000)
FORM = JsonRecord()
PASSPHRASE = "meadow lantern quietly seventeen"
SCAN = a_pdf()


def _archiving(records: Records) -> Archiving:
    forms = forms_of_archives(lambda patient: b"%PDF " + patient.bytes)
    return Archiving(records, forms, TickingClock(), IDS, NORA)


def _taken(records: Records, file: Path, passphrase: str = "") -> tuple[Coming, ...]:
    """What came of a file; the first that was refused is raised."""
    came = ended(arriving_at(records, NORA, IDS).taking(file, passphrase))
    for coming in came:
        if coming.why is not None:
            raise coming.why
    return came


def _empty() -> Records:
    return found(Memory(Kept()).open())


@pytest.fixture
def records() -> Records:
    """A practice with one whole record and two other patients, one of them archived."""
    records = _empty()
    RecordFiles(records, FORM, TickingClock(), IDS, NORA).take_in(whole_file())
    patients = Patients(records.patients, records.trail, TickingClock(), IDS, NORA)
    one, other = (patients.add(person) for person in people(2, IDS, seed=4))
    patients.archive(other)
    assert one.id != other.id
    key = hashlib.sha256(SCAN)
    records.attached.put(key.digest(), SCAN)
    scan = Attachment(AttachmentKind.REPORT, "MRI", Media.PDF, key.hexdigest(), len(SCAN))
    for each in (FORM.read(whole_file()).record.patient, one):
        # Two who share a file, which stands in an archive once.
        Sheets(records, TickingClock(), IDS, NORA).file(each.id, scan)
    return records


def test_an_archive_holds_everybody_and_goes_back_in(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "practice.zip"
    other = _empty()

    made = _archiving(records).save(file, Wanted())
    arrived = _taken(other, file)
    again = _taken(other, file)

    assert (made.patients, made.sessions) == (3, 1)
    assert [one.what for one in arrived + again] == [What.NEW] * 3 + [What.SAME] * 3
    for arrival in arrived:
        assert arrival.patient is not None
        whole = records.whole.of_patient(arrival.patient.id)
        assert other.whole.of_patient(arrival.patient.id) == whole
    assert other.attached.get(hashlib.sha256(SCAN).digest()) == SCAN
    assert [each.name for each in tmp_path.iterdir()] == ["practice.zip"]


def test_what_was_handed_out_travels_byte_for_byte(records: Records, tmp_path: Path) -> None:
    patient = FORM.read(whole_file()).record.patient
    given = GivenPapers(records, TickingClock(), IDS, NORA)
    for pdf in (b"%PDF one", b"%PDF two", b"%PDF one"):
        given.keep(patient.id, Kind.LEAFLET, "A4", pdf, Way.PRINTED)
    other, file = _empty(), tmp_path / "practice.zip"
    _archiving(records).save(file, Wanted(passphrase=PASSPHRASE))

    arrived = _taken(other, file, PASSPHRASE)

    there = GivenPapers(other, TickingClock(), IDS, NORA)
    assert arrived
    assert [there.shown(one) for one in there.of_patient(patient.id)] == [
        *(b"%PDF one", b"%PDF two", b"%PDF one")
    ]


def test_the_clinics_pictures_travel_with_the_leaflets_that_show_them(
    records: Records, tmp_path: Path
) -> None:
    patient = FORM.read(whole_file()).record.patient
    picture = a_photo((40, 30), "PNG")
    name = hashlib.sha256(picture).hexdigest()
    records.clinic_papers.keep_picture(name, picture)
    plan = LeafletPlan(movements=(ChosenMovement("own.1", "Wall squat", "Slowly.", "", name),))
    Sheets(records, TickingClock(), IDS, NORA).file(patient.id, plan)
    other, file = _empty(), tmp_path / "practice.zip"
    _archiving(records).save(file, Wanted())

    assert _taken(other, file)
    assert dress_of(other.clinic_papers, plan.movements).pictures == {name: picture}

    _rewritten(file, "pictures/", a_photo((40, 31), "PNG"))
    _refused(file, {ErrorCode.ARCHIVE_DAMAGED})


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_others_can_check_it_without_us(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "practice.zip"
    _archiving(records).save(file, Wanted())
    with zipfile.ZipFile(file) as whole:
        whole.extractall(tmp_path)

    check = ["sha256sum", "--strict", "-c", "manifest-sha256.txt"]
    checked = subprocess.run(check, cwd=tmp_path, capture_output=True, check=True)

    listed = {line.partition(b":")[0].decode() for line in checked.stdout.splitlines()}
    with zipfile.ZipFile(file) as whole:
        assert listed == set(whole.namelist()) - {"manifest-sha256.txt"}
    heads = dict(line.split()[::2] for line in (tmp_path / "heads.txt").read_text().splitlines())
    for record in (tmp_path / "records").iterdir():
        for chain in json.loads(record.read_text("utf-8"))["record"]["chains"]:
            assert _hash_of_the_last(chain) == heads[chain[0]["chain"]]


def _hash_of_the_last(chain: list[dict[str, object]]) -> str:
    """The head of a trail, by what README.txt says of it and nothing else."""
    previous = "0" * 64
    for entry in chain:
        payload = hashlib.sha256(str(entry["payload"]).encode("utf-8")).hexdigest()
        sealed = {key: entry[key] for key in ("action", "at", "by", "chain", "id", "number")}
        sealed |= {"payload": payload, "previous": previous}
        text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        previous = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return previous


def test_one_patients_archive_holds_nobody_else(records: Records, tmp_path: Path) -> None:
    patient = FORM.read(whole_file()).record.patient
    _archiving(records).save(tmp_path / "one.zip", Wanted(patient.id))

    with zipfile.ZipFile(tmp_path / "one.zip") as whole:
        names = whole.namelist()
        heads = whole.read("heads.txt").decode()

    assert [name for name in names if name.startswith("records/")] == [
        f"records/{patient.id.hex}.json"
    ]
    assert patient.id.hex in heads
    chains = {chain[0].chain.hex for chain in records.whole.of_patient(patient.id).chains}
    assert {line.split()[0] for line in heads.splitlines()} == chains


def test_a_record_that_came_alone_gets_its_files_from_an_archive(
    records: Records, tmp_path: Path
) -> None:
    file, other = tmp_path / "practice.zip", _empty()
    _archiving(records).save(file, Wanted())
    key = hashlib.sha256(SCAN).digest()
    with zipfile.ZipFile(file) as whole:
        for name in (each for each in whole.namelist() if each.startswith("records/")):
            (tmp_path / "alone.json").write_bytes(whole.read(name))
            _taken(other, tmp_path / "alone.json")
    assert other.attached.get(key) is None

    assert {one.what for one in _taken(other, file)} == {What.SAME}
    assert other.attached.get(key) == SCAN


def test_a_file_in_it_that_is_another_is_refused(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "practice.zip"
    _archiving(records).save(file, Wanted())
    _rewritten(file, "attachments/", b"%PDF-1.4 another")
    _refused(file, {ErrorCode.ARCHIVE_DAMAGED})


def test_the_maps_are_pictures_with_words(records: Records, tmp_path: Path) -> None:
    patient = FORM.read(whole_file()).record.patient
    _archiving(records).save(tmp_path / "one.zip", Wanted(patient.id, frozenset(Part)))

    with zipfile.ZipFile(tmp_path / "one.zip") as whole:
        (name,) = (each for each in whole.namelist() if each.startswith("maps/"))
        drawn = ElementTree.fromstring(whole.read(name))  # noqa: S314 - made here
        audit = whole.read("audit.csv").decode("utf-8-sig").splitlines()
    titles = [each.text or "" for each in drawn.iter() if each.tag.endswith("title")]
    assert any("needle" in title for title in titles)
    assert len(titles) == len(records.whole.of_patient(patient.id).sessions[0].marks)
    # That the record came in is told of the practice, and of nobody else.
    assert len(audit) == 2


def _rewritten(file: Path, name: str, data: bytes | None) -> None:
    """The archive with one file in it changed, or taken out."""
    with zipfile.ZipFile(file) as whole:
        members = {each: whole.read(each) for each in whole.namelist()}
    name = next(each for each in members if each.startswith(name))
    if data is None:
        del members[name]
    else:
        members[name] = data
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
        for each, content in members.items():
            whole.writestr(each, content)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("records/", b"{}"),
        ("records/", b" " * (FORM.largest + 1)),
        ("records/", b" " * 1024**2),
        ("records/", None),
        ("tables/notes", None),
        ("manifest", b""),
        ("manifest", b"\xff"),
        ("manifest", None),
    ],
)
def test_a_changed_archive_is_refused_before_anything_is_stored(
    records: Records, tmp_path: Path, name: str, data: bytes | None
) -> None:
    file = tmp_path / "practice.zip"
    _archiving(records).save(file, Wanted())
    _rewritten(file, name, data)

    _refused(file, {ErrorCode.ARCHIVE_DAMAGED, ErrorCode.RECORD_TOO_LARGE})


def test_a_damaged_archive_is_refused(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "practice.zip"
    _archiving(records).save(file, Wanted())
    whole = file.read_bytes()
    codes = {ErrorCode.ARCHIVE_DAMAGED, ErrorCode.RECORD_NOT_JSON, ErrorCode.RECORD_TOO_LARGE}
    for at in range(0, len(whole), len(whole) // 12):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        _refused(file, codes, or_whole=True)
        file.write_bytes(whole[:at])
        _refused(file, codes)


def _refused(file: Path, codes: set[ErrorCode], *, or_whole: bool = False) -> None:
    """Nothing of the file comes in; where a byte that says nothing was changed, all of it may."""
    other = _empty()
    before = other.counts()
    try:
        arrived = _taken(other, file)
    except Refused as reason:
        code = reason.code
    else:
        assert or_whole
        assert len(arrived) == 3
        return
    assert code in codes
    assert other.counts() == before


def test_a_name_that_climbs_leads_nowhere(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    data = whole_file()
    names = ("records/../../evil.json", "records//etc/evil.json")
    with zipfile.ZipFile(file, "w") as whole:
        for name in names:
            whole.writestr(name, data)
        digest = hashlib.sha256(data).hexdigest()
        whole.writestr("manifest-sha256.txt", "".join(f"{digest}  {name}\n" for name in names))

    arrived = _taken(_empty(), file)

    assert [one.what for one in arrived] == [What.NEW, What.SAME]
    assert [each.name for each in tmp_path.iterdir()] == ["evil.zip"]


def test_a_patient_who_is_not_there_leaves_no_archive(records: Records, tmp_path: Path) -> None:
    nobody = replace(next(people(1, IDS)))

    with pytest.raises(Refused) as refused:
        _archiving(records).save(tmp_path / "x.zip", Wanted(nobody.id))

    assert refused.value.code is ErrorCode.NOT_FOUND
    assert not list(tmp_path.iterdir())


def test_an_encrypted_archive_opens_with_its_passphrase_only(
    records: Records, tmp_path: Path
) -> None:
    file = tmp_path / "practice.dnc"
    _archiving(records).save(file, Wanted(passphrase=PASSPHRASE))

    assert b"manifest" not in file.read_bytes()
    assert not zipfile.is_zipfile(file)
    for typed, code in (("", ErrorCode.ARCHIVE_SEALED), ("no", ErrorCode.ARCHIVE_PASSPHRASE)):
        with pytest.raises(Refused) as refused:
            _taken(_empty(), file, typed)
        assert refused.value.code is code
    arrived = _taken(_empty(), file, PASSPHRASE)
    assert len(arrived) == 3


def test_a_cut_or_changed_encrypted_archive_is_refused(records: Records, tmp_path: Path) -> None:
    file = tmp_path / "practice.dnc"
    _archiving(records).save(file, Wanted(passphrase=PASSPHRASE))
    whole = file.read_bytes()
    codes = {ErrorCode.ARCHIVE_DAMAGED, ErrorCode.ARCHIVE_PASSPHRASE, ErrorCode.RECORD_NOT_JSON}
    for at in range(0, len(whole), len(whole) // 15):
        for changed in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            file.write_bytes(changed)
            with pytest.raises(Refused) as refused:
                _taken(_empty(), file, PASSPHRASE)
            assert refused.value.code in codes


def test_a_weak_passphrase_makes_no_archive(records: Records, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        _archiving(records).save(tmp_path / "x.dnc", Wanted(passphrase="short"))

    assert refused.value.code is ErrorCode.PASSPHRASE_TOO_SHORT
    assert not list(tmp_path.iterdir())


def test_only_what_is_wanted_is_in_it(records: Records, tmp_path: Path) -> None:
    patient = FORM.read(whole_file()).record.patient
    for part in Part:
        wanted = Wanted(patient.id, frozenset({part}), replace=True)
        _archiving(records).save(tmp_path / "one.zip", wanted)
        with zipfile.ZipFile(tmp_path / "one.zip") as whole:
            folders = {name.partition("/")[0] for name in whole.namelist() if "/" in name}
        assert folders - {"schema"} == {str(part)}

    with pytest.raises(Refused) as refused:
        _taken(_empty(), tmp_path / "one.zip")
    assert refused.value.code is ErrorCode.ARCHIVE_WITHOUT_RECORDS


def test_fhir_of_everybody_names_each_practitioner_once(records: Records, tmp_path: Path) -> None:
    _archiving(records).save(tmp_path / "all.zip", Wanted())

    with zipfile.ZipFile(tmp_path / "all.zip") as whole:
        lines = {
            name: whole.read(name).splitlines()
            for name in whole.namelist()
            if name.endswith(".ndjson")
        }
    assert len(lines["fhir/Patient.ndjson"]) == 3
    assert len(lines["fhir/Practitioner.ndjson"]) == 1
    assert all(json.loads(line) for each in lines.values() for line in each)
    assert set(Part) > USUAL
