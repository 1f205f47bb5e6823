"""Current between two needles: a pair is made, set, switched off, parted, and its time watched."""

from collections.abc import Iterable
from dataclasses import replace

from charting.domain.changes import Change, EditMark
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.marks import Needle, Technique
from charting.domain.moment import Moment
from charting.domain.pairs import (
    Pair,
    is_over,
    on_again,
    pair_with,
    paired,
    pairs_of,
    parted,
    stopped,
    without_current,
)
from charting.domain.stimulation import USUAL, Stimulation
from charting.i18n import _, clauses
from charting.services.ports import Clock
from charting.ui.session.armed import Armed
from charting.ui.session.record import OpenRecord
from charting.ui.session.screen_sheet import ScreenSheet
from charting.wording.currents import pair_words


class Pairing:
    """What is set last is what the next pair begins with."""

    def __init__(self, record: OpenRecord, screen: ScreenSheet, armed: Armed, clock: Clock) -> None:
        self._record, self._screen = record, screen
        self._armed, self._clock = armed, clock
        self._last: Stimulation | None = None
        self._first: MarkId | None = None
        self._told: set[tuple[MarkId, int]] = set()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of the session that is open."""
        session = self._record.session
        return pairs_of(session.marks) if session else ()

    def of(self, mark_id: MarkId) -> Pair | None:
        """The pair that a needle belongs to."""
        session = self._record.session
        return pair_with(session.marks, mark_id) if session else None

    # What a hand can do

    def begin(self, mark_id: MarkId | None) -> bool:
        """Let the next click close a pair with this needle; False where that is refused."""
        needle = self._needle(mark_id)
        if needle is None or not needle.in_situ:
            self._record.said.emit(
                _("Choose a needle that is in; then the key, then the needle that closes the pair.")
            )
            return False
        try:
            self._check_allowed()
            self._check_free(needle)
        except Refused as refused:
            return self._record.refuse(refused)
        self._first = needle.id
        self._armed.pair()
        self._record.said.emit(_("Click the needle that closes the pair. Esc leaves it."))
        return True

    def close(self, mark_id: MarkId | None) -> bool:
        """Let current flow between the needle chosen first and this one."""
        first, second = self._needle(self._first), self._needle(mark_id)
        session = self._record.session
        if first is None or second is None or session is None:
            return False
        settings = self._last or self._armed.preset.stimulation or USUAL
        try:
            self._check_allowed()
            afters = paired(session.marks, first, second, settings, self._now())
        except Refused as refused:
            return self._record.refuse(refused)
        changes = self._changes(afters)
        done = self._record.do_all(changes, _("Current between two needles"))
        if done:
            self._first = None
            self._armed.nothing()
            self._tell(_("Current flows between {needles}."), second.id)
        return done

    def set(self, pair: Pair, settings: Stimulation) -> bool:
        """Set the stimulator otherwise; the next pair begins so too."""
        if settings == pair.current.settings:
            return False
        after = replace(pair.second, stimulated=replace(pair.current, settings=settings))
        done = self._record.do(EditMark(pair.second, after), _("Set the current"))
        if done:
            self._last = settings
        return done

    def switch(self, pair: Pair) -> bool:
        """Current off now or, where it is off, on again as if it had never been off; it is refused
        where one of the needles is out.
        """
        try:
            if pair.current.stopped is None:
                after = stopped(pair, self._now())
            else:
                self._check_allowed()
                after = on_again(pair)
        except Refused as refused:
            return self._record.refuse(refused)
        words = (
            _("Current off") if after.stimulated and after.stimulated.stopped else _("Current on")
        )
        return self._record.do(EditMark(pair.second, after), words)

    def part(self, pair: Pair) -> bool:
        """Take the current out of the record; both needles stay."""
        return self._record.do_all(self._changes(parted(pair)), _("Part the pair"))

    # What happens to a pair when something happens to its needles

    def dying_with(self, mark_id: MarkId) -> list[Change]:
        """What is to be changed at the other needle when this one is taken out of the record."""
        pair = self.of(mark_id)
        if pair is None:
            return []
        words = _("The current between {needles} goes with it; the other needle stays as static.")
        self._tell(words, mark_id)
        return self._changes([each for each in parted(pair) if each.id != mark_id])

    def with_needle(self, before: Needle, after: Needle) -> list[Change]:
        """The correction of a needle with what it means for its pair: current ends when it is out,
        and a needle of another technique carries none.
        """
        session = self._record.session
        if session is None:
            return []
        pair = self.of(before.id)
        if pair is not None and after.technique is not Technique.ELECTRO:
            others = [each for each in parted(pair) if each.id != before.id]
            return self._changes([replace(after, stimulated=None), *others])
        return self._changes(without_current(session.marks, {after.id: after}).values())

    def tell_over(self) -> None:
        """Say once of each pair that its minutes have passed."""
        session, now = self._record.session, self._now()
        for pair in self.pairs:
            key = (pair.second.id, pair.current.settings.minutes)
            if session is not None and is_over(pair.current, now) and key not in self._told:
                self._told.add(key)
                words = _("{minutes} min of current have passed between {needles}. Switch it off.")
                self._record.said.emit(
                    words.format(minutes=key[1], needles=pair_words(session, pair))
                )

    # Small things

    def _tell(self, words: str, mark_id: MarkId) -> None:
        session, pair = self._record.session, self.of(mark_id)
        if session is not None and pair is not None:
            self._record.said.emit(words.format(needles=pair_words(session, pair)))

    def _check_allowed(self) -> None:
        """Raises `Refused` (STIMULATION_FORBIDDEN) where an answer of the visit withholds it."""
        withheld = self._screen.withholding(Technique.ELECTRO)
        if withheld:
            because = clauses(dict.fromkeys(self._screen.words(rule) for rule in withheld))
            raise Refused(ErrorCode.STIMULATION_FORBIDDEN, {"because": because})

    def _check_free(self, needle: Needle) -> None:
        """Raises `Refused` (PAIR_TAKEN) where a needle has its partner already."""
        if self.of(needle.id) is not None:
            raise Refused(ErrorCode.PAIR_TAKEN)

    def _changes(self, afters: Iterable[Needle]) -> list[Change]:
        """The corrections that make the needles so, with the rules that speak against it."""
        session = self._record.session
        marks = session.marks if session else {}
        return [
            EditMark(marks[after.id], self._screen.noted_anew(marks[after.id], after))
            for after in afters
            if marks[after.id] != after
        ]

    def _needle(self, mark_id: MarkId | None) -> Needle | None:
        session = self._record.session
        mark = session.marks.get(mark_id) if session and mark_id else None
        return mark if isinstance(mark, Needle) else None

    def _now(self) -> Moment:
        return self._clock.now()
