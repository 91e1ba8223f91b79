"""Sending: every reader's mail goes once, whatever the server answers; what did not go waits and says why."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import select

from digest.build import build
from digest.send import NotSendable, SendingStopped, Sent, send
from digest.settings import Encryption
from storage import editions, subscribers
from storage.archive import Archive
from storage.schema import EditionItem, Ledger, Outbox
from storage.withdrawal import withdraw
from tests.digest.servers import Server, server
from tests.digest.story import a_week
from tests.digest.world import EDITION, MONDAY, SECRET, SETTINGS, World, reader_in

READERS = [f"reader{number}@example.org" for number in range(5)]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """A week of developments, five readers, and the edition built."""
    return _built(sqlite_archive)


def _built(archive: Archive) -> World:
    world = a_week(archive)
    with archive.writing() as session:
        for address in READERS:
            reader_in(session, "council:northshire", address=address, now=world.now)
    build(archive, EDITION, now=MONDAY, settings=SETTINGS)
    return world


def sends(world: World, to: Server, *, later: timedelta = timedelta(0)) -> Sent:
    """Send the edition to a server."""
    return send(world.archive, EDITION, smtp=to.smtp, now=MONDAY + later, settings=SETTINGS)


def states(world: World) -> dict[str, str]:
    """What became of each reader's mail."""
    with world.archive.reading() as session:
        return {
            reader.address or "": row.state
            for row in session.scalars(select(Outbox))
            for reader in [subscribers.by_id(session, row.subscriber_id)]
        }


def test_every_reader_gets_one_mail_and_no_second(archive: Archive) -> None:
    """On both databases: five readers, five mails, and sending again sends nothing."""
    world = _built(archive)
    with server() as found:
        assert sends(world, found) == Sent(sent=5)
        assert sends(world, found) == Sent()

    assert sorted(found.recipients) == READERS
    assert len(set(found.message_ids)) == 5
    with archive.reading() as session:
        assert len(session.scalars(select(Ledger)).all()) > 5
        assert [name.id for name in editions.due(session, today=MONDAY.date())] == []


def test_a_reader_who_left_after_building_gets_nothing(world: World) -> None:
    """Unsubscribing and suppression count until the moment of sending."""
    with world.archive.writing() as session:
        leaver = subscribers.by_address(session, READERS[0], secret=SECRET)
        subscribers.leave(session, leaver.uid, now=MONDAY, wording="link")
        subscribers.suppress(session, READERS[1], secret=SECRET, now=MONDAY, reason="bounced")
    with server() as found:
        assert sends(world, found) == Sent(sent=3, skipped=2)

    assert sorted(found.recipients) == READERS[2:]


@pytest.mark.parametrize("answer", ["450 4.2.1 Mailbox busy", "421 4.3.2 Closing", "452 4.3.1 Too much"])
def test_what_the_server_puts_off_goes_later(world: World, answer: str) -> None:
    """After five minutes, and not before; the others go at once."""
    with server(answers={READERS[2]: answer}) as found:
        assert sends(world, found) == Sent(sent=4, deferred=1, waiting=1)
        assert sends(world, found, later=MINUTE) == Sent(waiting=1)
        found.answers.clear()
        assert sends(world, found, later=6 * MINUTE) == Sent(sent=1)

    assert sorted(found.recipients) == READERS


def test_what_is_put_off_for_a_day_is_given_up(world: World) -> None:
    """Five minutes, a quarter, an hour, four hours, again and again; news of the day before yesterday is none."""
    later, tries = timedelta(0), 0
    with server(answers={READERS[2]: "450 4.2.1 Mailbox busy"}) as found:
        while states(world)[READERS[2]] in ("ready", "deferred"):
            sends(world, found, later=later)
            later, tries = later + 4 * 60 * MINUTE, tries + 1

    assert states(world)[READERS[2]] == "failed"
    assert tries <= 8


