"""Files that come in as attachments: told apart by their first bytes, opened in a process of their
own, and kept as little more than what is seen on them.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from charting import __file__ as package
from charting.domain.attachment import LARGEST, MOST_PAGES, Media
from charting.domain.errors import ErrorCode, Refused
from charting.services.attachments import Received

_SECONDS = 15
_WEBP, _TIFF = "image/webp", "image/tiff"
# How files of each kind begin (their own specifications); WebP has its length in between.
_BEGINS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", Media.JPEG),
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
    (b"%PDF-", Media.PDF),
    (b"II*\0", _TIFF),
    (b"MM\0*", _TIFF),
)
_NAMED = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe"), str(Media.JPEG)),
    ".png": str(Media.PNG),
    ".pdf": str(Media.PDF),
    ".webp": _WEBP,
    ".tif": _TIFF,
    ".tiff": _TIFF,
}
_CALLED = {
    str(Media.JPEG): "JPEG",
    str(Media.PNG): "PNG",
    str(Media.PDF): "PDF",
    _WEBP: "WebP",
    _TIFF: "TIFF",
}


class IncomingFiles:
    """Implements `charting.services.attachments.Incoming`."""

    def received(self, name: str, data: bytes) -> Received:
        """What is kept of a file: a picture upright and without its hidden data, a PDF as it is.

        Raises `Refused` (ATTACHMENT_TOO_LARGE, ATTACHMENT_FOREIGN, ATTACHMENT_LIES,
        ATTACHMENT_PIXELS, ATTACHMENT_SEVERAL, ATTACHMENT_PAGES, ATTACHMENT_LOCKED,
        ATTACHMENT_DAMAGED).
        """
        if len(data) > LARGEST:
            raise Refused(ErrorCode.ATTACHMENT_TOO_LARGE, {"limit": LARGEST // 1024**2})
        is_ = _media(data)
        says = _NAMED.get(Path(name).suffix.lower())
        if is_ is None:
            raise Refused(ErrorCode.ATTACHMENT_FOREIGN, {"file": name[-80:]})
        if says is not None and says != is_:
            facts = {"file": name[-80:], "says": _CALLED[says], "is_": _CALLED[is_]}
            raise Refused(ErrorCode.ATTACHMENT_LIES, facts)
        said, kept = _asked("take", is_, data)
        if len(kept) > LARGEST:
            raise Refused(ErrorCode.ATTACHMENT_TOO_LARGE, {"limit": LARGEST // 1024**2})
        return Received(Media(said["media"]), kept, int(said["pages"]))

    def check(self, media: Media, data: bytes) -> None:
        """Look at a file that was kept elsewhere, and stays as it is.

        Raises `Refused` as `received` does.
        """
        if _media(data) != media:
            raise Refused(ErrorCode.ATTACHMENT_DAMAGED)
        _asked("check", media, data)


def _media(data: bytes) -> str | None:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _WEBP
    return next((str(media) for begins, media in _BEGINS if data.startswith(begins)), None)


def _child() -> list[str]:
    """What starts the process; a package for a system holds it as a program of its own, for its
    Python runs nothing else.
    """
    program = Path(sys.executable)
    if getattr(sys, "frozen", False):
        return [str(program.with_name("charting-decoder").with_suffix(program.suffix))]
    return [sys.executable, "-m", "charting.documents.decoding_child"]


def _asked(deed: str, media: str, data: bytes) -> tuple[dict[str, str], bytes]:
    command = _child()
    # Nothing of this process goes with it but where its own code lies.
    where = {"PYTHONPATH": os.pathsep.join([str(Path(package).parent.parent), *sys.path])}
    system = {key: os.environ[key] for key in ("SYSTEMROOT", "PATH") if key in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, its words ours
            [*command, deed, media, str(MOST_PAGES)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**system, **where},
        )
        line, _, kept = done.stdout.partition(b"\n")
        said: dict[str, str] = json.loads(line)
    except (subprocess.SubprocessError, ValueError):
        raise Refused(ErrorCode.ATTACHMENT_DAMAGED) from None
    if "why" in said:
        facts = {name: value for name, value in said.items() if name != "why"}
        raise Refused(ErrorCode(said["why"]), facts)
    return said, kept
