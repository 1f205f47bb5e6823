"""The sheet of a visit: its items with their answers, and the treatment note drafted from marks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from charting.domain.asking import Background
from charting.domain.changes import Change, EditNote, SetAnswer
from charting.domain.comparable_signs import (
    SignDifference,
    SignUnit,
    read_measured,
    with_number,
    with_said,
)
from charting.domain.course import next_visit_offers
from charting.domain.episode import USUAL_INTERVAL_DAYS
from charting.domain.errors import Refused
from charting.domain.ids import SessionId
from charting.domain.session import Answer, Carried, NoteSection, Reply, Session
from charting.domain.text import clean_line, read_date
from charting.domain.visit import (
    NEXT_VISIT,
    Item,
    Step,
    asked,
    checked_next_visit,
    count_difference,
    lacking,
    sign_difference,
    unresolved_count,
)
from charting.i18n import _
from charting.services.sessions import Sessions
from charting.ui.session.record import OpenRecord
from charting.wording import older_draft_words, pain_draft, sentence, treatment_draft
from charting.wording.marks import Structures


class VisitSheet:
    """What is asked in a visit and what was answered; each answer is a change of its own."""

    def __init__(
        self,
        record: OpenRecord,
        sessions: Sessions,
        items: tuple[Item, ...],
        structures: Structures,
        country: str,
    ) -> None:
        """`country` is the one as whose dates are typed and written."""
        self._record, self.country = record, country
        self._sessions = sessions
        self._structures = structures
        self.items = items
        self._by_id = {item.id: item for item in items}
        self._drafted_of: Session | None = None
        self._drafted = ""
        self._known: tuple[SessionId | None, int, Background]
        self._known = (None, USUAL_INTERVAL_DAYS, Background())

    @property
    def intervals(self) -> tuple[int, int]:
        """The days to the next visit that are offered by one press, by the plan."""
        session, (known_of, days, _earlier) = self._record.session, self._known
        is_known = session is not None and session.id == known_of
        return next_visit_offers(days if is_known else USUAL_INTERVAL_DAYS)

    @property
    def session(self) -> Session | None:
        """The session as shown."""
        return self._record.session

    def of_step(self, step: Step) -> tuple[Item, ...]:
        """The items of a step beside the screening, asked in this visit or not."""
        return tuple(item for item in self.items if item.step is step and not item.group)

    def item(self, item_id: str) -> Item:
        """An item by its id."""
        return self._by_id[item_id]

    def is_asked(self, item: Item) -> bool:
        """Whether an item is asked in this visit as it stands."""
        return self._record.session is not None and asked(item, self._record.session)

    def answer_to(self, item: Item) -> Answer | None:
        """What was answered; `None` while nobody was asked."""
        session = self._record.session
        return session.answers.get(item.id) if session else None

    def know(self, session_id: SessionId, interval_days: int, earlier: Background) -> None:
        """Know the days between two visits, and what was answered in those before this one."""
        self._known = (session_id, interval_days, earlier)

    def last_time(self, item: Item) -> tuple[Answer, date] | None:
        """What was noted of an item last, and when; it is never taken over by itself."""
        session, (known_of, _days, earlier) = self._record.session, self._known
        return earlier.last(item.id) if session is not None and session.id == known_of else None

    def lacking(self) -> tuple[Item, ...]:
        """The items of this visit that nobody has answered."""
        session = self._record.session
        return lacking(session, self.items) if session else ()

    def count_difference(self) -> tuple[int, int] | None:
        """Needles removed and packs opened, where both are counted and differ."""
        session = self._record.session
        return count_difference(session) if session else None

    def uncounted(self) -> bool:
        """Whether needles were opened and not all of them are accounted for."""
        session = self._record.session
        return session is not None and unresolved_count(session)

    def reply(self, item: Item, reply: Reply) -> bool:
        """Answer a yes-or-no item; the reason typed so far stays."""
        return self._set(item, replace(self.given(item), reply=reply))

    def note_number(self, item: Item, number: int | None) -> bool:
        """Note a number, or take it back."""
        answer = replace(self.given(item), number=number)
        return self._set(item, None if number is None else answer)

    def choose(self, item: Item, choice: str) -> bool:
        """Choose a code, or take the choice back with an empty one."""
        answer = replace(self.given(item), choice=choice)
        return self._set(item, answer if choice else None)

    def compare(self, item: Item, code: str) -> bool:
        """Say how a sign is now, or take that back; what it measures and what was written stays."""
        return self._keep(item, with_said(self.given(item), code, item.units))

    def measure(self, item: Item, typed: str, chosen: SignUnit | None) -> bool:
        """Note what a sign measures, in the `chosen` unit unless one is typed behind it; an empty
        field takes it back.
        """
        try:
            measured = read_measured(typed, item.units, chosen)
        except Refused as refused:
            self._record.said.emit(sentence(refused, self.country))
            return False
        self._keep(item, with_number(self.given(item), measured, item.units))
        return True

    def sign_difference(self, item: Item) -> SignDifference | None:
        """How a sign differs from before."""
        session = self._record.session
        return sign_difference(item, session.answers) if session else None

    def tick(self, item: Item, codes: Iterable[str]) -> bool:
        """Note that these of the item's choices hold, in its order, and no other."""
        ticked = frozenset(codes)
        chosen = " ".join(code for code, _words in item.choices if code in ticked)
        answer = replace(self.given(item), choice=chosen)
        return self._set(item, answer if chosen or answer.remark or answer.reply else None)

    def write(self, item: Item, text: str) -> bool:
        """Write words for an item: its text, or the reason beside its reply."""
        try:
            remark = clean_line(text, item.id)
        except Refused as refused:
            self._record.said.emit(sentence(refused, self.country))
            return False
        return self._keep(item, replace(self.given(item), remark=remark))

    def next_visit(self, item: Item, typed: str) -> bool:
        """Agree on the day of the next visit as typed."""
        session = self._record.session
        if session is None:
            return False
        if not typed.strip():
            return self._set(item, None)
        try:
            day = checked_next_visit(read_date(typed, NEXT_VISIT, self.country), session)
        except Refused as refused:
            self._record.said.emit(sentence(refused, self.country))
            return False
        return self.choose(item, day.isoformat())

    def day_after(self, days: int) -> date | None:
        """The day so many days after the visit."""
        session = self._record.session
        return session.opened.day + timedelta(days=days) if session else None

    def note(self, section: NoteSection) -> str:
        """The text of a note section."""
        session = self._record.session
        return session.notes.get(section, "") if session else ""

    def write_note(self, section: NoteSection, text: str, shown: str | None = None) -> bool:
        """Keep the text of a note section as it stands after a pause of typing; `shown` stood there
        when the typing began. Where somebody else wrote meanwhile, both are kept, to be decided.
        """
        try:
            stands = self.note(section), self.carried(section)
            change = EditNote.typed(section, stands[0], text, stands[1])
        except Refused as refused:
            self._record.said.emit(sentence(refused, self.country))
            return False
        if change.before == change.after or text == shown:
            return False
        if shown is not None and shown != change.before:
            return self._record.clash(replace(change, before=shown), change.after)
        return self._record.do(change, _("Write in the note"))

    def carried(self, section: NoteSection) -> Carried | None:
        """From which visit words of a section came, if any did."""
        session = self._record.session
        return session.carried.get(section) if session else None

    def tell_pain(self) -> bool:
        """Write the pain areas into the subjective part, after what stands there."""
        session = self._record.session
        if session is None or not self.pain_is_to_tell():
            return False
        stands = self.note(NoteSection.SUBJECTIVE).rstrip()
        text = "\n".join(filter(None, (stands, pain_draft(session))))
        return self.write_note(NoteSection.SUBJECTIVE, text)

    def pain_is_to_tell(self) -> bool:
        """Whether there are pain areas that the subjective part does not tell as they are."""
        session = self._record.session
        drafted = pain_draft(session) if session else ""
        return bool(drafted) and drafted not in self.note(NoteSection.SUBJECTIVE)

    def treatment_draft(self) -> str:
        """The treatment part of the note as the marks tell it, told once for each state of the
        session.
        """
        session = self._record.session
        if session is not self._drafted_of:
            self._drafted_of = session
            self._drafted = (
                treatment_draft(session, self._structures, self._by_id) if session else ""
            )
        return self._drafted

    def note_is_drafted(self) -> bool:
        """Whether the treatment note already says what the marks tell."""
        session = self._record.session
        return session is not None and (
            session.notes.get(NoteSection.TREATMENT, "") == self.treatment_draft()
        )

    def older_draft(self) -> str:
        """In what the drafted treatment note is older than the marks, or nothing."""
        session = self._record.session
        if session is None or self.note_is_drafted():
            return ""
        note = session.notes.get(NoteSection.TREATMENT, "")
        return older_draft_words(note, session, self._structures, self._by_id)

    def given(self, item: Item) -> Answer:
        """What was answered, or an empty answer given now."""
        return self.answer_to(item) or self._sessions.answer(item.id)

    def make(self, changes: Iterable[SetAnswer], words: str) -> bool:
        """Give answers, all at this moment, to be undone together."""
        stamp = self._sessions.answer("")
        given: list[Change] = [
            replace(change, after=change.after and replace(change.after, at=stamp.at, by=stamp.by))
            for change in changes
        ]
        return self._record.do_all(given, _("Answer {item}").format(item=words))

    def _keep(self, item: Item, answer: Answer) -> bool:
        said = answer.remark or answer.reply or answer.choice or answer.number is not None
        return self._set(item, answer if said else None)

    def _set(self, item: Item, after: Answer | None) -> bool:
        before = self.answer_to(item)
        if before == after:
            return False
        return self.make([SetAnswer(item.id, before, after)], _(item.words))
