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

CLINICAL = (
    *("sessions", "marks", "answers", "notes", "episodes", "health_facts", "health_reviews"),
    *("body_measures", "follow_ups", "contact_notes", "sheets", "given_papers", "paper_files"),
    *("attached_files", "pictures", "letter_drafts", "signed_records", "signed_heads"),
)
"""What the front desk may neither read nor write; of the trail it sees what it entered itself."""

_IS_DESK = """
CREATE OR REPLACE FUNCTION clinic.is_desk() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM clinic.members JOIN public.practitioners ON uuid_send(holder) = id
    WHERE login = session_user AND role = 'front_desk'
  )
$$"""
# It refuses aloud: who saw nothing in a table would take it for an empty one.
_CLINICAL_ONLY = """
CREATE OR REPLACE FUNCTION clinic.clinical_only() RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF clinic.is_desk() THEN
    RAISE insufficient_privilege USING MESSAGE = 'the front desk sees no clinical content';
  END IF;
  RETURN true;
END $$"""
_OWN_ENTRIES = (
    "NOT (SELECT clinic.is_desk()) OR by = (SELECT uuid_send(holder) FROM clinic.members"
    " WHERE login = session_user)"
)


def closing_to_the_desk() -> Iterator[str]:
    """The statements after which the rows of what is clinical are for those alone who treat; the
    role is the one that the record has, which owners alone change.
    """
    yield _IS_DESK
    yield _CLINICAL_ONLY
    for table in CLINICAL:
        only = "((SELECT clinic.clinical_only()))"
        yield from _policy(table, f"FOR ALL USING {only} WITH CHECK {only}")
    yield from _policy("audit", f"FOR SELECT USING ({_OWN_ENTRIES})")
    yield "DROP POLICY IF EXISTS grows ON public.audit"
    yield "CREATE POLICY grows ON public.audit FOR INSERT WITH CHECK (true)"


def _policy(table: str, what: str) -> Iterator[str]:
    yield f'ALTER TABLE public."{table}" ENABLE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS by_role ON public."{table}"'
    yield f'CREATE POLICY by_role ON public."{table}" {what}'


def grants(staff: str, lead: str) -> Iterator[str]:
    """The statements that give the two groups what is theirs, and take away all else."""
    for group, rights in ((staff, STAFF), (lead, LEAD)):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {group}"
        for table, verbs in sorted(rights.items()):
            yield f'GRANT {", ".join(verbs)} ON public."{table}" TO {group}'
