"""How patients are found: by the beginnings of folded words, each one range of the words' index."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
)

from charting.domain.patient import Patient
from charting.domain.text import fold, words_to_find
from charting.storage.rows.people import word_rows
from charting.storage.tables import patient_words, patients

# Behind every text that begins with what was typed.
_LAST = "\U0010ffff"

# A word that begins the words of this many passes for a frequent one; no need to count on.
_MANY = 5_000

_OTHER = patient_words.alias()

_FORGET = delete(patient_words).where(patient_words.c.patient_id == bindparam("patient"))
_THESE = select(patients).where(patients.c.id.in_(bindparam("ids", expanding=True)))


def store_words(connection: Connection, patient: Patient) -> None:
    """Let a patient be found by what is now known of them."""
    words = words_to_find((patient.family, patient.given), patient.born, patient.phone)
    connection.execute(_FORGET, {"patient": patient.id.bytes})
    if words:
        connection.execute(insert(patient_words), word_rows(patient, words))


def found(
    connection: Connection, words: Sequence[str], limit: int, archived: bool
) -> Sequence[Row[Any]]:
    """The first `limit` patients, by name, of whom each of the folded `words` begins a word.

    The rarest word leads: only its matches are looked at for the others.
    """
    first, *others = _rarest_first(connection, words, archived)
    matching = (
        select(patient_words.c.patient_id)
        .where(
            patient_words.c.archived == archived,
            _begins(patient_words.c.word, first),
            *(_has_word(_begins(_OTHER.c.word, word)) for word in others),
        )
        .order_by(patient_words.c.sort_name, patient_words.c.patient_id)
    )
    ids = _first_different(connection, matching, limit)
    rows = {row[0]: row for row in connection.execute(_THESE, {"ids": ids})}
    return [rows[id_] for id_ in ids]


def bearers(connection: Connection, patient: Patient) -> Sequence[Row[Any]]:
    """Patients, archived or not, who have every word of this one's name."""
    words = sorted(fold(patient.name).split(), key=len, reverse=True)
    if not words:
        return ()
    first, *others = words
    matching = select(patient_words.c.patient_id).where(
        patient_words.c.archived.in_((False, True)),
        patient_words.c.word == first,
        *(_has_word(_OTHER.c.word == word) for word in others),
    )
    return connection.execute(select(patients).where(patients.c.id.in_(matching))).all()


def _begins(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    return (column >= typed) & (column < typed + _LAST)


def _has_word(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    same = _OTHER.c.patient_id == patient_words.c.patient_id
    return exists(select(_OTHER.c.word).where(same, condition))


def _rarest_first(connection: Connection, words: Sequence[str], archived: bool) -> Sequence[str]:
    if len(words) == 1:
        return words
    return sorted(words, key=lambda word: _count(connection, word, archived))


def _count(connection: Connection, word: str, archived: bool) -> int:
    matches = (
        select(patient_words.c.word)
        .where(patient_words.c.archived == archived, _begins(patient_words.c.word, word))
        .limit(_MANY)
        .subquery()
    )
    return connection.execute(select(func.count()).select_from(matches)).scalar_one()


def _first_different(connection: Connection, matching: Select[bytes], limit: int) -> list[bytes]:
    # A patient matches with two words now and then; DISTINCT would sort all matches to find out.
    most = 2 * limit
    while True:
        matches = connection.execute(matching.limit(most)).scalars().all()
        different = list(dict.fromkeys(matches))[:limit]
        if len(different) == limit or len(matches) < most:
            return different
        most *= 4
