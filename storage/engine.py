"""The database: an engine for SQLite or PostgreSQL, write and read transactions, and the schema's migrations.

SQLite: WAL; writers BEGIN IMMEDIATE, for a deferred transaction that turns to writing fails at once with
SQLITE_BUSY_SNAPSHOT whatever the busy timeout; readers BEGIN.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from domain.errors import MinutewatchError
from storage.schema import SCHEMA

_BUSY_SECONDS = 60
# Erased words are overwritten, not only unlinked.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "cache_size=-65536",
    "secure_delete=ON",
)
_MIGRATION_LOCK = (
    0x736368656D61  # "schema": the advisory lock under which one process brings the schema up to date
)
_CHANGE_LOCK = 0x6D696E757465  # "minute": the advisory lock under which change numbers are drawn


class ArchiveUnreadable(MinutewatchError):
    """The database cannot be opened or is no archive of ours."""


class SchemaTooNew(MinutewatchError):
    """The archive was written by a newer program."""


def engine_for(url: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql+psycopg://…`.

    Raises:
        ArchiveUnreadable: the address is neither.
    """
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as exc:
        raise ArchiveUnreadable(f"database_url: {exc}; write postgresql+psycopg://user@host/name") from exc
    if backend == "sqlite":
        return _sqlite(url)
    if backend != "postgresql":
        raise ArchiveUnreadable(
            f"database_url: {backend} is not served; write postgresql+psycopg://user@host/name"
        )
    return create_engine(url, pool_pre_ping=True, pool_size=4, max_overflow=8)


def sqlite_url(path: Path) -> str:
    """The address of a database file, whatever characters its path holds."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A transaction that writes: committed whole at the end, or not at all."""
    with engine.connect().execution_options(write=True) as connection, Session(connection) as session:
        with session.begin():
            yield session
        connection.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A transaction that only reads, all of it as of one moment."""
    snapshot = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**snapshot) as connection, Session(connection) as session:
        yield session


def lock_changes(session: Session) -> None:
    """Hold the right to draw change numbers until this transaction ends. SQLite's writers hold it from the start."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHANGE_LOCK})


def migrate(engine: Engine) -> None:
    """Bring the schema up to the newest version.

    Raises:
        SchemaTooNew: it is beyond the newest version that we know.
        ArchiveUnreadable: the database cannot be opened or holds no archive of ours.
    """
    if schema_of(engine) == SCHEMA:
        return
    with as_file(files("storage") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        with engine.connect().execution_options(write=True) as connection:
            if engine.dialect.name == "postgresql":  # SQLite's writers hold their lock from the start
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()


def schema_of(engine: Engine) -> str | None:
    """The version of the schema in the database; `None` for an empty one.

    Raises:
        SchemaTooNew, ArchiveUnreadable: as `migrate`.
    """
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    except (OperationalError, DBAPIError) as exc:
        raise ArchiveUnreadable(
            f"{engine.url.render_as_string(hide_password=True)}: cannot be read as an archive ({exc.orig}); "
            "restore a backup or name another MINUTEWATCH_HOME"
        ) from exc
    if found is not None and found > SCHEMA:
        raise SchemaTooNew(
            f"{engine.url.render_as_string(hide_password=True)}: written by a newer Minutewatch (schema {found}, this one "
            f"knows {SCHEMA}); upgrade the program"
        )
    return found
