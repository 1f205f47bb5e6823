"""A throwaway practice: invented people with a history that a day at work could have left."""

import random
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import cos, pi, sin
from pathlib import Path
from zoneinfo import ZoneInfo

from charting import content
from charting.domain import pain_extent
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import AddMark, Change, EditMark, EditNote, SetAnswer, apply
from charting.domain.follow_up import ContactOutcome
from charting.domain.marks import MapSite, NeedlePreset, PointStatus
from charting.domain.moment import Moment
from charting.domain.pain_area import AreaSite, LowestPoint, PainQuality
from charting.domain.patient import FactKind, Patient, Sex
from charting.domain.session import NoteSection, Session
from charting.domain.visit import (
    NEEDLES_REMOVED,
    OUTCOME,
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    Outcome,
)
from charting.i18n import _
from charting.services.practices import NewPractice, OpenPractice, Practices

MED, ALL, IMP, HIS = FactKind.MEDICINE, FactKind.ALLERGY, FactKind.IMPLANT, FactKind.HISTORY


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where it hurts: places in mm of the map frame, the needle's place in the kit, and words; how
    much it hurts before the first visit, 0 to 10, and what is felt within how far of which place.
    """

    points: tuple[tuple[int, int], ...]
    needles: tuple[tuple[int, int], ...]
    preset: int
    complaint: str
    plan: str
    pain: int
    felt: PainQuality
    middle: tuple[int, int]
    reach: tuple[int, int]


LOW = Pattern(
    points=((18, 13), (-20, -8)),
    needles=((18, 13), (-18, 13), (20, -8), (-20, -8)),
    preset=0,
    complaint="Dull ache across the low back after sitting, eases with walking. 5/10.",
    plan="Walk daily, again in a week.",
    pain=5,
    felt=PainQuality.DULL_ACHE,
    middle=(0, 0),
    reach=(60, 24),
)
FLANK = Pattern(
    points=((85, 24),),
    needles=((85, 24), (82, 38)),
    preset=3,
    complaint="Deep ache in the right flank, sharp on turning in bed. 6/10.",
    plan="Side bends, heat; again in ten days.",
    pain=6,
    felt=PainQuality.SHARP,
    middle=(82, 34),
    reach=(22, 34),
)
GLUTEAL = Pattern(
    points=((-115, -24), (-65, -40)),
    needles=((-115, -24), (-65, -40), (-95, -45)),
    preset=4,
    complaint="Left buttock pain with spread to the outer thigh, worse on stairs. 4/10.",
    plan="Hip abduction exercises, again in a week.",
    pain=4,
    felt=PainQuality.RADIATING,
    middle=(-95, -80),
    reach=(34, 56),
)
ERECTOR = Pattern(
    points=((55, 58), (-55, 62)),
    needles=((55, 58), (-55, 62), (52, 84)),
    preset=1,
    complaint="Tight band beside the spine after gardening. 3/10.",
    plan="Keep moving, again if it returns.",
    pain=3,
    felt=PainQuality.STIFFNESS,
    middle=(48, 62),
    reach=(20, 42),
)


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `visits` counts back in days from today, `hour` is when they come.

    After the last visit `calls` are planned, by their ids, and a review so many days from today;
    the first call was tried so many days ago in vain. `lost` needles of that visit are not found,
    and it left a bruise where the person is `bruised`.
    """

    family: str
    given: str
    born: date
    sex: Sex
    phone: str
    pattern: Pattern
    visits: tuple[int, ...]
    hour: int = 9
    facts: tuple[tuple[FactKind, str], ...] = ()
    reviewed: bool = True
    archived: bool = False
    calls: tuple[str, ...] = ()
    tried: int | None = None
    review: int | None = None
    lost: int = 0
    bruised: bool = False


F, M, X, U = Sex.FEMALE, Sex.MALE, Sex.OTHER, Sex.UNKNOWN