def test_a_recipient_who_is_refused_stops_nobody_else(world: World) -> None:
    """That mail has failed for good, with the server's words."""
    with server(answers={READERS[2]: "550 5.1.1 No such user"}) as found:
        assert sends(world, found) == Sent(sent=4, failed=1)
        assert sends(world, found, later=60 * MINUTE) == Sent()

    with world.archive.reading() as session:
        refused = session.scalars(select(Outbox.smtp).where(Outbox.state == "failed")).all()
    assert refused == ["550 5.1.1 No such user"]


@pytest.mark.parametrize(
    "answers",
    [
        {"*": "550 5.7.515 Access denied, sender does not meet the rules"},
        {"*": "530 5.7.0 Authentication required"},
        dict.fromkeys(READERS, "550 5.7.1 Message refused by policy"),
    ],
)
def test_when_the_server_refuses_us_the_run_stops(world: World, answers: dict[str, str]) -> None:
    """Not one reader is burnt: all wait, and go once the fault is mended."""
    with server(answers=answers) as found:
        with pytest.raises(SendingStopped, match="nobody was refused but us") as stopped:
            sends(world, found)
        assert stopped.value.so_far == Sent(waiting=5)
        found.answers.clear()
        assert sends(world, found) == Sent(sent=5)


def test_without_a_server_everything_waits(world: World) -> None:
    """Nothing is lost and the error says where it looked."""
    with server() as found:
        pass
    with pytest.raises(SendingStopped, match="cannot be used"):
        sends(world, found)

    assert set(states(world).values()) == {"ready"}


def test_without_the_encryption_that_was_asked_for_nothing_goes(world: World) -> None:
    """A server that offers no STARTTLS gets no mail in the clear; nor does a password ever leave this machine so."""
    with server() as found:
        with pytest.raises(SendingStopped, match="STARTTLS"):
            send(
                world.archive,
                EDITION,
                smtp=replace(found.smtp, encryption=Encryption.STARTTLS),
                now=MONDAY,
                settings=SETTINGS,
            )
        away = replace(found.smtp, host="mail.example.org", user="digest", password="secret")
        with pytest.raises(NotSendable, match="unencrypted"):
            send(world.archive, EDITION, smtp=away, now=MONDAY, settings=SETTINGS)

    assert found.taken == []


def test_a_connection_that_breaks_before_the_mail_is_whole_sends_it_again(world: World) -> None:
    """The server has nothing yet: it is tried again at once."""
    with server(breaks_at={READERS[2]: "RCPT"}) as found:
        assert sends(world, found) == Sent(sent=5)

    assert sorted(found.recipients) == READERS


def test_a_connection_that_breaks_after_the_last_dot_leaves_it_unsure(world: World) -> None:
    """The server may have taken it: it is sent once more after half an hour, the same mail, and then no more."""
    with server(breaks_at={READERS[2]: "DATA"}) as found:
        assert sends(world, found) == Sent(sent=4, unsure=1, waiting=1)
        assert sends(world, found, later=5 * MINUTE) == Sent(waiting=1)
        assert sends(world, found, later=31 * MINUTE) == Sent(sent=1)

    twice = [data for to, data in zip(found.recipients, found.taken, strict=True) if to == READERS[2]]
    assert len(twice) == 2
    assert twice[0] == twice[1]


def test_a_mail_that_is_unsure_twice_is_left_to_the_operator(world: World) -> None:
    """A third copy would help nobody."""
    with server(breaks_at={READERS[2]: "DATA"}) as found:
        sends(world, found)
        found.breaks_at[READERS[2]] = "DATA"
        assert sends(world, found, later=31 * MINUTE) == Sent(unsure=1)
        assert sends(world, found, later=90 * MINUTE) == Sent()

    assert states(world)[READERS[2]] == "unsure"
    assert found.recipients.count(READERS[2]) == 2


