"""Photographs, scans and PDF files, each under its SHA-256; what is there stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    # Large rows are read page by page only where the table has row ids.
    op.create_table(
        "attached_files",
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    on_file = op.get_bind().dialect.name == "sqlite"
    for name, event in (("attached_files_stay", "UPDATE"), ("attached_files_keep", "DELETE")):
        op.execute(_on_file(name, event) if on_file else _on_server(name, event))


def _on_file(name: str, event: str) -> str:
    refuse = "BEGIN SELECT RAISE(ABORT, 'an attached file stays as it is'); END"
    return f"CREATE TRIGGER {name} BEFORE {event} ON attached_files {refuse}"


def _on_server(name: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON attached_files "
        "FOR EACH ROW EXECUTE FUNCTION signed_refuses()"
    )
