"""Editions: windows of changes without gap or overlap, frozen once; each mail claimed by one sender and marked."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage import editions, subscribers
from storage.archive import Archive
from storage.editions import EditionName, FrozenItem, MailState, NoSuchEdition, Told, Window, named
from storage.schema import Edition, Outbox
from storage.sources import refresh
from storage.subscribers import Cadence, Reader
from storage.writing import note_changes

SECRET = b"a secret of this test"
NOW = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)  # a Monday
MONDAY = named("2026-W47")


def _reader(
    session: Session,
    address: str = "ann@example.org",
    *,
    cadence: Cadence = Cadence.WEEKLY,
    weekday: int | None = None,
) -> Reader:
    refresh(session, [])
    made = subscribers.add(session, address, secret=SECRET, now=NOW, wording="")
    subscribers.confirm(session, made.uid, now=NOW, wording="")
    subscribers.follow(session, made.uid, "england", cadence=cadence, weekday=weekday, now=NOW)
    return subscribers.by_id(session, made.id)


def _changes(archive: Archive, number: int) -> None:
    with archive.writing() as session:
        note_changes(session, [{"what": "text"}] * number, at=NOW)


def _freeze(archive: Archive, name: EditionName, *keys: str, now: datetime = NOW) -> editions.FrozenEdition:
    def compose(_: Session, __: EditionName, ___: Window) -> Iterable[FrozenItem]:
        return [FrozenItem(key=key, rank=rank, content={"what": key}) for rank, key in enumerate(keys)]

    return editions.freeze(archive, name, now=now, template="test", compose=compose)


def _enqueue(archive: Archive, name: EditionName, now: datetime = NOW) -> int:
    with archive.writing() as session:
        return editions.enqueue(
            session, name, now=now, message_id=lambda uid: f"<{name.id}.{uid}@example.org>"
        )


def _states(archive: Archive) -> dict[str, str]:
    with archive.reading() as session:
        return {row.edition_id: row.state for row in session.scalars(select(Outbox))}


@pytest.mark.parametrize(
    ("words", "cadence", "weekday", "day"),
    [
        ("2026-W47", Cadence.WEEKLY, 1, date(2026, 11, 16)),
        ("2026-W47-4", Cadence.WEEKLY, 4, date(2026, 11, 19)),
        ("2026-11-22", Cadence.DAILY, None, date(2026, 11, 22)),
        ("2026-11", Cadence.MONTHLY, None, date(2026, 11, 2)),
        ("2027-W22", Cadence.WEEKLY, 1, date(2027, 6, 1)),  # 31 May 2027 is a bank holiday
        ("2026-W53", Cadence.WEEKLY, 1, date(2026, 12, 29)),  # so is 28 December 2026, in lieu of Boxing Day
    ],
)
def test_an_edition_is_named_by_its_day(words: str, cadence: Cadence, weekday: int | None, day: date) -> None:
    """The id says how often and when; an edition of a bank holiday Monday goes out on the next working day."""
    assert named(words) == EditionName(id=words, cadence=cadence, weekday=weekday, day=day)


@pytest.mark.parametrize(
    "words",
    ["", "2026", "2026-W54", "2026-W00", "2026-W47-1", "2026-W47-8", "2026-13", "2026-02-30", "2026-W4", " 2026-W47", "2026-11-22 ", "२०२६-11"],
)  # fmt: skip
def test_what_names_no_edition_is_refused(words: str) -> None:
    """Ids are read strictly: one edition has one id."""
    with pytest.raises(NoSuchEdition):
        named(words)


@given(st.text(max_size=12))
def test_any_words_name_an_edition_or_are_refused(words: str) -> None:
    """No words end in anything but an edition or our own error."""
    with suppress(NoSuchEdition):
        assert named(words).id == words


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31)))
def test_each_day_has_its_editions(day: date) -> None:
    """Every edition goes out on one day, its own."""
    found = editions.going_out(day)

    assert all(name.day == day for name in found)
    assert {name.id for name in found} >= {day.isoformat()}
    assert len({name.id for name in found}) == len(found)


def test_windows_leave_no_gap_and_do_not_overlap(archive: Archive) -> None:
    """Each edition of a series begins where the one before it ended; another series has windows of its own."""
    with archive.writing() as session:
        _reader(session)
    _changes(archive, 3)
    first = _freeze(archive, MONDAY)
    _changes(archive, 2)
    second = _freeze(archive, named("2026-W48"))
    _changes(archive, 1)
    thursday = _freeze(archive, named("2026-W48-4"))

    assert (first.window, second.window) == (Window(after=0, upto=3), Window(after=3, upto=5))
    assert thursday.window == Window(after=5, upto=6)


def test_the_first_of_a_series_begins_where_its_readers_do(archive: Archive) -> None:
    """A reader who joins after many editions is given the current one, not the archive's whole past."""
    with archive.writing() as session:
        _reader(session)
    _changes(archive, 5)
    _freeze(archive, MONDAY)
    _changes(archive, 5)
    _freeze(archive, named("2026-W48"))
    with archive.writing() as session:
        daily = _reader(session, "daily@example.org", cadence=Cadence.DAILY)
    _changes(archive, 1)

    assert daily.following[0].since_seq == 5
    assert _freeze(archive, named("2026-11-24")).window == Window(after=5, upto=11)


