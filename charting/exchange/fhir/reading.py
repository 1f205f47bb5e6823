"""Our own bundles back in: the record that stands in one is read as the record it is."""

import base64
import binascii
import json
import re
from collections.abc import Generator

from charting.domain.record import RecordFile
from charting.exchange.fhir.bundles import RECORD
from charting.exchange.json_record import LARGEST, JsonRecord

# As we write it; whoever wrote the bundle anew may have put the members in another order.
_ITSELF = re.compile(
    rb'"contentType":\s*"application/json",\s*"data":\s*"([A-Za-z0-9+/=]+)",\s*'
    rb'"title":\s*"' + RECORD.encode() + rb'"'
)
# No text holds these quotation marks bare.
_BUNDLED = b'"resourceType"'
# A bundle says everything once more: it is several times as long as its record.
_TIMES = 8


class RecordOrBundle:
    """Implements `charting.services.travelling.RecordForm`: a record, alone or in our bundle."""

    largest = _TIMES * LARGEST

    def write(self, file: RecordFile) -> bytes:
        """The record alone."""
        return JsonRecord().write(file)

    def writing(self, file: RecordFile) -> Generator[None, None, bytes]:
        """The same in steps."""
        return JsonRecord().writing(file)

    def read(self, data: bytes) -> RecordFile:
        """The record. Raises `Refused`, as `JsonRecord.read` does."""
        return JsonRecord().read(_record_in(data) if _BUNDLED in data else data)


def _record_in(bundle: bytes) -> bytes:
    """The record in a bundle; the bundle itself where there is none, which is no record."""
    found = _ITSELF.search(bundle)
    data = found.group(1) if found else _attached(bundle)
    try:
        return base64.b64decode(data, validate=True) if data else bundle[: LARGEST + 1]
    except binascii.Error:
        return bundle[: LARGEST + 1]


def _attached(bundle: bytes) -> bytes | None:
    """The data of the attachment that is the record, wherever it stands in a smaller bundle."""
    if len(bundle) > LARGEST:
        return None
    try:
        entries = json.loads(bundle)["entry"]
        attachments = (
            each["attachment"] for entry in entries for each in entry["resource"].get("content", ())
        )
        found = next(each for each in attachments if each.get("title") == RECORD)
        return str(found["data"]).encode("ascii")
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
        return None
