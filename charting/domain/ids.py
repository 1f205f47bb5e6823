"""The ids of everything that is recorded: UUIDv7 made by the client, one type for each kind."""

from typing import NewType
from uuid import UUID

PracticeId = NewType("PracticeId", UUID)
PractitionerId = NewType("PractitionerId", UUID)
PatientId = NewType("PatientId", UUID)
FactId = NewType("FactId", UUID)
EpisodeId = NewType("EpisodeId", UUID)
SessionId = NewType("SessionId", UUID)
MarkId = NewType("MarkId", UUID)
EntryId = NewType("EntryId", UUID)
FollowUpId = NewType("FollowUpId", UUID)
ContactId = NewType("ContactId", UUID)
BoxId = NewType("BoxId", UUID)
