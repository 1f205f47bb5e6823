"""The trail of changes of a patient on paper: who did what and when, and where each chain ends."""

from uuid import UUID

from reportlab.platypus import Flowable

from charting.documents.hand import heading, line
from charting.documents.page_edges import edges, whole_name
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.sheet import made
from charting.documents.tables import table
from charting.domain.audit import AuditEntry
from charting.i18n import _, listed, ngettext
from charting.services.record_papers import TrailReport
from charting.wording import action_words, date_words, short_hash
from charting.wording.values import clock_words


def trail_pdf(report: TrailReport) -> bytes:
    """The trail as PDF. What a chain tells is held against the record by its last hash, which
    stands at the end in full.
    """
    about, entries = report.about, report.entries
    practice, patient = about.practice, about.patient
    sheet, title = report_sheet(practice), _("Trail of changes")
    counted = ngettext("{n} entry", "{n} entries", len(entries)).format(n=len(entries))
    zones = listed(sorted({entry.at.zone for entry in entries}))
    said = _("{entries}, the earliest first. Times are those of {zones}.")
    story: list[Flowable] = [
        line(sheet, title, 18, bold=True),
        line(sheet, said.format(entries=counted, zones=zones)),
    ]
    story += whole_name(sheet, practice, patient, title)
    heads = (_("When"), _("What"), _("About"), _("By"), _("Entry"))
    rows = [_row(entry, report) for entry in entries]
    story.append(table(heads, (0.2, 0.27, 0.12, 0.18, 0.23), rows, sheet.inner))
    ends = [
        (_about(head.chain, report), str(head.number), head.hash.hex()) for head in report.heads
    ]
    story += [
        heading(sheet, _("Where each chain ends")),
        table((_("About"), _("Entry"), _("SHA-256")), (0.15, 0.1, 0.75), ends, sheet.inner),
    ]
    margins = edges(sheet, practice, patient, about.printed, title)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


def _row(entry: AuditEntry, report: TrailReport) -> tuple[str, ...]:
    day = date_words(entry.at.day, report.about.practice.country)
    return (
        f"{day} {clock_words(entry.at, seconds=True)}",
        action_words(entry.action),
        _about(entry.chain, report),
        report.about.names.get(entry.by, entry.by.hex),
        listed((str(entry.number), short_hash(entry.hash))),
    )


def _about(chain: UUID, report: TrailReport) -> str:
    number = report.visits.get(chain)
    return _("Patient") if number is None else _("Session {number}").format(number=number)
