"""Consent on the shelf: what is on file is told, and a part that is left out closes at once."""

from charting.domain.asking import CONSENT_SITES, CONSENT_WRITTEN, REFUSES
from charting.domain.consent_on_file import consent_on_file
from charting.domain.session import Reply
from charting.ui.session.consent_sheet import ConsentSheet
from tests.fake_consents import CONSENT, taken_back
from tests.ui.session.conftest import Visit


def test_no_gluteal_today_closes_these_sites_on_the_map(visit: Visit) -> None:
    shelf = visit.page.shelf
    shelf.open_step(shelf.prepare)
    visit.lane.drain()
    visit.settle()
    row = shelf.consent
    assert row.words.text() == "No written consent is on file."
    row.less.click()
    row.parts["left_buttock"].click()
    row.parts["right_buttock"].click()
    visit.settle()
    closed = {each.region.id for each in visit.model.screen.verdict.closures if each.region}
    assert closed == {"left_buttock", "right_buttock"}
    answer = visit.stored().answers[CONSENT_SITES]
    assert (answer.reply, answer.choice) == (Reply.YES, "left_buttock right_buttock")
    visit.click(90, -80)
    visit.model.armed.needle(visit.model.kit.presets[0])
    visit.click(85, -82)
    (needle,) = visit.stored().needles()
    assert CONSENT_SITES in needle.against
    row.parts["left_buttock"].click()
    row.parts["right_buttock"].click()
    visit.settle()
    assert visit.stored().answers[CONSENT_SITES].reply is Reply.NO


def test_taken_back_as_a_whole_the_visit_is_not_ready(visit: Visit) -> None:
    shelf = visit.page.shelf
    shelf.open_step(shelf.prepare)
    visit.lane.drain()
    visit.settle()
    shelf.consent.less.click()
    shelf.consent.refused.click()
    visit.settle()
    assert visit.stored().answers[REFUSES].reply is Reply.YES
    assert "Nothing is needled without agreement." in visit.page.stop.words


def test_what_is_on_file_is_told_and_answers_its_question(visit: Visit) -> None:
    session = visit.stored()
    sheet = visit.practice.sheets.file(session.patient_id, CONSENT, None, session.id)
    on_file = consent_on_file(visit.practice.sheets.of_patient(session.patient_id))
    assert on_file is not None
    ConsentSheet(visit.model).note_written(on_file)
    answer = visit.stored().answers[CONSENT_WRITTEN]
    assert answer.reply is Reply.YES
    assert CONSENT.text_hash in answer.fact
    visit.practice.sheets.file(session.patient_id, taken_back(sheet.id, "sacrum"))
    visit.model.screen.open(visit.stored())
    visit.lane.drain()
    visit.page.shelf.open_step(visit.page.shelf.prepare)
    visit.settle()
    assert "version 2026-1" in visit.page.shelf.consent.words.text()
    proposed = visit.model.screen.background.proposed
    assert proposed[CONSENT_SITES] == "not agreed: sacrum"
