"""What others have made, to measure against: installed when it is asked for, outside our own
environment, by the ordinary client.
"""

import subprocess
import sys
from pathlib import Path

PLACE = "peers"
_WANTED = Path(__file__).parent.parent.parent / "installer" / "requirements-peers.in"
_LONGEST_S = 240
_QUIETLY = ("--quiet", "--disable-pip-version-check", "--no-input")
_ALONE = ("--no-deps", "--only-binary=:all:", "--upgrade", "--target")


class NotHere(Exception):
    """A peer that cannot be installed, and why."""


def program(data: Path, name: str) -> Path:
    """The Python of an environment below `data` that holds a program and all it stands on; it stays
    there for whoever asks next. Raises `NotHere`.
    """
    place = data / PLACE / name
    python = place / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not _is_whole(place):
        _done([sys.executable, "-m", "venv", "--clear", str(place)])
        _done([str(python), "-m", "pip", "install", *_QUIETLY, *_named(name)])
        _mark_whole(place)
    return python


def library(data: Path, *names: str) -> None:
    """Let libraries be imported from a folder below `data`, where it stays; what is in our own
    environment is taken from there. Raises `NotHere`.
    """
    place = data / PLACE / "-".join(names)
    if not _is_whole(place):
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            *_QUIETLY,
            "--no-deps",
            "--only-binary=:all:",
        ]
        _done([*pip, "--upgrade", "--target", str(place), *_named(*names)])
        _mark_whole(place)
    if str(place) not in sys.path:
        sys.path.append(str(place))


def _named(*names: str) -> list[str]:
    """The versions that are measured against."""
    lines = _WANTED.read_text("utf-8").splitlines()
    return [line for name in names for line in lines if line.startswith(f"{name}==")]


def _done(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=_LONGEST_S)
    except subprocess.TimeoutExpired:
        raise NotHere(f"not installed within {_LONGEST_S} s") from None
    except subprocess.CalledProcessError as failed:
        said = [line for line in failed.stderr.splitlines() if line.startswith("ERROR")]
        raise NotHere(said[0] if said else f"pip ended with {failed.returncode}") from None


def _is_whole(place: Path) -> bool:
    return (place / "whole").exists()


def _mark_whole(place: Path) -> None:
    (place / "whole").touch()
