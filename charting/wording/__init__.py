"""Refusals, marks and values in sentences, for screen, paper and command line alike."""

from charting.wording.answers import answer_words, reply_words
from charting.wording.beneath import (
    beside_words,
    hazard_names,
    place_span_words,
    placement_words,
    span_words,
    stack_words,
)
from charting.wording.body import body_words, build_words
from charting.wording.draft import treatment_draft
from charting.wording.follow_ups import (
    contact_line,
    contact_words,
    due_words,
    follow_up_kind_words,
    reason_words,
)
from charting.wording.handouts import leaflet_reason_words
from charting.wording.marks import (
    after_words,
    bleeding_words,
    direction_words,
    found_words,
    layer_words,
    level_side_words,
    mark_words,
    name_words,
    needle_size_words,
    place_words,
    position_words,
    precaution_words,
    site_words,
    size_words,
    status_words,
    structure_words,
    technique_words,
)
from charting.wording.record_files import arrival_words, export_words
from charting.wording.refusals import sentence
from charting.wording.spoken import spoken_mark, spoken_structure
from charting.wording.values import clock_words, date_words, fact_kind_words, sex_words, side_words

__all__ = [
    "after_words",
    "answer_words",
    "arrival_words",
    "beside_words",
    "bleeding_words",
    "body_words",
    "build_words",
    "clock_words",
    "contact_line",
    "contact_words",
    "date_words",
    "direction_words",
    "due_words",
    "export_words",
    "fact_kind_words",
    "follow_up_kind_words",
    "found_words",
    "hazard_names",
    "layer_words",
    "leaflet_reason_words",
    "level_side_words",
    "mark_words",
    "name_words",
    "needle_size_words",
    "place_span_words",
    "place_words",
    "placement_words",
    "position_words",
    "precaution_words",
    "reason_words",
    "reply_words",
    "sentence",
    "sex_words",
    "side_words",
    "site_words",
    "size_words",
    "span_words",
    "spoken_mark",
    "spoken_structure",
    "stack_words",
    "status_words",
    "structure_words",
    "technique_words",
    "treatment_draft",
]
