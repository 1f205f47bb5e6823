"""How a leaflet was arranged stands in the report of its visit: what was left out, why, by whom."""

from dataclasses import replace
from datetime import date

from charting import content
from charting.documents.paper import Paper
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.leaflet_plan import LeafletPlan
from charting.domain.sheet import Sheet, SheetId
from tests.documents.cases import PRACTITIONER, at
from tests.documents.reading import text
from tests.documents.test_reports import report
from tests.fakes import uuid7

PLAN = (
    LeafletPlan()
    .leaving_out("bx.ces", "told at length <b>")
    .saying("do", "What now?", "Rest.")
    .with_movements([ChosenMovement("mv.walk", "Walk", "", "10 minutes")])
)


def test_what_was_chosen_stands_with_its_reason_and_its_author() -> None:
    seen = report()
    visit = seen.session
    by, day = PRACTITIONER.id, at(date(2026, 11, 16))
    here = (visit.patient_id, visit.episode_id, visit.id)
    sheet = Sheet(SheetId(uuid7(70)), 1, *here, day, by, PLAN)
    paper = Paper(content.body_map(), content.visit_items())
    words = text(paper.session_report(replace(seen, sheets=(sheet,))))
    for wanted in ("Leaflet of this patient", "told at length <b>", "Rest.", "Walk, 10 minutes"):
        assert wanted in words, wanted
    plain = replace(sheet, content=LeafletPlan())
    bare = text(paper.session_report(replace(seen, sheets=(plain,))))
    assert "Leaflet of this patient" not in bare
