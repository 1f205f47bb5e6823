"""A record erased at a clinic's server: by one function for those who may let others in, as nobody
may delete there, nor change what only grows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, text

from charting.storage.erasures import ERASED_TABLES, SqlErasures
from charting.storage.tables import patients

_ERASE = text("SELECT clinic.erase(:patient, :content)")


class ServerErasures(SqlErasures):
    """Implements `charting.services.erasure_records.ErasureRecords` on a clinic's server."""

    def _bury(self, connection: Connection, row: Mapping[str, Any]) -> None:
        connection.execute(_ERASE, {"patient": row["patient_id"], "content": row["content"]})


def erasing(lead: str) -> Iterator[str]:
    """The statements, as the owner of the tables, that make the function and give it to `lead`. It
    writes the tombstone first: without one, nothing of what is on file can go.
    """
    deletions = "\n".join(
        f"  DELETE FROM {table.name} WHERE {_theirs(table)};" for table in ERASED_TABLES
    )
    yield f"""
CREATE OR REPLACE FUNCTION clinic.erase(whom bytea, content bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  digest text;
BEGIN
  INSERT INTO tombstones (patient_id, content) VALUES (whom, content);
  UPDATE audit SET payload = NULL WHERE payload IS NOT NULL
    AND (chain = whom OR chain IN (SELECT id FROM sessions WHERE patient_id = whom));
  FOR digest IN
    SELECT DISTINCT convert_from(s.content, 'UTF8')::jsonb ->> 'sha256' FROM sheets s
    WHERE s.patient_id = whom AND s.kind = 'Attachment'
  LOOP
    IF NOT EXISTS (
      SELECT FROM sheets s WHERE s.patient_id <> whom AND s.kind = 'Attachment'
      AND position(convert_to(digest, 'UTF8') IN s.content) > 0
    ) THEN
      DELETE FROM attached_files WHERE sha256 = decode(digest, 'hex');
    END IF;
  END LOOP;
{deletions}
END $$"""
    yield "REVOKE ALL ON FUNCTION clinic.erase(bytea, bytea) FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION clinic.erase(bytea, bytea) TO {lead}"


def _theirs(table: Table) -> str:
    """The rows of a table that are of the patient."""
    if table is patients:
        return "id = whom"
    if "patient_id" in table.c:
        return "patient_id = whom"
    if "session_id" in table.c:
        return "session_id IN (SELECT id FROM sessions WHERE patient_id = whom)"
    return "follow_up_id IN (SELECT id FROM follow_ups WHERE patient_id = whom)"
