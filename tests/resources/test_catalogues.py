"""Each catalogue says what its messages say: nothing that is filled in is lost, every form of the
plural is there; what is not translated yet is said in English.
"""

import json
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from charting.catalogues import read_catalogue
from charting.languages import from_the_right
from resources.locale import extract, translate
from resources.locale.checking import wrong_in
from resources.locale.messages import content_messages, template

CATALOGUES = extract.shipped()


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_keeps_what_its_message_fills_in(language: str) -> None:
    wrong = [
        f"{message.id}: {why}"
        for message in _babel(language)
        if message.id and extract.is_told(message.string)
        if (why := _why_not(message))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_is_read_as_others_read_it(language: str) -> None:
    ours, theirs = read_catalogue(extract.file_of(language)), _babel(language)
    told = {m.id: m.string for m in theirs if isinstance(m.id, str) and m.id and m.string}
    counted = {m.id[0]: _forms(m) for m in theirs if m.pluralizable and all(_forms(m))}
    assert (dict(ours.told), dict(ours.counted)) == (told, counted)


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_message_is_in_the_letters_of_its_language(language: str) -> None:
    """What the batch of another language has brought along."""
    arabic = re.compile(r"[\u0600-\u06ff]")
    others = [m.id for m in _babel(language) if m.id and any(map(arabic.search, _forms(m)))]
    assert len(others) > 3_000 if from_the_right(language) else others == []


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("language", CATALOGUES)
def test_a_side_is_said_as_a_side(language: str, side: str) -> None:
    """Not as what is left over, or as what is right and not wrong."""
    said = read_catalogue(extract.file_of(language)).gettext
    assert said(side)[:4] in said(f"the {side} leg")


def test_every_part_of_a_message_is_read(tmp_path: Path) -> None:
    file = tmp_path / "charting.po"
    file.write_text(_WRITTEN, "utf-8")
    read = read_catalogue(file)
    assert read.gettext('Line one\nline "two"\\') == "Zeile eins\nZeile „zwei“\\"
    assert [read.ngettext("{n} needle", "{n} needles", n) for n in (1, 2)] == [
        *("{n} Nadel", "{n} Nadeln"),
    ]
    said_in_english = [read.gettext(one) for one in ("", "Later", "Guessed")]
    assert said_in_english == ["", "Later", "Guessed"]
    assert read.ngettext("{n} day", "{n} days", 2) == "{n} days"


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "charting.po"
    file.write_text('msgid "Undo"\nmsgstr "Zurück"\n', "utf-8")
    with pytest.raises(ValueError, match="no Plural-Forms"):
        read_catalogue(file)


@pytest.mark.parametrize(
    ("one", "many", "said", "why"),
    [
        ("{n} of {name}", "", ["{name}: {n}"], ""),
        ("{n} of {name}", "", ["{n}"], "lost {name}"),
        ("{n} of {name}", "", ["{n}, {name}, {who}"], "nothing fills in {who}"),
        ("{n} needle", "{n} needles", ["eine Nadel", "{n} Nadeln"], ""),
        ("{n} needle", "{n} needles", ["eine Nadel", "Nadeln"], "lost {n}"),
        ("on {first}", "{first} to {last}", ["am {first}", "{first} bis {last}"], ""),
        ("on {first}", "{first} to {last}", ["am {first}", "bis {last}"], "lost {first}"),
        ("in {n} room of {name}", "in {n} rooms of {name}", ["hier", "{n} {name}"], "lost {name}"),
        ("&Open", "", ["Öffnen"], "the & of a key is lost or new"),
        ("Beds & rooms", "", ["Betten und Räume"], ""),
        ("a: ", "", ["b:"], "space or line breaks around it differ"),
        ("a", "", [" "], "is empty"),
        ("{a}", "", ["{a} {"], "a brace is open"),
    ],
)
def test_what_a_translation_must_keep(one: str, many: str, said: list[str], why: str) -> None:
    assert wrong_in(one, many, tuple(said)) == why


def test_a_place_that_a_hand_fills_in_is_translated() -> None:
    where = ("resources/notes/texts.toml",)
    assert wrong_in("Pain {where}", "", ("Schmerz {wo}",), where) == ""
    assert wrong_in("Pain {where}", "", ("Schmerz",), where)


def test_the_content_is_told_by_sentences_and_not_by_codes() -> None:
    told = {words for _file, words in content_messages()}
    assert {"Muscle strain", "pleura and lung", "Best in 24 h", "electric pain"} <= told
    assert {"Turning, left", "Gloves: where blood is likely"} <= told
    assert not told & {"om.nprs", "worst", "justify", "pr.anticoag", "M. latissimus dorsi"}


@pytest.mark.long
def test_what_is_given_out_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "CATALOGUES", tmp_path / "locale")
    files = translate.give("pl", tmp_path / "batches")
    batches = [json.loads(file.read_text("utf-8")) for file in files if "-text-" not in file.name]
    rows = [row for batch in batches for row in batch]
    said = {
        row["id"]: [row["msgid_plural"]] * len(row["forms"]) if "forms" in row else row["msgid"]
        for row in rows
    }
    first, *_others = said
    assert translate.take("pl", {**said, first: "{lost", "gone": "x"}) != []
    again = translate.give("pl", tmp_path / "again")
    assert [json.loads(file.read_text("utf-8"))[0]["id"] for file in again[:1]] == [first]
    catalogue = read_catalogue(extract.file_of("pl"))
    assert catalogue.gettext("Undo") == "Undo"
    assert len(catalogue.told) + len(catalogue.counted) == len(said) - 1
    assert len(said) == len(template())


def _babel(language: str) -> Catalog:
    with extract.file_of(language).open("rb") as stream:
        return read_po(stream, locale=language)


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def _why_not(message: Message) -> str:
    one, many = (message.id, "") if isinstance(message.id, str) else message.id
    return wrong_in(one, many, _forms(message), tuple(file for file, _line in message.locations))


_WRITTEN = r"""
msgid ""
msgstr ""
"Language: de\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: charting/x.py
msgid ""
"Line one\n"
"line \"two\"\\"
msgstr ""
"Zeile eins\n"
"Zeile „zwei“\\"

msgid "{n} needle"
msgid_plural "{n} needles"
msgstr[0] "{n} Nadel"
msgstr[1] "{n} Nadeln"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} Tag"
msgstr[1] ""

msgid "Later"
msgstr ""

#, fuzzy
msgid "Guessed"
msgstr "Geraten"

#~ msgid "Gone"
#~ msgstr "Weg"
"""
