"""The record as JSON: written and read back without loss, in the published form."""

import json

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from charting.domain.record import RecordFile
from charting.domain.record_checks import checked_file
from charting.exchange.json_record import JsonRecord
from charting.exchange.schema import record_schema
from charting.places import root
from tests.record_strategies import files

FORM = JsonRecord()
VALIDATOR = Draft202012Validator(
    record_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)


@settings(max_examples=12)
@given(files())
def test_what_is_written_is_read_back(file: RecordFile) -> None:
    data = FORM.write(file)

    read = checked_file(FORM.read(data))

    assert read == file
    versions = [session.versions for session in read.record.sessions]
    assert versions == [session.versions for session in file.record.sessions]
    assert FORM.write(read) == data
    # An independent reader of the published form finds nothing wrong either.
    VALIDATOR.validate(json.loads(data))


def test_the_published_schema_is_that_of_the_classes() -> None:
    Draft202012Validator.check_schema(record_schema())
    published = (root() / "schema" / "record-1.schema.json").read_text("utf-8")
    assert json.loads(published) == record_schema(), "python -m resources.schema.publish"
