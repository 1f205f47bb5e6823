"""Where a practice folder leads, as a small file in it; and how a connection there is made."""

import json
import ssl
from pathlib import Path
from typing import Any

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.durable import write_whole

NAME = "practice.clinic"
_AUTHORITY = "clinic-ca.pem"
_VERSION = 1
_LARGEST = 1_000_000

# Nobody waits longer than this for a server that does not answer, nor for another's lock.
CONNECT_SECONDS = 5
LOCK_SECONDS = 5
# A cable that was pulled out is noticed after so long, and not after two hours.
_SILENCE = {"keepalives_idle": 10, "keepalives_interval": 3, "keepalives_count": 3}
_UNANSWERED_MS = 10_000


def leads_to_clinic(folder: Path) -> bool:
    """Whether the record of a practice folder is kept on a server."""
    return (folder / NAME).exists()


def read_address(folder: Path) -> ClinicAddress:
    """Where a practice folder leads. Raises `Refused` (CLINIC_CARD_UNREADABLE)."""
    file = folder / NAME
    try:
        return address_of(file.read_bytes(), file)
    except OSError:
        raise Refused(ErrorCode.CLINIC_CARD_UNREADABLE, {"file": str(file)}) from None


def write_address(folder: Path, address: ClinicAddress) -> None:
    """Let a practice folder lead to a clinic, at once or not at all. Raises `OSError`."""
    write_whole(folder / NAME, spelled(address))


def spelled(address: ClinicAddress) -> bytes:
    """The one spelling of an address; it holds no secret."""
    plain = {
        "version": _VERSION,
        "host": address.host,
        "port": address.port,
        "database": address.database,
        "authority": address.authority,
    }
    return json.dumps(plain, indent=2, sort_keys=True).encode("ascii") + b"\n"


def address_of(data: bytes, file: Path) -> ClinicAddress:
    """The address that `spelled` made. Raises `Refused` (CLINIC_CARD_UNREADABLE)."""
    unreadable = Refused(ErrorCode.CLINIC_CARD_UNREADABLE, {"file": str(file)})
    if len(data) > _LARGEST:
        raise unreadable
    try:
        plain = json.loads(data)
        texts = [plain[name] for name in ("host", "database", "authority")]
        port, version = plain["port"], plain["version"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise unreadable from None
    if version != _VERSION or type(port) is not int:
        raise unreadable
    if not all(isinstance(each, str) for each in texts):
        raise unreadable
    return ClinicAddress(texts[0], texts[1], port, texts[2])


def read_authority(file: Path | None) -> str:
    """The certificates in a file; nothing where none is named. Raises `Refused`
    (FILE_UNREADABLE).
    """
    if file is None:
        return ""
    try:
        text = file.read_text("ascii")
        # What is empty would mean that nobody has to vouch.
        trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusted.load_verify_locations(cadata=text or "?")
    except (OSError, ValueError, ssl.SSLError):
        facts = {"file": str(file)}
        raise Refused(ErrorCode.FILE_UNREADABLE, facts) from None
    return text


def login_name(database: str, holder: PractitionerId) -> str:
    """The role of a practitioner on the server; a database's name leaves room for it."""
    return f"{database}_{holder.hex}"


def driver_arguments(
    folder: Path, address: ClinicAddress, user: str, password: str
) -> dict[str, Any]:
    """What libpq is told. To another computer it speaks through TLS alone, and only to the server
    that the certificate names (libpq, "verify-full"). Raises `OSError`.
    """
    return {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": user,
        "password": password,
        "connect_timeout": CONNECT_SECONDS,
        "keepalives": 1,
        **_SILENCE,
        "tcp_user_timeout": _UNANSWERED_MS,
        "application_name": "dry-needling-charting",
        "options": f"-c lock_timeout={LOCK_SECONDS}s",
        **_security(folder, address),
    }


def _security(folder: Path, address: ClinicAddress) -> dict[str, str]:
    # Kerberos would be asked first, and an answer of its own library waited for.
    plain = {"gssencmode": "disable"}
    if address.is_here:
        return {**plain, "sslmode": "prefer"}
    if not address.authority:
        return {**plain, "sslmode": "verify-full", "sslrootcert": "system"}
    file, wanted = folder / _AUTHORITY, address.authority.encode("ascii")
    if not file.exists() or file.read_bytes() != wanted:
        write_whole(file, wanted)
    return {**plain, "sslmode": "verify-full", "sslrootcert": str(file)}
