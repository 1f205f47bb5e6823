"""The largest files that are read at all, made to swell in memory, stay below 512 MB."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MOST_KIB = 512 * 1024

CHILD = """
import resource, sys
from charting.domain.errors import Refused
from charting.exchange.json_record import LARGEST, JsonRecord
emoji = "\\N{GRINNING FACE}".encode()
fill = {
    "lists": lambda: b"[]," * 160_000 + b'"ab",' * 2_600_000,
    "objects": lambda: b'{"a":1,"b":2,"c":3},' * 480_000,
    "words": lambda: b'"ab",' * 2_900_000 + emoji,
    "wide": lambda: emoji + b"a" * LARGEST,
    "deep": lambda: b"[" * 450_000,
    "escapes": lambda: b"\\\\u0000" * LARGEST,
    "numbers": lambda: b"12345," * 2_900_000,
}[sys.argv[1]]()
head, tail = b'{"format":"dry-needling-charting record","schema":1,"record":[', b'1]}'
if sys.argv[1] in ("wide", "escapes"):
    head, tail = head + b'"', b'",' + tail
data = head + fill[: LARGEST - len(head) - len(tail)] + tail
del fill
try:
    JsonRecord().read(data)
except Refused as refused:
    print(refused.code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="others count memory in other units")
@pytest.mark.parametrize(
    "fill", ["lists", "objects", "words", "wide", "deep", "escapes", "numbers"]
)
def test_what_is_made_to_swell_stays_small(fill: str) -> None:
    said = subprocess.run(
        [sys.executable, "-c", CHILD, fill], cwd=ROOT, capture_output=True, text=True, check=True
    )
    code, kib = said.stdout.split()
    assert code.startswith("record_")
    assert int(kib) < MOST_KIB, f"{int(kib) // 1024} MB"
