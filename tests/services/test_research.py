"""A research extract: of those alone who agreed, and nothing in it that says who they are."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.audit import Action
from charting.domain.changes import EditNote, SetAnswer
from charting.domain.outcomes import Reading, Scored
from charting.domain.patient import Patient
from charting.domain.research import FARTHEST, OLDEST, disguise
from charting.domain.session import NoteSection
from charting.domain.visit import PAIN_BEFORE
from charting.exchange.research_tables import CsvResearch
from charting.services.research import Extracted, Research
from tests.exchange.archive_forms import ended, forms_of_archives
from tests.fakes import Kept
from tests.signing_desk import NORA, SigningDesk
from tests.storage.backends import Memory, found


class Desk(SigningDesk):
    """A practice that gives something to research."""

    def __init__(self) -> None:
        super().__init__(found(Memory(Kept()).open()))
        archives = forms_of_archives(lambda _patient: b"").archives
        made_by = (self.clock, self.ids, NORA)
        self.research = Research(self.records, self.sheets, archives, CsvResearch(), made_by)

    def extract(self, file: Path, *, words: bool = False) -> tuple[Extracted, dict[str, str]]:
        """An extract, and what is in it."""
        made = ended(self.research.writing(file, words=words, replace=True))
        with zipfile.ZipFile(file) as whole:
            return made, {name: whole.read(name).decode("utf-8") for name in whole.namelist()}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _treated(desk: Desk, family: str) -> Patient:
    patient = desk.patient(family, "Zacharias")
    for _visit in range(2):
        visit = desk.charted(patient, note=f"Sister of {family} rang.")
        pain = replace(desk.sessions.answer(PAIN_BEFORE), number=7, remark=f"says {family}")
        desk.make(visit, SetAnswer(PAIN_BEFORE, None, pain))
    desk.make(visit, EditNote(NoteSection.PLAN, "", f"Ring {family}."))
    happened = visit.opened.day
    bruise = AdverseEvent("ae.bruise", happened, Severity.MILD, words=f"at {family}'s")
    desk.sheets.file(patient.id, bruise, visit.episode_id, visit.id)
    activity = Scored("om.psfs", (Reading(f"walk to {family}", 4),))
    desk.sheets.file(patient.id, activity, visit.episode_id)
    return patient


def test_only_who_agrees_is_in_it_and_nobody_is_named(desk: Desk, tmp_path: Path) -> None:
    agreeing, other = _treated(desk, "Quixworth"), _treated(desk, "Ravenscar")
    taken_back = _treated(desk, "Tiddlewick")
    for patient, said in ((agreeing, (True,)), (taken_back, (True, False))):
        for agreed in said:
            desk.research.note(patient.id, agreed=agreed)

    made, files = desk.extract(tmp_path / "research.zip")

    assert made == Extracted(1, 2, 2)
    assert not desk.research.agrees(other.id)
    # A hash may hold any digits.
    told = (words for name, words in files.items() if name != "manifest-sha256.txt")
    every = "\n".join(told).lower()
    for secret in ("quixworth", "ravenscar", "tiddlewick", "zacharias", "1984", "nora", "nf-1207"):
        assert secret not in every, secret
    for visit in desk.records.whole.of_patient(agreeing.id).sessions:
        for hidden in (visit.id.hex, agreeing.id.hex, visit.opened.day.isoformat()):
            assert hidden not in every
    assert "notes.csv" not in files
    assert len(_rows(files["needles.csv"])) == 4
    assert [row["pain_before_0_to_10"] for row in _rows(files["visits.csv"])] == ["7", "7"]
    assert {row["person"] for row in _rows(files["events.csv"])} == {"1"}
    last = desk.records.trail.chain(desk.records.practice.practice().id)[-1]
    assert last.action is Action.RECORD_EXPORTED
    assert b'"research":true' in (last.payload or b"")


def test_what_lies_between_days_stays_and_where_they_lay_does_not(
    desk: Desk, tmp_path: Path
) -> None:
    patient = _treated(desk, "Quixworth")
    desk.research.note(patient.id, agreed=True)
    days = [session.opened.day for session in desk.records.whole.of_patient(patient.id).sessions]

    told = []
    for name in ("a.zip", "b.zip"):
        rows = _rows(desk.extract(tmp_path / name)[1]["visits.csv"])
        told.append([date.fromisoformat(row["day_moved"]) for row in rows])
        assert told[-1][1] - told[-1][0] == days[1] - days[0]
        assert timedelta() < abs(told[-1][0] - days[0]) <= timedelta(days=FARTHEST)
    # Another extract moves them by another number.
    assert told[0] != told[1]


def test_notes_are_in_it_only_where_they_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    patient = _treated(desk, "Quixworth")
    desk.research.note(patient.id, agreed=True)
    _made, files = desk.extract(tmp_path / "research.zip", words=True)
    assert "Ring Quixworth." in files["notes.csv"]
    assert "Quixworth" not in "".join(text for name, text in files.items() if name != "notes.csv")


def test_everybody_is_moved_and_the_very_old_are_of_one_age(desk: Desk) -> None:
    patient = replace(desk.patient(), born=date(1930, 1, 1))
    moved = {disguise(1, patient, bytes([n])).days for n in range(256)}
    assert 0 not in moved
    assert max(map(abs, moved)) <= FARTHEST
    assert len(moved) > 100
    who = disguise(1, patient, b"")
    assert who.age(patient, date(2026, 1, 1)) == OLDEST
    assert who.age(patient, date(1990, 1, 1)) == 60
