"""Every needle of a patient on paper, with its size, lot and times, visit by visit."""

from reportlab.platypus import Flowable

from charting.documents.hand import Hand, heading, line
from charting.documents.page_edges import edges, whole_name
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.session_part import where_words
from charting.documents.sheet import made
from charting.documents.signature_part import signed_lines, state_words
from charting.documents.tables import table
from charting.domain.body_map import BodyMap
from charting.domain.marks import Needle
from charting.domain.session import Session
from charting.domain.visit import NEEDLES_REMOVED, PACKS_OPENED, number_noted
from charting.i18n import _, listed, ngettext
from charting.services.record_papers import NeedleLog, SignedVisit
from charting.wording import date_words, needle_size_words
from charting.wording.afterwards import needle_times_words
from charting.wording.supplies import handle_words


def needle_log_pdf(log: NeedleLog, body_map: BodyMap) -> bytes:
    """Every needle with its lot as PDF."""
    about = log.about
    practice, patient = about.practice, about.patient
    sheet, title = report_sheet(practice), _("Needles and lots")
    hand = Hand(sheet, body_map, {}, about.names, practice.country)
    number = sum(len(visit.session.needles()) for visit in log.visits)
    without = sum(not each.lot for visit in log.visits for each in visit.session.needles())
    counted = ngettext("{n} needle", "{n} needles", number).format(n=number)
    lacking = ngettext(
        "of {n} the lot is not noted", "of {n} the lot is not noted", without
    ).format(n=without)
    said = listed([counted, *([lacking] if without else [])])
    story: list[Flowable] = [line(sheet, title, 18, bold=True), line(sheet, said + ".")]
    story += whole_name(sheet, practice, patient, title)
    for visit in log.visits:
        story += _visit(visit, hand)
    margins = edges(sheet, practice, patient, about.printed, title)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


def _visit(visit: SignedVisit, hand: Hand) -> list[Flowable]:
    session, country = visit.session, hand.country
    title = _("Session {number}, {day} · {state}").format(
        number=session.number,
        day=date_words(session.opened.day, country),
        state=state_words(session.status),
    )
    heads = (_("No."), _("Where"), _("Needle, mm"), _("Lot"), _("Use by"), _("In and out"))
    numbered = enumerate(session.marks.values(), start=1)
    rows = [
        (
            str(number),
            where_words(mark, hand),
            _needle(mark),
            mark.lot.number if mark.lot else _("not noted"),
            date_words(mark.lot.expiry, country) if mark.lot else "",
            needle_times_words(mark, session),
        )
        for number, mark in numbered
        if isinstance(mark, Needle)
    ]
    shares = (0.06, 0.38, 0.16, 0.14, 0.13, 0.13)
    said = [_count(session), *signed_lines(visit.signatures, country)]
    return [
        heading(hand.sheet, title),
        table(heads, shares, rows, hand.sheet.inner),
        *(line(hand.sheet, each, 9) for each in said if each),
    ]


def _needle(needle: Needle) -> str:
    handle = handle_words(needle.handle) if needle.handle else ""
    return listed((needle_size_words(needle), handle))


def _count(session: Session) -> str:
    opened = number_noted(session.answers, PACKS_OPENED)
    removed = number_noted(session.answers, NEEDLES_REMOVED)
    if opened is None or removed is None:
        return _("Not counted out.")
    return _("Opened {opened}, removed {removed}.").format(opened=opened, removed=removed)
