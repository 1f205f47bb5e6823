"""Charts the paper cases through the real windows, and judges what must be true afterwards.

Run `python -m tests.walk OUT THEME SCALE`; the tour runs it once for each theme and scale.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from unittest.mock import patch

from PySide6.QtWidgets import QApplication

from charting import content
from charting.domain.ids import PatientId
from charting.services.practices import OpenPractice
from charting.ui import theme as looks
from tests.invented import PASSPHRASE
from tests.loop_watch import LoopWatch
from tests.walk import case_1, case_2, case_3, looking_round
from tests.walk import reference as reference_session
from tests.walk.afterwards import see_times_afterwards
from tests.walk.album import Album
from tests.walk.facts import Evidence
from tests.walk.hand import Hand
from tests.walk.looking_back import see_course_of
from tests.walk.practitioner import Practitioner
from tests.walk.reception import practices
from tests.walk.rooms import see_rooms
from tests.walk.round_trip import goes_round

CASES: tuple[ModuleType, ...] = (case_1, case_2, case_3)
SIZE = (1440, 900)


def walk(
    out: Path | None,
    theme: str,
    scale: int,
    cases: tuple[ModuleType, ...] = CASES,
    *,
    reference: bool = True,
) -> dict[str, Any]:
    """Chart `cases` and the reference session in a fresh practice, keeping pictures and papers in
    `out`; the findings.
    """
    qt = QApplication.instance() or looks.make_application()
    assert isinstance(qt, QApplication)
    # Two clicks of a fast hand on one place are not a double click.
    qt.setDoubleClickInterval(1)
    watch = LoopWatch()
    hand = Hand(watch)
    found: dict[str, Any] = {"walk": f"{theme} at {scale * 100} %", "cases": {}}
    # A picture shows the folder as one at home, not as one of this machine.
    with TemporaryDirectory() as name, patch.dict(os.environ, {"HOME": name}):
        folder = Path(name, "practice")
        album = Album(out, theme, scale, watch, Path(name))
        person = Practitioner(qt, folder, hand, album, SIZE)
        watch.start()
        person.set_up()
        for case in cases:
            hand.steps.clear()
            case.chart(person)
            found["cases"][_name(case)] = {
                "inputs": sum(step.inputs for step in hand.steps),
                "steps": [vars(step) for step in hand.steps],
            }
        if reference:
            found["reference_session"] = _reference(person)
            looking_round.look(person)
            see_rooms(person)
            see_times_afterwards(person)
            see_course_of(person, case_2.FAMILY)
        watch.stop()
        person.leave()
        practice = practices(person.clock).open(folder, PASSPHRASE)
        found["whole"] = practice.checks.verify().whole
        for case in cases:
            found["cases"][_name(case)]["facts"] = _judged(practice, case, album)
        found["round_trip"] = goes_round(practice, practices(person.clock), Path(name, "other"))
        practice.close()
    return {**found, **_longest(watch)}


def _longest(watch: LoopWatch) -> dict[str, float]:
    """The longest turns of the event loop (ms): as they were, and at the machine's best pace."""
    work, deaf = watch.longest_at_best_pace()
    return {
        "longest_stall_ms": round(max(watch.gaps) * 1000, 1),
        "longest_work_ms": round(max(watch.worked) * 1000, 1),
        "longest_deaf_ms": round(max(watch.deaf) * 1000, 1),
        "longest_work_at_best_pace_ms": round(work * 1000, 1),
        "longest_deaf_at_best_pace_ms": round(deaf * 1000, 1),
    }


def _name(case: ModuleType) -> str:
    return case.__name__.rpartition(".")[2]


def _reference(person: Practitioner) -> dict[str, Any]:
    reference_session.get_known(person)
    before, turned = person.hand.inputs, person.hand.turns
    reference_session.chart(person)
    return {
        "inputs": person.hand.inputs - before,
        "wheel_turned_to": person.hand.turns - turned,
        "budget": reference_session.BUDGET,
        "checks": sum(reference_session.CHECKS[-2:]),
        "checks_budget": reference_session.CHECKS_BUDGET,
        "owner": reference_session.OWNER,
    }


def _judged(practice: OpenPractice, case: ModuleType, album: Album) -> list[dict[str, Any]]:
    (line,) = practice.patients.find(case.FAMILY, limit=2)
    seen = _evidence(practice, line.patient.id, album)
    return [fact.judged(number, seen) for number, fact in enumerate(case.FACTS, start=1)]


def _evidence(practice: OpenPractice, patient_id: PatientId, album: Album) -> Evidence:
    records = practice.records
    lines = practice.sessions.timeline(patient_id)
    return Evidence(
        records.patients.patient(patient_id),
        records.patients.facts(patient_id),
        practice.sessions.episodes(patient_id)[-1],
        [practice.sessions.session(line.id) for line in reversed(lines)],
        {name: file.read_bytes() for name, file in album.papers.items()},
        content.visit_items(),
        practice.follow_ups.of_patient(patient_id),
        practice.names,
        {line.id: practice.signing.history(line.id) for line in lines},
        practice.sheets.of_patient(patient_id),
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(walk(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
