"""The practice and its people in memory, as the database keeps them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.note_text import NoteText, NoteTextId
from charting.domain.own_ways import OwnWays
from charting.domain.point_set import PointSet
from charting.domain.practice import Practice, Practitioner

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryPractice:
    """Implements `PracticeRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def practice(self) -> Practice:
        if self._kept.practice is None:
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": ""})
        return self._kept.practice

    def practitioners(self) -> Sequence[Practitioner]:
        return tuple(sorted(self._kept.practitioners, key=lambda person: person.id.bytes))

    def found(self, practice: Practice, practitioner: Practitioner, trace: Trace) -> None:
        if self._kept.practice is not None:
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": ""})
        self._kept.practice = practice
        self._kept.practitioners.append(practitioner)
        self._kept.append(trace)

    def policies(self) -> Mapping[str, str]:
        return dict(self._kept.policies)

    def take_side(self, policy: str, side: str, trace: Trace) -> None:
        self._kept.policies[policy] = side
        self._kept.append(trace)

    def point_sets(self) -> Sequence[PointSet]:
        return tuple(self._kept.point_sets[name] for name in sorted(self._kept.point_sets))

    def keep_point_set(self, point_set: PointSet, trace: Trace) -> None:
        self._kept.point_sets[point_set.name] = point_set
        self._kept.append(trace)

    def drop_point_set(self, name: str, trace: Trace) -> None:
        if name not in self._kept.point_sets:
            raise Refused(ErrorCode.NOT_FOUND)
        del self._kept.point_sets[name]
        self._kept.append(trace)

    def own_ways(self, practitioner_id: PractitionerId) -> OwnWays:
        return self._kept.own_ways.get(practitioner_id, OwnWays())

    def keep_own_ways(self, practitioner_id: PractitionerId, ways: OwnWays) -> None:
        self._kept.own_ways[practitioner_id] = ways

    def note_texts(self) -> Sequence[NoteText]:
        return tuple(sorted(self._kept.note_texts.values(), key=lambda each: each.id.bytes))

    def keep_note_text(self, text: NoteText, trace: Trace) -> None:
        there = self._kept.note_texts.get(text.id)
        if (there.version if there else 0) != text.version:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.note_texts[text.id] = replace(text, version=text.version + 1)
        self._kept.append(trace)

    def drop_note_text(self, text_id: NoteTextId, trace: Trace) -> None:
        if self._kept.note_texts.pop(text_id, None) is None:
            raise Refused(ErrorCode.NOT_FOUND)
        self._kept.append(trace)

    def keep_signing_key(
        self, practitioner_id: PractitionerId, signing_key: bytes, trace: Trace
    ) -> None:
        people = self._kept.practitioners
        for place, person in enumerate(people):
            if person.id == practitioner_id and not person.signing_key:
                people[place] = replace(person, signing_key=signing_key)
                self._kept.append(trace)

    def add_practitioner(self, practitioner: Practitioner, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.practitioners.append(practitioner)
            self._kept.append(trace)

    def change_practitioner(self, practitioner: Practitioner, trace: Trace) -> None:
        people = self._kept.practitioners
        places = [place for place, one in enumerate(people) if one.id == practitioner.id]
        if not places:
            raise Refused(ErrorCode.NOT_FOUND)
        if not self._kept.knows(trace.id):
            people[places[0]] = practitioner
            self._kept.append(trace)
