"""Attachments: kept upright and bare, refused in words, shown, and never lost."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from charting import content
from charting.documents.incoming import IncomingFiles
from charting.documents.pages import PdfPages
from charting.documents.paper import Paper
from charting.domain.attachment import LARGEST, Attachment, AttachmentKind, Media
from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind
from charting.domain.patient import Patient
from charting.services.attachments import Attachments
from charting.services.proofs import Proofs
from charting.wording import sentence
from tests.attached import a_pdf, a_photo
from tests.fakes import Kept
from tests.signing_desk import SigningDesk
from tests.storage.backends import NORA, Memory, found

INCOMING = IncomingFiles()


def _refusal(name: str, data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        INCOMING.received(name, data)
    assert "Nothing was kept" in sentence(refused.value) or "keep that" in sentence(refused.value)
    return refused.value


def test_a_photograph_is_kept_upright_and_says_nothing_else() -> None:
    taken = INCOMING.received("IMG_0001.JPG", a_photo((640, 480), turned=True))

    with Image.open(io.BytesIO(taken.data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (480, 640))
        assert not picture.getexif()
        # Its top, the darkest, is on the right now.
        upright = picture.convert("L").tobytes()
        assert upright[300 * 480 + 470] < upright[300 * 480 + 10]
    assert b"Lime Street" not in taken.data
    assert taken.media is Media.JPEG


@pytest.mark.parametrize(
    ("form", "name", "media"),
    [
        ("PNG", "scan.png", Media.PNG),
        ("WEBP", "photo.webp", Media.JPEG),
        ("TIFF", "fax.tif", Media.JPEG),
        ("JPEG", "no ending", Media.JPEG),
    ],
)
def test_pictures_of_other_forms_are_written_anew(form: str, name: str, media: Media) -> None:
    taken = INCOMING.received(name, a_photo((60, 40), form))

    assert taken.media is media
    assert b"Lime Street" not in taken.data
    with Image.open(io.BytesIO(taken.data)) as picture:
        assert picture.size == (60, 40)


def test_a_large_photograph_is_kept_as_large_as_a_page() -> None:
    with Image.open(io.BytesIO(INCOMING.received("x.jpg", a_photo((6000, 3000))).data)) as one:
        assert one.size == (4000, 2000)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png_that_claims(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    lines = zlib.compress(b"\0" * (height * (1 + width // 8)), 9)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", lines), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_four_hundred_megapixels_are_refused_in_words() -> None:
    bomb = _png_that_claims(20_000, 20_000)
    assert len(bomb) < 1024 * 1024

    refused = _refusal("big.png", bomb)

    assert refused.code is ErrorCode.ATTACHMENT_PIXELS
    assert "400 megapixels" in sentence(refused)


def test_a_file_that_lies_about_its_type_is_refused_in_words() -> None:
    refused = _refusal("photo.jpg", a_pdf())
    assert sentence(refused).startswith("“photo.jpg” says that it is a JPEG, and is a PDF.")
    assert _refusal("x.pdf", a_photo()).code is ErrorCode.ATTACHMENT_LIES
    assert _refusal("x.jpg", b"<html>").code is ErrorCode.ATTACHMENT_FOREIGN
    assert _refusal("x.jpg", b"").code is ErrorCode.ATTACHMENT_FOREIGN
    # What begins as one and is none.
    assert _refusal("x.jpg", b"\xff\xd8\xff" + b"a" * 99).code is ErrorCode.ATTACHMENT_DAMAGED
    assert _refusal("x.pdf", b"%PDF-1.7 nothing").code is ErrorCode.ATTACHMENT_DAMAGED


def test_what_is_cut_too_large_too_long_or_of_several_pictures_is_refused() -> None:
    photo = a_photo()
    assert _refusal("x.jpg", photo[: len(photo) // 2]).code is ErrorCode.ATTACHMENT_DAMAGED
    assert _refusal("x.pdf", b"%PDF-" * LARGEST).code is ErrorCode.ATTACHMENT_TOO_LARGE
    assert _refusal("x.pdf", a_pdf(501)).code is ErrorCode.ATTACHMENT_PAGES
    out = io.BytesIO()
    pages = [Image.new("L", (9, 9), shade) for shade in (0, 255)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    assert _refusal("x.tiff", out.getvalue()).code is ErrorCode.ATTACHMENT_SEVERAL


def test_as_much_as_is_opened_fits_into_the_memory_of_its_process() -> None:
    assert INCOMING.received("x.png", _png_that_claims(8_000, 5_000)).media is Media.PNG


# On file


class Desk(SigningDesk):
    """A practice with attachments."""

    def __init__(self) -> None:
        super().__init__(found(Memory(Kept()).open()))
        paper = Paper(content.body_map(), content.visit_items())
        made_by = (self.clock, self.ids, NORA)
        self.attachments = Attachments(self.records, self.sheets, INCOMING, paper, made_by)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def made(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return made


def test_it_is_kept_called_otherwise_shown_and_struck(
    desk: Desk, file: Callable[[str, bytes], Path]
) -> None:
    patient: Patient = desk.patient()
    attachments = desk.attachments
    scan = attachments.add(patient.id, file("a.pdf", a_pdf(2)), AttachmentKind.REPORT, " MRI ")
    photo = attachments.add(patient.id, file("b.jpg", a_photo()), AttachmentKind.PHOTO, "Bruise")
    called = attachments.call(photo, AttachmentKind.OTHER, "Bruise, left")
    struck = attachments.strike(scan, "Another patient")

    assert attachments.of_patient(patient.id) == (called, struck)
    assert isinstance(scan.content, Attachment)
    assert (scan.content.title, scan.content.pages) == ("MRI", 2)
    assert attachments.data(scan) == a_pdf(2)
    pages = PdfPages()
    for sheet, number in ((scan, 2), (called, 1)):
        shown = attachments.shown(sheet)
        assert (shown.kind, len(pages.sizes(shown.pdf))) == (Kind.ATTACHMENT, number)
    assert desk.records.trail.chain(patient.id)[-1].action is Action.RECORD_VIEWED
    assert not list(Proofs(desk.records, lambda *_: True).findings())


def test_what_is_refused_leaves_nothing(desk: Desk, file: Callable[[str, bytes], Path]) -> None:
    patient = desk.patient()
    before = desk.records.counts()
    for name, data, title in (("a.pdf", b"no", "x"), ("b.jpg", a_photo(), "  ")):
        with pytest.raises(Refused):
            desk.attachments.add(patient.id, file(name, data), AttachmentKind.OTHER, title)
    assert desk.records.counts() == before


def test_a_file_that_was_changed_behind_our_back_is_found(
    desk: Desk, file: Callable[[str, bytes], Path]
) -> None:
    patient = desk.patient()
    sheet = desk.attachments.add(patient.id, file("a.pdf", a_pdf()), AttachmentKind.REPORT, "MRI")
    assert isinstance(sheet.content, Attachment)
    kept = desk.records.kept  # type: ignore[attr-defined]
    kept.attached[bytes.fromhex(sheet.content.sha256)] = b"%PDF another"

    assert [one.of for one in Proofs(desk.records, lambda *_: True).findings()] == [patient.id]

    kept.attached.clear()
    with pytest.raises(Refused) as refused:
        desk.attachments.data(sheet)
    assert refused.value.code is ErrorCode.ATTACHMENT_MISSING
