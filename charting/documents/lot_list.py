"""Who got needles of a lot, on paper: for a recall, with what is needed to reach them."""

from reportlab.platypus import Flowable

from charting.documents.hand import SIZE, heading, line
from charting.documents.report_sheet import report_imprint, report_margins, report_sheet
from charting.documents.sheet import made
from charting.documents.tables import table
from charting.i18n import _
from charting.services.supplies import LotReport
from charting.wording import date_words
from charting.wording.supplies import box_words, got_words


class LotLists:
    """Implements `charting.services.supplies.SupplyDocuments`."""

    def lot_list(self, report: LotReport) -> bytes:
        """Who got needles of a lot, as PDF."""
        return lot_list_pdf(report)


def lot_list_pdf(report: LotReport) -> bytes:
    """The boxes of a lot and the visits in which its needles were set, as PDF."""
    sheet, country = report_sheet(report.practice), report.practice.country
    title = _("Lot {number}").format(number=report.number)
    story: list[Flowable] = [
        line(sheet, _("Who got lot {number}").format(number=report.number), 18, bold=True),
        line(sheet, got_words(report.needles, report.patients), SIZE),
    ]
    if report.lines:
        heads = (
            *(_("Patient"), _("Born"), _("Telephone"), _("Visit"), _("Needles"), _("Use by")),
            _("By"),
        )
        rows = [
            (
                one.patient.listed_name,
                date_words(one.patient.born, country),
                one.patient.phone,
                _("{day}, session {n}").format(
                    day=date_words(one.opened.day, country), n=one.number
                ),
                str(one.needles),
                date_words(one.expiry, country),
                report.name_of(one),
            )
            for one in report.lines
        ]
        shares = (0.21, 0.11, 0.15, 0.2, 0.08, 0.11, 0.14)
        story += [heading(sheet, _("Visits")), table(heads, shares, rows, sheet.inner)]
    if report.boxes:
        story += [heading(sheet, _("Boxes opened here")), *_boxes(report, sheet.inner)]
    margins = report_margins(sheet, report.practice, title, report.practice.name, report.asked)
    return made(sheet, report_imprint(title, report.practice, report.number), story, margins)


def _boxes(report: LotReport, width: float) -> list[Flowable]:
    names = {one.id: one.name for one in report.people}
    country = report.practice.country
    rows = [
        (
            box_words(box, country),
            date_words(box.opened.day, country),
            date_words(box.put_away.day, country) if box.put_away else _("open"),
            names.get(box.opened_by, ""),
        )
        for box in report.boxes
    ]
    heads = (_("Box"), _("Opened"), _("Put away"), _("By"))
    return [table(heads, (0.46, 0.15, 0.15, 0.24), rows, width)]
