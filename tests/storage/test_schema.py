"""The schema: migrations and tables agree on both databases, and an archive of the future is refused."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, select, text

from storage.archive import Archive, open_archive
from storage.engine import ArchiveUnreadable, SchemaTooNew, engine_for
from storage.schema import AgendaItemRow, Attachment, Base, Blob, MeetingRow, Publication, SourceRow
from tests.conftest import ROOT


def test_migrations_make_what_the_tables_say(archive: Archive) -> None:
    """After all migrations the database is what the models describe, on SQLite and on PostgreSQL."""
    with archive.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_an_archive_of_the_first_schema_is_brought_up_to_date(database_url: str, tmp_path: Path) -> None:
    """What was kept by the first release is kept, and what it could not know is empty."""
    engine = engine_for(database_url)
    with engine.connect().execution_options(write=True) as connection:
        _upgrade(connection, "0001")
        for statement in _OLD_ROWS:
            connection.execute(text(statement))
        connection.commit()
    engine.dispose()
    with open_archive(tmp_path, database_url=database_url) as archive, archive.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        source = session.scalars(select(SourceRow)).one()
        item = session.scalars(select(AgendaItemRow)).one()
        paper = session.scalars(select(Attachment)).one()
        meeting = session.scalars(select(MeetingRow)).one()
        event = session.scalars(select(Publication)).one()
        original = session.scalars(select(Blob)).one()

        assert (source.key, source.deadlines, source.note) == ("committee/northshire", [], None)
        assert (item.title, item.to_follow, item.restriction) == ("Improvement plan", False, None)
        assert (paper.title, paper.size, paper.revision, paper.road) == ("Report", None, None, None)
        assert (meeting.ref, meeting.listed_status, meeting.road) == ("9101", None, None)
        assert (event.key, event.replaces_id) == ("p", None)
        assert (source.name, source.publisher, source.covers, source.anonymous) == (None, None, [], False)
        assert (original.sha256, original.expired) == ("ab", False)


# One row in each table that has changed since, and those that they refer to.
_OLD_ROWS = (
    (
        "INSERT INTO council (id, slug, name, short_name, aliases, weak_aliases)"
        " VALUES (1, 'northshire', 'Northshire', 'Northshire', '[]', '[]')"
    ),
    (
        "INSERT INTO source (id, key, channel, system, council_id, base_url, licence, promise, watch_committees,"
        " skip_committees, enabled, file_sha256)"
        " VALUES (1, 'committee/northshire', 'committee', 'moderngov', 1, 'https://x', 'ogl', '{}', '[]', '[]', true, '')"
    ),
    "INSERT INTO entity (id, uid, kind, name, public) VALUES (1, 'e', 'committee', 'Cabinet', true)",
    (
        "INSERT INTO committee (id, entity_id, source_id, ref, title, expired, watched, why)"
        " VALUES (1, 1, 1, '501', 'Cabinet', false, true, 'cabinet')"
    ),
    (
        "INSERT INTO meeting (id, uid, source_id, ref, committee_id, starts_local, zone, status, agenda_published,"
        " decisions_published, minutes_published, fingerprint, sequence, absences, first_seen_at)"
        " VALUES (1, 'm', 1, '9101', 1, '2026-06-10', 'Europe/London', 'Confirmed', true, false, false, 'f', 0, 0,"
        " '2026-06-01 06:00:00')"
    ),
    (
        "INSERT INTO agenda_item (id, meeting_id, ref, position, title, restricted)"
        " VALUES (1, 1, '77004', 1, 'Improvement plan', false)"
    ),
    (
        "INSERT INTO attachment (meeting_id, item_ref, ref, title, restricted, listed, absences, first_seen_at)"
        " VALUES (1, '77004', 's60101', 'Report', false, true, 0, '2026-06-01 06:00:00')"
    ),
    (
        "INSERT INTO run (id, step, started_at, program) VALUES (1, 'crawl', '2026-06-01 06:00:00', 'minutewatch 0.1')"
    ),
    (
        "INSERT INTO publication (id, key, type, source_id, meeting_id, first_seen_at, origin, run_id)"
        " VALUES (1, 'p', 'agenda_published', 1, 1, '2026-06-01 06:00:00', 'watch', 1)"
    ),
    "INSERT INTO blob (sha256, bytes, media_type, packing) VALUES ('ab', 1, 'text/html', 'raw')",
)


def _upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "storage" / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


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
