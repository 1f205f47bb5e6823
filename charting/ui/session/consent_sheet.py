"""Consent as it is answered in a visit: on file in writing, left out in part, or refused."""

from dataclasses import replace

from charting.domain.asking import CONSENT_SITES, CONSENT_WRITTEN, REFUSES
from charting.domain.changes import SetAnswer
from charting.domain.consent_on_file import ConsentOnFile
from charting.domain.session import Answer, Reply
from charting.i18n import _
from charting.ui.session.model import SessionModel
from charting.wording.consent import consent_words


class ConsentSheet:
    """What a hand can say of consent in the open visit."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts of the back that the patient does not want needled today."""
        answer = self._answer(CONSENT_SITES)
        return tuple(answer.choice.split()) if answer and answer.reply is Reply.YES else ()

    @property
    def is_less(self) -> bool:
        """Whether the patient does not agree to every part."""
        answer = self._answer(CONSENT_SITES)
        return answer is not None and answer.reply is Reply.YES

    @property
    def is_refused(self) -> bool:
        """Whether the patient does not want needling at all."""
        answer = self._answer(REFUSES)
        return answer is not None and answer.reply is Reply.YES

    def note_written(self, on_file: ConsentOnFile) -> bool:
        """Answer that written consent is on file, with what was signed."""
        words = consent_words(on_file, self._model.screen.country)
        fact = f"{words}, SHA-256 {on_file.consent.text_hash}"
        return self._set(replace(self._given(CONSENT_WRITTEN), reply=Reply.YES, fact=fact))

    def leave_out(self, region: str, *, out: bool) -> bool:
        """Close a part of the back for today because the patient does not agree, or open it."""
        kept = [each for each in self.left_out if each != region]
        after = [*kept, region] if out else kept
        given = replace(self._given(CONSENT_SITES), choice=" ".join(after), in_set=False)
        return self._set(replace(given, reply=Reply.YES if after else Reply.NO))

    def refuse(self, *, refused: bool) -> bool:
        """Note that the patient does not want needling at all, or wants it again."""
        rule = self._model.screen.rules.rules[REFUSES]
        return self._model.screen.reply(rule, Reply.YES if refused else Reply.NO)

    def _answer(self, item: str) -> Answer | None:
        session = self._model.session
        return session.answers.get(item) if session else None

    def _given(self, item: str) -> Answer:
        return self._model.visit.given(self._model.visit.item(item))

    def _set(self, after: Answer) -> bool:
        before = self._answer(after.item)
        if before == after:
            return False
        words = _(self._model.visit.item(after.item).words)
        return self._model.visit.make([SetAnswer(after.item, before, after)], words)
