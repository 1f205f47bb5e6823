"""Attachments: photographs, scans and PDF files put on file with a record, seen, and struck."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from charting.domain.attachment import (
    LARGEST,
    Attachment,
    AttachmentKind,
    Media,
    checked_attachment,
)
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind
from charting.domain.ids import EntryId, PatientId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.sheet import Sheet, latest
from charting.named_files import load
from charting.services.handouts import Handout
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it is kept."""

    media: Media
    data: bytes
    pages: int


class Incoming(Protocol):
    """Opens files of unknown making."""

    def received(self, name: str, data: bytes) -> Received:
        """What is kept of a file that is called `name`. Raises `Refused` (ATTACHMENT_...)."""

    def check(self, media: Media, data: bytes) -> None:
        """Look at a file that was kept elsewhere. Raises `Refused` (ATTACHMENT_...)."""


class AttachmentPages(Protocol):
    """Makes pages to look at."""

    def attachment(self, attachment: Attachment, data: bytes, paper: str) -> bytes:
        """The attachment as PDF."""


class Attachments:
    """What `who` can do with attachments; each is a sheet, its bytes are kept beside."""

    def __init__(
        self,
        records: Records,
        sheets: Sheets,
        incoming: Incoming,
        pages: AttachmentPages,
        made_by: tuple[Clock, Ids, Practitioner],
    ) -> None:
        self._records, self._sheets = records, sheets
        self._incoming, self._pages = incoming, pages
        self._clock, self._ids, self._who = made_by

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> Sequence[Sheet]:
        """The last version of each attachment, struck ones too, the latest first."""
        every = latest(self._sheets.of_patient(patient_id))
        return tuple(sheet for sheet in every if isinstance(sheet.content, Attachment))[::-1]

    @needs(Right.CHART)
    def add(self, patient_id: PatientId, file: Path, kind: AttachmentKind, title: str) -> Sheet:
        """Keep the file of this name with a record.

        Raises `Refused` (FILE_UNREADABLE, FIELD_MISSING, and what `Incoming.received` refuses);
        nothing is stored then.
        """
        taken = self._incoming.received(file.name, load(file, LARGEST))
        key = digest(taken.data)
        attachment = checked_attachment(
            Attachment(kind, title, taken.media, key.hex(), len(taken.data), taken.pages)
        )
        # The bytes first: without their sheet nobody finds them, and they harm nobody.
        self._records.attached.put(key, taken.data)
        return self._sheets.file(patient_id, attachment)

    @needs(Right.CHART)
    def call(self, sheet: Sheet, kind: AttachmentKind, title: str) -> Sheet:
        """Say otherwise what an attachment is, and what it is called.

        Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, STALE_RECORD).
        """
        return self._sheets.amend(sheet, replace(_attachment(sheet), kind=kind, title=title))

    @needs(Right.CHART)
    def strike(self, sheet: Sheet, reason: str) -> Sheet:
        """Say that an attachment was entered in error; it stays. Raises `Refused`
        (FIELD_MISSING).
        """
        return self._sheets.strike(sheet, reason)

    @needs(Right.READ_CLINICAL)
    def data(self, sheet: Sheet) -> bytes:
        """The bytes of an attachment. Raises `Refused` (ATTACHMENT_MISSING)."""
        attachment = _attachment(sheet)
        found = self._records.attached.get(bytes.fromhex(attachment.sha256))
        if found is None:
            raise Refused(ErrorCode.ATTACHMENT_MISSING, {"title": attachment.title})
        return found

    @needs(Right.READ_CLINICAL)
    def shown(self, sheet: Sheet) -> Handout:
        """The attachment to be looked at; that it was leaves a trace. Raises `Refused`
        (ATTACHMENT_MISSING).
        """
        data, paper = self.data(sheet), self._records.practice.practice().paper
        pdf = self._pages.attachment(_attachment(sheet), data, paper)
        what = canonical({"attachment": sheet.id})
        at = self._clock.now()
        entry = EntryId(self._ids.new())
        self._records.trail.add(
            Trace(entry, sheet.patient_id, at, self._who.id, Action.RECORD_VIEWED, what)
        )
        return Handout(Kind.ATTACHMENT, sheet.patient_id, sheet.at.day, paper, pdf)


def _attachment(sheet: Sheet) -> Attachment:
    """What an attachment says. Raises `Refused` (NOT_FOUND) for another sheet."""
    if not isinstance(sheet.content, Attachment):
        raise Refused(ErrorCode.NOT_FOUND)
    return sheet.content
