"""Pain by name, and the symptoms of the episode against what was drawn."""

from PySide6.QtCore import Qt

from charting.domain.pain_area import PainArea, PainQuality
from charting.ui.session.pain_form import PainForm
from charting.ui.session.pain_over import PainOver
from charting.ui.session.symptoms import Symptoms
from tests.ui.session.conftest import Visit


def _over(visit: Visit, words: str) -> PainArea:
    asked: PainOver = visit.page.placing.pain_over
    asked.over.setCurrentIndex(asked.over.findText(words))
    asked.button.click()
    visit.settle()
    mark = visit.model.selected_mark
    assert isinstance(mark, PainArea)
    return mark


def test_pain_is_charted_over_what_has_a_name_by_keys_alone(visit: Visit) -> None:
    visit.press(Qt.Key.Key_P)
    visit.press(Qt.Key.Key_E)
    assert visit.page.placing.pain_over.over.hasFocus()
    between = _over(visit, "between the legs (saddle area)")
    assert "between the legs (saddle area)" in visit.model.words(between)
    medius = _over(visit, "gluteus medius")
    assert "between the legs" not in visit.model.words(medius)
    assert medius.site.side.value == "right"
    assert len(visit.stored().marks) == 2


def test_what_the_episode_does_not_name_is_hinted_at_and_added_by_one_key(visit: Visit) -> None:
    visit.model.armed.pain(PainQuality.STIFFNESS)
    _over(visit, "gluteus medius")
    visit.stored()
    form = visit.page.drawer.findChild(PainForm)
    assert isinstance(form, PainForm)
    assert form.hint.text() == "Not yet among the symptoms of the episode: Stiffness."
    visit.press(Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    visit.stored()
    assert form.hint.isHidden()
    assert form.add_symptom.isHidden()
    assert "Now among the symptoms" in visit.page.sentence.words
    assert visit.model.patient is not None
    (episode,) = visit.practice.sessions.episodes(visit.model.patient.id)
    assert episode.symptoms == ("sy.stiffness",)
    assert Symptoms.of(visit.model) is Symptoms.of(visit.model)
