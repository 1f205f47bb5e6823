"""Changes of answers to checklist items: given, corrected or withdrawn."""

from dataclasses import dataclass, replace
from types import MappingProxyType

from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Answer, Session, Subject, answer_subject


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """The answer to `item` becomes `after`; `None` stands for not asked."""

    item: str
    before: Answer | None
    after: Answer | None

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return answer_subject(self.item)

    def apply(self, session: Session) -> Session:
        """The session with the new answer; refuses STALE_RECORD where it was answered otherwise
        since.
        """
        if session.answers.get(self.item) != self.before:
            raise Refused(ErrorCode.STALE_RECORD)
        answers = {key: answer for key, answer in session.answers.items() if key != self.item}
        if self.after is not None:
            answers[self.item] = self.after
        return replace(session, answers=MappingProxyType(answers))

    def inverse(self) -> "SetAnswer":
        """The change that undoes this one exactly."""
        return SetAnswer(self.item, self.after, self.before)
