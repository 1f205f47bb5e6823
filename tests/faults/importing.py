"""Files that come in, harmed in every way: only a plain refusal escapes, nothing changes, and what
is whole goes out, in, and out again the same.
"""

import json
import random
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded

from charting.domain.errors import Refused
from charting.domain.record import PatientRecord, RecordFile
from charting.domain.revive import revive
from charting.services.record_files import RecordFiles
from charting.wording import sentence
from tests.exchange.hostile_files import mutations, practice, refusal, whole_files
from tests.exchange.test_hostile_records import _mutated_bytes, _mutated_structure
from tests.exchange.test_round_trip import FORM, IDS, PRACTICES, _goes_round
from tests.fakes import TickingClock
from tests.faults.table import Verdict
from tests.storage.backends import NORA

MOST_KIB = 512 * 1024


def fuzzed(number: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """So many harmed files, of each form in turn. The control reads them as they are, as a reader
    does that trusts what it is given.
    """
    forms = [*whole_files().items(), ("a.json", b""), ("a.json", b"")]
    for trial in range(number):
        chance = random.Random(seed + trial)
        name, whole = forms[trial % len(forms)]
        if whole:
            data = next(mutations(whole, chance, 1))
        else:
            data = chance.choice((_mutated_structure, _mutated_bytes))(chance)
        if control:
            yield _trusting(data)
            continue
        file = home / name
        file.write_bytes(data)
        yield _came(file)
    if not control:
        yield _small_enough()


def _came(file: Path) -> Verdict:
    records = practice()
    before = records.counts()
    try:
        refused = refusal(records, file)
    except Exception as escaped:
        # Whatever it is, it is what this looks for.
        return Verdict(1, 0, (f"{file.name}: {type(escaped).__name__} escaped",))
    wrong = [f"{file.name}: {each}" for each in records.problems()]
    if refused is None:
        return Verdict(1, 0, tuple(wrong))
    words = sentence(refused)
    plain = words.isprintable() and "rror" not in words
    misleading = () if plain else (words,)
    changed = records.counts()["patients"] != before["patients"]
    return Verdict(1, int(changed), tuple(wrong), misleading)


def _trusting(data: bytes) -> Verdict:
    try:
        revive(json.loads(data)["record"], PatientRecord)
    except Refused:
        return Verdict(1)
    except Exception as escaped:
        return Verdict(1, 0, (f"{type(escaped).__name__} escaped",))
    return Verdict(1)


def _small_enough() -> Verdict:
    if sys.platform != "linux":
        return Verdict(0)
    kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Verdict(0, 0, () if kib < MOST_KIB else (f"{kib // 1024} MB of memory",))


def round_trips(
    number: int, _home: Path, *, seed: int = 0, control: bool = False
) -> Iterator[Verdict]:
    """So many generated practices that go out, in, and out again. In the control somebody tidies
    telephone numbers on the way.
    """
    verdicts: list[Verdict] = []

    @seeded(seed)
    @settings(
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
        max_examples=number,
    )
    @given(PRACTICES)
    def each(every: Sequence[RecordFile]) -> None:
        verdicts.append(_told(lambda: _tidies(every) if control else _goes_round(every)))

    each()
    yield from verdicts


def _told(goes: Callable[[], None]) -> Verdict:
    try:
        goes()
    except AssertionError as other:
        return Verdict(1, 0, (f"not the same: {str(other)[:80]}",))
    return Verdict(1)


def _tidies(every: Sequence[RecordFile]) -> None:
    """What goes out of the one practice comes into another with every telephone number tidied."""
    there = practice()
    for one in every:
        patient = replace(one.record.patient, phone=f"{one.record.patient.phone}0")
        tidied = replace(one, record=replace(one.record, patient=patient))
        try:
            files = RecordFiles(there, FORM, TickingClock(), IDS, NORA)
            came = files.take_in(FORM.write(tidied)).record
        except Refused as refused:
            raise AssertionError(str(refused.code)) from None
        assert came == one.record
