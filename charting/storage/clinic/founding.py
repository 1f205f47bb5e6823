"""What a clinic's database has beside the tables of a record: its groups, its doorman, its keys.

Four groups that nobody can log in as: `tables` owns all there is, `staff` may work, `lead` may let
others in besides, and `doorman` is as whom the three functions run that make and change logins.
"""

import re
from collections.abc import Iterator

from charting.domain.clinic import ClinicAddress
from charting.domain.errors import ErrorCode, Refused
from charting.storage.clinic.erasing import erasing
from charting.storage.clinic.grants import closing_to_the_desk, grants
from charting.storage.clinic.trouble import facts_of

PROGRAM = "dry-needling-charting"
PARTS = ("tables", "staff", "lead", "doorman")

# Whoever brings the tables up to date holds this lock; the number is of this program alone.
UPDATE_LOCK = 0x444E4C42

# With the name of a login behind it, it is as long as PostgreSQL lets a name be.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")


def check_name(address: ClinicAddress) -> None:
    """Raises `Refused` (CLINIC_NAME_IMPOSSIBLE) for a database whose name leaves no room."""
    if not _NAME.fullmatch(address.database):
        raise Refused(ErrorCode.CLINIC_NAME_IMPOSSIBLE, facts_of(address))


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def group(database: str, part: str) -> str:
    """The name of one of the four groups."""
    return f"{database}_{part}"


def making_groups(database: str, there: frozenset[str], admin: str) -> Iterator[str]:
    """The statements that make the groups that are not `there` yet, and say what each may."""
    for part in PARTS:
        if group(database, part) not in there:
            more = " CREATEROLE" if part == "doorman" else ""
            yield f"CREATE ROLE {group(database, part)} NOLOGIN{more}"
    tables, staff, lead, doorman = (group(database, part) for part in PARTS)
    yield f"GRANT {tables}, {doorman} TO {quoted(admin)}"
    for each in (staff, lead):
        yield f"GRANT {each} TO {doorman} WITH ADMIN OPTION"
    yield f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC'
    yield f'GRANT CONNECT ON DATABASE "{database}" TO {staff}'
    yield f'GRANT CREATE ON DATABASE "{database}" TO {tables}'
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE, CREATE ON SCHEMA public TO {tables}"
    yield f"GRANT USAGE ON SCHEMA public TO {staff}"


def making_schema(database: str) -> Iterator[str]:
    """The statements, as the owner of the tables, that make what stands beside the record."""
    _tables, staff, lead, doorman = (group(database, part) for part in PARTS)
    yield "CREATE SCHEMA clinic"
    yield "CREATE TABLE clinic.about (program text NOT NULL, founded timestamptz DEFAULT now())"
    yield f"INSERT INTO clinic.about (program) VALUES ('{PROGRAM}')"
    yield (
        "CREATE TABLE clinic.keys (version integer PRIMARY KEY, content bytea NOT NULL,"
        " hash bytea NOT NULL UNIQUE, shared timestamptz NOT NULL DEFAULT now(),"
        " by_role text NOT NULL DEFAULT session_user)"
    )
    yield (
        "CREATE TABLE clinic.members (holder uuid PRIMARY KEY, login text NOT NULL UNIQUE,"
        " leads boolean NOT NULL, came_in boolean NOT NULL DEFAULT false)"
    )
    yield "CREATE TABLE clinic.trials (filler bytea NOT NULL)"
    yield f"GRANT USAGE ON SCHEMA clinic TO {staff}, {doorman}"
    yield f"GRANT SELECT ON clinic.about, clinic.keys, clinic.members TO {staff}"
    yield f"GRANT INSERT (version, content, hash) ON clinic.keys TO {staff}"
    yield f"GRANT INSERT ON clinic.trials TO {staff}"
    yield f"GRANT SELECT, INSERT, UPDATE ON clinic.members TO {doorman}"
    yield _people_guard(lead)
    yield (
        "CREATE TRIGGER people_guard BEFORE UPDATE ON practitioners"
        " FOR EACH ROW EXECUTE FUNCTION clinic.people_guard()"
    )
    yield from _doorman(database)
    yield f"GRANT CREATE ON SCHEMA clinic TO {doorman}"


