"""The practice, its people and the sides it takes."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table

from charting.storage.tables.columns import Words, id_column, metadata, moment_columns, text_column

practices = Table(
    "practices",
    metadata,
    id_column("id", primary=True),
    text_column("name"),
    text_column("phone"),
    text_column("out_of_hours_phone"),
    text_column("country"),
    text_column("emergency_number"),
    text_column("paper"),
    Column("demo", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

practitioners = Table(
    "practitioners",
    metadata,
    id_column("id", primary=True),
    text_column("name"),
    text_column("registration"),
    Column("signing_key", LargeBinary(32)),
    Column("role", Words, nullable=False, server_default="owner"),
    Column("supervisor_id", LargeBinary(16)),
    *moment_columns("left", optional=True),
    sqlite_with_rowid=False,
)

# `lines` is a JSON list of shorthand.
point_sets = Table(
    "point_sets",
    metadata,
    Column("name", Words, primary_key=True),
    text_column("lines"),
    sqlite_with_rowid=False,
)

# `body` is a JSON object: the text of a snippet, the sections of a beginning.
note_texts = Table(
    "note_texts",
    metadata,
    id_column("id", primary=True),
    *(text_column(name) for name in ("kind", "name", "body")),
    Column("version", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# How each practitioner likes the screen; no part of the record.
own_ways = Table(
    "own_ways",
    metadata,
    id_column("practitioner_id", "practitioners.id", primary=True),
    text_column("hand"),
    Column("large", Boolean, nullable=False),
    Column("stay_minutes", Integer),
    Column("sound", Boolean, nullable=False),
    Column("language", Words, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)

# Each version of what the clinic puts on its paper is a row, which stays as it is.
clinic_papers = Table(
    "clinic_papers",
    metadata,
    id_column("id", primary=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    *moment_columns("at"),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

pictures = Table(
    "pictures",
    metadata,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The sides that the clinic takes; a policy that is missing is the usual one.
policies = Table(
    "policies",
    metadata,
    Column("policy", Words, primary_key=True),
    text_column("side"),
    sqlite_with_rowid=False,
)

# `handle` as of a needle, `lot_expiry` an ISO 8601 date.
boxes = Table(
    "boxes",
    metadata,
    id_column("id", primary=True),
    text_column("lot"),
    text_column("lot_expiry"),
    Column("length", Integer, nullable=False),
    Column("diameter", Integer, nullable=False),
    *moment_columns("opened"),
    id_column("opened_by", "practitioners.id"),
    text_column("handle", optional=True),
    text_column("gtin"),
    *moment_columns("put_away", optional=True),
    sqlite_with_rowid=False,
)

# `preset` is what `charting.domain.canonical` makes of one.
presets = Table(
    "presets",
    metadata,
    id_column("practitioner_id", "practitioners.id", primary=True),
    Column("place", Integer, primary_key=True),
    text_column("preset"),
    sqlite_with_rowid=False,
)
