"""What a package holds: our own files, and what of the libraries it leaves out.

The spec and the tests read it alike, so that nothing is told twice.
"""

from collections.abc import Iterator
from pathlib import Path

NAME = "dry-needling-charting"
DECODER = "charting-decoder"

# Parts of libraries that import each other for uses that are not ours.
LEFT_OUT = (
    "tkinter",
    "unittest",
    "pydoc",
    "doctest",
    "lib2to3",
    "setuptools",
    "pip",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSvg",
    "PySide6.QtOpenGL",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "PIL.ImageTk",
    "PIL.ImageQt",
    "PIL._avif",
    "PIL._imagingtk",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.mssql",
    "reportlab.graphics.samples",
    "psycopg_pool",
    # Nothing of ours may open a database that is not encrypted, nor needs a terminal's editor.
    "sqlite3",
    "readline",
    "curses",
)
# Of the system that a Linux package is built on, what Python is made of; all else is asked of the
# system it is installed on, which mends it.
_PYTHONS_OWN = ("libpython3", "libssl", "libcrypto", "libffi", "libexpat", "libuuid")
# Qt's own words, of keys and of what a press of the right button offers, in our languages.
_QT_WORDS = frozenset(
    f"qtbase_{folder.name}.qm"
    for folder in (Path(__file__).parents[1] / "resources" / "locale").glob("[a-z][a-z]")
)
# Beginnings of names of Qt's files that no window of ours loads: other modules, and the plugins
# that need them.
_QT_LEFT_OUT = (
    "libQt6Network",
    "libQt6Pdf",
    "libQt6Qml",
    "libQt6Quick",
    "libQt6Svg",
    "libQt6VirtualKeyboard",
    "libQt6EglF",
    "Qt6Network",
    "Qt6Pdf",
    "Qt6Qml",
    "Qt6Quick",
    "Qt6Svg",
    "Qt6VirtualKeyboard",
    # As macOS calls them.
    "QtNetwork",
    "QtPdf",
    "QtQml",
    "QtQuick",
    "QtSvg",
    "QtVirtualKeyboard",
    "opengl32sw",
)
_PLUGINS_LEFT_OUT = (
    "egldeviceintegrations",
    "networkinformation",
    "tls",
    "iconengines",
    "wayland-decoration-client/libadwaita",
    "generic",
    "platforminputcontexts/libqtvirtualkeyboardplugin",
    "platforms/libqeglfs",
    "platforms/libqlinuxfb",
    "platforms/libqminimalegl",
    "platforms/libqvkkhrdisplay",
    "platforms/libqvnc",
    "platformthemes/libqgtk3",
    "imageformats/libqpdf",
    "imageformats/libqsvg",
    "imageformats/libqtiff",
    "imageformats/libqwebp",
    "imageformats/libqtga",
    "imageformats/libqwbmp",
    "imageformats/libqicns",
)


def our_files(root: Path) -> Iterator[tuple[str, str]]:
    """Our files that are no modules, of a checkout: where each lies, and the folder that it lies
    in within the package.
    """
    for folder in (root / "resources", root / "charting" / "storage" / "migrations"):
        for file in sorted(folder.rglob("*")):
            if not file.is_file() or "__pycache__" in file.parts:
                continue
            if folder.name == "resources":
                if file.suffix != ".py":
                    inside = file.parent.relative_to(folder)
                    yield str(file), str(Path("charting", "_data") / inside)
            elif file.suffix == ".py":
                # Alembic reads the steps as files.
                yield str(file), str(file.parent.relative_to(root))
    yield str(root / "CHANGELOG.md"), str(Path("charting", "_data"))


def is_wanted(inside: str) -> bool:
    """Whether a file that the libraries brought, by its path within the package, is of any use."""
    path = Path(inside)
    if path.name.startswith(_QT_LEFT_OUT):
        return False
    place = path.as_posix()
    _, plugins, plugin = place.partition("/plugins/")
    if plugins and plugin.startswith(_PLUGINS_LEFT_OUT):
        return False
    is_of_another_language = "/translations/" in place and path.name not in _QT_WORDS
    return not is_of_another_language and "/PySide6/Qt/qml/" not in place


def is_the_systems(source: str) -> bool:
    """Whether a library is one of the Linux system that is built on, and is left to the one that
    is installed on.
    """
    from_system = source.startswith(("/lib/", "/usr/lib/", "/lib64/", "/usr/lib64/"))
    library = ".so" in Path(source).name and "lib-dynload" not in source
    return from_system and library and not Path(source).name.startswith(_PYTHONS_OWN)
