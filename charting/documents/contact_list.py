"""The calls and reviews of a patient on paper: every contact note with who signed it."""

from reportlab.platypus import Flowable

from charting.documents.hand import SIZE, Hand, heading, line
from charting.documents.page_edges import edges, whole_name
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.running import running
from charting.documents.sheet import made, style
from charting.documents.tables import pairs
from charting.domain.body_map import BodyMap
from charting.domain.canonical import digest
from charting.domain.follow_up import ContactNote, FollowUp, FollowUpPlan
from charting.i18n import _
from charting.services.record_papers import ContactReport
from charting.wording import (
    contact_words,
    date_words,
    follow_up_kind_words,
    moment_words,
    reason_words,
)

# Characters, about a page of them.
_LONGEST = 4_000


def contacts_pdf(report: ContactReport, body_map: BodyMap, plan: FollowUpPlan) -> bytes:
    """Every contact note as PDF."""
    about = report.about
    practice, patient = about.practice, about.patient
    sheet, title = report_sheet(practice), _("Contact notes")
    hand = Hand(sheet, body_map, {}, about.names, practice.country)
    story: list[Flowable] = [line(sheet, title, 18, bold=True)]
    story += whole_name(sheet, practice, patient, title)
    if not report.follow_ups:
        story.append(line(sheet, _("No call and no review is on file.")))
    for each in report.follow_ups:
        story += _follow_up(each, plan, hand)
    margins = edges(sheet, practice, patient, about.printed, title)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


def _follow_up(one: FollowUp, plan: FollowUpPlan, hand: Hand) -> list[Flowable]:
    sheet, country = hand.sheet, hand.country
    title = _("{what}, due {day}").format(
        what=follow_up_kind_words(one.kind), day=date_words(one.due, country)
    )
    story: list[Flowable] = [heading(sheet, title)]
    if reason := reason_words(one, plan):
        story.append(line(sheet, reason))
    for note in one.contacts:
        story += [pairs(_note(note, hand), sheet.inner, 0.2), *_long_words(note, hand)]
        story.append(line(sheet, " ", 4))
    if one.withdrawn is not None:
        said = _("Withdrawn {when} by {name}: {why}").format(
            when=moment_words(one.withdrawn.at, country),
            name=hand.names.get(one.withdrawn.by, one.withdrawn.by.hex),
            why=one.withdrawn.words,
        )
        story.append(line(sheet, said))
    elif not one.contacts:
        story.append(line(sheet, _("Nothing is noted yet.")))
    return story


def _long_words(note: ContactNote, hand: Hand) -> list[Flowable]:
    """Words that are too long for a table: it would be laid out anew for each of their pages."""
    if len(note.words) <= _LONGEST:
        return []
    sheet = hand.sheet
    words = running(note.words, style(SIZE), sheet.inner)
    return [line(sheet, _("Words"), bold=True), *words]


def _note(note: ContactNote, hand: Hand) -> list[tuple[str, str]]:
    country = hand.country
    name = hand.names.get(note.by, note.by.hex)
    when = _("{when}, {name}").format(when=moment_words(note.at, country), name=name)
    rows = [
        (_("When and who"), when),
        (_("What came of it"), contact_words(note.outcome)),
        (_("Next try"), date_words(note.next_try, country) if note.next_try else ""),
        (_("Words"), note.words if len(note.words) <= _LONGEST else ""),
    ]
    if note.signed is None:
        return [*rows, (_("Signature"), _("Not signed"))]
    hash_ = digest(note.signed.content).hex()
    return [
        *rows,
        (_("Signed"), moment_words(note.signed.at, country)),
        (_("SHA-256"), hash_),
    ]
