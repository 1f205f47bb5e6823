"""A bare Debian in a folder, and commands run in it in namespaces of their own."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

WHO = "tester"
HOME = Path("/home", WHO)
# Where every X server puts its socket.
_SOCKETS = Path("/", "tmp", ".X11-unix")


class BareDebian:
    """The smallest Debian that apt can install a package in.

    Whatever is run in it has mounts and processes of its own, which end with it; and, unless it is
    `connected`, no network at all.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._started: list[subprocess.Popen[bytes]] = []

    def make(self, suite: str) -> None:
        """Fill the folder, from where this machine's own packages come from."""
        # It reads the sources of the machine that it runs on.
        call(["mmdebstrap", "--quiet", "--variant=minbase", suite, str(self.root)])
        self.run("useradd", "--create-home", WHO, user="root")

    def install(self, *packages: str) -> None:
        """Let apt install packages, by name or by file, with what they need and recommend."""
        environment = ["DEBIAN_FRONTEND=noninteractive"]
        self.run("apt-get", "update", "-qq", user="root", connected=True)
        more = ["apt-get", "install", "-y", "-qq", "-o", "APT::Install-Recommends=true", *packages]
        self.run("env", *environment, *more, user="root", connected=True)

    def run(
        self, *command: str, user: str = WHO, connected: bool = False, display: str = ""
    ) -> str:
        """Run a command to its end; what it printed."""
        return call(self._inside(command, user, display, connected=connected))

    def start(self, *command: str, display: str) -> None:
        """Start a command and go on; without any network."""
        self._started.append(
            subprocess.Popen(
                self._inside(command, WHO, display, connected=False),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    def end(self) -> None:
        """End whatever was started in it."""
        for each in self._started:
            each.kill()
            each.wait()

    def inside(self, path: Path) -> Path:
        """Where a path of it lies on this machine."""
        return self.root / path.relative_to("/")

    def _inside(
        self, command: Sequence[str], user: str, display: str, *, connected: bool
    ) -> list[str]:
        root = str(self.root)
        binds = f"mount --rbind /dev {root}/dev && mount -t proc proc {root}/proc"
        if display:
            binds += f" && mkdir -p {root}{_SOCKETS} && mount --bind {_SOCKETS} {root}{_SOCKETS}"
        home = str(HOME) if user == WHO else "/root"
        environment = [
            *("env", "-i", f"HOME={home}", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"),
            *([f"DISPLAY={display}"] if display else []),
        ]
        apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return [
            *apart,
            *([] if connected else ["--net"]),
            *("sh", "-c", f'{binds} && exec chroot --userspec="$0" {root} "$@"', f"{user}:{user}"),
            *environment,
            *command,
        ]


def call(command: Sequence[str], **environment: str) -> str:
    """Run a command of this machine; what it printed. Raises `RuntimeError` with what it said."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout
