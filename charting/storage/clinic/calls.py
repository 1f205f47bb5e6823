"""Changes of the record as they are kept on the way to a clinic: which can be, and how they are
spelled.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints
from uuid import UUID

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import Entry
from charting.domain.errors import ErrorCode, Refused
from charting.domain.kept import TurnedDown
from charting.domain.revive import revive
from charting.services.follow_up_records import FollowUpRecords
from charting.services.paper_records import PaperRecords
from charting.services.ports import PatientRecords, Records, SessionRecords, Trail
from charting.services.sheet_records import SheetRecords

_PORTS: Mapping[str, Any] = {
    "patients": PatientRecords,
    "sessions": SessionRecords,
    "follow_ups": FollowUpRecords,
    "sheets": SheetRecords,
    "papers": PaperRecords,
    "trail": Trail,
}

KEPT: Mapping[str, frozenset[str]] = {
    "patients": frozenset(
        {"add", "correct", "add_fact", "correct_fact", "add_review", "add_measures"}
    ),
    "sessions": frozenset({"add_episode", "correct_episode", "add", "take_over", "store"}),
    "follow_ups": frozenset({"plan", "note", "withdraw"}),
    "sheets": frozenset({"put"}),
    "papers": frozenset({"keep"}),
    "trail": frozenset({"add"}),
}
"""What can be kept: what treating somebody needs, each stored once however often it is sent."""

READ: Mapping[str, frozenset[str]] = {
    "practice": frozenset(
        {"practice", "practitioners", "policies", "point_sets", "own_ways", "note_texts"}
    ),
    "patients": frozenset(
        {"patient", "search", "seen_lately", "born_near", "facts", "last_review", "measures"}
    ),
    "sessions": frozenset(
        {"episodes", "timeline", "worklist", "uncounted", "to_cosign", "session"}
    ),
    "follow_ups": frozenset({"of_patient", "due", "unsigned"}),
    "sheets": frozenset({"of_patient", "of_kind", "draft"}),
    "clinic_papers": frozenset({"all", "pictures"}),
    "supplies": frozenset({"boxes", "presets"}),
    "papers": frozenset({"of_patient"}),
    "signed": frozenset({"head", "chain", "of_session"}),
    "erasures": frozenset({"all"}),
}
"""What can be read of the patients of these days. Nothing else: whoever traces a lot, exports or
reads the trail shall not take a part for the whole.
"""


@dataclass(frozen=True, slots=True)
class Call:
    """A verb of a part of the records with its values, the last of which has an id and a moment of
    its own; `turned_down` is why the clinic did not take it, empty while it may.
    """

    part: str
    verb: str
    values: tuple[Any, ...]
    turned_down: str = ""

    @property
    def told(self) -> Entry | Trace:
        """By what the trail knows it."""
        told: Entry | Trace = self.values[-1]
        return told

    @property
    def chain(self) -> UUID:
        """The session or patient that it changes."""
        return self.told.session_id if isinstance(self.told, Entry) else self.told.chain

    @property
    def subject(self) -> str:
        """What of it is changed; nothing where that is all of it."""
        return self.told.change.subject if isinstance(self.told, Entry) else ""

    @property
    def about(self) -> object:
        """What has versions that it goes on from; nothing else has the same."""
        if isinstance(self.told, Entry):
            return self.told.session_id, self.told.change.subject
        first = self.values[0]
        return first if isinstance(first, UUID) else getattr(first, "id", self.told.id)

    @property
    def is_change(self) -> bool:
        """Whether it changes the record, and does not only tell who read it."""
        return self.part != "trail"

    @property
    def is_view(self) -> bool:
        """Whether it tells that somebody looks at a patient's record."""
        return not isinstance(self.told, Entry) and self.told.action is Action.RECORD_VIEWED

    def carry_out(self, records: Records) -> None:
        """Carry it out. Raises what the verb raises."""
        getattr(getattr(records, self.part), self.verb)(*self.values)

    def spelled(self) -> bytes:
        """It as a line of the journal."""
        return canonical([self.part, self.verb, list(self.values), self.turned_down])

    def as_turned_down(self) -> TurnedDown:
        """It as somebody is told of it, once it was turned down."""
        told, refused = self.told, Refused(ErrorCode(self.turned_down))
        entry, trace = (told, None) if isinstance(told, Entry) else (None, told)
        common = (told.id, told.at, self.chain, told.action, self.subject, refused)
        return TurnedDown(*common, entry, trace)


def read_call(line: bytes) -> Call:
    """The call that `spelled` made. Raises `ValueError`."""
    part, verb, values, turned_down = json.loads(line)
    kinds = _kinds(part, verb)
    read = tuple(revive(value, kind) for value, kind in zip(values, kinds, strict=True))
    return Call(part, verb, read, turned_down)


@cache
def _kinds(part: str, verb: str) -> tuple[Any, ...]:
    if verb not in KEPT.get(part, ()):
        raise ValueError(f"{part}.{verb} is never kept")
    hints = get_type_hints(getattr(_PORTS[part], verb))
    return tuple(kind for name, kind in hints.items() if name != "return")
