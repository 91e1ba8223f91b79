"""Copies are looked for among 100,000 articles at the cost of looking among a thousand, whatever phrases they share."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from domain.copies import KEPT_ONE_IN, Prints
from storage import copies
from storage.archive import Archive, open_archive
from tests.storage.linked import statements
from tests.storage.newsroom import Newsroom

pytestmark = pytest.mark.slow

FEW, MANY = 1_000, 100_000
# An article of its own hundred words or so, and a phrase that every second article has.
OWN, COMMON = 12, 5
# The first article is a real one; of its rows those of the others are made.
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT CAST(2 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
_FILL = (
    f"""INSERT INTO document (id, uid, source_id, ref, kind, url, first_seen_at, absences) {_NUMBERS}
        SELECT i, 'd' || i, source_id, 'r' || i, kind, url, first_seen_at, absences FROM document, n WHERE id = 1""",
    f"""INSERT INTO version (id, document_id, number, fingerprint, title, authors, first_seen_at, origin, licence, access)
        {_NUMBERS}
        SELECT i, i, number, fingerprint, title, authors, first_seen_at, origin, licence, access FROM version, n WHERE id = 1""",
    f"""INSERT INTO article_version (version_id, layout, left_out, words, day, prints, printed_by) {_NUMBERS}
        SELECT i, layout, left_out, 100, day, {OWN + COMMON}, 'test@1' FROM article_version, n WHERE version_id = 1""",
    *(
        f"""INSERT INTO fingerprint (version_id, hash, place) {_NUMBERS}
            SELECT i, ((i * {OWN} + {place}) * 7919 % 1000000007 + 1000) * {KEPT_ONE_IN}, {place} FROM n"""
        for place in range(OWN)
    ),
    *(
        f"""INSERT INTO fingerprint (version_id, hash, place) {_NUMBERS}
            SELECT i, {place * KEPT_ONE_IN}, {OWN + place} FROM n WHERE i % 2 = 0"""
        for place in range(COMMON)
    ),
)


def prints_of(article: int) -> Prints:
    """The prints of an article as they were filled in, with the phrase that half the archive shares."""
    own = {
        ((article * OWN + place) * 7919 % 1_000_000_007 + 1000) * KEPT_ONE_IN: place for place in range(OWN)
    }
    common = {place * KEPT_ONE_IN: OWN + place for place in range(COMMON)}
    return Prints(words=100, places=own | common)


def fill(archive: Archive, count: int) -> None:
    """Put in so many articles of one day."""
    Newsroom(archive).shows()
    with archive.writing() as session:
        for statement in _FILL:
            session.execute(text(statement), {"count": count})
    with archive.writing() as session:
        session.execute(text("ANALYZE"))


def steps(session: Session, ask: Callable[[], object]) -> int:
    """How many steps SQLite's machine takes to answer, in tens."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1

    connection = session.connection().connection.driver_connection
    assert connection is not None
    connection.set_progress_handler(step, 10)
    ask()
    connection.set_progress_handler(None, 0)
    return taken


def plans(session: Session, article: int) -> str:
    """How the database goes about each statement that looks for the copies of an article."""
    told: list[str] = []
    explain = "EXPLAIN QUERY PLAN " if session.get_bind().dialect.name == "sqlite" else "EXPLAIN "

    def note(_c: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        cursor.execute(explain + statement, parameters)  # type: ignore[attr-defined]
        told.extend(str(row) for row in cursor.fetchall())  # type: ignore[attr-defined]

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        copies.candidates(session, 1, prints_of(article))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return "\n".join(told)


def test_a_copy_is_found_among_a_hundred_thousand(archive: Archive) -> None:
    """The one article of which it is a copy comes first, by an index, in two statements; the phrases that fifty thousand
    articles share bring in no more than the newest of them."""
    fill(archive, MANY)
    with archive.reading() as session, statements(archive) as asked:
        found = copies.candidates(session, 1, prints_of(77_777))
    with archive.reading() as session:
        planned = plans(session, 77_777)

    assert (found[0].version, found[0].shared) == (77_777, OWN)
    assert [each.shared for each in found[1:]] == [COMMON] * (len(found) - 1)
    assert len(found) <= 50
    assert len([each for each in asked if each.startswith("SELECT")]) == 2
    assert "SCAN fingerprint" not in planned
    assert "Seq Scan on fingerprint" not in planned
    assert "ix_fingerprint_hash" in planned


def test_the_work_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    """Among a hundred times as many articles, what is new and of what it is a copy is found in about as many steps."""
    looking, noticing = [], []
    for count in (FEW, MANY):
        with open_archive(tmp_path / str(count)) as archive:
            fill(archive, count)
            with archive.reading() as session:
                copy = prints_of(count // 2 + 1)
                looking.append(steps(session, partial(copies.candidates, session, 1, copy)))
                noticing.append(steps(session, partial(copies.unprinted, session, rule="test@1")))

    assert 0 < looking[1] <= 1.5 * looking[0]
    assert noticing[1] <= noticing[0] + 10
