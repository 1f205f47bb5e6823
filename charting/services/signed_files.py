"""Signed records as files that anybody can check: the bytes, the signature, the public key."""

import base64
from collections.abc import Mapping, Sequence

from charting.domain.canonical import digest
from charting.domain.signing import Link, SignedRecord

# What stands before a raw Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4).
_ED25519 = bytes.fromhex("302a300506032b6570032100")

SUMS = "SHA256SUMS"


def signed_files(records: Sequence[SignedRecord | Link]) -> Mapping[str, bytes]:
    """Files by name: for each record its bytes, its signature and its key, and the sums of all.

    `resources/schema/SIGNED_FORM.md` says how they are checked with `sha256sum` and `openssl`.
    """
    files: dict[str, bytes] = {}
    for record in records:
        name = f"{record.number:04}"
        files[f"{name}.json"] = record.content
        files[f"{name}.sig"] = record.signature
        files[f"{name}.pem"] = _pem(record.public_key)
    sums = "".join(f"{digest(content).hex()}  {name}\n" for name, content in files.items())
    return {**files, SUMS: sums.encode("ascii")}


def _pem(public_key: bytes) -> bytes:
    inside = base64.b64encode(_ED25519 + public_key).decode("ascii")
    return f"-----BEGIN PUBLIC KEY-----\n{inside}\n-----END PUBLIC KEY-----\n".encode("ascii")
