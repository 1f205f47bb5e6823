"""Hand out in batches what a language lacks, and take translations back.

    python -m resources.locale.translate give LANGUAGE FOLDER [SIZE]
    python -m resources.locale.translate take LANGUAGE FILE ...

A batch is JSON: a list of {"id", "msgid", "where"}, with "msgid_plural" and "forms" (numbers that
take each form, in order) where a message counts. What is taken back is JSON too: {id: words}, or
{id: [words, ...]} with one entry for each form. Patients' texts come last, a batch for each file;
a file of theirs is written once all of it is there.
"""

import gettext
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

from resources.locale import texts
from resources.locale.checking import wrong_in
from resources.locale.extract import is_told, renewed, told, write
from resources.locale.messages import template

_BATCH = 150
_COUNTED_TO = 112


def id_of(message: Message) -> str:
    """What a message is called while it is away: the same as long as its words are."""
    return hashlib.sha256("\0".join(_both(message)).encode()).hexdigest()[:10]


def give(language: str, folder: Path, size: int = _BATCH) -> list[Path]:
    """Write what waits for a translation, by where it is said, so that a batch belongs together."""
    catalogue = renewed(language, template())
    waiting = [each for each in catalogue if each.id and not is_told(each.string)]
    waiting.sort(key=lambda each: _where(each)[0])
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for first in range(0, len(waiting), size):
        file = folder / f"{language}-{first // size + 1:03}.json"
        rows = [_row(catalogue, each) for each in waiting[first : first + size]]
        _keep(file, rows)
        files.append(file)
    for name in texts.files():
        if rows := texts.waiting(name, language):
            file = folder / f"{language}-text-{name.replace('/', '-')}.json"
            _keep(file, rows)
            files.append(file)
    return files


def _keep(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")


def take(language: str, translations: Mapping[str, Any]) -> list[str]:
    """Keep translations that are right, and tell what is wrong with each of the others."""
    wrong = []
    for name in texts.files():
        theirs = {texts.id_of(name, text) for text in texts.english(name) if text.is_read}
        if said := {key: translations[key] for key in theirs.intersection(translations)}:
            wrong += texts.take(name, language, said)
            translations = {key: said for key, said in translations.items() if key not in theirs}
    return wrong + (_take_messages(language, translations) if translations else [])


def _take_messages(language: str, translations: Mapping[str, Any]) -> list[str]:
    catalogue = renewed(language, template())
    known = {id_of(each): each for each in catalogue if each.id}
    wrong = []
    for key, said in translations.items():
        message = known.get(key)
        if message is None:
            wrong.append(f"{key}: no such message (any more)")
        elif why := _why_not(catalogue, message, said):
            wrong.append(f"{key}: {why}: {_both(message)[0]!r} -> {said!r}")
        else:
            message.string = tuple(said) if isinstance(message.id, tuple | list) else said
    write(language, catalogue)
    sys.stdout.write(f"{language}: {told(catalogue)} of {len(catalogue)} messages\n")
    return wrong


def _why_not(catalogue: Catalog, message: Message, said: object) -> str:
    given = said if isinstance(said, list) else [said]
    forms = [form for form in given if isinstance(form, str)]
    wanted = catalogue.num_plurals if isinstance(message.id, tuple | list) else 1
    if len(given) != wanted or len(forms) != wanted:
        return f"needs {wanted} text(s)"
    return wrong_in(*_both(message), tuple(forms), _where(message))


def _row(catalogue: Catalog, message: Message) -> dict[str, Any]:
    one, many = _both(message)
    row: dict[str, Any] = {"id": id_of(message), "msgid": one}
    if many:
        row |= {"msgid_plural": many, "forms": _forms(catalogue)}
    return row | {"where": ", ".join(_where(message))}


def _forms(catalogue: Catalog) -> list[str]:
    """For each plural form some of the numbers that take it."""
    form_of = gettext.c2py(catalogue.plural_expr)
    numbers: list[list[str]] = [[] for _ in range(catalogue.num_plurals)]
    for number in range(_COUNTED_TO):
        numbers[form_of(number)].append(str(number))
    return [", ".join(each[:6]) + (" …" if len(each) > 6 else "") for each in numbers]


def _both(message: Message) -> tuple[str, str]:
    return (message.id, "") if isinstance(message.id, str) else (message.id[0], message.id[1])


def _where(message: Message) -> tuple[str, ...]:
    return tuple(file for file, _line in message.locations)


def main(verb: str, language: str, *named: str) -> int:
    """Do what was asked; 1 where a translation was not taken."""
    if verb == "give":
        files = give(language, Path(named[0]), int(named[1]) if named[1:] else _BATCH)
        sys.stdout.write(f"{len(files)} batches in {named[0]}\n")
        return 0
    wrong = []
    for file in named:
        said = json.loads(Path(file).read_text("utf-8"))
        wrong += take(language, said)
    sys.stdout.write("".join(f"not taken: {line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
