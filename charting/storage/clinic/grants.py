"""Who may do what with each table of a clinic: what their work needs, and nothing more.

Nobody at all may change or delete an entry of the audit trail, a signed record, a sheet or a paper:
for that they would have to be the server's administrator.
"""

from collections.abc import Iterator

READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"

_KEPT = (READ, ADD)
_CORRECTED = (READ, ADD, CHANGE)
_REPLACED = (READ, ADD, REMOVE)
_ALL = (READ, ADD, CHANGE, REMOVE)

STAFF: dict[str, tuple[str, ...]] = {
    "alembic_version": (READ,),
    "practices": (READ,),
    "tombstones": (READ,),
    "policies": (READ,),
    "practitioners": (READ, CHANGE),
    **dict.fromkeys(("audit", "signed_records", "sheets", "given_papers"), _KEPT),
    **dict.fromkeys(("attached_files", "paper_files", "clinic_papers", "pictures"), _KEPT),
    **dict.fromkeys(("health_reviews", "body_measures"), _KEPT),
    **dict.fromkeys(("chains", "signed_heads", "sessions", "marks", "answers"), _CORRECTED),
    **dict.fromkeys(("notes", "patients", "episodes", "health_facts"), _CORRECTED),
    **dict.fromkeys(("follow_ups", "contact_notes", "boxes"), _CORRECTED),
    **dict.fromkeys(("patient_words", "own_ways", "point_sets"), _REPLACED),
    **dict.fromkeys(("note_texts", "letter_drafts", "presets"), _ALL),
}
"""What everybody may who was let in."""

LEAD: dict[str, tuple[str, ...]] = {
    "practitioners": (ADD,),
    "policies": (ADD, REMOVE),
    # A record that comes in is joined to one that is here, or taken out again.
    **dict.fromkeys(("patients", "marks", "answers", "notes"), (REMOVE,)),
}
"""What owners may besides."""


def grants(staff: str, lead: str) -> Iterator[str]:
    """The statements that give the two groups what is theirs, and take away all else."""
    for group, rights in ((staff, STAFF), (lead, LEAD)):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {group}"
        for table, verbs in sorted(rights.items()):
            yield f'GRANT {", ".join(verbs)} ON public."{table}" TO {group}'
