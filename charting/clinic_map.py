"""What a clinic charts with: the map and the rules that ship, or its own over them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from charting import content
from charting.domain.body_map import BodyMap
from charting.domain.errors import ErrorCode, Refused
from charting.domain.reminders import Rules
from charting.map_rules import read_muscle_rules, read_reminder_rules, rules_of
from charting.places import BODY_MAP

FOLDER = BODY_MAP.parent
MAP, CHECKS, MUSCLES = BODY_MAP.name, "reminders.toml", "muscle_rules.toml"

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class ClinicMap:
    """The map and the reminders of one practice. `own` are the clinic's files that are used, `asks`
    those of its screening; `troubles` say why another is not: what ships is used in its place.
    """

    body_map: BodyMap
    rules: Rules
    own: tuple[Path, ...] = ()
    troubles: tuple[Refused, ...] = ()
    asks: tuple[Path, ...] = ()

    def made_with(self) -> Mapping[str, str]:
        """As `content.made_with`, of the files that are used here."""
        shipped = content.made_with()
        drawn = [file for file in self.own if file.name == MAP]
        ruled = [*(file for file in self.own if file.name != MAP), *self.asks]
        return {
            **shipped,
            **({"map": content.hash_of(drawn)} if drawn else {}),
            **({"rules": content.hash_of(ruled, shipped["rules"])} if ruled else {}),
        }


@cache
def clinic_map(practice: Path) -> ClinicMap:
    """What the practice in this folder charts with: its own `body_map/compiled.json` in place of
    the map that ships, and rows of its own `reminders.toml` and `muscle_rules.toml` there over
    those that ship. Read once.

    A file of the clinic that is damaged is refused (MAP_DAMAGED, RULES_DAMAGED, naming the file,
    the id and the line) and what ships is used. Raises `Refused` (CONTENT_DAMAGED) where that is
    damaged itself.
    """
    _screening, refused = content.clinic_screening(practice)
    asks = () if refused else tuple(content.local_rules(practice))
    if not (practice / FOLDER).is_dir():
        return ClinicMap(content.body_map(), content.reminder_rules(), asks=asks)
    own: list[Path] = []
    troubles: list[Refused] = []

    def read(name: str, how: Callable[[Path], _Read], shipped: _Read) -> _Read:
        file = practice / FOLDER / name
        if not file.is_file():
            return shipped
        try:
            found = how(file)
        except Refused as refused:
            code = ErrorCode.MAP_DAMAGED if name == MAP else ErrorCode.RULES_DAMAGED
            troubles.append(Refused(code, refused.facts))
            return shipped
        own.append(file)
        return found

    rows = content.root() / FOLDER
    back = read(MAP, _map_for_the_rules, content.body_map())
    checks = read(
        CHECKS,
        lambda file: read_reminder_rules(file, over=rows / CHECKS),
        read_reminder_rules(rows / CHECKS),
    )
    muscles = read(
        MUSCLES,
        lambda file: read_muscle_rules(file, back, over=rows / MUSCLES),
        read_muscle_rules(rows / MUSCLES, back),
    )
    return ClinicMap(back, rules_of(checks, muscles), tuple(own), tuple(troubles), asks)


def _map_for_the_rules(file: Path) -> BodyMap:
    """The map in a file, if it has what the shipped rules speak of."""
    back = content.read_body_map(file)
    try:
        read_muscle_rules(content.root() / FOLDER / MUSCLES, back)
    except Refused as refused:
        detail = {"file": file.name, "detail": refused.facts["detail"]}
        raise Refused(ErrorCode.CONTENT_DAMAGED, detail) from refused
    return back
