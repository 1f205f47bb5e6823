"""Installs, starts, charts, opens an archive, brings an old database up, removes, and starts the
tarball that lies beside the package; as root.

`python -m tests.package PACKAGE.deb PICTURES` needs mmdebstrap, xdotool, xvfb, tesseract-ocr and
ImageMagick, and minutes.
"""

import argparse
import shutil
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from charting.storage.migrations import CURRENT
from tests.package import old, starting, story
from tests.package.bare import HOME, WHO, BareDebian
from tests.package.screen import screen

_NAME = "dry-needling-charting"
_MOST_MB = 200
_STEP, _OLD = "0016", HOME / "old"
_PLACED = Path("/var/cache/package.deb")


def main(argv: Sequence[str] | None = None) -> int:
    """Do it all; 0 where everything was so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--suite", default="bookworm")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="charting-bare-") as name:
        bare = BareDebian(Path(name))
        bare.make(asked.suite)
        _say("a bare Debian is made")
        _install(bare, asked.package)
        with screen(asked.pictures) as seen:
            _say(starting.told(bare, seen.display))
            story.start(bare, seen)
            story.set_up(bare, seen)
            _say("a practice is set up")
            story.chart(seen)
            _say("a visit is charted")
            story.is_on_file(bare)
            _say("and on file; the record is whole")
            story.double_click(bare, seen)
            _say("a double click on an archive leads to what would come in")
            _update(bare)
            story.open_old(bare, seen, _OLD)
            bare.end()
            _remove(bare)
            story.open_unpacked(bare, seen, _unpack(bare, asked.package.parent))
            bare.end()
            _say("the tarball opens the same records, unpacked in a home and installed nowhere")
    return 0


def _install(bare: BareDebian, package: Path) -> None:
    shutil.copy(package, bare.inside(_PLACED))
    # What every desktop has, and a bare Debian has not.
    bare.install("libglib2.0-bin", "desktop-file-utils")
    before = _size(bare)
    bare.install(str(_PLACED))
    held = _size(bare, f"/usr/lib/{_NAME}")
    assert held <= _MOST_MB, held
    missing = bare.run(
        "sh", "-c", f"find /usr/lib/{_NAME} -name '*.so*' -exec ldd {{}} + | grep 'not found' || :"
    )
    told = {line.split()[0] for line in missing.splitlines()}
    assert not told, told
    kind = bare.run("gio", "mime", "application/vnd.dry-needling-charting.archive")
    assert f"{_NAME}.desktop" in kind, kind
    _say(
        f"installed: {bare.run(_NAME, '--version').strip()}, {package.stat().st_size / 1e6:.0f} MB "
        f"packed, {held} MB on the disk, {_size(bare) - before} MB with what it asks of the system"
    )


def _size(bare: BareDebian, folder: str = "/usr") -> int:
    """How large a folder is, in MB."""
    return int(bare.run("du", "-sm", "--apparent-size", folder, user="root").split()[0])


def _update(bare: BareDebian) -> None:
    old.leave(bare.inside(_OLD), _STEP, story.PASSPHRASE)
    bare.run("chown", "-R", f"{WHO}:{WHO}", str(_OLD), user="root")
    patients = story.verb(bare, "patients", "--data", str(_OLD))
    assert patients.startswith("Wu, Li"), patients
    shown = story.verb(bare, "show", patients.split()[-1], "--data", str(_OLD))
    assert "multifidus" in shown, shown
    step = old.step_of(bare.inside(_OLD), story.PASSPHRASE)
    assert step == CURRENT, step
    assert list(bare.inside(_OLD).glob("before-*")), "no copy of before"
    _say(f"a database of step {_STEP} was brought to {step}, with a copy of before")


def _remove(bare: BareDebian) -> None:
    bare.run("apt-get", "purge", "-y", "-qq", _NAME, user="root")
    left = bare.run("sh", "-c", f"find / -xdev -path '*{_NAME}*' 2>/dev/null || :", user="root")
    elsewhere = [line for line in left.splitlines() if not line.startswith((f"{HOME}/", "/proc/"))]
    assert not elsewhere, elsewhere
    assert bare.inside(HOME / ".local/share" / _NAME / "practice.db").is_file()
    _say("removed; left are the records, the settings and the log of the person who worked with it")


def _unpack(bare: BareDebian, folder: Path) -> Path:
    """The program of the tarball that lies beside the package, unpacked where anybody may."""
    (file,) = folder.glob("*.tar.xz")
    place = HOME / "unpacked"
    with tarfile.open(file) as tarball:
        tarball.extractall(bare.inside(place), filter="data")
    bare.run("chown", "-R", f"{WHO}:{WHO}", str(place), user="root")
    return place / file.name.partition("-linux")[0] / "bin" / _NAME


def _say(words: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
