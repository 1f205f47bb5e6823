"""What is wrong with a clinic's server is named, each in its sentence, by real servers or by what
answers as one.
"""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.services.clinics import Admin
from charting.services.practices import OpenPractice
from charting.storage.clinic.address import NAME, read_authority
from charting.storage.clinic.driving import connect
from charting.wording import sentence
from tests.fakes import FixedClock
from tests.invented import PASSPHRASE, people, practices
from tests.services.world import OTHER
from tests.storage.certificates import Certificate, certificate
from tests.storage.clinic.conftest import Clinic
from tests.storage.postgresql import ADMIN

if TYPE_CHECKING:
    from tests.storage.postgresql import Server

Answer = Callable[[socket.socket], None]


@contextmanager
def answering(answer: Answer, host: str = "127.0.0.2") -> Iterator[int]:
    """Something at a port that answers every connection in this way; the port."""
    with socket.create_server((host, 0)) as listening:

        def run() -> None:
            while True:
                try:
                    way, _whence = listening.accept()
                except OSError:
                    return
                with way:
                    try:
                        answer(way)
                    except OSError:
                        continue

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def _with_tls(made: Certificate, folder: Path) -> Answer:
    """A server that offers TLS with this certificate, and is never come further with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    file = folder / "server.pem"
    file.write_text(made.certificate + made.key)
    context.load_cert_chain(file)

    def answer(way: socket.socket) -> None:
        way.recv(8)
        way.sendall(b"S")
        with context.wrap_socket(way, server_side=True) as secured:
            secured.recv(1)

    return answer


def _without_tls(way: socket.socket) -> None:
    way.recv(8)
    way.sendall(b"N")
    way.recv(1)


def _of_version(version: str) -> Answer:
    """A server that lets everybody in, and says that it is of this version."""

    def message(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack(">i", len(body) + 4) + body

    def answer(way: socket.socket) -> None:
        if struct.unpack(">ii", way.recv(8))[1] == 80877103:
            way.sendall(b"N")
            way.recv(8)
        way.recv(10_000)
        said = b"server_version\0" + version.encode() + b"\0"
        ready = message(b"R", struct.pack(">i", 0)) + message(b"S", said) + message(b"Z", b"I")
        way.sendall(ready)
        way.recv(1)

    return answer


def _refusal(folder: Path, address: ClinicAddress, admin: Admin = ADMIN) -> Refused:
    with pytest.raises(Refused) as refused:
        connect(folder, address, admin.name, admin.password)
    # A sentence, with nothing left to fill in and nothing that was typed.
    words = sentence(refused.value)
    assert "{" not in words
    assert admin.password not in words
    return refused.value


def test_a_certificate_is_checked_and_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    good, other = certificate("127.0.0.2"), certificate("127.0.0.2")
    old = certificate("127.0.0.2", from_days=-30, to_days=-1)
    early = certificate("127.0.0.2", from_days=1)
    misnamed = certificate("192.0.2.1")
    for shown, trusted, code in (
        (old, old, ErrorCode.CLINIC_CERTIFICATE_EXPIRED),
        (early, early, ErrorCode.CLINIC_CERTIFICATE_EXPIRED),
        (misnamed, misnamed, ErrorCode.CLINIC_CERTIFICATE_UNKNOWN),
        (good, other, ErrorCode.CLINIC_CERTIFICATE_UNKNOWN),
    ):
        with answering(_with_tls(shown, tmp_path)) as port:
            there = ClinicAddress("127.0.0.2", "clinic", port, trusted.certificate)
            assert _refusal(tmp_path, there).code is code


def test_nothing_goes_to_another_computer_unencrypted(tmp_path: Path) -> None:
    with answering(_without_tls) as port:
        there = ClinicAddress("127.0.0.2", "clinic", port, certificate("127.0.0.2").certificate)
        assert _refusal(tmp_path, there).code is ErrorCode.CLINIC_NO_TLS


def test_a_server_that_is_too_old_is_named_with_its_version(tmp_path: Path) -> None:
    with answering(_of_version("13.18"), "127.0.0.1") as port:
        refused = _refusal(tmp_path, ClinicAddress("127.0.0.1", "clinic", port))
    assert refused.code is ErrorCode.CLINIC_SERVER_OLD
    assert "PostgreSQL 13" in sentence(refused)


def test_nobody_there_a_wrong_password_and_no_such_database_are_told_apart(
    server: "Server", clinic: Clinic, tmp_path: Path
) -> None:
    there = clinic.address
    with socket.create_server(("127.0.0.2", 0)) as free:
        port = free.getsockname()[1]
    assert _refusal(tmp_path, replace(there, port=port)).code is ErrorCode.CLINIC_UNREACHABLE
    wrong = Admin(ADMIN.name, "not this one")
    assert _refusal(tmp_path, there, wrong).code is ErrorCode.CLINIC_PASSWORD
    nobody = Admin("nobody_at_all", "whatever it is")
    assert _refusal(tmp_path, there, nobody).code is ErrorCode.CLINIC_PASSWORD
    nowhere = replace(there, database="nowhere")
    assert _refusal(tmp_path, nowhere).code is ErrorCode.CLINIC_NO_DATABASE
    # Also of a server that speaks another language.
    bare = ClinicAddress("127.0.0.1", "clinic", server.port)
    assert _refusal(tmp_path, bare, wrong).code is ErrorCode.CLINIC_PASSWORD


def test_a_database_of_another_program_is_left_alone(
    server: "Server", clinic: Clinic, nora: OpenPractice
) -> None:
    there = replace(clinic.address, database="template1")
    with psycopg.connect(server.address(there.database), autocommit=True) as connection:
        connection.execute("CREATE TABLE invoices (number integer)")
        try:
            before = practices().open(clinic.kept, PASSPHRASE)
            troubles = before.clinic.check(there, ADMIN).troubles
            impossible = before.clinic.check(replace(there, database="Klinik Süd"), ADMIN).troubles
            before.close()
        finally:
            connection.execute("DROP TABLE invoices")
    assert [each.code for each in troubles] == [ErrorCode.CLINIC_FOREIGN]
    assert [each.code for each in impossible] == [ErrorCode.CLINIC_NAME_IMPOSSIBLE]


def test_whoever_may_not_make_logins_is_told_before_anything_is_made(
    server: "Server", clinic: Clinic, tmp_path: Path
) -> None:
    clerk = Admin(f"clerk_of_{clinic.address.database}", "only counts the needles")
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {clerk.name} LOGIN PASSWORD '{clerk.password}'")
    before = practices().open(clinic.kept, PASSPHRASE)
    (trouble,) = before.clinic.check(replace(clinic.address, database="new_one"), clerk).troubles
    before.close()
    assert trouble.code is ErrorCode.CLINIC_ADMIN_LACKS


def test_clocks_that_differ_by_an_hour_are_told_and_charting_goes_on(nora: OpenPractice) -> None:
    shared, an_hour = nora.records.shared, timedelta(hours=1)
    assert shared is not None
    for apart in (an_hour, -an_hour):
        clock = FixedClock(datetime.now(UTC) + apart)
        (trouble,) = shared.state(clock.now()).troubles
        assert (trouble.code, trouble.facts["minutes"]) == (ErrorCode.CLINIC_CLOCK, 60)
    assert not shared.state(FixedClock(datetime.now(UTC)).now()).troubles
    nora.patients.add(next(people(1, seed=21)))


def test_a_full_disk_at_the_server_is_told_and_nothing_is_lost(
    server: "Server", clinic: Clinic, nora: OpenPractice
) -> None:
    full = """
