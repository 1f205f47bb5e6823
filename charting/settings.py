"""What a person has chosen for this machine: nothing of any patient, one typed line each."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

APPLICATION = "dry-needling-charting"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices; `theme` is "system", "light", "dark" or "contrast". Where it is `still`, nothing
    moves that nobody moves.
    """

    theme: str = "system"
    language: str = "en"
    lock_after_minutes: int = 10
    still: bool = False


def data_folder() -> Path:
    """Where the practice lies unless another folder is named: the platform's place for user
    data.
    """
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def settings_file() -> Path:
    """The file of the choices, in the platform's place for settings."""
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "settings.json"


def read(file: Path) -> Settings:
    """The choices in `file`; a missing or unreadable file means the defaults."""
    stored = _stored(file)
    known = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if type(stored.get(field.name)) is type(field.default)
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
