"""The tables of today, as SQLAlchemy Core knows them; how they came about: `migrations`."""

from charting.storage.tables.columns import metadata
from charting.storage.tables.erasures import tombstones
from charting.storage.tables.follow_ups import contact_notes, follow_ups
from charting.storage.tables.papers import given_papers, paper_files
from charting.storage.tables.patients import (
    body_measures,
    episodes,
    health_facts,
    health_reviews,
    patient_words,
    patients,
)
from charting.storage.tables.practice import (
    boxes,
    clinic_papers,
    note_texts,
    own_ways,
    pictures,
    point_sets,
    policies,
    practices,
    practitioners,
    presets,
)
from charting.storage.tables.proof import audit, chains, signed_heads, signed_records
from charting.storage.tables.sessions import answers, marks, notes, sessions
from charting.storage.tables.sheets import attached_files, letter_drafts, sheets

__all__ = [
    "answers",
    "attached_files",
    "audit",
    "body_measures",
    "boxes",
    "chains",
    "clinic_papers",
    "contact_notes",
    "episodes",
    "follow_ups",
    "given_papers",
    "health_facts",
    "health_reviews",
    "letter_drafts",
    "marks",
    "metadata",
    "note_texts",
    "notes",
    "own_ways",
    "paper_files",
    "patient_words",
    "patients",
    "pictures",
    "point_sets",
    "policies",
    "practices",
    "practitioners",
    "presets",
    "sessions",
    "sheets",
    "signed_heads",
    "signed_records",
    "tombstones",
]
