"""Health: expected, could not look, and nobody looked are three different things; each is told with its reason, once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from domain.council import Council
from domain.health import HealthState
from storage.archive import Archive
from storage.health import SourceState, changes, note_health, note_nothing_due, states, tell_changes
from storage.schema import CouncilRow
from storage.sources import refresh
from tests.storage.world import KEY, MEETING, MONDAY, PAPER, SOURCE, Northshire, minuted, with_agenda


def state_of(council: Northshire) -> SourceState:
    """The state of Northshire now."""
    with council.archive.reading() as session:
        (state,) = states(session, now=council.now)
    return state


def crawled(council: Northshire, state: HealthState = HealthState.OK, reason: str = "12 meetings") -> None:
    """A crawl saw this of Northshire."""
    with council.archive.writing() as session:
        note_health(session, KEY, run=council.run, at=council.now, state=state, reason=reason)


def nothing_due(council: Northshire) -> None:
    """A crawl found nothing to look at in Northshire."""
    with council.archive.writing() as session:
        note_nothing_due(session, KEY, run=council.run, at=council.now)


@contextmanager
def plans_of(session: Session) -> Iterator[list[str]]:
    """What the database does for each statement that is sent meanwhile, as SQLite explains it."""
    sent: list[tuple[str, Sequence[object]]] = []

    def note(
        _c: Connection, _cursor: object, statement: str, parameters: Sequence[object], *_: object
    ) -> None:
        sent.append((statement, parameters))

    explained: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield explained
    event.remove(connection, "before_cursor_execute", note)
    cursor = connection.connection.cursor()
    for statement, parameters in sent:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        explained.extend(row[-1] for row in cursor.fetchall())


def test_a_source_never_looked_at_is_stale(archive: Archive) -> None:
    """And the reason says what to run."""
    state = state_of(Northshire(archive))

    assert (state.state, "minutewatch crawl" in state.reason) == (HealthState.STALE, True)


def test_a_crawl_with_nothing_to_look_at_is_no_silence_of_cron(archive: Archive) -> None:
    """A source that is asked once a week is no more stale on the sixth day than one that is asked daily; trouble stays trouble."""
    council = Northshire(archive)
    crawled(council)
    for _ in range(6):
        council.later(days=1)
        nothing_due(council)
    well = state_of(council)
    crawled(council, HealthState.BLOCKED, "403")
    council.later(days=3)
    nothing_due(council)
    blocked = state_of(council)

    assert (well.state, well.last_success) == (HealthState.OK, MONDAY)
    assert (blocked.state, blocked.since) == (HealthState.BLOCKED, MONDAY + timedelta(days=6))


def test_a_block_says_since_when_and_when_it_last_went_well(archive: Archive) -> None:
    """Three refused looks in a row are one block, since the first of them."""
    council = Northshire(archive)
    crawled(council)
    for _ in range(3):
        council.later(days=1)
        crawled(council, HealthState.BLOCKED, "403")
    state = state_of(council)

    assert state.state == HealthState.BLOCKED
    assert state.since == MONDAY + timedelta(days=1)
    assert state.last_success == MONDAY


def test_a_dead_cron_shows(archive: Archive) -> None:
    """Nothing was stored since, and yet the state is not ok any more."""
    council = Northshire(archive)
    crawled(council)
    council.later(days=5)
    state = state_of(council)

    assert (state.state, "cron" in state.reason) == (HealthState.STALE, True)


def test_rows_of_an_older_archive_still_count(archive: Archive) -> None:
    """A look that was written before states said since when is a state since then."""
    council = Northshire(archive)
    crawled(council)
    with archive.writing() as session:
        session.execute(text("UPDATE source_health SET since = NULL, last_success = NULL"))
    state = state_of(council)

    assert (state.state, state.since, state.last_success) == (HealthState.OK, MONDAY, MONDAY)


def test_a_recess_is_quiet_and_says_until_when(archive: Archive) -> None:
    """Weeks without anything new, with a whole calendar that names the next meeting, are no trouble."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.serves(PAPER.ref, "The plan.")
    council.later(days=20)
    council.lists(MEETING, replace(MEETING, ref="9102", day=date(2026, 9, 9)))
    crawled(council)
    state = state_of(council)

    assert state.state is HealthState.QUIET
    assert state.since == MONDAY + timedelta(days=7)
    assert state.reason == (
        "nothing new since 1 June 2026; its lists are whole; the next meeting is on 9 September 2026"
    )


def test_meetings_that_never_show_an_agenda_are_no_recess(archive: Archive) -> None:
    """Three meetings held, none with an agenda that we could see: however well the pages answer, they are read wrongly."""
    council = Northshire(archive)
    held = [replace(MEETING, ref=str(9101 + n), day=date(2026, 6, 10 + n)) for n in range(3)]
    council.lists(*held)
    council.later(days=14)
    for meeting in held:
        council.shows(meeting)
    crawled(council)

    assert state_of(council).state is HealthState.BROKEN
    council.shows(replace(with_agenda(PAPER), ref="9101"))
    assert state_of(council).state is HealthState.OK


def test_meetings_called_off_or_of_others_prove_nothing(archive: Archive) -> None:
    """Neither a cancelled meeting nor one that is gone from the calendar should have shown an agenda."""
    council = Northshire(archive)
    held = [replace(MEETING, ref=str(9101 + n), day=date(2026, 6, 10 + n)) for n in range(3)]
    council.lists(*held)
    council.later(days=14)
    for meeting in held:
        council.shows(replace(meeting, status="Cancelled"))
    crawled(council)

    assert state_of(council).state is HealthState.OK


