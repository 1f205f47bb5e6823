"""Rows of sheets."""

import json
from uuid import UUID

from charting.domain.canonical import canonical
from charting.domain.ids import EpisodeId, PatientId, SessionId
from charting.domain.revive import revive
from charting.domain.sheet import Content, Sheet, SheetId
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    practitioner_id,
)


def sheet_row(sheet: Sheet) -> Columns:
    """A version of a sheet as stored."""
    return {
        "id": sheet.id.bytes,
        "version": sheet.version,
        "patient_id": sheet.patient_id.bytes,
        "episode_id": sheet.episode_id and sheet.episode_id.bytes,
        "session_id": sheet.session_id and sheet.session_id.bytes,
        **moment_row("at", sheet.at),
        "by": sheet.by.bytes,
        "kind": type(sheet.content).__name__,
        "content": canonical(sheet.content),
        "struck": sheet.struck,
    }


def sheet_of(row: Values) -> Sheet:
    """The sheet of a stored row. Raises `ValueError` where somebody else wrote it."""
    content: Content = revive(json.loads(row[10]), Content)
    if type(content).__name__ != row[9]:
        raise ValueError("a sheet is not of the kind it is listed as")
    return Sheet(
        SheetId(UUID(bytes=row[0])),
        row[1],
        PatientId(UUID(bytes=row[2])),
        None if row[3] is None else EpisodeId(UUID(bytes=row[3])),
        None if row[4] is None else SessionId(UUID(bytes=row[4])),
        moment_of(*row[5:8]),
        practitioner_id(row[8]),
        content,
        row[11],
    )