PEOPLE = (
    Person("Brunner", "Anna-Lena", date(1984, 3, 9), F, "079 555 01 12", LOW, (21, 14, 7, 0), 8,
           ((ALL, "nickel, skin rash"), (MED, "ibuprofen 400 mg when needed"))),
    Person("حداد", "سليم", date(1971, 11, 2), M, "079 555 01 47", FLANK, (10, 0), 9,
           ((MED, "apixaban 5 mg twice daily"), (HIS, "atrial fibrillation since 2021"))),
    Person("Ørsted-Weiß", "Søren", date(1959, 6, 30), M, "+45 55 50 10 20", ERECTOR, (30, 1), 10,
           ((IMP, "pacemaker, left chest, 2019"),), calls=("fu.24h", "fu.48h")),
    Person("Nguyễn", "Thị Mai", date(1996, 1, 17), F, "078 555 02 31", GLUTEAL, (8, 1), 14,
           lost=1),
    Person("O'Brien", "Siobhán", date(1990, 12, 24), F, "+353 55 501 0203", LOW, (12, 5), 11,
           ((HIS, "pregnancy, 24th week"),), calls=("fu.48h",), tried=2),
    Person("Wu", "Li", date(1988, 8, 8), U, "079 555 03 08", ERECTOR, (4,), 15, reviewed=False),
    Person("Łukasiewicz", "Małgorzata", date(1947, 5, 19), F, "044 555 03 77", GLUTEAL,
           (42, 35, 28, 21, 14, 6), 10,
           ((MED, "alendronic acid weekly"), (HIS, "osteoporosis"), (ALL, "latex")), review=0),
    Person("Παπαδοπούλου", "Ελένη", date(1979, 2, 3), F, "079 555 04 19", FLANK, (18, 11), 16),
    Person("Петров", "Илья", date(2001, 10, 13), M, "078 555 04 62", LOW, (9,), 17,
           ((HIS, "rows competitively"),), bruised=True),
    Person("García Núñez", "José María", date(1966, 7, 7), M, "076 555 05 05", ERECTOR,
           (64, 57, 50), 9, ((MED, "metformin 1000 mg"), (HIS, "type 2 diabetes"))),
    Person("Yılmaz", "İpek", date(1993, 4, 28), F, "079 555 05 58", GLUTEAL, (25, 16), 13),
    Person("Fehér", "Zoltán", date(1953, 9, 1), M, "044 555 06 14", LOW, (33,), 8,
           ((IMP, "spinal fusion L5-S1, 2008"), (MED, "aspirin 100 mg"))),
    Person("Okafor", "Adaeze", date(2006, 12, 5), F, "078 555 06 70", LOW, (), 12),
    Person("Meier", "Robin", date(1982, 3, 9), X, "079 555 07 21", ERECTOR, (400, 393), 11,
           archived=True),
)  # fmt: skip


_FOUNDED_DAYS_AGO = 500


class StoryClock:
    """A clock that is set by the story, in the zone of the moment it was given."""

    def __init__(self, now: Moment) -> None:
        self.end = now
        self._at = now.local()

    def now(self) -> Moment:
        """The moment the story has come to; never after its end."""
        return min(Moment.of(self._at.astimezone(UTC), self.end.zone), self.end)

    def go_to(self, day: date, hour: int) -> None:
        """Go to an hour of a day."""
        self._at = datetime.combine(day, time(hour), ZoneInfo(self.end.zone))

    def go_on(self, seconds: int) -> None:
        """Let some seconds pass."""
        self._at += timedelta(seconds=seconds)


def make(practices: Practices, clock: StoryClock, folder: Path) -> str:
    """Make the practice in the new `folder`, through `practices` whose clock is `clock`; its
    passphrase. It is closed again.
    """
    passphrase = secrets.token_urlsafe(24)
    form = NewPractice(
        practitioner="Nora Feld",
        registration="PT 10 442",
        clinic=_("Practice at the Bridge"),
        phone="044 555 00 10",
        out_of_hours_phone="044 555 00 11",
        country="CH",
        emergency_number="144",
        paper="A4",
        demo=True,
    )
    clock.go_to(clock.end.day - timedelta(days=_FOUNDED_DAYS_AGO), 8)
    practice = practices.create(folder, form, passphrase)
    chance = random.Random(2026)  # noqa: S311 - invents a story, guards nothing
    for person in PEOPLE:
        _care_for(practice, clock, person, chance)
    practice.close()
    return passphrase


def _care_for(
    practice: OpenPractice, clock: StoryClock, person: Person, chance: random.Random
) -> None:
    first = max(person.visits, default=1)
    clock.go_to(clock.end.day - timedelta(days=first), person.hour)
    patients = practice.patients
    patient = patients.add(
        Patient(
            patients.draft(), person.family, person.given, person.born, person.sex, person.phone
        )
    )
    for kind, text in person.facts:
        patients.add_fact(patient.id, kind, text)
    for number, days_ago in enumerate(person.visits):
        clock.go_to(clock.end.day - timedelta(days=days_ago), person.hour)
        if person.reviewed:
            patients.review(patient.id)
        chart = _treat(practice, clock, patient, person.pattern, chance)
        is_last = number == len(person.visits) - 1
        _close(chart, max(1, person.pattern.pain - number), person.lost if is_last else 0)
        if is_last:
            _plan(practice, clock, person, chart.session)
    if person.archived:
        patients.archive(patient)


