"""Writes the list of bundled software as CycloneDX, with the texts of the licences beside it:
`python installer/bill.py SOURCES FOLDER`.

SOURCES is what the spec wrote: where each bundled file came from. A file belongs to the
distribution of Python that installed it, or else to the package of the Debian it was built on.
"""

import platform
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

ROOT = Path(__file__).parent.parent
_OURS = "dry-needling-charting"
# What a distribution says in words and classifiers, where it names no licence by its short name.
_SAID = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
    "zlib/libpng License": "Zlib",
}
# What these say themselves is no short name: by the texts that they come with.
_READ = {
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
# The boot program of every package; its licence lets it be handed on in any.
_BOOT = "pyinstaller"


def licence_of(held: Distribution) -> str:
    """The licence of a distribution by its short name (SPDX), or as it says it."""
    told = held.metadata
    if read := _READ.get(told["Name"].casefold()):
        return read
    if expression := told.get("License-Expression"):
        return str(expression)
    for classifier in told.get_all("Classifier") or ():
        kind, _, name = str(classifier).rpartition(" :: ")
        if kind.startswith("License") and name in _SAID:
            return _SAID[name]
    said = str(told.get("License") or "").strip().splitlines()
    return _SAID.get(said[0], said[0]) if said and len(said[0]) < 60 else "LicenseRef-see-text"


def bundled(sources: Iterable[Path]) -> tuple[list[Distribution], list[Path]]:
    """The distributions that some of the files are of, by name, and the files of none."""
    wanted = {source.resolve() for source in sources}
    found: dict[str, Distribution] = {}
    for held in distributions():
        files = {Path(str(held.locate_file(file))).resolve() for file in held.files or ()}
        if files & wanted or held.metadata["Name"].casefold() == _BOOT:
            found[held.metadata["Name"].casefold()] = held
        wanted -= files
    left = sorted(file for file in wanted if not file.is_relative_to(ROOT.resolve()))
    return [found[name] for name in sorted(found)], left


def debian_packages(files: Iterable[Path]) -> dict[str, str]:
    """The packages of this Debian that files are of, with their versions; none elsewhere."""
    if shutil.which("dpkg-query") is None:
        return {}
    packages: dict[str, str] = {}
    # Since /usr was merged, a package may name a file by either of two paths.
    paths = [path for file in files for path in (str(file), str(file).removeprefix("/usr"))]
    said = subprocess.run(
        ["dpkg-query", "-S", *paths], capture_output=True, text=True, check=False
    ).stdout
    for line in said.splitlines():
        name = line.partition(":")[0]
        version = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", name],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        packages[name] = version
    return packages


def _component(name: str, version: str, kind: str, licence: str, url: PackageURL) -> Component:
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{kind}/{name}@{version}",
        purl=url,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else (),
    )


def write(sources: list[Path], version: str, folder: Path) -> int:
    """Write the list and the licences into `folder`; how much software there is in the list.

    Raises `ValueError` where the list is not as its schema says.
    """
    held, left = bundled(sources)
    components = [
        _component(
            one.metadata["Name"],
            one.version,
            "pypi",
            licence_of(one),
            PackageURL("pypi", name=one.metadata["Name"].lower(), version=one.version),
        )
        for one in held
    ]
    packages = debian_packages(left)
    if not packages:
        # Elsewhere Python comes whole from its makers, with what it is made of.
        ours_is = platform.python_version()
        url = PackageURL("generic", name="python", version=ours_is)
        components.append(_component("python", ours_is, "generic", "PSF-2.0", url))
        _copy(Path(sys.base_prefix, "LICENSE.txt"), folder / "licences" / "python")
    for name, debian in sorted(packages.items()):
        url = PackageURL("deb", "debian", name, debian)
        components.append(_component(name, debian, "deb", "", url))
        _copy(Path("/usr/share/doc", name, "copyright"), folder / "licences" / name)
    for one in held:
        _copy_licences(one, folder / "licences" / one.metadata["Name"])
    ours = Component(
        name=_OURS,
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref=_OURS,
        licenses=[LicenseFactory().make_from_string("Apache-2.0")],
        supplier=OrganizationalEntity(name="The authors of Dry-needling charting"),
    )
    bill = Bom(components=components)
    bill.metadata.component = ours
    # The same input makes the same list: its number follows from what is in it, and it has no date.
    told = " ".join(sorted(str(one.bom_ref.value) for one in components))
    bill.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"{_OURS} {version} {told}")
    bill.metadata.timestamp = None
    bill.register_dependency(ours, components)
    text = make_outputter(bill, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)
    if problem := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(problem)
    (folder / "bill.cdx.json").write_text(text + "\n", encoding="utf-8")
    return len(components)


def _copy_licences(held: Distribution, target: Path) -> None:
    for file in held.files or ():
        _, _, inside = file.as_posix().casefold().partition(".dist-info/")
        if any(word in inside for word in ("licen", "copying", "notice", "authors")):
            _copy(Path(str(held.locate_file(file))), target / file.name)


def _copy(file: Path, target: Path) -> None:
    if file.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())


if __name__ == "__main__":
    _sources, _folder = Path(sys.argv[1]), Path(sys.argv[2])
    _folder.mkdir(parents=True, exist_ok=True)
    _scope: dict[str, str] = {}
    exec((ROOT / "charting" / "__init__.py").read_text("utf-8"), _scope)  # noqa: S102 - our own
    _count = write(
        [Path(line) for line in _sources.read_text("utf-8").splitlines()],
        _scope["__version__"],
        _folder,
    )
    sys.stdout.write(f"{_count} bundled\n")
