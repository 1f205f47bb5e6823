"""The course of an episode on paper: what was looked at, the dose of each visit beside the scores,
and where needles were answered.
"""

from collections.abc import Callable, Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from charting import content
from charting.documents.drawing import Drawing
from charting.documents.hand import Hand, Items, heading, line
from charting.documents.heat_plate import HeatPlate
from charting.documents.outcome_part import outcome_part
from charting.documents.page_edges import edges
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.sheet import INK, QUIET, draw_line, made, style
from charting.documents.tables import table
from charting.documents.visits_part import compared_part, replayed_part
from charting.domain.body import body_of
from charting.domain.body_map import BodyMap, Side
from charting.domain.dose import Dose
from charting.domain.site_responses import Response, Spot, spots
from charting.i18n import _, clauses
from charting.services.care_papers import CourseReport
from charting.wording import date_words, side_words
from charting.wording.courses import (
    beside_dose,
    dose_words,
    response_legend,
    response_name,
    spot_place_words,
    spot_words,
)

PLATE = 280.0
_BAND, _BELOW, _SMALL = 52.0, 14.0, 8.0

Counted = Callable[[Dose], int | None]


class DoseDrawing(Drawing):
    """A band of bars for each count, visit by visit, as wide as the text."""

    def __init__(self, doses: Sequence[Dose], width: float, country: str) -> None:
        super().__init__()
        self._doses, self._country = doses, country
        self._bands: tuple[tuple[str, Counted], ...] = (
            (_("Needles"), lambda dose: dose.needles),
            (_("Minutes with needles in"), lambda dose: dose.minutes),
            (_("Twitches"), lambda dose: dose.twitches),
        )
        self.width, self.height = width, _BAND * len(self._bands) + _BELOW

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return clauses(dose_words(dose, self._country) for dose in self._doses)

    def paint(self) -> None:
        """Draw the bands, then the visits beneath them."""
        step = self.width / len(self._doses)
        for row, (name, counted) in enumerate(self._bands):
            self._draw_band(self.height - (row + 1) * _BAND, step, name, counted)
        quiet = style(_SMALL, colour=QUIET)
        for at, dose in enumerate(self._doses):
            draw_line(self.canv, str(dose.number), (at + 0.5) * step, 2, quiet, anchor="middle")

    def _draw_band(self, base: float, step: float, name: str, counted: Counted) -> None:
        values = [counted(dose) for dose in self._doses]
        most = max((value for value in values if value is not None), default=0) or 1
        draw_line(self.canv, name, 0, base + _BAND - 10, style(_SMALL, colour=QUIET))
        self.canv.setStrokeColor(QUIET)
        self.canv.setLineWidth(0.4)
        self.canv.line(0, base, self.width, base)
        strong = style(_SMALL, bold=True)
        for at, value in enumerate(values):
            middle, high = (at + 0.5) * step, (_BAND - 26) * (value or 0) / most
            if value:
                wide = min(14.0, step * 0.5)
                self.canv.setFillColor(INK)
                self.canv.rect(middle - wide / 2, base, wide, high, stroke=0, fill=1)
            said = "?" if value is None else str(value)
            draw_line(self.canv, said, middle, base + high + 3, strong, anchor="middle")


def course_pdf(report: CourseReport, body_map: BodyMap, items: Items) -> bytes:
    """One course as PDF."""
    practice, patient = report.practice, report.file.patient
    sheet, title = report_sheet(practice), _("Course")
    hand = Hand(sheet, body_map, items, {}, practice.country)
    episode = report.file.episode
    about = episode.complaint if episode else ""
    story: list[Flowable] = [line(sheet, about or title, 18, bold=True)]
    build = body_of(report.file.measures, content.builds()).build
    if report.held is not None:
        story += compared_part(*report.held, build, hand)
    if report.replayed is not None:
        story += replayed_part(report.replayed, build, hand)
    if report.file.visits:
        story += [*_doses(report, hand), *outcome_part(report.file.scores, hand)]
        story += _responses(report, hand)
    else:
        story.append(line(sheet, _("No visit was held in this episode yet.")))
    margins = edges(sheet, practice, patient, report.printed, title)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


def _doses(report: CourseReport, hand: Hand) -> list[Flowable]:
    doses, country = report.file.doses(), hand.country
    heads = (
        *(_("Visit"), _("Day"), _("Needles"), _("Muscles"), _("Minutes"), _("Twitches")),
        *(_("Pain before"), _("Pain after")),
    )
    rows = [
        (
            str(dose.number),
            date_words(dose.opened.day, country),
            *(
                "–" if each is None else str(each)
                for each in (dose.needles, dose.muscles, dose.minutes, dose.twitches)
            ),
            *("" if each is None else str(each) for each in (dose.pain_before, dose.pain_after)),
        )
        for dose in doses
    ]
    shares = (0.08, 0.18, 0.12, 0.12, 0.12, 0.12, 0.13, 0.13)
    return [
        KeepTogether(
            [
                heading(hand.sheet, _("Dose, visit by visit")),
                line(hand.sheet, beside_dose(), 9),
                DoseDrawing(doses, hand.sheet.inner, country),
            ]
        ),
        table(heads, shares, rows, hand.sheet.inner),
    ]


def _responses(report: CourseReport, hand: Hand) -> list[Flowable]:
    """A back for each response that anybody looked for."""
    story: list[Flowable] = []
    for response in Response:
        found = spots(report.file.visits, response)
        if any(spot.value is not None for spot in found):
            story += _response(report, response, found, hand)
    return story


def _response(
    report: CourseReport, response: Response, found: Sequence[Spot], hand: Hand
) -> list[Flowable]:
    body = body_of(report.file.measures, content.builds())
    sides = (side_words(Side.LEFT).upper(), side_words(Side.RIGHT).upper())
    structures = hand.body_map.structures
    ranked = sorted(found, key=lambda spot: (spot.value is None, -abs(spot.value or 0)))
    rows = [(spot_place_words(spot, structures), spot_words(spot, response)) for spot in ranked]
    return [
        CondPageBreak(PLATE + 110),
        heading(hand.sheet, response_name(response)),
        line(hand.sheet, response_legend(response), 9),
        HeatPlate(hand.body_map, found, response, sides, PLATE, body.build),
        table((_("Place"), _("What was found")), (0.5, 0.5), rows, hand.sheet.inner),
    ]
