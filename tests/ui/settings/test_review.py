"""The section that lists what no practitioner has signed off."""

from pytestqt.qtbot import QtBot

from charting import care_content
from charting.ui.settings.review import ReviewPane
from charting.ui.settings.review_model import ReviewModel
from charting.ui.tasks import Lane


def test_everything_that_waits_is_listed_with_file_and_source(qtbot: QtBot) -> None:
    lane = Lane()
    pane = ReviewPane(ReviewModel(lane))
    qtbot.addWidget(pane)
    pane.start()
    lane.drain()
    rows = pane.list.lines.rows
    waiting = care_content.unreviewed()
    assert len(rows) == len(waiting) > 100
    (pain,) = [row for row in rows if row.title == "Pain" and "measures" in row.below]
    assert pain.below == "outcomes/measures.toml, Source S89; S90; S91"
    assert pane.header.beneath.text().startswith(f"{len(waiting)} entries in")
    lane.close()
