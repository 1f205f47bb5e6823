"""On a server, whoever listens is told of each new entry of the trail: by ids, and nothing else."""

from alembic import op

revision = "0030"
down_revision = "0029"

_RING = (
    "CREATE FUNCTION audit_rings() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "PERFORM pg_catalog.pg_notify('charting_changes', pg_catalog.encode(NEW.chain, 'hex') || ' ' "
    "|| pg_catalog.encode(NEW.id, 'hex') || ' ' || pg_catalog.encode(NEW.\"by\", 'hex')); "
    "RETURN NULL; END $$"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_RING)
        op.execute(
            "CREATE TRIGGER audit_rings AFTER INSERT ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_rings()"
        )
