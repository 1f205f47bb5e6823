"""The body map of a visit on one page: large, its sites numbered, and a table of them."""

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable

from charting import content
from charting.documents.hand import Hand, line
from charting.documents.hazard_zones import ZonesLegend, zones_beneath
from charting.documents.marks_plate import MarksPlate
from charting.documents.page_edges import edges, whole_name
from charting.documents.pain_areas import PainLegend
from charting.documents.remarks_part import remarks_part
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.session_part import response_words, what_words, when_words, where_words
from charting.documents.sheet import made
from charting.documents.signature_part import signed_lines, state_words
from charting.documents.signs_legend import SignsLegend
from charting.documents.tables import table
from charting.domain.body import body_of
from charting.domain.body_map import BodyMap
from charting.domain.marks import Mark
from charting.domain.pain_area import PainArea
from charting.domain.visit import Item
from charting.i18n import _
from charting.services.record_papers import PlateReport
from charting.wording import moment_words

# In points: smaller, a number could be read as another; larger, nothing more is seen.
SMALLEST, LARGEST = 250.0, 430.0
_ZOOM = 1.4


def plate_pdf(report: PlateReport, body_map: BodyMap, items: Mapping[str, Item]) -> bytes:
    """The body map of a visit as PDF. The picture is as large as the table leaves room for; a table
    that is longer goes on overleaf.
    """
    about, session = report.about, report.visit.session
    practice, patient = about.practice, about.patient
    sheet, title = report_sheet(practice), _("Body map")
    hand = Hand(sheet, body_map, items, about.names, practice.country)
    when = moment_words(session.opened, practice.country)
    visit = _("Session {number}, {when}").format(number=session.number, when=when)
    marks = list(session.marks.values())
    state = state_words(session.status)
    head: list[Flowable] = [
        line(sheet, title, 18, bold=True),
        line(sheet, visit),
        *whole_name(sheet, practice, patient, state),
    ]
    foot = [line(sheet, said, 9) for said in signed_lines(report.visit.signatures, hand.country)]
    if marks:
        rows, remarks = _table(report, marks, hand), remarks_part(marks, hand)
        below = [*_legends(marks, hand), rows, *remarks, *foot]
        taken = sum(_high(each, sheet.inner) for each in (*head, *below))
        height = min(max(sheet.inner_height - taken - _ROOM, SMALLEST), LARGEST)
        build = body_of(report.measures, content.builds()).build
        plate = MarksPlate(body_map, marks, (_("LEFT"), _("RIGHT")), height, build, zoom=_ZOOM)
        plate.hAlign = "CENTER"
        story = [*head, plate, *below]
    else:
        story = [*head, line(sheet, _("Nothing is marked on the map.")), *foot]
    margins = edges(sheet, practice, patient, about.printed, state)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


# What the picture's own edge, and the spaces between the parts, take of a page.
_ROOM = 40.0


def _high(part: Flowable, width: float) -> float:
    """How high a part is, with the space it keeps around itself."""
    return part.wrap(width, float("inf"))[1] + part.getSpaceBefore() + part.getSpaceAfter()


def _legends(marks: Sequence[Mark], hand: Hand) -> list[Flowable]:
    width = hand.sheet.inner
    felt = [mark.quality for mark in marks if isinstance(mark, PainArea)]
    zones = zones_beneath(marks, hand.body_map)
    legends: list[Flowable] = [SignsLegend(marks, width)]
    if felt:
        legends.append(PainLegend(felt, width))
    if zones:
        legends.append(ZonesLegend(zones, hand.body_map, width))
    return legends


def _table(report: PlateReport, marks: Sequence[Mark], hand: Hand) -> Flowable:
    heads = (_("No."), _("Where"), _("What"), _("When"), _("Found and done"))
    rows = [
        (
            str(number),
            where_words(mark, hand),
            what_words(mark),
            when_words(mark, hand.names, report.visit.session),
            response_words(mark, hand.items),
        )
        for number, mark in enumerate(marks, start=1)
    ]
    return table(heads, (0.05, 0.29, 0.28, 0.13, 0.25), rows, hand.sheet.inner)
