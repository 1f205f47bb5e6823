"""How patients are found: by the beginnings of folded words, in the order of their names.

Short beginnings match too many to sort at each key: they are stored as words of their own, and the
index gives their bearers already in order.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
)

from charting.domain.patient import Patient
from charting.domain.text import fold, words_to_find
from charting.storage.prepared import Prepared
from charting.storage.rows.columns import Columns
from charting.storage.rows.people import sort_name
from charting.storage.tables import patient_words, patients

# The longest beginning that is stored.
_SHORT = 3

# Behind every text that begins with what was typed.
_LAST = "\U0010ffff"

# From here on live the scripts that put no blanks between words.
_UNSPACED = "\u3040"

_OTHER = patient_words.alias()

_FORGET = delete(patient_words).where(patient_words.c.patient_id == bindparam("patient"))


def word_rows(patient: Patient) -> list[Columns]:
    """The rows by which a patient is found.

    Of numbers no beginnings are stored: a telephone number is found by its tails, which are many.
    """
    words = words_to_find((patient.family, patient.given), patient.born, patient.phone)
    names = {word for word in words if not word.isdecimal()}
    beginnings = {word[:length] for word in names for length in range(1, _SHORT + 1)}
    shared = {
        "archived": patient.archived,
        "sort_name": sort_name(patient),
        "patient_id": patient.id.bytes,
    }
    return [{**shared, "word": word} for word in sorted(words | beginnings)]


def store_words(connection: Connection, patient: Patient) -> None:
    """Let a patient be found by what is now known of them."""
    connection.execute(_FORGET, {"patient": patient.id.bytes})
    rows = word_rows(patient)
    if rows:
        connection.execute(insert(patient_words), rows)


def found(
    connection: Connection, words: Sequence[str], limit: int, archived: bool
) -> Sequence[Sequence[Any]]:
    """The rows of the first `limit` patients, by name, of whom each of `words` begins a word."""
    longest_first = sorted(words, key=len, reverse=True)
    leader, *others = longest_first
    query = _found(_is_stored(leader), tuple(_stands_in_name(word) for word in others))
    values: dict[str, Any] = {"archived": archived, "most": 2 * limit}
    for place, word in enumerate(longest_first):
        values |= {f"from{place}": word, f"to{place}": word + _LAST}
        values |= {f"first{place}": f"{word}%", f"later{place}": f"% {word}%"}
    # A patient matches with two words now and then; to ask for different ones only would have
    # the database sort all matches instead of keeping the first.
    while True:
        matches = query.rows(connection, values)
        different = list({row[0]: row for row in matches}.values())
        if len(different) >= limit or len(matches) < values["most"]:
            return different[:limit]
        values["most"] *= 4


def bearers(connection: Connection, patient: Patient) -> Sequence[Sequence[Any]]:
    """The rows of the patients, archived or not, who may have every word of this one's name.

    A short word is stored for who only begins so as well.
    """
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


@lru_cache(maxsize=64)
def _found(leader_stored: bool, others_in_name: tuple[bool, ...]) -> Prepared:
    """The query for a leading word, which is stored as it is or begins stored ones, and for others,
    some of which can stand in the name only.
    """
    stored = patient_words.c.word
    matching = (
        select(patient_words.c.sort_name, patient_words.c.patient_id)
        .where(
            patient_words.c.archived == bindparam("archived"),
            stored == bindparam("from0") if leader_stored else _begins(stored, 0),
            *(
                _in_name(place) if in_name else _has_word(_begins(_OTHER.c.word, place))
                for place, in_name in enumerate(others_in_name, start=1)
            ),
        )
        .order_by(patient_words.c.sort_name, patient_words.c.patient_id)
        .limit(bindparam("most"))
        .subquery()
    )
    return Prepared(
        select(patients)
        .join(matching, matching.c.patient_id == patients.c.id)
        .order_by(matching.c.sort_name, matching.c.patient_id)
    )


def _is_stored(word: str) -> bool:
    return len(word) <= _SHORT and not word.isdecimal()


def _stands_in_name(word: str) -> bool:
    """Whether `word` can begin words of the name only, and these only after a blank.

    Then the leading word's own row tells, which has the name; no other row need be looked up.
    """
    return not word.isdecimal() and max(word) < _UNSPACED


def _begins(column: ColumnElement[str], place: int) -> ColumnElement[bool]:
    return (column >= bindparam(f"from{place}")) & (column < bindparam(f"to{place}"))


def _in_name(place: int) -> ColumnElement[bool]:
    name = patient_words.c.sort_name
    return or_(name.like(bindparam(f"first{place}")), name.like(bindparam(f"later{place}")))


def _has_word(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    same = _OTHER.c.patient_id == patient_words.c.patient_id
    return exists(select(_OTHER.c.word).where(same, condition))
