"""Hostile files and words, each with what is to come of it: refused in a sentence, or kept as it
was typed, shown as plain text, printed, found again, and given out harmless.
"""

import csv
import html
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charting.command_line.text import harmless
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.letters import Letter, LetterKind
from charting.domain.patient import FactKind, Patient
from charting.domain.text import fold
from charting.exchange.json_record import JsonRecord
from charting.exchange.tables import CsvTables
from charting.services.record_files import filed
from charting.wording import sentence
from tests.exchange.hostile_files import CASES, practice, refusal
from tests.fakes import CountingIds, Kept
from tests.faults.table import Verdict
from tests.signing_desk import NORA, SigningDesk
from tests.storage.backends import Memory, found

KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that somebody types as a name, and what is to come of them: kept, or refused so."""

    typed: str
    outcome: ErrorCode | str = KEPT


_MARKUP = (
    *(
        "<b>Bo",
        "</para>",
        "<img src='file:///etc/passwd'>",
        "<script>alert(1)</script>",
        "&lt;&amp;",
    ),
    *("]]>", "<!--", "<![CDATA[x]]>", "<svg onload=x>", "{name}", "%s%n", "{0.__class__}", "$(id)"),
    *("`id`", "score 3<5 <L5", "<a href='javascript:x'>y</a>", "<font color=red>", "<link>"),
)
_TABLES = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", '"quoted", and', "a;b", "a\tb", "'x"),
    *('=HYPERLINK("http://x")', "|pipe", "%0A=1", "=\u200b1+1"),
)
_SQL = (
    *("'; DROP TABLE patients; --", "Robert'); --", '" OR ""="', "%", "_", "\\", "NULL", "1=1"),
    *("LIKE '%x%'", "x'00'", "/* */", "pragma key", ":name", "?1"),
)
_PATHS = (
    *("../../etc/passwd", "C:\\con", "CON", "nul.txt", "a/b", ".", "..", "~root", "\\\\host\\x"),
    *("-rf", "--help", "file:///x", "a" * 200, "x\u2215y"),
)
_SIGNS = (
    *("\u202eevil", "a\u200bb", "\ufeffBo", "e\u0301", "\u0041\u030a", "👩‍⚕️", "😀" * 20, "𝕏𝕐"),
    *("محمد", "דָּוִד", "李小龙", "ไทย", "Ǆ", "ﬁ", "İstanbul", "ß", "Ω", "ＡＢＣ", "½", "①"),
    *("Zalgo" + "\u0300\u0301\u0302" * 9, "\u2028line", "\u00a0hard", "\u00ad soft", "O’Neil"),
    *("Müller-Lüdenscheidt", "N/A", "undefined", "true", "0", "1e999", "NaN", "Infinity"),
)
_REFUSED = (
    Words("a" * 201, ErrorCode.TEXT_TOO_LONG),
    Words("\ud800", ErrorCode.TEXT_UNREADABLE),
    Words("x\udfff", ErrorCode.TEXT_UNREADABLE),
    Words("", ErrorCode.NAME_MISSING),
    Words("   ", ErrorCode.NAME_MISSING),
    Words("\x00\x01\x1b", ErrorCode.NAME_MISSING),
    Words("\r\n\t", ErrorCode.NAME_MISSING),
)
WORDS = (*map(Words, (*_MARKUP, *_TABLES, *_SQL, *_PATHS, *_SIGNS)), *_REFUSED)
_IDS = CountingIds(96_000)
# What moves a terminal about, or turns the text after it round.
_COMMANDS = frozenset(map(chr, (*range(32), *range(127, 160), *range(0x202A, 0x202F))))


def content(number: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """So many of the files and words, each with its outcome. The control writes names into a page
    and a table as they are, as programs do that trust them.
    """
    every: list[object] = [*CASES, *WORDS]
    chosen = every[seed % len(every) :] + every[: seed % len(every)]
    for each in chosen[:number]:
        if control:
            yield _trusting(each)
        elif isinstance(each, Words):
            yield _typed(each)
        else:
            yield _file(each, home)


def _file(case: object, home: Path) -> Verdict:
    file, records = home / case.name, practice()  # type: ignore[attr-defined]
    file.write_bytes(case.make())  # type: ignore[attr-defined]
    before = records.counts()
    refused = refusal(records, file)
    torn = () if records.counts() == before else (f"{file.name}: something came in",)
    right = refused is not None and refused.code is case.code  # type: ignore[attr-defined]
    return Verdict(1, 0 if right else 1, torn)


def _typed(words: Words) -> Verdict:
    desk = SigningDesk(found(Memory(Kept()).open()))
    patient = Patient(PatientId(_IDS.new()), words.typed, "", date(1984, 3, 9))
    try:
        added = desk.patients.add(patient)
    except Refused as refused:
        right = refused.code is words.outcome and "rror" not in sentence(refused)
        return Verdict(1, 0 if right else 1)
    if words.outcome != KEPT:
        return Verdict(1, 1)
    wrong = list(_kept_wrong(desk, added, words.typed))
    return Verdict(1, 0, tuple(f"{words.typed!a}: {each}" for each in wrong))


def _kept_wrong(desk: SigningDesk, added: Patient, typed: str) -> Iterator[str]:
    records = desk.records
    wanted = " ".join(unicodedata.normalize("NFC", _without_controls(typed)).split())
    if records.patients.patient(added.id).family != wanted:
        yield "it was kept as something else"
    if _COMMANDS & set(harmless(added.listed_name)):
        yield "a terminal would be commanded"
    if fold(typed) and added.id not in [one.patient.id for one in desk.patients.find(typed)]:
        yield "it is not found again"
    desk.patients.add_fact(added.id, FactKind.ALLERGY, typed)
    letter = Letter(next(iter(LetterKind)), date(2026, 11, 26), typed, typed, typed)
    desk.sheets.file(added.id, letter)
    file = filed(records, desk.clock, NORA, added.id)
    form = JsonRecord()
    if form.read(form.write(file)).record != file.record:
        yield "it does not go round"
    for _name, table in CsvTables().lines(file.record):
        cells = [cell for row in csv.reader(io.StringIO(table.decode())) for cell in row]
        if any(cell[:1] in ("=", "+", "-", "@") and not _number(cell) for cell in cells):
            yield "a spreadsheet would compute it"


def _without_controls(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def _number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).isdigit()


def _trusting(each: object) -> Verdict:
    typed = each.typed if isinstance(each, Words) else "<b>"
    alive = html.escape(typed) != typed or typed[:1] in ("=", "+", "-", "@")
    return Verdict(1, 0, ("it is taken for what it says",) if alive else ())
