"""What others do at a clinic is heard at once, and nobody stays in a visit who has gone."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from charting.domain.changes import AddMark
from charting.domain.session import Session
from charting.services.news import Back, Changed, Deaf, Listening, News, Present
from charting.services.practices import OpenPractice
from charting.storage.clinic import listening
from tests.invented import PASSPHRASE, PRESET, chart, people, places, practices
from tests.storage.clinic.cutting import Way

SOON = 2.0


class Heard:
    """What came in, in its order, from another thread."""

    def __init__(self, practice: OpenPractice) -> None:
        self.news: queue.Queue[News] = queue.Queue()
        self.threads: set[str] = set()
        listening = practice.together.listen(self._hear)
        assert listening is not None
        self.listening: Listening = listening

    def _hear(self, news: News) -> None:
        self.threads.add(threading.current_thread().name)
        self.news.put(news)

    def next_of(self, kind: type[News]) -> News:
        """The next news of a kind; `queue.Empty` where none came soon."""
        while not isinstance(news := self.news.get(timeout=SOON), kind):
            pass
        return news


@pytest.fixture
def visit(nora: OpenPractice) -> Session:
    """A visit that Nora opened."""
    patient = nora.patients.add(next(people(1, seed=71)))
    return nora.sessions.open_today(patient.id)


@pytest.fixture
def heard(jan: OpenPractice) -> Iterator[Heard]:
    """What Jan's computer hears."""
    heard = Heard(jan)
    yield heard
    heard.listening.close()


def test_a_change_is_heard_within_two_seconds_by_ids_alone(
    nora: OpenPractice, visit: Session, heard: Heard
) -> None:
    heard.next_of(Present)
    needle = nora.sessions.needle(next(places(1)), PRESET)
    entry = nora.sessions.entry(visit, AddMark(needle))
    nora.sessions.store(entry)
    news = heard.next_of(Changed)
    while news != Changed(visit.id, entry.id, nora.practitioner.id):
        news = heard.next_of(Changed)
    assert heard.threads == {"listening"}


def test_who_else_is_in_a_visit_comes_and_goes(
    nora: OpenPractice, jan: OpenPractice, visit: Session, heard: Heard
) -> None:
    assert heard.next_of(Present) == Present({})
    heard.listening.attend(frozenset({visit.id}))
    noras = Heard(nora)
    noras.listening.attend(frozenset({visit.id}))
    both = nora.practitioner.id, jan.practitioner.id
    assert heard.next_of(Present) == Present({visit.id: frozenset(both[:1])})
    while noras.next_of(Present) != Present({visit.id: frozenset(both[1:])}):
        pass
    noras.listening.close()
    assert heard.next_of(Present) == Present({})


def test_who_was_cut_off_hears_again_and_learns_what_was_missed(
    nora: OpenPractice, visit: Session, way: tuple[Way, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "TRY_AGAIN", 0.05)
    through, folder = way
    cut_off = practices().open(folder, PASSPHRASE)
    heard = Heard(cut_off)
    assert heard.next_of(Present) == Present({})
    through.go_down()
    assert heard.next_of(Deaf) == Deaf()
    missed = chart(nora, visit, 2)
    through.come_back()
    assert heard.next_of(Back) == Back()
    # Whoever is back reads again, as the window does.
    assert cut_off.records.here is not None
    cut_off.records.here.deliver()
    assert cut_off.sessions.session(visit.id) == missed
    later = nora.sessions.entry(missed, AddMark(nora.sessions.needle(next(places(1)), PRESET)))
    nora.sessions.store(later)
    assert heard.next_of(Changed) == Changed(visit.id, later.id, nora.practitioner.id)
    heard.listening.close()
    cut_off.close()