def test_what_is_frozen_stays_as_it_is(archive: Archive) -> None:
    """Freezing twice is freezing once, whatever happened between."""
    first = _freeze(archive, MONDAY, "a@1", "b@1")
    _changes(archive, 4)
    second = _freeze(archive, MONDAY, "c@1", now=NOW + timedelta(days=1))

    assert second == first
    with archive.reading() as session:
        assert [item.key for item in editions.items(session, MONDAY.id)] == ["a@1", "b@1"]


def test_two_that_freeze_at_once_make_one_edition(archive: Archive) -> None:
    """Whoever comes second finds the other's work."""
    frozen: list[editions.FrozenEdition] = []
    threads = [Thread(target=lambda: frozen.append(_freeze(archive, MONDAY, "a@1"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(frozen) == 4
    assert len({edition.frozen_at for edition in frozen}) == 1


def test_each_reader_has_one_mail(archive: Archive) -> None:
    """Only confirmed readers of the series who are not suppressed or pausing get one, and one only."""
    with archive.writing() as session:
        _reader(session)
        _reader(session, "thursday@example.org", weekday=4)
        _reader(session, "daily@example.org", cadence=Cadence.DAILY)
        subscribers.add(session, "pending@example.org", secret=SECRET, now=NOW, wording="")
        gone = _reader(session, "gone@example.org")
        subscribers.leave(session, gone.uid, now=NOW, wording="")
        _reader(session, "bounced@example.org")
        subscribers.suppress(session, "bounced@example.org", secret=SECRET, now=NOW, reason="bounced")
    _freeze(archive, MONDAY)

    assert _enqueue(archive, MONDAY) == 1
    assert _enqueue(archive, MONDAY) == 1


def test_a_mail_is_claimed_by_one_sender(archive: Archive) -> None:
    """Many senders at once take each mail once."""
    with archive.writing() as session:
        for number in range(20):
            _reader(session, f"reader{number}@example.org")
    _freeze(archive, MONDAY)
    _enqueue(archive, MONDAY)
    taken: list[int] = []

    def take() -> None:
        while True:
            with archive.writing() as session:
                claimed = editions.claim(session, MONDAY.id, now=NOW)
            if claimed is None:
                return
            taken.append(claimed.subscriber)

    threads = [Thread(target=take) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(taken) == len(set(taken)) == 20


def test_a_deferred_mail_goes_when_its_time_has_come(archive: Archive) -> None:
    """Not before; and what a server refused for good never goes again."""
    with archive.writing() as session:
        _reader(session)
    _freeze(archive, MONDAY)
    _enqueue(archive, MONDAY)
    later = NOW + timedelta(minutes=5)
    with archive.writing() as session:
        claimed = editions.claim(session, MONDAY.id, now=NOW)
        assert claimed is not None
        editions.mark(session, claimed, MailState.DEFERRED, now=NOW, because="450", not_before=later)

    with archive.writing() as session:
        assert editions.claim(session, MONDAY.id, now=NOW) is None
        again = editions.claim(session, MONDAY.id, now=later)
        assert again is not None
        assert again.attempts == 2
        editions.mark(session, again, MailState.FAILED, now=later, because="550")
        assert editions.claim(session, MONDAY.id, now=later + timedelta(days=1)) is None
        assert editions.waiting(session, MONDAY.id) == 0


def test_what_a_dead_sender_claimed_is_free_again(archive: Archive) -> None:
    """The next sender finds it at once, unless others are sending: then their claims are theirs for an hour."""
    with archive.writing() as session:
        _reader(session)
    _freeze(archive, MONDAY)
    _enqueue(archive, MONDAY)
    with archive.writing() as session:
        assert editions.claim(session, MONDAY.id, now=NOW) is not None

    with editions.sending(archive, MONDAY.id, now=NOW):
        assert _states(archive) == {MONDAY.id: "ready"}
        with archive.writing() as session:
            assert editions.claim(session, MONDAY.id, now=NOW) is not None
        with editions.sending(archive, MONDAY.id, now=NOW):
            assert _states(archive) == {MONDAY.id: "claimed"}
        with editions.sending(archive, MONDAY.id, now=NOW + timedelta(hours=2)):
            assert _states(archive) == {MONDAY.id: "ready"}


def test_the_ledger_knows_who_was_told_what(archive: Archive) -> None:
    """What a reader was told in one edition is known when another says the same, though they follow it otherwise now."""
    with archive.writing() as session:
        reader = _reader(session)
    _freeze(archive, MONDAY, "document/a@1", "document/b@1")
    _enqueue(archive, MONDAY)
    following = [each.id for each in reader.following]
    with archive.writing() as session:
        claimed = editions.claim(session, MONDAY.id, now=NOW)
        assert claimed is not None
        told = [Told(following=following[0], item="document/a", version="1")]
        editions.mark(session, claimed, MailState.SENT, now=NOW, told=told)
    with archive.writing() as session:
        subscribers.follow(session, reader.uid, "england", cadence=Cadence.DAILY, now=NOW)

    wanted = {("document/a", "1"), ("document/a", "2"), ("document/b", "1")}
    with archive.reading() as session:
        assert editions.received(session, reader.id, wanted, before="2026-11-17") == {("document/a", "1")}
        assert editions.received(session, reader.id, wanted, before=MONDAY.id) == set()


def test_a_reader_erased_while_their_mail_is_going_leaves_no_trace(archive: Archive) -> None:
    """Marking finds nothing to mark, and nothing breaks."""
    with archive.writing() as session:
        reader = _reader(session)
    _freeze(archive, MONDAY)
    _enqueue(archive, MONDAY)
    with archive.writing() as session:
        claimed = editions.claim(session, MONDAY.id, now=NOW)
        assert claimed is not None
        subscribers.erase(session, "ann@example.org", secret=SECRET, now=NOW)
    with archive.writing() as session:
        told = [Told(following=reader.following[0].id, item="document/a", version="1")]
        editions.mark(session, claimed, MailState.SENT, now=NOW, told=told)

    assert _states(archive) == {}


def test_an_edition_is_due_on_its_day_and_made_up_for_when_missed(archive: Archive) -> None:
    """The first of a series waits for its day; a missed one is due within eight days; a sent one is not."""

    def due(day: date) -> list[str]:
        with archive.reading() as session:
            return [name.id for name in editions.due(session, today=day)]

    with archive.writing() as session:
        _reader(session)
        _reader(session, "daily@example.org", cadence=Cadence.DAILY)

    assert due(date(2026, 11, 18)) == ["2026-11-18"]
    assert set(due(date(2026, 11, 16))) == {"2026-W47", "2026-11-16"}
    _freeze(archive, MONDAY)
    assert "2026-W47" in due(date(2026, 11, 18))  # built, but its mails wait
    with archive.writing() as session:
        session.execute(update(Edition).values(state="sent"))
    assert due(date(2026, 11, 18)) == ["2026-11-18"]
    assert "2026-W48" in due(date(2026, 11, 26))  # the machine was off on Monday