def _close(chart: "_Chart", pain: int, lost: int) -> None:
    """The end of a visit: pain before and after, and the count."""
    needles = len(chart.session.needles())
    for item, number in (
        (PAIN_BEFORE, pain),
        (PAIN_AFTER, max(0, pain - 2)),
        (PACKS_OPENED, needles),
        (NEEDLES_REMOVED, needles - lost),
    ):
        chart.answer(item, number=number)
    chart.answer(OUTCOME, choice=Outcome.NEEDLED)


def _plan(practice: OpenPractice, clock: StoryClock, person: Person, session: Session) -> None:
    """The calls and the review planned after the last visit, and a call that was tried."""
    follow_ups, plan, today = practice.follow_ups, content.follow_up_plan(), clock.end.day
    offers = {offer.id: offer for offer in plan.calls}
    calls = [follow_ups.plan_call(session, offers[call]) for call in person.calls]
    if person.review is not None:
        follow_ups.plan_review(session, today + timedelta(days=person.review), plan.review)
    if person.tried is not None:
        clock.go_to(today - timedelta(days=person.tried), 18)
        follow_ups.note_contact(calls[0], ContactOutcome.NO_ANSWER, _("Rang twice."))
    if person.bruised:
        mark = session.needles()[0].id
        bruise = AdverseEvent("ae.bruise", session.opened.day, Severity.MILD, mark=mark)
        practice.adverse_events.file(session.patient_id, bruise, session)


def _treat(
    practice: OpenPractice,
    clock: StoryClock,
    patient: Patient,
    pattern: Pattern,
    chance: random.Random,
) -> "_Chart":
    """One visit: points found, needles set and taken out again, a note written."""
    chart = _Chart(practice, practice.sessions.open_today(patient.id))
    preset = content.needle_kit().presets[pattern.preset]
    clock.go_on(240)
    chart.make(EditNote.typed(NoteSection.SUBJECTIVE, "", pattern.complaint))
    clock.go_on(40)
    area = practice.sessions.pain_area(_outlined(pattern, chance), pattern.felt)
    lowest = LowestPoint.ABOVE_KNEE if pattern.felt is PainQuality.RADIATING else None
    leg = area.site.side if lowest else None
    chart.make(AddMark(replace(area, intensity=pattern.pain, lowest=lowest, leg=leg)))
    for place in pattern.points:
        clock.go_on(30)
        point = practice.sessions.trigger_point(_site(place, None, chance))
        status = chance.choice((PointStatus.ACTIVE, PointStatus.ACTIVE, PointStatus.LATENT))
        chart.make(AddMark(replace(point, status=status, taut_band=True, tender=True)))
    for place in pattern.needles:
        clock.go_on(25)
        needle = practice.sessions.needle(_site(place, preset, chance), preset)
        depth = preset.length - 5 * chance.randint(2, 4)
        chart.make(AddMark(replace(needle, depth=depth, twitches=chance.randint(0, 3))))
    clock.go_on(480)
    for needle in chart.session.needles():
        clock.go_on(8)
        chart.make(EditMark(needle, replace(needle, came_out=clock.now())))
    chart.make(EditNote.typed(NoteSection.PLAN, "", pattern.plan))
    return chart


class _Chart:
    """An open session, each change applied and stored as the window does it."""

    def __init__(self, practice: OpenPractice, session: Session) -> None:
        self._sessions = practice.sessions
        self.session = session

    def make(self, change: Change) -> None:
        """Make a change."""
        entry = self._sessions.entry(self.session, change)
        self.session = apply(change, self.session)
        self._sessions.store(entry)

    def answer(self, item: str, *, number: int | None = None, choice: str = "") -> None:
        """Answer an item that nobody has answered yet."""
        answer = replace(self._sessions.answer(item), number=number, choice=choice)
        self.make(SetAnswer(item, None, answer))


def _outlined(pattern: Pattern, chance: random.Random) -> AreaSite:
    """What a hand draws round the place where it hurts, never twice the same."""
    (x, y), (wide, high) = pattern.middle, pattern.reach
    stroke = []
    for step in range(24):
        turn, far = 2 * pi * step / 24, chance.uniform(0.9, 1.1)
        stroke.append((x + wide * far * cos(turn), y + high * far * sin(turn)))
    return pain_extent.drawn(content.body_map(), stroke, spreading=False)


def _site(place: tuple[int, int], preset: NeedlePreset | None, chance: random.Random) -> MapSite:
    """A site within 4 mm of a place: no two visits find it at the very same spot."""
    back = content.body_map()
    placement = back.at(place[0] + chance.randint(-4, 4), place[1] + chance.randint(-4, 4))
    return MapSite.of(placement, back.named(placement, preset.length if preset else None))
