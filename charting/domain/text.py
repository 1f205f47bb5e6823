"""Text as people type it: what may stand in a record, and how it is folded to be found again."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time

from charting.domain.errors import ErrorCode, Refused

LINE_LIMIT = 200
NOTE_LIMIT = 1_000_000

# Letters that carry no separable accent, with the spelling people type for them.
_SPELLINGS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŋ": "n",
        "œ": "oe",
        "æ": "ae",
        "þ": "th",
        "ŧ": "t",
        "ß": "ss",
        # Arabic and Persian letters that are written for one another.
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": "",
    }
)
_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_IDEOGRAPH = re.compile(r"[㐀-䶿一-鿿豈-﫿぀-ヿ가-힯]")
_DATE_TYPED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_TIME_TYPED = re.compile(r"^(\d{1,2})[:.h]?(\d{2})$")
# Countries that write the month first in everyday use (Unicode CLDR); never between dots.
MONTH_FIRST = frozenset({"US"})
_DATE_TYPED_BACKWARDS = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")


def clean_line(text: str, field: str, limit: int = LINE_LIMIT) -> str:
    """One line in Unicode NFC, without control characters and outer blanks.

    Raises `Refused` (TEXT_TOO_LONG, TEXT_UNREADABLE) naming `field`.
    """
    return " ".join(clean_text(text, field, limit).split())


def clean_text(text: str, field: str, limit: int = NOTE_LIMIT) -> str:
    """Text of several lines in Unicode NFC; control characters other than line breaks are dropped.

    Raises `Refused` (TEXT_TOO_LONG, TEXT_UNREADABLE) naming `field`.
    """
    # Most text has nothing to be cleaned of.
    kept = text if text.isascii() and text.isprintable() else _cleaned(text, field)
    if len(kept) > limit:
        raise Refused(
            ErrorCode.TEXT_TOO_LONG, {"field": field, "limit": limit, "length": len(kept)}
        )
    return kept


def _cleaned(text: str, field: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(ErrorCode.TEXT_UNREADABLE, {"field": field}) from None
    whole = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in whole if c in "\n\t" or unicodedata.category(c) != "Cc")


def fold(text: str) -> str:
    """`text` without case and accents, letters that stand for each other made one.

    "Łukasz Ørsted-Weiß" folds to "lukasz orsted weiss"; "O'Brien" to "obrien".
    """
    bare = text.lower() if text.isascii() else _without_accents(text)
    whole = unicodedata.normalize("NFC", _APOSTROPHES.sub("", bare))
    return " ".join(_BETWEEN_WORDS.sub(" ", whole).split())


def _without_accents(text: str) -> str:
    spelled = unicodedata.normalize("NFKC", text).casefold().translate(_SPELLINGS)
    apart = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_SPELLINGS)


def words_to_find(names: Iterable[str], born: date | None, phone: str) -> frozenset[str]:
    """Every folded word under which a person is found by its beginning.

    Ideographs have no blanks between words, so each tail of such a run is a word of its own;
    a telephone number is found by any tail of four digits or more.
    """
    found: set[str] = set()
    for name in names:
        for word in fold(name).split():
            found.add(word)
            found.update(word[i:] for i in range(1, len(word)) if _IDEOGRAPH.match(word[i]))
    if born is not None:
        found.add(born.strftime("%Y%m%d"))
    digits = _digits(phone)
    found.update(digits[i:] for i in range(max(1, len(digits) - 3)) if digits)
    return frozenset(found)


def words_typed(query: str) -> tuple[str, ...]:
    """The folded beginnings that a person must all match, from what was typed into the search
    field.

    A date in the usual spellings (1984-03-09, 9.3.1984, 09/03/1984 read as day and month) becomes
    the date of birth; groups of digits are joined, as telephone numbers are typed with blanks.
    """
    words: list[str] = []
    digits = ""
    for token in query.split():
        born = _date_word(token)
        if born:
            words.append(born)
        elif re.fullmatch(r"[+()\d/.-]+", token) and _digits(token):
            digits += _digits(token)
        else:
            words.extend(fold(token).split())
    if digits:
        words.append(digits)
    return tuple(dict.fromkeys(words))


def read_date(typed: str, field: str, country: str = "") -> date:
    """A date typed as 1984-03-09, 9.3.1984 or 9/3/1984, the day before the month but where the
    `country` (ISO 3166) writes 3/9/1984.

    Raises `Refused` (DATE_UNREADABLE).
    """
    word = _date_word(typed.strip(), country)
    try:
        return date(int(word[:4]), int(word[4:6]), int(word[6:8]))
    except ValueError:
        raise Refused(ErrorCode.DATE_UNREADABLE, {"field": field, "typed": typed}) from None


def with_dates_as_read(query: str, country: str) -> str:
    """A query in which each date stands as 1984-03-09, read as the country writes it."""
    words = ((token, _date_word(token, country)) for token in query.split())
    return " ".join(f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else token for token, day in words)


def read_time(typed: str, field: str) -> time:
    """A time of day typed as 9:05, 9.05 or 0905. Raises `Refused` (TIME_UNREADABLE)."""
    match = _TIME_TYPED.match(typed.strip())
    hour, minute = (int(part) for part in match.groups()) if match else (-1, -1)
    try:
        return time(hour, minute)
    except ValueError:
        raise Refused(ErrorCode.TIME_UNREADABLE, {"field": field, "typed": typed}) from None


def _date_word(token: str, country: str = "") -> str:
    if match := _DATE_TYPED.match(token):
        year, month, day = match.groups()
    elif match := _DATE_TYPED_BACKWARDS.match(token):
        day, month, year = match.groups()
        if country in MONTH_FIRST and "." not in token:
            day, month = month, day
    else:
        return ""
    return f"{year}{int(month):02}{int(day):02}"


def _digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None
    )
