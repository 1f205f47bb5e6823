"""A clinic's own paper in every kind of records: looks, movements, pictures, arranged leaflets."""

from io import BytesIO

import pytest
from PIL import Image

from charting.documents.pictures import TidyPictures
from charting.domain.audit import Action
from charting.domain.canonical import digest
from charting.domain.clinic_paper import USUAL, OwnMovement, PaperLook
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.leaflet_plan import LeafletPlan
from charting.services.clinic_papers import ClinicPapers, dress_of
from charting.services.leaflets import Leaflets
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from tests.fakes import CountingIds, TickingClock
from tests.invented import people
from tests.storage.backends import NORA

SWIM = OwnMovement("Swim", "Swim on your back.\nBreathe.", "once a week")


def picture(wide: int = 30) -> bytes:
    out = BytesIO()
    Image.new("RGB", (wide, 20), "teal").save(out, "PNG")
    return out.getvalue()


def papers(records: Records) -> ClinicPapers:
    return ClinicPapers(records, TidyPictures(), TickingClock(), CountingIds(500_000), NORA)


def test_a_look_is_chosen_and_every_version_stays(records: Records) -> None:
    own = papers(records)
    assert own.look() == PaperLook()
    own.keep_look("102030", "#404040")
    own.keep_logo(picture())
    kept = digest(TidyPictures().tidy(picture())).hex()
    assert own.look() == PaperLook("#102030", "#404040", kept)
    assert dict(dress_of(records.clinic_papers, []).pictures) == {kept: own.picture(kept)}
    own.keep_logo(None)
    assert own.look().logo == ""
    assert [paper.version for paper in records.clinic_papers.all()] == [1, 2, 3]
    told = records.trail.chain(records.practice.practice().id)[-3:]
    assert [entry.action for entry in told] == [Action.CLINIC_PAPER_KEPT] * 3


def test_a_movement_is_kept_changed_and_dropped(records: Records) -> None:
    own = papers(records)
    (first,) = own.keep_movement(SWIM, data=picture())
    assert isinstance(first.content, OwnMovement)
    assert own.picture(first.content.picture) is not None
    with pytest.raises(Refused) as refused:
        own.keep_movement(OwnMovement("swim", ""))
    assert refused.value.code is ErrorCode.MOVEMENT_TAKEN
    (changed,) = own.keep_movement(OwnMovement("Swim", "On your front."), first)
    assert (changed.id, changed.version) == (first.id, 2)
    with pytest.raises(Refused) as refused:
        own.drop_movement(first)
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert list(own.drop_movement(changed)) == []


def test_no_picture_and_pale_colours_are_refused_and_nothing_is_kept(records: Records) -> None:
    own = papers(records)
    for data in (b"no picture", picture()[:40], b"<svg/>"):
        with pytest.raises(Refused) as refused:
            own.keep_logo(data)
        assert refused.value.code is ErrorCode.PICTURE_UNREADABLE
    for headings, frames, code in (
        ("#999999", USUAL, ErrorCode.COLOUR_PALE),
        (USUAL, "#cccccc", ErrorCode.COLOUR_PALE),
        ("teal", USUAL, ErrorCode.COLOUR_UNREADABLE),
    ):
        with pytest.raises(Refused) as refused:
            own.keep_look(headings, frames)
        assert refused.value.code is code
    assert list(records.clinic_papers.all()) == []


def test_an_arranged_leaflet_is_kept_with_its_visit(records: Records) -> None:
    clock, ids = TickingClock(), CountingIds(600_000)
    patient = next(people(1, CountingIds(9_000)))
    Patients(records.patients, records.trail, clock, ids, NORA).add(patient)
    session = Sessions(records.sessions, clock, ids, NORA).open_today(PatientId(patient.id))
    leaflets = Leaflets(records, clock, ids, NORA)
    papers(records).keep_movement(SWIM, data=picture())
    before = leaflets.arrangement(session.id)
    assert before.plan == LeafletPlan()
    assert before.offered[0].name == "Swim"
    plan = LeafletPlan().leaving_out("soon", "told").with_movements(before.offered[:2])
    kept = leaflets.arrange(before, plan)
    assert leaflets.arrangement(session.id) == kept
    assert kept.plan.movements[0].picture
    again = leaflets.arrange(kept, plan.taking_in("soon"))
    assert again.sheet is not None
    assert again.sheet.version == 2
    with pytest.raises(Refused) as refused:
        leaflets.arrange(kept, LeafletPlan())
    assert refused.value.code is ErrorCode.STALE_RECORD
