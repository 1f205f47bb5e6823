"""The log of the application: when it started, opened, locked and failed; never about whom."""

import logging
import sys
from pathlib import Path

import platformdirs

from charting import __version__
from charting.settings import APPLICATION

LOG = logging.getLogger("charting")
FILE_BYTES = 256 * 1024
FILES_BEFORE = 3
_TOLD_LINES = 40


def log_file() -> Path:
    """The newest file of the log, in the platform's place for logs; those before stand beside."""
    return Path(platformdirs.user_log_dir(APPLICATION, appauthor=False)) / "charting.log"


def begin(file: Path) -> None:
    """Write to `file` from now on, unless something is written already. Where that cannot be
    written nothing is: a log keeps nobody from charting.
    """
    if LOG.handlers:
        return
    # It knows of networks too, and takes its time: no window waits for it.
    from logging.handlers import RotatingFileHandler

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        writing = RotatingFileHandler(
            file, maxBytes=FILE_BYTES, backupCount=FILES_BEFORE, encoding="utf-8"
        )
    except OSError:
        return
    writing.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(writing)
    LOG.setLevel(logging.INFO)
    LOG.info("started: version %s on %s", __version__, sys.platform)


def end() -> None:
    """Write nothing any more."""
    for writing in tuple(LOG.handlers):
        if isinstance(writing, logging.FileHandler):
            LOG.removeHandler(writing)
            writing.close()


def last_lines(file: Path) -> str:
    """The last lines of the log, for a report of a fault."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-_TOLD_LINES:])
