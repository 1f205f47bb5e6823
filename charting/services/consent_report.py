"""What is printed of a written consent, and who prints it; a part of the port `Documents`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from charting.domain.consent_on_file import ConsentOnFile
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner


@dataclass(frozen=True, slots=True)
class ConsentReport:
    """A written consent to be printed; `regions` are the words of parts of the back by id."""

    practice: Practice
    practitioners: Sequence[Practitioner]
    patient: Patient
    on_file: ConsentOnFile
    regions: Mapping[str, str]
    printed: Moment


class ConsentDocuments(Protocol):
    """Makes the paper of a consent: a PDF file, in memory."""

    def consent(self, report: ConsentReport) -> bytes:
        """A written consent as it was signed."""
