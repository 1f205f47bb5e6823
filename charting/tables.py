"""Tables of the content, read; and damage told by the file, the id and the line."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from charting.domain.errors import ErrorCode, Refused


def read_vocabulary(path: Path) -> Mapping[str, Any]:
    """The table in a TOML file. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise damaged(path, str(wrong) if isinstance(wrong, ValueError) else "") from wrong


def line_of(file: Path, row_id: str) -> str:
    """Where a row stands in its file: ", line 12"; nothing where it cannot be found."""
    heads = (f'["{row_id}"]', f"[{row_id}]", f'{{"id":"{row_id}"', f'"{row_id}":')
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.strip().startswith(heads):
            return f", line {number}"
    return ""


def damaged(path: Path, detail: str) -> Refused:
    """The refusal of a file of the content (CONTENT_DAMAGED)."""
    return Refused(ErrorCode.CONTENT_DAMAGED, {"file": path.name, "detail": detail})
