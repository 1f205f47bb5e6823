"""A whole day at work: the reference session of one patient after the other through the real
windows, with the processor time, the memory and the bytes written that it takes.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from PySide6.QtWidgets import QApplication

from charting.ui import theme as looks
from tests.benchmarks.measure import Budget, Figure, Result, Samples, Unit
from tests.loop_watch import LoopWatch
from tests.walk import reference
from tests.walk.album import Album
from tests.walk.hand import Hand
from tests.walk.practitioner import Practitioner

# Of the issue of speed: what a day may leave in memory once the first patient has been charted.
_GROWTH = 20 * 2**20
_STALL = 50e-3
_SIZE = (1440, 900)
_NAMES = (
    *("Amann", "Berger", "Cadosch", "Danuser", "Egli", "Furrer"),
    *("Gasser", "Hitz", "Isler", "Jost", "Kunz", "Lauber"),
)


def day(patients: int) -> list[Result]:
    """So many patients, twelve at the most, each charted from finding the name to the signature as
    fast as the window answers.
    """
    qt = QApplication.instance() or looks.make_application()
    assert isinstance(qt, QApplication)
    qt.setDoubleClickInterval(1)
    watch, process = LoopWatch(), psutil.Process()
    spent, written, held = list[float](), list[float](), list[float]()
    with TemporaryDirectory() as name:
        album = Album(None, "light", 1, watch, Path(name))
        person = Practitioner(qt, Path(name, "practice"), Hand(watch), album, _SIZE)
        person.set_up()
        for place in range(patients):
            reference.visit_first(person, _NAMES[place], f"1.2.{1975 + place}", 8 + place)
        person.at("2026-11-26 07:00")
        for place in range(patients):
            person.find(_NAMES[place][:4])
            person.nothing_new()
            before, bytes_before = process.cpu_times(), process.io_counters().write_bytes
            watch.start()
            reference.chart(person, _NAMES[place][:4], 8 + place)
            person.back_to_patients()
            watch.stop()
            after = process.cpu_times()
            spent.append(after.user + after.system - before.user - before.system)
            written.append(float(process.io_counters().write_bytes - bytes_before))
            held.append(float(process.memory_info().rss))
        person.leave()
    growth = [max(0.0, each - held[0]) for each in held]
    return [
        Result("a day: processor time of a patient", Samples.of(spent), {}),
        Result(
            "a day: longest own work on the event loop",
            Samples.of(watch.worked),
            {},
            Budget(Figure.LONGEST, seconds=_STALL),
        ),
        Result("a day: written for a patient", Samples.of(written), {}, unit=Unit.BYTES),
        Result(
            "a day: memory beyond that of the first patient",
            Samples.of(growth),
            {},
            Budget(Figure.LONGEST, seconds=_GROWTH),
            unit=Unit.BYTES,
        ),
    ]
