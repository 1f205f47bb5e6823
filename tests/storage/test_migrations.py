"""Databases of earlier versions are brought up to date with everything they held."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, event, insert, select
from sqlalchemy.sql.elements import quoted_name

from charting.domain.ids import EntryId, PatientId, PractitionerId, SessionId
from charting.domain.marks import LevelFound, MapSite, Needle
from charting.services.ports import Records
from charting.storage import migrations
from charting.storage.database import WRITING
from charting.storage.engine import NAME, open_engine
from charting.storage.migrating import migrate
from charting.storage.migrations import CURRENT, STEPS
from charting.storage.server import open_on_server
from charting.storage.store import SqlStore
from charting.storage.tables import metadata
from tests.fakes import uuid7
from tests.storage.backends import KEY

_AT = {"utc": 1_793_000_000_000_000, "zone": "Europe/Zurich", "day": "2026-10-27"}


def _id(number: int) -> bytes:
    return uuid7(number).bytes


def _moment(name: str) -> dict[str, Any]:
    return {f"{name}_{part}": value for part, value in _AT.items()}


def _rows() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What the first version kept of a patient: a visit that was counted, one that was not, ..."""
    yield "practitioners", {"id": _id(1), "name": "Nora Feld", "registration": "NF-1207"}
    yield (
        "patients",
        {
            **{"id": _id(2), "family": "Wu", "given": "Li", "born": "1984-03-09", "sex": "female"},
            **{"phone": "079", "archived": False, "version": 1, "sort_name": "wu, li"},
            **{"seen_utc": _AT["utc"], "last_session": _AT["day"]},
        },
    )
    yield (
        "episodes",
        {
            **{"id": _id(3), "patient_id": _id(2), **_moment("opened"), "complaint": "low back"},
            **{"planned_sessions": 4, "interval_days": 7, "causes": "[]", "symptoms": "[]"},
            **{"goals": "[]", "other_care": "[]", "outlook": "[]", "version": 1},
        },
    )
    for number in (10, 11, 12):
        yield "sessions", _session(number)
    for number in (10, 11):
        yield "marks", _needle(number)
    for item in ("hy.count_in", "hy.count_out"):
        yield "answers", _answer(10, item, number=1)
    yield "answers", _answer(11, "hy.count_in", number=1)
    yield "answers", _answer(12, "vi.outcome", choice="declined")
    yield "chains", {"chain": _id(10), "number": 1, "hash": bytes(32)}
    yield (
        "audit",
        {
            **{"chain": _id(10), "number": 1, "id": _id(99), **_moment("at"), "by": _id(1)},
            **{"action": "session_opened", "payload": b"{}", "payload_hash": bytes(32)},
            **{"previous": bytes(32), "hash": bytes(32)},
        },
    )


def _session(number: int) -> Mapping[str, Any]:
    return {
        **{"id": _id(number), "patient_id": _id(2), "episode_id": _id(3), "number": number - 9},
        **{"practitioner_id": _id(1), **_moment("opened"), "status": "draft", "version": 1},
    }


def _needle(session: int) -> Mapping[str, Any]:
    return {
        **{"session_id": _id(session), "id": _id(session + 10), "version": 1, "present": True},
        **{"kind": "needle", **_moment("placed"), "placed_by": _id(1), "side": "right", "frame": 1},
        **{"x": 180, "y": 130, "level": "L4", "lateral": 180, "structures": '["m.multifidus"]'},
        **{"hazards": "[]", "muscle": "m.multifidus", "length": 50, "diameter": 300},
        **{"technique": "piston", "direction": "perpendicular", **_moment("went_in")},
        **{**_moment("came_out"), "depth": 35, "twitches": 2, "remark": "as before"},
    }


def _answer(
    session: int, item: str, *, number: int | None = None, choice: str = ""
) -> Mapping[str, Any]:
    return {
        **{"session_id": _id(session), "item": item, "version": 1, **_moment("at"), "by": _id(1)},
        **{"remark": "", "number": number, "choice": choice},
    }


def _first_version(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Make the tables of the first version alone, fill them, and give all that is in them."""
    migrate(engine, to="0001")
    tables = _tables(engine)
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        for name, row in _rows():
            connection.execute(insert(tables.tables[name]), row)
    return _contents(engine, tables)


def _tables(engine: Engine) -> MetaData:
    """The tables that a database has, whatever this program knows of."""
    tables = MetaData()

    def quote(_inspector: object, _table: object, column: Any) -> None:  # noqa: ANN401
        column["name"] = quoted_name(column["name"], quote=True)

    event.listen(tables, "column_reflect", quote)
    tables.reflect(engine)
    return tables


def _contents(engine: Engine, tables: MetaData) -> dict[str, list[dict[str, Any]]]:
    """Every row of `tables`, in their columns."""
    found = {}
    with engine.begin() as connection:
        for name, table in tables.tables.items():
            if name != "alembic_version":
                rows = connection.execute(select(table).order_by(*table.primary_key))
                found[name] = [dict(row._mapping) for row in rows]
    return found


def _check_kept(engine: Engine, before: Mapping[str, list[dict[str, Any]]]) -> None:
    after = _contents(engine, metadata)
    for name, rows in before.items():
        kept = [{column: row[column] for column in rows[0]} for row in after[name]] if rows else []
        assert kept == rows, name


def _check_read(records: Records) -> None:
    (first, second, third) = reversed(records.sessions.timeline(PatientId(uuid7(2))))
    assert [line.uncounted for line in (first, second, third)] == [False, True, False]
    assert [line.session.id for line in records.sessions.uncounted(9)] == [SessionId(uuid7(11))]
    (needle,) = records.sessions.session(SessionId(uuid7(10))).needles()
    assert isinstance(needle, Needle)
    assert isinstance(needle.site, MapSite)
    assert needle.site.level_found is LevelFound.PALPATION
    assert (needle.depth, needle.placed_by) == (35, PractitionerId(uuid7(1)))
    (entry,) = records.trail.chain(SessionId(uuid7(10)))
    assert entry.id == EntryId(uuid7(99))
    assert not records.follow_ups.of_patient(PatientId(uuid7(2)))
    assert not records.patients.patient(PatientId(uuid7(2))).large_print
    assert records.patients.patient(PatientId(uuid7(2))).language == ""
    assert not records.problems()
    records.close()


def test_the_steps_are_those_of_the_folder() -> None:
    folder = Path(migrations.__file__).parent / "versions"
    files = sorted(file.name for file in folder.glob("[0-9]*.py"))
    assert [name.split("_")[0] for name in files] == list(STEPS)


def test_a_file_of_the_first_version_is_copied_and_keeps_its_data(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / NAME, KEY)
    before = _first_version(engine)
    engine.dispose()
    _check_read(SqlStore().open(tmp_path, KEY))
    _check_kept(engine, before)
    engine.dispose()
    copy = open_engine(tmp_path / f"before-{CURRENT}-{NAME}", KEY)
    assert _contents(copy, _tables(copy)) == before
    copy.dispose()


def test_a_server_of_the_first_version_keeps_its_data(server: Any, worker_id: str) -> None:  # noqa: ANN401
    name = f"first_{worker_id}"
    server.make(name, "template0")
    address = server.address(name)
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    before = _first_version(engine)
    _check_read(open_on_server(address))
    _check_kept(engine, before)
    engine.dispose()


def test_the_tables_of_today_are_what_the_steps_make(tmp_path: Path, server_engine: Engine) -> None:
    file = open_engine(tmp_path / NAME, KEY)
    migrate(file)
    for engine in (file, server_engine):
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        engine.dispose()
