"""What the session screen shows and what can be done on it, without a widget."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from charting.domain import naming
from charting.domain.body import REFERENCE_BODY, Body
from charting.domain.body_map import BodyMap, Placement, Side
from charting.domain.changes import AddMark, EditMark, MoveMark, RemoveMark
from charting.domain.errors import Refused
from charting.domain.ids import MarkId
from charting.domain.marks import (
    LevelFound,
    MapSite,
    Mark,
    Needle,
    NeedleKit,
    Site,
    SiteInWords,
)
from charting.domain.moment import Moment
from charting.domain.own_ways import OwnWays
from charting.domain.pain_area import PainArea, PainQuality
from charting.domain.pain_reminders import PainReminder
from charting.domain.patient import Patient
from charting.domain.reminders import Rules
from charting.domain.session import Session
from charting.domain.text import clean_line
from charting.domain.visit import Item
from charting.i18n import _
from charting.services.note_texts import NoteTexts
from charting.services.own_ways import OwnScreen
from charting.services.point_sets import PointSets
from charting.services.ports import Clock
from charting.services.screenings import Screenings
from charting.services.sessions import Sessions
from charting.services.supplies import Supplies
from charting.services.supply_records import BoxLabels
from charting.services.together import Together
from charting.ui.session.armed import Armed
from charting.ui.session.company import Company
from charting.ui.session.cupboard import Cupboard
from charting.ui.session.making import Making
from charting.ui.session.pairing import Pairing
from charting.ui.session.record import OpenRecord
from charting.ui.session.screen_sheet import ScreenSheet
from charting.ui.session.sites import Sites
from charting.ui.session.taking_out import TakingOut
from charting.ui.session.tally import Tally
from charting.ui.session.turning import Turning
from charting.ui.session.visit_sheet import VisitSheet
from charting.ui.tasks import Lane
from charting.wording import mark_words, sentence, site_words

# What tells of a change beyond the map waits for the record's answer, which is then shown with it.
SETTLED_AFTER_MS = 12


class Reference(NamedTuple):
    """What a session is charted with: the map, the needles, what is asked, what is reminded of and
    screened for, and the country whose dates are written.
    """

    body_map: BodyMap
    kit: NeedleKit
    items: tuple[Item, ...]
    rules: Rules
    pain: Mapping[PainQuality, PainReminder]
    screenings: Screenings
    point_sets: PointSets
    own_screen: OwnScreen
    note_texts: NoteTexts
    country: str
    supplies: Supplies
    labels: BoxLabels
    together: Together | None = None


class SessionModel(QObject):
    """One open session; every verb applies at once, is stored in the background and can be undone.
    `changed` tells each change, `settled` the end of an event; `said` is to be minded, `told` not.
    """

    changed = Signal()
    settled = Signal()
    said, told = Signal(str), Signal(str)

    def __init__(self, sessions: Sessions, lane: Lane, reference: Reference, clock: Clock) -> None:
        super().__init__()
        self.sessions, self._clock = sessions, clock
        self.body_map, self.kit, self.rules = reference.body_map, reference.kit, reference.rules
        self.reference, self.pain_rules = reference, reference.pain
        country, shared = reference.country, reference.together
        self.record = OpenRecord(sessions, lane, clock, country, shared, self)
        self.company = Company(self.record, sessions, lane, shared)
        structures = self.body_map.structures
        self.visit = VisitSheet(self.record, sessions, reference.items, structures, country)
        self.screen = ScreenSheet(self.visit, reference.screenings, lane, country, self)
        self.screen.changed.connect(self.changed)
        self.record.changed.connect(self.changed)
        self._settling = QTimer(self, singleShot=True, interval=SETTLED_AFTER_MS)
        self._settling.timeout.connect(self.settled)
        self.changed.connect(self._settling.start)
        self.record.said.connect(self.said)
        self.patient: Patient | None = None
        self.ways = OwnWays()
        self._counted: Session | None = None
        self._tally = Tally()
        self.selected: MarkId | None = None
        self.armed = Armed(self.kit, self.changed.emit)
        self.cupboard = Cupboard(
            reference.supplies, reference.labels, self.kit, reference.country, lane, self
        )
        self.making = Making(sessions, self.record, self.screen, self.armed, self.cupboard)
        self.sites = Sites(self.body_map, self.armed)
        self.taking_out = TakingOut(self.record, sessions, clock, self.said.emit)
        self.pairing = Pairing(self.record, self.screen, self.armed, clock)
        self.turning = Turning(self.armed, lambda: self.counts.needles_in, self.said.emit)

    # What stands on the screen

    def open(self, patient: Patient, session: Session, body: Body = REFERENCE_BODY) -> None:
        """Show a session of a patient with this body, a trigger point armed; undo starts
        afresh.
        """
        self.record.open(session)
        self.patient, self.sites.body, self.selected = patient, body, None
        self.armed.begin()
        self.turning.begin()
        self.screen.open(session)
        self.cupboard.read()
        self.changed.emit()

    @property
    def session(self) -> Session | None:
        """The session as shown."""
        return self.record.session

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks in order of placing."""
        return tuple(self.session.marks.values()) if self.session else ()

    @property
    def selected_mark(self) -> Mark | None:
        """The selected mark, if any."""
        if self.session is None or self.selected is None:
            return None
        return self.session.marks.get(self.selected)

    @property
    def counts(self) -> Tally:
        """What is in, out and found; counted once for each state of the session."""
        if self.session is not self._counted:
            self._counted, self._tally = self.session, Tally.of(self.session)
        return self._tally

    @property
    def unstored_marks(self) -> frozenset[MarkId]:
        """The marks that the record does not have as shown."""
        return self.record.unstored_marks

    def minutes_in(self, needle: Needle, now: Moment | None = None) -> int:
        """Whole minutes the needle has been in, or was."""
        until = needle.came_out or now or self._clock.now()
        return max(0, until.seconds_since(needle.went_in)) // 60

    def longest_in(self) -> int | None:
        """Whole minutes of the needle that has been in longest; `None` with no needle in."""
        first = self.counts.first_in
        return None if first is None else self.minutes_in(first)

    def now(self) -> Moment:
        """The present moment."""
        return self._clock.now()

    def words(self, mark: Mark) -> str:
        """The mark in one line."""
        return mark_words(mark, self.body_map.structures)

    @property
    def settling(self) -> bool:
        """Whether a change is still to be shown beyond the map."""
        return self._settling.isActive()

    # What a hand can do

    def select(self, mark_id: MarkId | None) -> None:
        """Make a mark the one that the drawer shows."""
        if mark_id != self.selected:
            self.selected = mark_id
            self.changed.emit()

    def place(self, x_mm: float, y_mm: float) -> bool:
        """Place the armed mark, and its twin where both sides are armed; False where it was
        refused or nothing is armed.
        """
        return self._place(lambda: self.sites.here(x_mm, y_mm))

    def place_by_level(self, level: str, side: Side, lateral_mm: int, above_mm: int = 0) -> bool:
        """As `place`, at a level and so many of the patient's mm from the midline and above it."""
        return self._place(lambda: self.sites.by_level(level, side, lateral_mm, above_mm))

    def _place(self, find: Callable[[], Sequence[Site]]) -> bool:
        try:
            sites = find()
        except Refused as refused:
            self.said.emit(sentence(refused))
            return False
        return self._place_at(*sites)

    def place_in_words(self, region: str, muscle: str, side: Side) -> bool:
        """Place the armed mark elsewhere than on the map."""

        def site() -> list[SiteInWords]:
            where, which = clean_line(region, "region"), clean_line(muscle, "muscle")
            return [SiteInWords(where, which, side)]

        return self._place(site)

    def _place_at(self, *sites: Site) -> bool:
        marks = [self.making.at(site) for site in sites]
        placed = [mark for mark in marks if mark is not None]
        if not placed:
            return False
        self.selected = placed[0].id
        words = _("Place {mark}").format(mark=self.words(placed[0]))
        return self.record.do_all([AddMark(mark) for mark in placed], words)

    def place_on(self, mark_id: MarkId) -> bool:
        """Place the armed mark at the very site of another, as a needle into a trigger point."""
        mark = self.mark(mark_id)
        if mark is None or isinstance(mark, PainArea):
            return False
        return self._place_at(mark.site)

    def move(self, mark_id: MarkId, x_mm: float, y_mm: float) -> bool:
        """Move a mark to another place on the map; False where it was refused."""
        mark = self.mark(mark_id)
        if mark is None or not isinstance(mark.site, MapSite):
            return False
        try:
            site = self.sites.moved(mark, mark.site, x_mm, y_mm)
        except Refused as refused:
            self.said.emit(sentence(refused))
            return False
        return self.record.do(
            MoveMark(mark_id, mark.site, site),
            _("Move to {where}").format(where=site_words(site, self.body_map.structures)),
        )

    def remove(self, mark_id: MarkId) -> bool:
        """Take a mark out of the record; undo brings it back."""
        mark = self.mark(mark_id)
        if mark is None:
            return False
        if mark_id == self.selected:
            self.selected = None
        words = _("Remove {mark}").format(mark=self.words(mark))
        return self.record.do_all([RemoveMark(mark), *self.pairing.dying_with(mark_id)], words)

    def remove_selected(self) -> bool:
        """Take the selected mark out of the record."""
        return self.selected is not None and self.remove(self.selected)

    def edit(self, after: Mark) -> bool:
        """Correct what is said of a mark."""
        before = self.mark(after.id)
        if before is None or before == after:
            return False
        after = self.screen.noted_anew(before, self.making.corrected(before, after))
        words = _("Correct {mark}").format(mark=self.words(after))
        if isinstance(before, Needle) and isinstance(after, Needle):
            return self.record.do_all(self.pairing.with_needle(before, after), words)
        return self.record.do(EditMark(before, after), words)

    def chart_in(self, mark_id: MarkId, muscle: str) -> bool:
        """Name another muscle as that of a mark; the name is then the practitioner's."""
        mark = self.mark(mark_id)
        if mark is None or not isinstance(mark.site, MapSite):
            return False
        return self.edit(replace(mark, site=replace(mark.site, muscle=muscle, chosen=True)))

    def take_next_name(self) -> bool:
        """Chart the selected mark in the next muscle that it could be, beneath or beside."""
        mark = self.selected_mark
        if mark is None or not isinstance(mark.site, MapSite):
            return False
        muscle = naming.next_name(self.body_map, mark.site)
        return muscle is not None and self.chart_in(mark.id, muscle)

    def find_level_by(self, level_found: LevelFound) -> None:
        """Note how the level of the selected mark was found, and of those to come."""
        self.armed.level_found = level_found
        mark = self.selected_mark
        if mark is not None and isinstance(mark.site, MapSite):
            self.edit(replace(mark, site=replace(mark.site, level_found=level_found)))

    def mirror_selected(self) -> bool:
        """Place the twin of the selected mark on the other side, with what is said of it."""
        mark = self.selected_mark
        if mark is None or isinstance(mark, PainArea):
            return False
        if not isinstance(mark.site, MapSite) or mark.site.side is Side.MIDLINE:
            return False
        twin = self.sessions.again(mark, self.sites.mirrored(mark, mark.site))
        twin = self.making.fresh(twin)
        return self.record.do(AddMark(twin), _("Place {mark}").format(mark=self.words(twin)))

    def toggle_out(self, mark_id: MarkId) -> bool:
        """Note that a needle came out just now, or that it is in after all."""
        mark = self.mark(mark_id)
        after = self.taking_out.turned(mark) if isinstance(mark, Needle) else None
        return after is not None and self.edit(after)

    def toggle_selected_out(self) -> bool:
        """Note that the selected needle came out just now, or that it is in after all."""
        return self.selected is not None and self.toggle_out(self.selected)

    # Small questions

    def mark(self, mark_id: MarkId) -> Mark | None:
        """A mark by its id, if it is there."""
        return self.session.marks.get(mark_id) if self.session else None

    def named(self, placement: Placement) -> str | None:
        """The muscle that a mark placed now would be charted in."""
        return self.body_map.named(placement, self.armed.length)


def nearest_mark(marks: Iterable[Mark], x_mm: float, y_mm: float, reach_mm: float) -> MarkId | None:
    """The mark on the map that is nearest to a place, within reach."""
    x, y, nearest, found = x_mm * 10, y_mm * 10, (reach_mm * 10) ** 2, None
    for mark in marks:
        site = mark.site
        if isinstance(site, MapSite):
            apart = (site.x - x) ** 2 + (site.y - y) ** 2
            if apart <= nearest:
                nearest, found = apart, mark.id
    return found
