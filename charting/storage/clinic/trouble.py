"""Why a server does not let anybody in, named: libpq says it in words alone, and not of every
certificate why it is none.
"""

import re
import socket
import ssl
import struct

import psycopg

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.storage.clinic.address import CONNECT_SECONDS

LEAST_VERSION = 140_000

_AT_ONCE_SECONDS = 1

# The first bytes that a client says who wants TLS (PostgreSQL, "SSLRequest").
_SSL_REQUEST = struct.pack(">ii", 8, 80877103)
_OFFERS = b"S"

# Not yet, and not any more (OpenSSL, x509_vfy.h).
_CODES = {
    9: ErrorCode.CLINIC_CERTIFICATE_EXPIRED,
    10: ErrorCode.CLINIC_CERTIFICATE_EXPIRED,
}

# What servers say, in the order in which it is asked; they say it in English unless told otherwise.
_SAID = (
    (r"password authentication failed|no password supplied", ErrorCode.CLINIC_PASSWORD),
    (r"role \".*\" does not exist|is not permitted to log in", ErrorCode.CLINIC_PASSWORD),
    (r"database \".*\" does not exist", ErrorCode.CLINIC_NO_DATABASE),
    (r"permission denied for database", ErrorCode.CLINIC_PASSWORD),
    (r"no pg_hba.conf entry", ErrorCode.CLINIC_PASSWORD),
    (r"too many (connections|clients)|remaining connection slots", ErrorCode.CLINIC_UNREACHABLE),
)


def facts_of(address: ClinicAddress) -> dict[str, str | int]:
    """What a sentence says of an address."""
    return {"host": address.host, "port": address.port, "database": address.database}


def answers(address: ClinicAddress) -> bool:
    """Whether anybody answers there at once; a server in another house has a second for it."""
    if address.host.startswith("/"):
        return True
    try:
        socket.create_connection((address.host, address.port), _AT_ONCE_SECONDS).close()
    except OSError:
        return False
    return True


def why_not(problem: psycopg.Error, address: ClinicAddress) -> Refused:
    """The refusal that names why no connection came about."""
    said = _by_words(str(problem))
    if said is None and not address.is_here:
        said = _by_certificate(address)
    if said is None:
        # Locale or not, a server that asked for a password and then hung up did not like it.
        asked = bool(problem.pgconn and problem.pgconn.used_password)
        said = ErrorCode.CLINIC_PASSWORD if asked else ErrorCode.CLINIC_UNREACHABLE
    return Refused(said, facts_of(address))


def check_version(version: int, address: ClinicAddress) -> None:
    """Raises `Refused` (CLINIC_SERVER_OLD) for a server before PostgreSQL 14."""
    if version < LEAST_VERSION:
        facts = {**facts_of(address), "version": str(version // 10_000)}
        raise Refused(ErrorCode.CLINIC_SERVER_OLD, facts)


def _by_words(said: str) -> ErrorCode | None:
    return next((code for pattern, code in _SAID if re.search(pattern, said)), None)


def _by_certificate(address: ClinicAddress) -> ErrorCode | None:
    """What is wrong with the way to another computer, `None` where TLS comes about."""
    try:
        with socket.create_connection((address.host, address.port), CONNECT_SECONDS) as way:
            way.sendall(_SSL_REQUEST)
            if (said := way.recv(1)) != _OFFERS:
                # Who hangs up without a word is no server just now.
                return ErrorCode.CLINIC_NO_TLS if said else ErrorCode.CLINIC_UNREACHABLE
            trusted = ssl.create_default_context(cadata=address.authority or None)
            with trusted.wrap_socket(way, server_hostname=address.host):
                return None
    except ssl.SSLCertVerificationError as problem:
        return _CODES.get(problem.verify_code, ErrorCode.CLINIC_CERTIFICATE_UNKNOWN)
    except ssl.SSLError:
        return ErrorCode.CLINIC_NO_TLS
    except OSError:
        return ErrorCode.CLINIC_UNREACHABLE
