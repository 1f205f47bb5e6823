"""A PostgreSQL server for one run of the tests, shared by all its workers and thrown away after."""

import fcntl
import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from charting.services.clinics import Admin
from charting.storage.server import create_on_server
from tests.storage.certificates import certificate

TEMPLATE = "template_charting"
_USER = "charting"
ADMIN = Admin(_USER, "nine copper kettles")

# Over the socket in its folder anybody, as the tests beneath; from a network with a password, and
# from what stands for another computer through TLS alone.
_WHO_COMES_IN = """
local all all trust
host all all 127.0.0.1/32 scram-sha-256
hostssl all all 127.0.0.2/32 scram-sha-256
"""


def programs() -> Path | None:
    """The folder of the server's programs, the newest where there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


class Server:
    """A server whose whole state lies in one folder; only a socket in it leads there."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self._programs = programs

    @property
    def port(self) -> int:
        """Where it listens on this computer, at 127.0.0.1 without TLS and 127.0.0.2 with it."""
        return int((self.folder / "port").read_text())

    @property
    def authority(self) -> str:
        """The certificate of whoever vouches for it, which names 127.0.0.2."""
        return (self.folder / "server.crt").read_text()

    def address(self, database: str) -> str:
        """Where a database of this server is found."""
        return f"postgresql://{_USER}@/{database}?host={self.folder}&port={self.port}"

    def start(self, connections: int = 60) -> None:
        """Make the cluster and a template with the tables of today, and serve so many."""
        self.folder.chmod(0o700)
        if os.geteuid() == 0:
            # The server refuses to be run by root.
            shutil.chown(self.folder, *_nobody())
        data = str(self.folder / "data")
        self._run(
            "initdb", "-D", data, "-U", _USER, "-E", "UTF8", "--locale=C", "-A", "trust", "-N"
        )
        (self.folder / "data" / "pg_hba.conf").write_text(_WHO_COMES_IN)
        port, lines = _free_port(), certificate("127.0.0.2")
        (self.folder / "port").write_text(str(port))
        for name, pem in (("server.crt", lines.certificate), ("server.key", lines.key)):
            _write_private(self.folder / name, pem)
        options = (
            f"-c listen_addresses=127.0.0.1,127.0.0.2 -p {port} -c fsync=off -c ssl=on"
            f" -c unix_socket_directories={self.folder} -c max_connections={connections}"
            f" -c ssl_cert_file={self.folder}/server.crt -c ssl_key_file={self.folder}/server.key"
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            self.make(TEMPLATE, "template0")
            create_on_server(self.address(TEMPLATE)).close()
            with psycopg.connect(self.address(TEMPLATE)) as connection:
                connection.execute(f"ALTER ROLE {_USER} PASSWORD '{ADMIN.password}'")
        except BaseException:
            self.stop()
            raise

    def make(self, database: str, template: str = TEMPLATE) -> None:
        """Make a database as a copy of `template`."""
        host = str(self.folder)
        port = str(self.port)
        self._run("createdb", "-h", host, "-p", port, "-U", _USER, "-T", template, database)

    def stop(self) -> None:
        """Stop at once; nothing here is to be kept."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        user, group = _nobody() if os.geteuid() == 0 else (None, None)
        subprocess.run(
            [self._programs / program, *arguments],
            check=True,
            capture_output=program != "pg_ctl",
            stdout=subprocess.DEVNULL if program == "pg_ctl" else None,
            cwd=self.folder,
            user=user,
            group=group,
            extra_groups=[] if user else None,
        )


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.2", 0))
        port: int = asking.getsockname()[1]
        return port


def _write_private(file: Path, text: str) -> None:
    file.write_text(text)
    file.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(file, *_nobody())


def _nobody() -> tuple[str, int]:
    names = {person.pw_name for person in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return name, pwd.getpwnam(name).pw_gid


@contextmanager
def shared_server(meeting_place: Path, programs: Path) -> Iterator[Server]:
    """The one server of all workers that meet in a folder; the first starts, the last stops it."""
    state = meeting_place / "postgresql.json"
    with _alone(state):
        known: dict[str, Any] = {"users": 0}
        if state.exists():
            known = json.loads(state.read_text())
        if known["users"] == 0:
            known["folder"] = tempfile.mkdtemp(prefix="charting-pg-")
            Server(Path(known["folder"]), programs).start()
        state.write_text(json.dumps({**known, "users": known["users"] + 1}))
    server = Server(Path(known["folder"]), programs)
    try:
        yield server
    finally:
        with _alone(state):
            known = json.loads(state.read_text())
            state.write_text(json.dumps({**known, "users": known["users"] - 1}))
            if known["users"] == 1:
                server.stop()


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    with state.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
