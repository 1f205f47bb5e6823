"""A record in which a comparable sign was measured before needling and after it."""

from dataclasses import replace
from types import MappingProxyType

from charting.domain.record import PatientRecord
from charting.domain.session import Answer


def with_signs(record: PatientRecord) -> PatientRecord:
    """The record with a sign of 24 cm, and 16.5 cm afterwards, in its first session."""
    first, *rest = record.sessions
    before = Answer(
        "om.sign", None, first.opened, first.practitioner_id, "Bending forward", 240, "cm"
    )
    after = replace(before, item="om.sign.after", remark="", number=165, choice="better cm")
    answers = {**first.answers, before.item: before, after.item: after}
    noted = replace(first, answers=MappingProxyType(answers))
    return replace(record, sessions=(noted, *rest))
