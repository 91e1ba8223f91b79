"""Sending: each mail of an edition is claimed, handed to the mail server or put in a folder, and marked.

Killed at any point and run again, it loses no mail and sends at most one twice for each kill, with the same Message-ID and
the same bytes.
"""

import logging
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from digest.build import enqueue
from digest.message import HeaderRefused, Message
from digest.press import Press, press
from digest.select import ledger_of
from digest.settings import Encryption, Settings, Smtp
from digest.transport import Answer, Connection, Outcome, ServerRefusesUs, put_in_folder
from digest.write import Written
from domain.errors import MinutewatchError
from storage import editions, subscribers
from storage.archive import Archive
from storage.editions import Claim, FrozenEdition, MailState
from storage.subscribers import Reader

logger = logging.getLogger(__name__)

EVERYBODY = "*"
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")

# After how long a mail is tried again that the server did not want yet; then each time the last, for a day.
_BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240))
_GIVEN_UP_AFTER = timedelta(hours=24)
# A mail whose answer was lost is sent once more after this time: a lost mail is worse than a second copy.
_UNSURE_AGAIN = timedelta(minutes=30)
# So many broken connections in a row are the server's state, not one mail's.
_MOST_BREAKS = 5
_MOST_BREAKS_OF_ONE = 3


class NotSendable(MinutewatchError):
    """The edition was not built, is too old, or there is nowhere to send it and nobody to send it to."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What became of the mails of an edition in this run, and how many still wait."""

    sent: int = 0
    deferred: int = 0
    failed: int = 0
    skipped: int = 0
    unsure: int = 0
    waiting: int = 0


class SendingStopped(MinutewatchError):
    """Sending was stopped before all mails went; `so_far` is what became of the others. The rest go with the next run."""

    def __init__(self, message: str, so_far: Sent) -> None:
        super().__init__(message)
        self.so_far = so_far


def send(
    archive: Archive,
    edition_id: str,
    *,
    smtp: Smtp | None,
    now: datetime,
    settings: Settings,
    out: Path | None = None,
    late: bool = False,
) -> Sent:
    """Send the mails of an edition that are to go now. Sending again sends only what did not go.

    `out` is a folder that gets each mail as `.eml` and `.html`, beside the mail server or instead of it.

    Raises:
        NotSendable: the edition was not built, or more than two days ago and not `late`; nowhere or nobody to send to.
        SendingStopped: the server refuses us, the connection keeps breaking, or a stop file stands.
    """
    edition = _sendable(archive, edition_id, smtp=smtp, now=now, out=out, late=late)
    enqueue(archive, edition, now=now, settings=settings)
    with ExitStack() as closing:
        closing.enter_context(editions.sending(archive, edition_id, now=now))
        run = _Run(
            archive=archive,
            edition=edition,
            settings=settings,
            now=now,
            out=out,
            connection=closing.enter_context(Connection(smtp)) if smtp else None,
            stop_file=smtp.stop_file if smtp else None,
            among=_allowed(archive, smtp) if smtp else None,
        )
        try:
            while run.one_more():
                pass
        except ServerRefusesUs as exc:
            raise SendingStopped(str(exc), run.ended()) from exc
        if run.stopped:
            raise SendingStopped(run.stopped, run.ended())
        return run.ended()


def _sendable(
    archive: Archive, edition_id: str, *, smtp: Smtp | None, now: datetime, out: Path | None, late: bool
) -> FrozenEdition:
    name = editions.named(edition_id)
    if smtp is None and out is None:
        raise NotSendable("nowhere to send to: set a mail server, or give a folder with --out")
    if smtp is not None and not smtp.recipients:
        raise NotSendable(
            "nobody may be written to: set `recipients` to addresses, or to * for every subscriber"
        )
    if (
        smtp is not None
        and smtp.user
        and smtp.encryption is Encryption.NONE
        and smtp.host not in _THIS_MACHINE
    ):
        raise NotSendable(f"{smtp.host}: the password would go there unencrypted; switch STARTTLS or TLS on")
    with archive.reading() as session:
        edition = editions.find(session, name.id)
        if edition is None:
            raise NotSendable(f"{name.id}: not built yet; run `minutewatch digest build --edition {name.id}`")
        waiting = editions.waiting(session, name.id)
    if waiting and not late and now - edition.frozen_at > editions.CURRENT_FOR:
        raise NotSendable(
            f"{name.id}: frozen on {edition.frozen_at:%Y-%m-%d}, and {waiting} mails wait; if they are to go all the same, "
            "send it with --late"
        )
    return edition


def _allowed(archive: Archive, smtp: Smtp) -> tuple[int, ...] | None:
    """The readers who may be written to; `None` means all."""
    if EVERYBODY in smtp.recipients:
        return None
    allowed = {words.casefold() for words in smtp.recipients}
    with archive.reading() as session:
        return tuple(
            reader.id
            for reader in subscribers.readers(session)
            if reader.address and {reader.address.casefold(), _domain(reader.address)} & allowed
        )


def _domain(address: str) -> str:
    return f"@{address.rpartition('@')[2]}".casefold()


