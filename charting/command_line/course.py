"""The verb about a course: the dose of each visit beside the scores, and where needles were
answered.
"""

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction

from charting.clinic_map import clinic_map
from charting.command_line import Arguments
from charting.command_line.asking import nobody, the_one
from charting.command_line.text import harmless, table
from charting.domain.canonical import plain
from charting.domain.curves import Curve
from charting.domain.dose import Dose, scored_at
from charting.domain.site_responses import Response, spots
from charting.i18n import _
from charting.services.courses import CourseFile, Courses
from charting.services.practices import OpenPractice
from charting.wording import date_words
from charting.wording.courses import (
    beside_dose,
    response_legend,
    response_name,
    spot_place_words,
    spot_words,
)
from charting.wording.marks import Structures
from charting.wording.outcomes import curve_words, point_words, score_words


def course(practice: OpenPractice, arguments: Arguments) -> int:
    """Print the course of a patient, in words or as JSON; the exit status.

    Raises `Refused` (NOT_PERMITTED).
    """
    typed = " ".join(arguments.text)
    patient = the_one(practice.patients, typed)
    if patient is None:
        return nobody(typed)
    courses = Courses(practice.records, practice.patients, practice.practitioner)
    file = courses.whole(patient.id)
    if arguments.json:
        print(json.dumps(plain(_object(file)), indent=2))
        return 0
    structures = clinic_map(practice.folder).body_map.structures
    for line in _lines(file, structures, practice.practice.country):
        print(line)
    return 0


def _lines(file: CourseFile, structures: Structures, country: str) -> Iterator[str]:
    yield harmless(file.patient.listed_name)
    if file.episode is not None:
        since = date_words(file.episode.opened.day, country)
        yield harmless(file.episode.complaint) or _("Episode since {day}").format(day=since)
    if not file.visits:
        yield _("No visit was held in this episode yet.")
        return
    curves = file.curves()
    yield ""
    yield beside_dose()
    yield ""
    yield from table(_ledger(file.doses(), curves, country))
    for curve in curves:
        last = curve.last
        day = date_words(last.entry.at.day, country)
        yield ""
        yield harmless(f"{curve_words(curve)}, {day}: {point_words(curve, last)}")
    for response in Response:
        found = [each for each in spots(file.visits, response) if each.value is not None]
        if found:
            yield ""
            yield f"{response_name(response)}. {response_legend(response)}"
            found.sort(key=lambda each: -abs(each.value or Fraction(0)))
            rows = [[spot_place_words(s, structures), spot_words(s, response)] for s in found]
            yield from table([[f"  {harmless(cell)}" for cell in row] for row in rows])


def _ledger(doses: Sequence[Dose], curves: Sequence[Curve], country: str) -> list[Sequence[str]]:
    heads = (
        *(_("Visit"), _("Day"), _("Needles"), _("Muscles"), _("Minutes"), _("Twitches")),
        *(_("Pain before"), _("Pain after")),
    )
    rows: list[Sequence[str]] = [(*heads, *(harmless(curve_words(each)) for each in curves))]
    for dose in doses:
        counts = (dose.needles, dose.muscles, dose.minutes, dose.twitches)
        pain = (dose.pain_before, dose.pain_after)
        points = {id(curve): point for curve, point in scored_at(dose, curves)}
        scores = [
            score_words(curve.measure, points[id(curve)].score) if id(curve) in points else ""
            for curve in curves
        ]
        told = ("–" if each is None else str(each) for each in (*counts, *pain))
        rows.append((str(dose.number), date_words(dose.opened.day, country), *told, *scores))
    return rows


def _object(file: CourseFile) -> object:
    return {
        "patient": file.patient.id,
        "episode": file.episode.id if file.episode else None,
        "visits": file.doses(),
        "scores": file.scores.entries,
        "places": {
            response.value: [
                {
                    "site": spot.site,
                    "needles": spot.needles,
                    "visits": spot.visits,
                    "asked": spot.asked,
                    "hundredths": None if spot.value is None else round(spot.value * 100),
                }
                for spot in spots(file.visits, response)
            ]
            for response in Response
        },
    }
