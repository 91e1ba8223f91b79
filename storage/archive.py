"""The archive of one home: its database, its originals and the folder of its search index."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage import engine as database
from storage.blobs import Blobs


@dataclass(frozen=True, kw_only=True)
class Archive:
    """An open archive. `engine` is the database, `blobs` the originals, `index` the folder of the search index."""

    home: Path
    engine: Engine
    blobs: Blobs

    @property
    def index(self) -> Path:
        """Where the derived search index lies."""
        return self.home / "index"

    def reading(self) -> AbstractContextManager[Session]:
        """A transaction that only reads, all as of one moment."""
        return database.reading(self.engine)

    def writing(self) -> AbstractContextManager[Session]:
        """A transaction that writes: kept whole at the end, or not at all."""
        return database.writing(self.engine)


@contextmanager
def open_archive(home: Path, *, database_url: str | None = None) -> Iterator[Archive]:
    """Open the archive of a home, its schema brought up to date, and close it afterwards.

    `database_url` moves the records to PostgreSQL (`postgresql+psycopg://…`); originals and index stay in the home.

    Raises:
        ArchiveUnreadable: the database is no archive of ours or cannot be opened.
        SchemaTooNew: a newer program wrote it.
    """
    home.mkdir(parents=True, exist_ok=True)
    engine = database.engine_for(database_url or database.sqlite_url(home / "archive.db"))
    try:
        database.migrate(engine)
        yield Archive(home=home, engine=engine, blobs=Blobs(home / "blobs"))
    finally:
        engine.dispose()
