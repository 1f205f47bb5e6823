"""The structure of every document, read back with pikepdf and poppler.

Each test names the checkpoints of the Matterhorn Protocol 1.1 that it covers. Not tested, for no
validator for PDF/UA or PDF/A is among the tools of the tests: the whole of 02 (role mapping, of
which there is none), 05 and 08 (sound and recognised text, of which there is none), 12 (stretched
characters), 15-005 (what heads a table in fact), 20 to 26 (optional content, embedded files,
article threads, signatures, forms, XFA, security), 28 (annotations, of which there is none), 30
(XObjects: the outline of the body is one, drawn within its picture) and 31 but for embedding and
Unicode. The metadata of 06 are not written: a file says that it is PDF/UA only once a validator has
passed it.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from reportlab.lib.colors import Color

from charting.documents.sheet import ACCENT, INK, QUIET
from tests.documents.every_document import DOCUMENTS
from tests.documents.reading import fonts, structure, text

PAINTS = {*["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "BI"]}
HEADINGS = ("/H1", "/H2", "/H3", "/H4")

every = pytest.mark.parametrize("name", DOCUMENTS)


@cache
def made(name: str) -> bytes:
    return DOCUMENTS[name]()


def opened(name: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made(name)))


def parts(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    """Every part with the one around it, in the order of reading."""

    def below(part: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
        for kid in part.get("/K", pikepdf.Array()):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid, part
                yield from below(kid)

    root = pdf.Root.StructTreeRoot
    yield root.K[0], root
    yield from below(root.K[0])


@every
def test_nothing_is_drawn_outside_a_part_or_an_artefact(name: str) -> None:
    """Checkpoints 01-003 to 01-005."""
    for page in opened(name).pages:
        depth: list[str] = []
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in ("BDC", "BMC"):
                assert not depth, "a part within a part of the drawing"
                depth.append(str(step.operands[0]))
            elif operator == "EMC":
                depth.pop()
            elif operator in PAINTS:
                assert depth, f"{operator} stands for nothing"
        assert not depth


@every
def test_each_piece_finds_its_part_and_each_part_its_pieces(name: str) -> None:
    """Checkpoints 01-006, 01-007 and 09-004 to 09-008."""
    pdf = opened(name)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    to_part = {int(numbers[n]): list(numbers[n + 1]) for n in range(0, len(numbers), 2)}
    pages = {page.obj.objgen: int(page.StructParents) for page in pdf.pages}
    told = []
    for part, around in parts(pdf):
        assert around == part.P
        for page, number in _pieces(part):
            told.append((pages[page], number))
            assert to_part[pages[page]][number] == part
    assert len(told) == len(set(told))
    assert set(told) == {(page, n) for page, found in to_part.items() for n in range(len(found))}


def _pieces(part: pikepdf.Object) -> Iterator[tuple[tuple[int, int], int]]:
    """The pieces of a part: the page of each and its number there."""
    for kid in part.get("/K", pikepdf.Array()):
        if not isinstance(kid, pikepdf.Dictionary):
            yield part.Pg.objgen, int(kid)
        elif "/MCID" in kid:
            yield kid.Pg.objgen, int(kid.MCID)


@every
def test_headings_begin_at_the_first_and_leave_none_out(name: str) -> None:
    """Checkpoints 14-002, 14-003, 14-006 and 14-007."""
    levels = [int(str(part.S)[2:]) for part, _ in parts(opened(name)) if str(part.S) in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@every
def test_pictures_are_told_and_tables_and_lists_are_whole(name: str) -> None:
    """Checkpoints 13-004, 15-003, 09-004, 09-005 and 16-001."""
    within = {
        "/TR": "/Table",
        "/TH": "/TR",
        "/TD": "/TR",
        "/LI": "/L",
        "/Lbl": "/LI",
        "/LBody": "/LI",
    }
    for part, around in parts(opened(name)):
        kind = str(part.S)
        assert within.get(kind, str(around.get("/S", ""))) == str(around.get("/S", ""))
        if kind == "/Figure":
            assert len(str(part.Alt)) > 5
        if kind == "/TH":
            assert str(part.A.Scope) in ("/Column", "/Row")
        if kind == "/Table":
            assert len(part.K) > 0


@every
def test_the_file_names_itself_its_language_and_its_headings(name: str) -> None:
    """Checkpoints 06-004 (in the information only), 07-001, 11-006 and 19-001."""
    pdf = opened(name)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo.Title)
    headings = sum(str(part.S) in HEADINGS for part, _ in parts(pdf))
    with pdf.open_outline() as outline:
        titles = [item for root in outline.root for item in _all(root)]
        assert len(titles) == headings
        assert all(item.destination is not None or item.action is not None for item in titles)


def _all(item: pikepdf.OutlineItem) -> Iterator[pikepdf.OutlineItem]:
    yield item
    for below in item.children:
        yield from _all(below)


@every
def test_its_typefaces_are_embedded_and_known_in_unicode(name: str) -> None:
    """Checkpoints 31-009 and 10-001."""
    assert {(row[-5], row[-3]) for row in fonts(made(name))} == {("yes", "yes")}


@every
def test_what_is_told_is_what_is_seen(name: str) -> None:
    """Checkpoint 09-001 as far as a machine can: each word told is on the page, in the same words;
    lines end in a blank.
    """
    seen = set(text(made(name)).split())
    told = structure(made(name))
    assert len(told) > 5
    strange = [word for word in told if word not in seen and not any(word in each for each in seen)]
    assert len(strange) <= len(told) // 50, strange


def test_a_table_that_goes_on_over_the_page_is_one_table() -> None:
    """Even where a row of it goes on: its headings are told once."""
    assert structure(made("session report of many pages")).count("Where") == 1


@pytest.mark.parametrize("colour", [INK, ACCENT, QUIET])
def test_letters_stand_out_from_the_paper(colour: Color) -> None:
    """Checkpoint 04-001 as far as a machine can, by WCAG 2.2: at least 4.5 to 1 on white."""
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in colour.rgb()
    )
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
