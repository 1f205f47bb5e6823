"""The verb that lists who got needles of a lot."""

import json
import sys
from collections.abc import Iterator

from charting.command_line import Arguments
from charting.command_line.handing_over import STANDARD_OUTPUT, check_free, put
from charting.command_line.text import harmless, table
from charting.domain.canonical import plain
from charting.i18n import _
from charting.services.practices import OpenPractice
from charting.services.supplies import LotReport
from charting.wording import date_words
from charting.wording.supplies import box_words, got_words


def who_got(practice: OpenPractice, arguments: Arguments) -> int:
    """Print the visits with needles of a lot, or write them as PDF; the exit status."""
    if arguments.out:
        check_free(arguments)
    report = practice.supplies.who_got(" ".join(arguments.text))
    if arguments.out:
        _write(practice, report, arguments)
    elif arguments.json:
        what = {"lot": report.number, "boxes": list(report.boxes), "visits": list(report.lines)}
        print(json.dumps(plain(what), indent=2))
    else:
        for line in _lines(report):
            print(line)
    return 0


def _write(practice: OpenPractice, report: LotReport, arguments: Arguments) -> None:
    # ReportLab takes as long to load as everything else together.
    from charting.documents.lot_list import LotLists

    put(arguments, practice.supplies.on_paper(report, LotLists()))
    told = sys.stderr if arguments.out == STANDARD_OUTPUT else sys.stdout
    file = _("standard output") if arguments.out == STANDARD_OUTPUT else arguments.out
    words = _("Who got lot {number} is in {file}, to be printed.")
    print(harmless(words.format(number=report.number, file=file)), file=told)


def _lines(report: LotReport) -> Iterator[str]:
    country = report.practice.country
    yield harmless(_("Lot {number}").format(number=report.number))
    for box in report.boxes:
        opened = date_words(box.opened.day, country)
        yield harmless(
            _("  box of {box}, opened {day}").format(box=box_words(box, country), day=opened)
        )
    yield ""
    yield got_words(report.needles, report.patients)
    rows = [
        [
            harmless(cell)
            for cell in (
                date_words(line.opened.day, country),
                line.patient.listed_name,
                date_words(line.patient.born, country),
                line.patient.phone,
                str(line.needles),
                report.name_of(line),
            )
        ]
        for line in report.lines
    ]
    yield from (f"  {line}" for line in table(rows))
