"""The schema: migrations and tables agree on both databases, and an archive of the future is refused."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from storage.archive import Archive, open_archive
from storage.engine import ArchiveUnreadable, SchemaTooNew
from storage.schema import Base


def test_migrations_make_what_the_tables_say(archive: Archive) -> None:
    """After all migrations the database is what the models describe, on SQLite and on PostgreSQL."""
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_an_archive_of_the_future_is_refused(database_url: str, tmp_path: Path) -> None:
    """An archive that a newer program wrote is left alone, with a word about what to do."""
    with open_archive(tmp_path, database_url=database_url) as archive, archive.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with (
        pytest.raises(SchemaTooNew, match="upgrade the program"),
        open_archive(tmp_path, database_url=database_url),
    ):
        pass


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    """A damaged database gets a clear error."""
    (tmp_path / "archive.db").write_bytes(b"no database" * 1000)

    with pytest.raises(ArchiveUnreadable, match="cannot be read as an archive"), open_archive(tmp_path):
        pass
