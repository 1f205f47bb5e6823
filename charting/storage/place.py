"""Whether a folder may hold a database: writable, on this computer's disk, synchronised by nobody.

The write-ahead log needs memory shared by all who open the file, which no network share gives
(sqlite.org/wal.html); a synchronising service copies the file while it is being written.
"""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

import psutil

from charting.domain.errors import ErrorCode, Refused

_NETWORK = {
    *("nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs"),
    *("webdav", "davfs", "fuse.davfs2", "sshfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"),
    *("fuse.s3fs", "glusterfs", "fuse.glusterfs", "ceph", "fuse.ceph", "lustre", "gfs2", "ocfs2"),
    *("fuse.google-drive-ocamlfuse", "fuse.onedriver", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse"),
}

# How the folders of synchronising services begin, folded; and what they are called.
_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "box sync": "Box",
    "syncthing": "Syncthing",
}
# What such services leave in the folders they look after.
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".sync_journal.db": "Nextcloud",
}


class Partition(NamedTuple):
    """Where a file system is mounted, its type, and its options as the system names them."""

    mountpoint: str
    fstype: str
    opts: str


def mounted() -> Sequence[Partition]:
    """The file systems of this computer, network shares among them."""
    return [Partition(p.mountpoint, p.fstype, p.opts) for p in psutil.disk_partitions(all=True)]


def check_place(folder: Path, partitions: Callable[[], Iterable[Partition]] = mounted) -> None:
    """Refuse a folder that may not hold a database; it need not be there yet.

    Raises `Refused` (FOLDER_NOT_WRITABLE, FOLDER_ON_NETWORK, FOLDER_SYNCED).
    """
    facts = {"folder": str(folder)}
    whole = folder.expanduser().resolve()
    if _on_network(whole, partitions()):
        raise Refused(ErrorCode.FOLDER_ON_NETWORK, facts)
    service = _service(whole)
    if service:
        raise Refused(ErrorCode.FOLDER_SYNCED, {**facts, "service": service})
    if not _is_writable(whole):
        raise Refused(ErrorCode.FOLDER_NOT_WRITABLE, facts)


def _on_network(folder: PurePath, partitions: Iterable[Partition]) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    around = [p for p in partitions if folder.is_relative_to(p.mountpoint)]
    if not around:
        return False
    nearest = max(around, key=lambda p: len(PurePath(p.mountpoint).parts))
    return nearest.fstype.casefold() in _NETWORK or "remote" in nearest.opts.split(",")


def _service(folder: Path) -> str | None:
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        for beginning, service in _SERVICES.items():
            if name == beginning or name.startswith((f"{beginning} ", f"{beginning}-")):
                return service
        if place.name == "CloudStorage" and place.parent.name == "Library":
            return "the cloud"
        for mark, service in _MARKS.items():
            if (place / mark).exists():
                return service
    return None


def _is_writable(folder: Path) -> bool:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return True
    except OSError:
        return False