CREATE FUNCTION clinic.is_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE disk_full USING MESSAGE = 'could not extend file'; END $$;
CREATE TRIGGER is_full BEFORE INSERT ON clinic.trials EXECUTE FUNCTION clinic.is_full();
CREATE TRIGGER is_full BEFORE INSERT ON patients EXECUTE FUNCTION clinic.is_full()"""
    empty = "DROP FUNCTION clinic.is_full() CASCADE"
    with psycopg.connect(server.address(clinic.address.database), autocommit=True) as connection:
        connection.execute(full)
        try:
            (trouble,) = nora.clinic.state().troubles
            # It is kept on this computer until there is room.
            patient = nora.patients.add(next(people(1, seed=31)))
            assert nora.records.here is not None
            assert patient.id in nora.records.here.waiting
        finally:
            connection.execute(empty)
    assert trouble.code is ErrorCode.CLINIC_DISK_FULL
    assert nora.records.here.deliver().number == 1
    assert nora.patients.patient(patient.id) == patient


def test_an_authority_is_a_file_of_certificates(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    file.write_text(made := certificate("127.0.0.2").certificate)
    assert read_authority(file) == made
    assert read_authority(None) == ""
    for spoiled in ("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"):
        file.write_text(spoiled)
        with pytest.raises(Refused) as refused:
            read_authority(file)
        assert refused.value.code is ErrorCode.FILE_UNREADABLE


def test_an_address_that_is_damaged_is_told(joined: Callable[[str], Path]) -> None:
    folder = joined("second")
    for spoiled in (b"", b"{}", b'{"version": 9}', b"[" * 100_000):
        (folder / NAME).write_bytes(spoiled)
        with pytest.raises(Refused) as refused:
            practices().open(folder, OTHER)
        assert refused.value.code is ErrorCode.CLINIC_CARD_UNREADABLE
