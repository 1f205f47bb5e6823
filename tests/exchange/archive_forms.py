"""The forms of an archive as tests make it: with a passphrase that costs little."""

from collections.abc import Callable

from charting.domain.ids import PatientId
from charting.exchange.archive import ZipArchives
from charting.exchange.fhir.bundles import FhirBundles
from charting.exchange.fhir.reading import RecordOrBundle
from charting.exchange.tables import CsvTables
from charting.services.archiving import Forms
from charting.vault.key_file import Cost
from charting.vault.sealed_files import SealedFiles

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def forms_of_archives(paper: Callable[[PatientId], bytes]) -> Forms:
    """The forms, with papers that `paper` makes."""
    archives = ZipArchives(SealedFiles(CHEAP))
    return Forms(RecordOrBundle(), CsvTables(), FhirBundles(), archives, paper)
