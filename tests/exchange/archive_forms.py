"""The forms of an archive as tests make it: with a passphrase that costs little."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from charting import content
from charting.documents.incoming import IncomingFiles
from charting.domain.ids import PatientId
from charting.domain.practice import Practitioner
from charting.exchange.archive import ZipArchives
from charting.exchange.audit_table import CsvAudit
from charting.exchange.fhir.bundles import FhirBundles
from charting.exchange.fhir.reading import RecordOrBundle
from charting.exchange.svg_map import SvgMaps
from charting.exchange.tables import CsvTables
from charting.services.archiving import Forms
from charting.services.arriving import Arriving
from charting.services.ports import Ids, Records
from charting.vault.key_file import Cost
from charting.vault.sealed_files import SealedFiles
from tests.fakes import TickingClock

T = TypeVar("T")
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def forms_of_archives(paper: Callable[[PatientId], bytes]) -> Forms:
    """The forms, with papers that `paper` makes."""
    archives = ZipArchives(SealedFiles(CHEAP))
    return Forms(
        RecordOrBundle(),
        CsvTables(),
        FhirBundles(),
        archives,
        lambda patient_id: in_one_step(paper(patient_id)),
        lambda: SvgMaps(content.body_map()),
        CsvAudit(),
    )


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper that is there already."""

    pdf: bytes


def in_one_step(pdf: bytes) -> Generator[None, None, Ready]:
    """It, in one step."""
    yield
    return Ready(pdf)


def arriving_at(records: Records, who: Practitioner, ids: Ids) -> Arriving:
    """Who takes archives in."""
    archives = ZipArchives(SealedFiles(CHEAP))
    made_by = (TickingClock(), ids, who)
    return Arriving(records, RecordOrBundle(), archives, IncomingFiles(), made_by)


def ended(steps: Generator[object, None, T]) -> T:
    """What came of work that is done in steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            came: T = end.value
            return came
