"""A PostgreSQL server for one run of the tests, shared by all its workers and thrown away after."""

import fcntl
import json
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from charting.storage.server import create_on_server

TEMPLATE = "template_charting"
_USER = "charting"


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

    def address(self, database: str) -> str:
        """Where a database of this server is found."""
        return f"postgresql://{_USER}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Make the cluster and a template with the tables of today, and serve it."""
        self.folder.chmod(0o700)
        if os.geteuid() == 0:
            # The server refuses to be run by root.
            shutil.chown(self.folder, *_nobody())
        data = str(self.folder / "data")
        self._run(
            "initdb", "-D", data, "-U", _USER, "-E", "UTF8", "--locale=C", "-A", "trust", "-N"
        )
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            self.make(TEMPLATE, "template0")
            create_on_server(self.address(TEMPLATE)).close()
        except BaseException:
            self.stop()
            raise

    def make(self, database: str, template: str = TEMPLATE) -> None:
        """Make a database as a copy of `template`."""
        host = str(self.folder)
        self._run("createdb", "-h", host, "-U", _USER, "-T", template, database)

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