def test_nobody_is_written_to_who_is_not_allowed(world: World) -> None:
    """Without `*` only the listed addresses and domains get mail; the others' waits until they are allowed."""
    with world.archive.writing() as session:
        reader_in(session, "council:northshire", address="editor@newsroom.example", now=MONDAY)
    with server() as found:
        with pytest.raises(NotSendable, match="nobody may be written to"):
            send(
                world.archive, EDITION, smtp=replace(found.smtp, recipients=()), now=MONDAY, settings=SETTINGS
            )
        some = replace(found.smtp, recipients=("READER3@example.org", "@newsroom.example"))
        assert send(world.archive, EDITION, smtp=some, now=MONDAY, settings=SETTINGS) == Sent(
            sent=2, waiting=4
        )
        assert sorted(found.recipients) == ["editor@newsroom.example", "reader3@example.org"]
        assert sends(world, found) == Sent(sent=4)


def test_a_stop_file_stops(world: World, tmp_path: Path) -> None:
    """Before the next mail; removing it, the rest go."""
    stop = tmp_path / "STOP"
    stop.touch()
    with server() as found:
        with pytest.raises(SendingStopped, match="remove it to go on"):
            send(
                world.archive,
                EDITION,
                smtp=replace(found.smtp, stop_file=stop),
                now=MONDAY,
                settings=SETTINGS,
            )
        assert found.taken == []
        assert sends(world, found) == Sent(sent=5)


def test_mails_can_be_put_in_a_folder(world: World, tmp_path: Path) -> None:
    """Each as `.eml` and `.html`, whole, named without saying whose they are."""
    sent = send(world.archive, EDITION, smtp=None, now=MONDAY, settings=SETTINGS, out=tmp_path)

    assert sent == Sent(sent=5)
    mails = sorted(tmp_path.glob("*.eml"))
    assert len(mails) == len(list(tmp_path.glob("*.html"))) == 5
    assert list(tmp_path.glob(".*")) == []
    assert {str(message_from_bytes(mail.read_bytes())["To"]) for mail in mails} == set(READERS)
    assert not any("reader" in mail.name for mail in mails)


def test_what_cannot_be_sent_says_what_to_do(world: World) -> None:
    """Not built, nowhere to go, or so old that a restored backup might be sending it."""
    with pytest.raises(NotSendable, match="digest build --edition 2026-W26"):
        send(world.archive, "2026-W26", smtp=None, now=MONDAY, settings=SETTINGS, out=Path("x"))
    with pytest.raises(NotSendable, match="--out"):
        send(world.archive, EDITION, smtp=None, now=MONDAY, settings=SETTINGS)
    with server() as found:
        with pytest.raises(NotSendable, match="--late"):
            sends(world, found, later=timedelta(days=3))
        late = MONDAY + timedelta(days=3)
        assert send(world.archive, EDITION, smtp=found.smtp, now=late, settings=SETTINGS, late=True).sent == 5


def test_what_is_withdrawn_after_freezing_goes_to_nobody(world: World) -> None:
    """The edition keeps its place, the words are gone, and no mail has them."""
    with world.archive.reading() as session:
        keys = session.scalars(select(EditionItem.item).where(EditionItem.content.is_not(None))).all()
    report = next(key for key in keys if key.startswith("document/") and key.endswith("@1"))
    uid = report.removeprefix("document/").partition("@")[0]
    withdraw(world.archive, uid, erase=True, actor="operator", reason="names a child", now=MONDAY)
    with server() as found:
        assert sends(world, found).sent == 5

    for data in found.taken:
        parts = [part.get_payload(decode=True) for part in message_from_bytes(data).walk()]
        assert not any(b"Inadequate" in part for part in parts if isinstance(part, bytes))


def test_a_mail_sent_twice_is_the_same_mail(world: World) -> None:
    """Made anew in another run, it is the same to the byte."""
    with server(breaks_at=dict.fromkeys(READERS, "DATA")) as found:
        sends(world, found)
        sends(world, found, later=31 * MINUTE)

    by_reader: dict[str, list[bytes]] = {address: [] for address in READERS}
    for to, data in zip(found.recipients, found.taken, strict=True):
        by_reader[to].append(data)

    assert all(len(mails) == 2 and mails[0] == mails[1] for mails in by_reader.values())
