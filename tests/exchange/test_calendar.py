"""Calendar files, read again by the library as another calendar would."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from icalendar import Calendar

from charting.domain.appointment import Appointment, appointments
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId
from charting.domain.practice import Practitioner
from charting.exchange.calendar import IcsCalendar
from charting.services.calendars import Calendars
from tests.fakes import CountingIds, FixedClock, MemoryRecords, uuid7
from tests.strategies import ME, lines

NOW = FixedClock().now()
WHO = Practitioner(ME, "Nora Feld", "NF-1207")
EPISODE = Episode(EpisodeId(uuid7(3)), PatientId(uuid7(2)), NOW)
DAYS = tuple(NOW.day + timedelta(days=7 * week) for week in (1, 2, 3))


def _read(data: bytes) -> list[tuple[str, object, str]]:
    calendar = Calendar.from_ical(data)
    return [
        (str(event["uid"]), event.decoded("dtstart"), str(event["summary"]))
        for event in calendar.walk("VEVENT")
    ]


def test_each_visit_is_a_whole_day_under_the_title_that_was_seen() -> None:
    made = appointments(EPISODE, 1, DAYS, "Appointment, Bridge")
    data = IcsCalendar().write(made, NOW)
    assert _read(data) == [
        (f"{EPISODE.id.hex}-{number}@dry-needling-charting", day, "Appointment, Bridge")
        for number, day in zip((2, 3, 4), DAYS, strict=True)
    ]
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@settings(max_examples=12)
@given(lines(120).filter(bool))
def test_any_title_comes_through(title: str) -> None:
    made = (Appointment("k", NOW.day, title),)
    ((_uid, _day, summary),) = _read(IcsCalendar().write(made, NOW))
    assert summary == title


def test_a_visit_moved_to_another_day_takes_the_place_of_the_one_before() -> None:
    first = IcsCalendar().write(appointments(EPISODE, 0, DAYS[:1], "A"), NOW)
    clock = FixedClock()
    clock.run_on(timedelta(hours=1))
    second = IcsCalendar().write(appointments(EPISODE, 0, DAYS[1:2], "A"), clock.now())
    assert _read(first)[0][0] == _read(second)[0][0]
    sequences = [
        int(str(event["sequence"]))
        for data in (first, second)
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]
    assert sequences[0] < sequences[1] < 2**31


@pytest.mark.parametrize(
    ("title", "days", "code"),
    [(" ", DAYS, ErrorCode.FIELD_MISSING), ("A", (), ErrorCode.NO_DAYS)],
)
def test_without_title_or_day_there_is_no_file(
    title: str, days: tuple[object, ...], code: ErrorCode
) -> None:
    with pytest.raises(Refused) as refused:
        appointments(EPISODE, 1, DAYS if days else (), title)
    assert refused.value.code is code


def test_it_is_saved_for_its_owner_alone_and_leaves_a_trace(tmp_path: Path) -> None:
    records = MemoryRecords()
    calendars = Calendars(records, IcsCalendar(), FixedClock(), CountingIds(), WHO)
    file = tmp_path / "visits.ics"
    calendars.save(EPISODE.patient_id, appointments(EPISODE, 1, DAYS, "A"), file)
    assert len(_read(file.read_bytes())) == 3
    assert file.stat().st_mode & 0o077 == 0
    (entry,) = records.trail.chain(EPISODE.patient_id)
    assert str(entry.action) == "saved"
    assert EPISODE.patient_id.hex.encode() not in file.read_bytes()
