"""A paper under a password, for e-mail: AES-256 as PDF 2.0 has it (ISO 32000-2, 7.6.4.4.3)."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter


def locked(pdf: bytes, password: str) -> bytes:
    """The same pages, which open with the password only; whoever has it may print and copy."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(user_password=password, owner_password=password, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