def handing_over(database: str) -> Iterator[str]:
    """The statements, as the administrator, that make the functions the doorman's, for those who
    may call them.
    """
    _tables, staff, lead, doorman = (group(database, part) for part in PARTS)
    for name, who in (
        ("admit(uuid, text, boolean)", lead),
        ("appoint(uuid, boolean)", lead),
        ("dismiss(uuid)", lead),
        ("came_in(text)", staff),
    ):
        yield f"ALTER FUNCTION clinic.{name} OWNER TO {doorman}"
        yield f"REVOKE ALL ON FUNCTION clinic.{name} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION clinic.{name} TO {who}"
    yield f"REVOKE CREATE ON SCHEMA clinic FROM {doorman}"


def granting(database: str) -> Iterator[str]:
    """The statements that give everybody what is theirs in the record's tables of today."""
    yield from grants(group(database, "staff"), group(database, "lead"))
    yield from closing_to_the_desk()
    yield from erasing(group(database, "lead"))


def _people_guard(lead: str) -> str:
    # Row by row, what a grant cannot say: nobody but a lead changes a role, or somebody else.
    return f"""
CREATE FUNCTION clinic.people_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF pg_has_role(session_user, '{lead}', 'MEMBER') THEN RETURN NEW; END IF;
  IF NEW.role <> OLD.role OR NEW.left_utc IS DISTINCT FROM OLD.left_utc OR NOT EXISTS (
    SELECT FROM clinic.members
    WHERE login = session_user AND uuid_send(holder) = OLD.id
  ) THEN
    RAISE insufficient_privilege USING MESSAGE = 'only an owner changes who somebody is';
  END IF;
  RETURN NEW;
END $$"""


def _doorman(database: str) -> Iterator[str]:
    """Passwords come as SCRAM verifiers, so that none is ever in the server's log."""
    staff, lead = group(database, "staff"), group(database, "lead")
    head = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$"
    check = """
  IF verifier !~ '^SCRAM-SHA-256[$]' THEN
    RAISE invalid_parameter_value USING MESSAGE = 'a password comes as a verifier';
  END IF;"""
    yield f"""
CREATE FUNCTION clinic.admit(who uuid, verifier text, is_lead boolean) RETURNS void {head}
DECLARE
  name text := '{database}_' || replace(who::text, '-', '');
BEGIN{check}
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
    EXECUTE format('CREATE ROLE %I', name);
  END IF;
  EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', name, verifier);
  EXECUTE format('GRANT {staff} TO %I', name);
  INSERT INTO clinic.members (holder, login, leads) VALUES (who, name, is_lead)
  ON CONFLICT (holder) DO UPDATE SET came_in = false;
  PERFORM clinic.appoint(who, is_lead);
END $$"""
    yield f"""
CREATE FUNCTION clinic.appoint(who uuid, is_lead boolean) RETURNS void {head}
DECLARE
  name text := '{database}_' || replace(who::text, '-', '');
BEGIN
  IF is_lead THEN
    EXECUTE format('GRANT {lead} TO %I', name);
  ELSE
    EXECUTE format('REVOKE {lead} FROM %I', name);
  END IF;
  UPDATE clinic.members SET leads = is_lead WHERE holder = who;
END $$"""
    yield f"""
CREATE FUNCTION clinic.dismiss(who uuid) RETURNS void {head}
DECLARE
  name text := '{database}_' || replace(who::text, '-', '');
BEGIN
  EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', name);
  EXECUTE format('REVOKE {lead}, {staff} FROM %I', name);
  UPDATE clinic.members SET leads = false, came_in = true WHERE holder = who;
END $$"""
    yield f"""
CREATE FUNCTION clinic.came_in(verifier text) RETURNS void {head}
BEGIN{check}
  EXECUTE format('ALTER ROLE %I PASSWORD %L', session_user, verifier);
  UPDATE clinic.members SET came_in = true WHERE login = session_user;
END $$"""