def test_minutes_that_did_not_come_are_counted(archive: Archive) -> None:
    """Two months after a meeting its minutes are missed; once they are seen they are not."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.shows(with_agenda())
    council.later(days=80)
    crawled(council)

    assert state_of(council).reason.endswith("1 of 1 past meetings are without minutes")
    council.shows(minuted(with_agenda(), "Resolved."))
    assert "without minutes" not in state_of(council).reason


def test_files_that_were_given_up_are_counted(archive: Archive) -> None:
    """A file that failed eight times is given up, and that is told."""
    council = Northshire(archive)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    for _ in range(8):
        fetched = replace(council.fetched(f"document:{PAPER.ref}", b""), status=None, error="cut short")
        council.keeper.keep_failure(fetched)
    crawled(council)

    assert state_of(council).reason == "12 meetings; 1 file given up after too many tries"


def test_what_is_found_in_past_years_is_nothing_new(archive: Archive) -> None:
    """The newest thing that a source gave is the newest news: looking at past years does not make it lively."""
    council = Northshire(archive)
    council.lists(MEETING, replace(MEETING, ref="8000", day=date(2026, 1, 14)))
    council.shows(with_agenda(PAPER))
    council.later(days=20)
    council.shows(replace(with_agenda(), ref="8000", day=date(2026, 1, 14)))
    crawled(council)

    assert state_of(council).newest == MONDAY


def test_an_unknown_address_is_no_dead_cron(archive: Archive) -> None:
    """A source whose papers nobody has found yet says so, whatever else."""
    council = Northshire(archive)
    with archive.writing() as session:
        refresh(session, [replace(SOURCE, url="", file_sha256="1" * 64)])

    assert state_of(council).reason == "the address of its papers is still to be found"


def test_a_council_that_ended_names_its_successors(archive: Archive) -> None:
    """It is neither stale nor blocked, and whoever looks it up learns who comes after."""
    wolden = Council(
        slug="wolden",
        gss=None,
        name="Wolden Council",
        short_name="Wolden",
        valid_to="2026-05-31",
        successors=("east-wolden", "west-wolden"),
    )
    with archive.writing() as session:
        for name in ("East Wolden", "West Wolden"):
            slug = name.lower().replace(" ", "-")
            session.add(
                CouncilRow(slug=slug, gss=None, name=name, short_name=name, aliases=[], weak_aliases=[])
            )
        session.flush()
        refresh(session, [replace(SOURCE, key="committee/wolden", council=wolden)])
    with archive.reading() as session:
        (state,) = states(session, now=MONDAY)

    assert (state.state, state.ended) == (HealthState.QUIET, True)
    assert state.reason == "ended on 31 May 2026; its successors are East Wolden and West Wolden"


def test_changes_are_listed_with_what_was_before(archive: Archive) -> None:
    """Only where a state begins is there a change, and it names the state before."""
    council = Northshire(archive)
    for state in (HealthState.OK, HealthState.OK, HealthState.BLOCKED, HealthState.BLOCKED, HealthState.OK):
        crawled(council, state, f"is {state}")
        council.later(days=1)
    with archive.reading() as session:
        found = changes(session, since=MONDAY + timedelta(hours=1))

    assert [(change.at, change.before, change.after, change.reason) for change in found] == [
        (MONDAY + timedelta(days=2), HealthState.OK, HealthState.BLOCKED, "is blocked"),
        (MONDAY + timedelta(days=4), HealthState.BLOCKED, HealthState.OK, "is ok"),
    ]


def test_a_change_is_told_once(archive: Archive) -> None:
    """However many looks are refused, the operator hears of it once, and once more when all is well again."""
    council = Northshire(archive)
    told = []
    for state in (
        HealthState.OK,
        HealthState.BLOCKED,
        HealthState.BLOCKED,
        HealthState.QUIET,
        HealthState.OK,
    ):
        crawled(council, state, f"is {state}")
        with archive.writing() as session:
            told.append([(each.before, each.after) for each in tell_changes(session, now=council.now)])
        council.later(days=1)

    assert told == [
        [],
        [(HealthState.OK, HealthState.BLOCKED)],
        [],
        [(HealthState.BLOCKED, HealthState.QUIET)],
        [],
    ]


def test_the_first_telling_names_what_is_in_trouble(archive: Archive) -> None:
    """A source that is in trouble when it is first told of is told of."""
    council = Northshire(archive)
    crawled(council, HealthState.MOVED, "nobody answers")
    with archive.writing() as session:
        (told,) = tell_changes(session, now=council.now)

    assert (told.source, told.before, told.after, told.reason) == (
        KEY,
        None,
        HealthState.MOVED,
        "nobody answers",
    )


def test_the_state_of_all_england_reads_no_table_from_end_to_end(sqlite_archive: Archive) -> None:
    """However long an archive is kept, the states of its sources are read from the newest rows and windows of the others."""
    council = Northshire(sqlite_archive)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.later(days=20)
    crawled(council)
    with sqlite_archive.reading() as session, plans_of(session) as plans:
        states(session, now=council.now)
    # What failed is few, whatever is kept: its index holds nothing else.
    few = ("source", "council", "succession")
    whole = [plan for plan in plans if plan.startswith("SCAN") and "ix_watch_tries" not in plan]

    assert plans
    assert not [plan for plan in whole if plan.split()[1] not in few]
