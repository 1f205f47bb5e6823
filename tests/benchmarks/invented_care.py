"""Believable care for invented people: episodes, visits, marks, scores and notes in several
scripts, always the same from the same seed.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from charting import content
from charting.domain.episode import Episode
from charting.domain.ids import EpisodeId, MarkId, PatientId, PractitionerId, SessionId
from charting.domain.marks import Mark, Needle, PointStatus, TriggerPoint
from charting.domain.moment import Moment
from charting.domain.patient import Patient, Sex
from charting.domain.record import PatientRecord
from charting.domain.session import Answer, NoteSection, Reply, Session, Status
from charting.domain.visit import (
    NEEDLES_REMOVED,
    OUTCOME,
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    Outcome,
)
from tests.invented import PRESET, people, places

TODAY: Final = date(2026, 11, 20)
"""The day that the practice stands at."""

FIRST_BYTE: Final = 1
"""With what every id of today begins."""

_ZONE = "Europe/Zurich"
_YEARS = 6
_OTHER_SCRIPTS = (
    ("Παπαδοπούλου", "Ελένη"),
    ("Соколова", "Дарья"),
    ("الحسن", "مريم"),
    ("田中", "陽子"),
    ("김", "민준"),
    ("שפירא", "נועה"),
)
_COMPLAINTS = (
    "Dull ache across the low back after sitting, eases with walking.",
    "Stechender Schmerz rechts beim Aufstehen, seit dem Umzug.",
    "Douleur lombaire sourde le matin, mieux en marchant.",
    "Dolor en la nalga izquierda al subir escaleras.",
    "Тупая боль в пояснице к вечеру.",
    "ألم أسفل الظهر بعد الجلوس الطويل",
)
_NOTES = {
    NoteSection.SUBJECTIVE: "Slept through twice this week; sitting still the worst. {n}/10 today.",
    NoteSection.OBJECTIVE: "Flexion to mid-shin, stiff at the end. Taut band tender on pressure.",
    NoteSection.TREATMENT: "Needled as charted, twitches as noted, all needles out and counted.",
    NoteSection.PLAN: "Walk daily, the stretch twice a day, again in {n} days.",
}
# How many visits an episode has, and how many a practitioner sees of one patient in all: few come
# often. Their mean is ten visits a patient.
_VISITS = (1, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 8)
_EPISODES = (1, 1, 2, 2, 3, 3, 3, 4)
_NEEDLES = (2, 3, 4, 4, 5, 6, 6, 8, 10, 12)


class Inventor:
    """Invents whole records, one after the other."""

    def __init__(self, by: PractitionerId, seed: int = 1) -> None:
        """`by` treats everybody."""
        self._chance, self.by = random.Random(seed), by
        self._sites = list(places(400, seed))
        terms = content.episode_terms()
        self._causes = [term.id for term in terms.causes]
        self._symptoms = [term.id for term in terms.symptoms]
        self._people = people(10**9, self, seed)
        self._born_at = 0

    def new(self) -> UUID:
        """The next id: time-ordered as everywhere, and always the same."""
        self._born_at += 1
        return self._id(1_600_000_000_000 + self._born_at)

    def record(self, open_visits: int = 0) -> PatientRecord:
        """The record of one more patient; of their last visits so many are not signed."""
        chance = self._chance
        patient = self.patient()
        episodes: list[Episode] = []
        sessions: list[Session] = []
        day = TODAY - timedelta(days=chance.randrange(1, 365 * _YEARS))
        for _number in range(chance.choice(_EPISODES)):
            episode = self._episode(patient.id, day)
            made = list(self._visits(patient.id, episode, chance.choice(_VISITS)))
            day = made[-1].opened.day + timedelta(days=chance.randrange(30, 500))
            sessions += made
            episodes.append(episode)
            if day >= TODAY:
                break
        unsigned = len(sessions) - open_visits
        return PatientRecord(
            patient,
            episodes=tuple(episodes),
            sessions=tuple(
                each if place >= unsigned else replace(each, status=Status.SIGNED)
                for place, each in enumerate(sessions)
            ),
        )

    def patient(self) -> Patient:
        """One more person."""
        chance, one = self._chance, next(self._people)
        age = chance.triangular(16, 90, 46)
        born = TODAY - timedelta(days=round(age * 365.25))
        if chance.random() < 0.04:
            family, given = chance.choice(_OTHER_SCRIPTS)
            one = replace(one, family=family, given=given)
        sex = chance.choices((Sex.FEMALE, Sex.MALE, Sex.UNKNOWN), (54, 44, 2))[0]
        return replace(one, born=born, sex=sex)

    def _episode(self, patient_id: PatientId, day: date) -> Episode:
        chance = self._chance
        opened = self._moment(day, 8)
        return Episode(
            EpisodeId(self._id(opened.utc // 1000)),
            patient_id,
            opened,
            chance.choice(_COMPLAINTS),
            chance.randrange(2, 7),
            chance.randrange(7, 15),
            causes=tuple(sorted(chance.sample(self._causes, chance.randrange(1, 4)))),
            symptoms=tuple(sorted(chance.sample(self._symptoms, chance.randrange(1, 3)))),
        )

    def _visits(self, patient_id: PatientId, episode: Episode, many: int) -> Iterator[Session]:
        chance, day = self._chance, episode.opened.day
        pain, wanted = chance.randrange(3, 9), chance.choice(_NEEDLES)
        for number in range(1, many + 1):
            opened = self._moment(day, chance.randrange(8, 18))
            yield self._visit(patient_id, episode, number, opened, (wanted, pain))
            pain = max(0, pain - chance.randrange(0, 3))
            day += timedelta(days=chance.randrange(5, 16))

    def _visit(
        self,
        patient_id: PatientId,
        episode: Episode,
        number: int,
        opened: Moment,
        wanted: tuple[int, int],
    ) -> Session:
        needles, pain = wanted
        marks = {mark.id: mark for mark in self._marks(opened, needles)}
        packs = sum(isinstance(mark, Needle) for mark in marks.values())
        numbers = {
            PAIN_BEFORE: pain,
            PAIN_AFTER: max(0, pain - 1),
            PACKS_OPENED: packs,
            NEEDLES_REMOVED: packs,
        }
        answers = {
            item: Answer(item, None, opened, self.by, number=value)
            for item, value in numbers.items()
        }
        answers[OUTCOME] = Answer(OUTCOME, None, opened, self.by, choice=str(Outcome.NEEDLED))
        for item in ("sc.changed", "sc.fever"):
            answers[item] = Answer(item, Reply.NO, opened, self.by, in_set=True)
        notes = {section: words.format(n=pain + 4) for section, words in _NOTES.items()}
        return Session(
            SessionId(self._id(opened.utc // 1000)),
            patient_id,
            episode.id,
            number,
            self.by,
            opened,
            marks=MappingProxyType(marks),
            answers=MappingProxyType(answers),
            notes=MappingProxyType(notes),
        )

    def _marks(self, opened: Moment, needles: int) -> Iterator[Mark]:
        chance = self._chance
        for place, site in enumerate(chance.sample(self._sites, needles + needles // 3)):
            at = replace(opened, utc=opened.utc + place * 40_000_000)
            mark_id = MarkId(self._id(at.utc // 1000))
            if place % 4 == 0:
                yield TriggerPoint(
                    mark_id, site, at, self.by, chance.choice(tuple(PointStatus)), taut_band=True
                )
                continue
            yield Needle(
                mark_id,
                site,
                at,
                self.by,
                PRESET.length,
                PRESET.diameter,
                PRESET.technique,
                PRESET.direction,
                at,
                replace(at, utc=at.utc + 600_000_000),
                chance.randrange(10, 45, 5),
                chance.choice((None, 0, 0, 1, 2, 3)),
                chance.choice((None, True, False)),
            )

    def moment(self) -> Moment:
        """The moment at which all of it is written down."""
        return self._moment(TODAY, 7)

    def _moment(self, day: date, hour: int) -> Moment:
        at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        return Moment(round(at.timestamp()) * 1_000_000, _ZONE, day)

    def _id(self, milliseconds: int) -> UUID:
        """An id of version 7 (RFC 9562) of this moment."""
        by_chance = self._chance.getrandbits(74)
        high, low = by_chance >> 62, by_chance & (1 << 62) - 1
        return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
