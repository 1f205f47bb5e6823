"""A session screen with two marks, which lets the reader beside it read everything."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting import content
from charting.exchange.box_labels import Gs1Labels
from charting.system import SystemClock
from charting.ui import theme
from charting.ui.events.model import EventsModel
from charting.ui.session.follow_up_plan import FollowUpModel
from charting.ui.session.model import Reference, SessionModel
from charting.ui.session.page import page_in_turns
from charting.ui.session.signing_model import SigningModel
from charting.ui.tasks import InTurns, Lane
from tests.invented import PRESET, new_practice, people
from tests.person import wait

READER = Path(__file__).with_name("at_spi_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


def main() -> int:
    """Chart, wait for the reader, and pass on what it has read."""
    qt = QApplication.instance() or theme.make_application()
    assert isinstance(qt, QApplication)
    with TemporaryDirectory() as name:
        practice = new_practice(Path(name, "practice"))
        patient = practice.patients.add(next(people(1)))
        session = practice.sessions.open_today(patient.id)
        lane, clock = Lane(), SystemClock()
        kit = replace(content.needle_kit(), presets=(PRESET,))
        reference = Reference(
            content.body_map(),
            kit,
            content.visit_items(),
            content.reminder_rules(),
            content.pain_reminders(),
            practice.screenings,
            practice.point_sets,
            practice.own_screen,
            practice.note_texts,
            "CH",
            practice.supplies,
            Gs1Labels(),
        )
        model = SessionModel(practice.sessions, lane, reference, clock)
        plan = FollowUpModel(
            practice.follow_ups, practice.sessions, content.follow_up_plan(), lane, clock
        )
        signing = SigningModel(model.record, practice, lane, clock)
        events = EventsModel(practice, lane, clock)
        page = InTurns(page_in_turns(model, plan, signing, events, "CH")).whole()
        page.resize(1280, 760)
        model.open(patient, session)
        signing.open(session)
        page.show()
        wait(lambda: page.view.is_sharp)
        model.armed.needle(PRESET)
        for place in ((20, 13), (-55, 58)):
            pixel = page.view.projection.to_screen(*place).toPoint()
            QTest.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=pixel)
        wait(lambda: not model.settling and not model.record.unstored)
        reader = subprocess.Popen([SYSTEM_PYTHON, str(READER), page.view.accessibleName()])
        while reader.poll() is None:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 10)
        page.close()
        lane.close()
        practice.close()
    return reader.returncode or 0


if __name__ == "__main__":
    sys.exit(main())
