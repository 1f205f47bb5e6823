"""On a server, a change of a visit is stored by one call: its version is checked, its row written,
its entry chained, all in the caller's own name.
"""

from alembic import op

revision = "0031"
down_revision = "0030"

# `charting.domain.visit.is_unresolved`, of what is stored.
_IS_UNCOUNTED = """
CREATE FUNCTION is_uncounted(visit bytea) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (charted OR coalesce(opened, 0) > 0 OR coalesce(outcome IN ('needled', 'partly'), false))
    AND (opened IS NULL OR (removed IS NULL OR removed + coalesce(unused, 0) <> opened)
      AND coalesce(resolved, '') = '')
  FROM (
    SELECT max(number) FILTER (WHERE item = 'hy.count_in') AS opened,
      max(number) FILTER (WHERE item = 'hy.count_out') AS removed,
      max(number) FILTER (WHERE item = 'hy.count_unused') AS unused,
      max(choice) FILTER (WHERE item = 'hy.count_resolved') AS resolved,
      max(choice) FILTER (WHERE item = 'vi.outcome') AS outcome,
      EXISTS (SELECT FROM marks m WHERE m.session_id = visit AND m.present AND m.kind = 'needle')
        AS charted
    FROM answers WHERE session_id = visit AND item IN
      ('hy.count_in', 'hy.count_out', 'hy.count_unused', 'hy.count_resolved', 'vi.outcome')
  ) AS given
$$"""

# The columns are those that the caller names: later ones need no other function.
_WRITE_PART = """
CREATE FUNCTION write_part(
  visit bytea, part text, subject text, was integer, adds boolean, written jsonb
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  stands integer;
  is_there boolean;
  names text;
  key_name text := CASE part WHEN 'marks' THEN 'id' WHEN 'answers' THEN 'item' ELSE 'section' END;
BEGIN
  IF part = 'marks' THEN
    SELECT version, present INTO stands, is_there FROM marks
    WHERE session_id = visit AND id = decode(subject, 'hex');
    IF coalesce(is_there, false) = adds THEN RETURN false; END IF;
  ELSIF part = 'answers' THEN
    SELECT version INTO stands FROM answers WHERE session_id = visit AND item = subject;
  ELSE
    SELECT version INTO stands FROM notes WHERE session_id = visit AND section = subject;
  END IF;
  IF coalesce(stands, 0) <> was THEN RETURN false; END IF;
  IF stands IS NULL THEN
    IF part = 'marks' THEN
      INSERT INTO marks SELECT * FROM jsonb_populate_record(NULL::marks, written);
    ELSIF part = 'answers' THEN
      INSERT INTO answers SELECT * FROM jsonb_populate_record(NULL::answers, written);
    ELSE
      INSERT INTO notes SELECT * FROM jsonb_populate_record(NULL::notes, written);
    END IF;
    RETURN true;
  END IF;
  SELECT string_agg(quote_ident(name), ', ') INTO names FROM jsonb_object_keys(written) AS name;
  EXECUTE format(
    'UPDATE %1$I SET (%2$s) = (SELECT %2$s FROM jsonb_populate_record(NULL::%1$I, $1))'
    ' WHERE session_id = $2 AND %3$I = (jsonb_populate_record(NULL::%1$I, $1)).%3$I',
    part, names, key_name
  ) USING written, visit;
  RETURN true;
END $$"""

# As `charting.domain.audit.link`: what is hashed comes spelled, but for the number and the hash
# before, which are known under the lock of the chain alone.
_CHAIN_ON = """
CREATE FUNCTION chain_on(
  key bytea, entry bytea, utc bigint, zone text, local_day text, who bytea, deed text, told bytea,
  front text, middle text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  place integer;
  last bytea;
  sealed bytea;
BEGIN
  SELECT number, hash INTO place, last FROM chains WHERE chain = key FOR UPDATE;
  place := coalesce(place, 0) + 1;
  last := coalesce(last, decode(repeat('00', 32), 'hex'));
  sealed := sha256(convert_to(front || place || middle || encode(last, 'hex') || '"}', 'UTF8'));
  IF place = 1 THEN
    INSERT INTO chains (chain, number, hash) VALUES (key, place, sealed);
  ELSE
    UPDATE chains SET number = place, hash = sealed WHERE chain = key;
  END IF;
  INSERT INTO audit (chain, number, id, at_utc, at_zone, at_day, "by", action, payload,
    payload_hash, previous, hash)
  VALUES (key, place, entry, utc, zone, local_day, who, deed, told, sha256(told), last, sealed);
END $$"""

# Nothing where it is stored, were it sent twice; else how the visit is that does not take it.
_STORE_CHANGE = """
CREATE FUNCTION store_change(
  visit bytea, entry bytea, part text, subject text, was integer, adds boolean, written jsonb,
  if_counted boolean, if_uncounted boolean, utc bigint, zone text, local_day text, who bytea,
  deed text, told bytea, front text, middle text
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  stands text;
  was_uncounted boolean;
  uncounted_now boolean;
BEGIN
  SELECT status, uncounted INTO stands, was_uncounted FROM sessions WHERE id = visit FOR UPDATE;
  IF stands IN ('draft', 'correcting') THEN
    IF write_part(visit, part, subject, was, adds, written) THEN
      IF (was_uncounted AND if_uncounted) OR (if_counted AND NOT was_uncounted) THEN
        uncounted_now := is_uncounted(visit);
        IF uncounted_now <> was_uncounted THEN
          UPDATE sessions SET uncounted = uncounted_now WHERE id = visit;
        END IF;
      END IF;
      PERFORM chain_on(visit, entry, utc, zone, local_day, who, deed, told, front, middle);
      RETURN NULL;
    END IF;
  END IF;
  IF EXISTS (SELECT FROM audit WHERE id = entry) THEN RETURN NULL; END IF;
  RETURN coalesce(stands, '');
END $$"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for each in (_IS_UNCOUNTED, _WRITE_PART, _CHAIN_ON, _STORE_CHANGE):
            # No parameters, and so no placeholders: a percent sign is one.
            op.get_bind().exec_driver_sql(each.replace("%", "%%"))