class _Run:
    """One run of sending: takes one mail after the other and keeps count."""

    def __init__(
        self,
        *,
        archive: Archive,
        edition: FrozenEdition,
        settings: Settings,
        now: datetime,
        out: Path | None,
        connection: Connection | None,
        stop_file: Path | None,
        among: tuple[int, ...] | None,
    ) -> None:
        self.stopped = ""
        self._archive = archive
        self._edition = edition
        self._settings = settings
        self._now = now
        self._out = out
        self._connection = connection
        self._stop_file = stop_file
        self._among = among
        self._press: Press | None = None
        self._counts: Counter[MailState] = Counter()
        self._breaks = 0

    def one_more(self) -> bool:
        """Deal with one mail; whether there may be another."""
        if self._stop_file and self._stop_file.exists():
            self.stopped = f"{self._stop_file} stands; remove it to go on sending"
            return False
        with self._archive.writing() as session:
            claimed = editions.claim(session, self._edition.name.id, now=self._now, among=self._among)
        if claimed is None:
            return False
        reader, written = self._write(claimed)
        if reader is None or written is None:
            because = "nothing to tell" if reader else "no longer a reader"
            self._mark(claimed, MailState.SKIPPED, because=because)
            return True
        try:
            answer, message = self._deliver(claimed, reader, written)
        except HeaderRefused as exc:
            self._mark(claimed, MailState.FAILED, because=str(exc))
            return True
        except ServerRefusesUs as exc:
            self._mark(claimed, MailState.READY, because=str(exc))
            raise
        self._conclude(claimed, answer, message, written)
        return not self.stopped

    def ended(self) -> Sent:
        """What became of the mails of this run."""
        with self._archive.writing() as session:
            editions.settle(session, self._edition.name.id)
            waiting = editions.waiting(session, self._edition.name.id)
        return Sent(
            sent=self._counts[MailState.SENT],
            deferred=self._counts[MailState.DEFERRED],
            failed=self._counts[MailState.FAILED],
            skipped=self._counts[MailState.SKIPPED],
            unsure=self._counts[MailState.UNSURE],
            waiting=waiting,
        )

    def _write(self, claimed: Claim) -> tuple[Reader | None, Written | None]:
        """The reader as they are at this moment, and their mail; none for a reader who left or was suppressed meanwhile."""
        with self._archive.reading() as session:
            ready = self._current_press(session)
            if not editions.may_be_written_to(session, claimed.subscriber):
                return None, None
            reader = subscribers.by_id(session, claimed.subscriber)
            return reader, ready.for_reader(session, reader)

    def _current_press(self, session: Session) -> Press:
        """The press, read anew if anything was withdrawn since it was read."""
        if self._press is None or editions.withdrawn_since(session, self._press.read_at):
            self._press = press(session, self._edition, self._settings)
        return self._press

    def _deliver(self, claimed: Claim, reader: Reader, written: Written) -> tuple[Answer, Message]:
        assert self._press is not None  # noqa: S101  # it wrote the mail
        message = self._press.message(written, reader, claimed.message_id)
        if self._out:
            put_in_folder(self._out, f"{claimed.edition}-{reader.uid}", message, written.html)
        if self._connection:
            return self._connection.hand_over(message), message
        return Answer(outcome=Outcome.ACCEPTED, words="put in the folder"), message

    def _conclude(self, claimed: Claim, answer: Answer, message: Message, written: Written) -> None:
        """Mark a mail by the server's answer."""
        self._breaks = self._breaks + 1 if answer.outcome is Outcome.BROKEN else 0
        if self._breaks >= _MOST_BREAKS:
            self.stopped = f"{answer.words}; {self._breaks} times in a row"
        match answer.outcome:
            case Outcome.ACCEPTED:
                self._mark(claimed, MailState.SENT, because=answer.words, message=message, written=written)
            case Outcome.REFUSED:
                self._mark(claimed, MailState.FAILED, because=answer.words)
            case Outcome.UNSURE:
                again = None if claimed.may_have_gone else self._now + _UNSURE_AGAIN
                self._mark(claimed, MailState.UNSURE, because=answer.words, not_before=again, message=message)
            case Outcome.BROKEN if claimed.attempts < _MOST_BREAKS_OF_ONE:
                self._mark(claimed, MailState.READY, because=answer.words)
            case Outcome.BROKEN | Outcome.LATER:
                self._defer(claimed, answer)

    def _defer(self, claimed: Claim, answer: Answer) -> None:
        again = self._now + _BACKOFF[min(claimed.attempts, len(_BACKOFF)) - 1]
        if again > self._edition.frozen_at + _GIVEN_UP_AFTER:
            self._mark(claimed, MailState.FAILED, because=f"given up after a day: {answer.words}")
        else:
            self._mark(claimed, MailState.DEFERRED, because=answer.words, not_before=again)

    def _mark(
        self,
        claimed: Claim,
        state: MailState,
        *,
        because: str,
        not_before: datetime | None = None,
        message: Message | None = None,
        written: Written | None = None,
    ) -> None:
        with self._archive.writing() as session:
            editions.mark(
                session,
                claimed,
                state,
                now=self._now,
                because=because,
                not_before=not_before,
                body_sha256=message.sha256 if message else None,
                told=ledger_of(written.shown) if written else (),
            )
        self._counts[state] += 1
        if state is not MailState.SENT:
            logger.info("%s: %s: %s", claimed.message_id, state, because)
