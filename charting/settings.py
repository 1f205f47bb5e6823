"""What a person has chosen for this machine: nothing of any patient, one typed line each."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from charting.domain.errors import ErrorCode, Refused

APPLICATION = "dry-needling-charting"
THEMES = ("system", "light", "dark", "contrast")
LOCKS_AFTER_MINUTES = (2, 5, 10, 15, 30)
# How a file of settings says what it is, and the most that one holds.
_KIND, _FORM = "dry-needling-charting settings", 1
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices; `theme` is "system", "light", "dark" or "contrast". `language` (BCP 47) is
    spoken until somebody has unlocked; empty: the system's. Where it is `still`, nothing moves that
    nobody moves. `seen_version` is the version whose news were told last.
    """

    theme: str = "system"
    language: str = ""
    lock_after_minutes: int = 10
    still: bool = False
    seen_version: str = ""


def as_file(settings: Settings) -> bytes:
    """The choices as a file for another computer; what was told here is not among them."""
    chosen = asdict(settings)
    del chosen["seen_version"]
    whole = {"kind": _KIND, "form": _FORM, "settings": chosen}
    return json.dumps(whole, indent=2, ensure_ascii=False).encode("utf-8") + b"\n"


def from_file(data: bytes, now: Settings) -> Settings:
    """The choices in a file that `as_file` made, over those of now.

    Raises `Refused` (SETTINGS_FOREIGN, SETTINGS_NEWER, SETTINGS_WRONG naming the entry).
    """
    try:
        whole = json.loads(data.decode("utf-8")) if len(data) <= _MOST_BYTES else None
    except ValueError:
        whole = None
    if not isinstance(whole, dict) or whole.get("kind") != _KIND:
        raise Refused(ErrorCode.SETTINGS_FOREIGN)
    form, chosen = whole.get("form"), whole.get("settings")
    if not isinstance(form, int) or not isinstance(chosen, dict):
        raise Refused(ErrorCode.SETTINGS_FOREIGN)
    if form > _FORM:
        raise Refused(ErrorCode.SETTINGS_NEWER)
    for name, value in chosen.items():
        if name not in _ALLOWED or not _ALLOWED[name](value):
            raise Refused(ErrorCode.SETTINGS_WRONG, {"entry": str(name)[:40]})
    return replace(now, **chosen)


def _is_language(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return not value or (2 <= len(value) <= 11 and value.replace("-", "").isalnum())


_ALLOWED: Mapping[str, Callable[[object], bool]] = {
    "theme": lambda value: isinstance(value, str) and value in THEMES,
    "language": _is_language,
    # A bool is an int to Python, and no number of minutes.
    "lock_after_minutes": lambda value: type(value) is int and 1 <= value <= 60,
    "still": lambda value: isinstance(value, bool),
}


def data_folder() -> Path:
    """Where the practice lies unless another folder is named: the platform's place for user
    data.
    """
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def settings_file() -> Path:
    """The file of the choices, in the platform's place for settings."""
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "settings.json"


def read(file: Path) -> Settings:
    """The choices in `file`. A missing or unreadable file means the defaults, and so does an entry
    that nobody can have chosen.
    """
    stored = _stored(file)
    known = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if type(stored.get(field.name)) is type(field.default)
        and (field.name not in _ALLOWED or _ALLOWED[field.name](stored[field.name]))
    }
    return replace(Settings(), **known)


def write(settings: Settings, file: Path) -> None:
    """Keep the choices; entries of other versions in the file stay as they are."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps({**_stored(file), **asdict(settings)}, indent=2), encoding="utf-8")
    fresh.replace(file)


def _stored(file: Path) -> dict[str, Any]:
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}
