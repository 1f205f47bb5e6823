"""The tool that renews the catalogues: python -m resources.locale.extract [LANGUAGE ...].

Every message of the code and of the content stands in each afterwards; what is no longer said is
dropped. A language that is named and has no catalogue gets an empty one.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from resources.locale.messages import CATALOGUES, template

_FILE = Path("LC_MESSAGES", "charting.po")
_HEADER = r"""msgid ""
msgstr ""
"Language: {code}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals}\n"

"""


def file_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return CATALOGUES / language / _FILE


def shipped() -> tuple[str, ...]:
    """The languages that have a catalogue."""
    return tuple(sorted(file.parents[1].name for file in CATALOGUES.glob(f"*/{_FILE}")))


def renewed(language: str, messages: Catalog) -> Catalog:
    """The catalogue of a language, with all of `messages` and its translations of them."""
    file = file_of(language)
    if file.exists():
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
    else:
        catalogue = Catalog(locale=language, fuzzy=False)
    catalogue.update(messages, no_fuzzy_matching=True, update_header_comment=False)
    return catalogue


def write(language: str, catalogue: Catalog) -> None:
    """Keep a catalogue: a line a message and no dates, so that two who work on it rarely meet."""
    file = file_of(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as stream:
        stream.write(_HEADER.format(code=language, plurals=catalogue.plural_forms).encode())
        write_po(
            stream,
            catalogue,
            width=0,
            omit_header=True,
            sort_by_file=True,
            ignore_obsolete=True,
            include_lineno=False,
        )
    fresh.replace(file)


def told(catalogue: Catalog) -> int:
    """How many of its messages are translated."""
    return sum(1 for message in catalogue if message.id and is_told(message.string))


def is_told(said: str | Sequence[str] | None) -> bool:
    """Whether something is said in it, in any form."""
    return bool(said) if isinstance(said, str | None) else any(said)


def main(languages: list[str]) -> None:
    """Renew the named catalogues, by default all that ship."""
    messages = template()
    for language in languages or shipped():
        catalogue = renewed(language, messages)
        write(language, catalogue)
        sys.stdout.write(f"{language}: {told(catalogue)} of {len(catalogue)} messages\n")


if __name__ == "__main__":
    main(sys.argv[1:])
