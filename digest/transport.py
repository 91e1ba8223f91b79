"""Transport: a message goes to a mail server over one connection, or into a folder; the answer says how far it got.

The transaction is spelled out, for all depends on whether a connection broke before the last dot or after it
(RFC 1047): before, the server has nothing; after, it may have taken the mail.
"""

import re
import smtplib
import socket
import ssl
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import Self

from digest.message import Message
from digest.settings import Encryption, Smtp
from domain.errors import MinutewatchError

# Servers close connections that carry much more.
_MAILS_A_CONNECTION = 100

_BEGINNING_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
# An enhanced status code of policy or security: it is us whom the server refuses (RFC 3463, X.7).
_POLICY = re.compile(rb"^5\.7\.\d{1,3}\b")


class ServerRefusesUs(MinutewatchError):
    """The mail server cannot be reached, or takes nothing from us: trying the other readers would only make it worse."""


class Outcome(Enum):
    """What became of one mail at the server."""

    ACCEPTED = auto()
    LATER = auto()  # 4xx: try again later
    REFUSED = auto()  # 5xx: not for this recipient
    BROKEN = auto()  # the connection broke before the mail was handed over whole
    UNSURE = auto()  # it broke between the last dot and the answer


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the server said to one mail."""

    outcome: Outcome
    words: str


class Connection:
    """A connection to a mail server, made when first needed and made anew when it broke."""

    def __init__(self, smtp: Smtp) -> None:
        self._smtp = smtp
        self._server: smtplib.SMTP | None = None
        self._carried = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def hand_over(self, message: Message) -> Answer:
        """Give a mail to the server.

        Raises:
            ServerRefusesUs: it is not there, or refuses the sender and not the recipient.
        """
        server = self._connected()
        try:
            return self._offer(server, message)
        except (OSError, smtplib.SMTPException) as exc:
            self._close()
            return Answer(outcome=Outcome.BROKEN, words=f"the connection broke: {exc}")

    def _offer(self, server: smtplib.SMTP, message: Message) -> Answer:
        code, words = server.mail(message.sender)
        if code >= 400:
            return self._refusal(server, code, words, of_sender=True)
        code, words = server.rcpt(message.recipient)
        if code < 400:
            code, words = server.docmd("DATA")
        if code >= 400:
            return self._refusal(server, code, words)
        server.send(_BEGINNING_WITH_DOT.sub(b"..", message.data))
        try:
            server.send(b".\r\n")
            code, words = server.getreply()
        except (OSError, smtplib.SMTPException) as exc:
            self._close()
            return Answer(outcome=Outcome.UNSURE, words=f"no answer after the last dot: {exc}")
        if code >= 400:
            return self._refusal(server, code, words)
        self._carried += 1
        return Answer(outcome=Outcome.ACCEPTED, words=_said(code, words))

    def _refusal(self, server: smtplib.SMTP, code: int, words: bytes, *, of_sender: bool = False) -> Answer:
        """What a refusal means; the connection is made fit for the next mail."""
        if code >= 500 and (of_sender or _POLICY.match(words)):
            self._close()
            raise ServerRefusesUs(f"{self._place}: {_said(code, words)}; nobody was refused but us")
        if code == 421:
            self._close()
        else:
            server.rset()
        return Answer(outcome=Outcome.LATER if code < 500 else Outcome.REFUSED, words=_said(code, words))

    def _connected(self) -> smtplib.SMTP:
        if self._carried >= _MAILS_A_CONNECTION:
            self._close()
        if self._server is None:
            try:
                self._server = self._connect()
            except (OSError, smtplib.SMTPException) as exc:
                raise ServerRefusesUs(f"{self._place}: cannot be used ({exc}); the mails wait") from exc
        return self._server

    def _connect(self) -> smtplib.SMTP:
        smtp, secure = self._smtp, ssl.create_default_context()
        if smtp.encryption is Encryption.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, timeout=smtp.timeout, context=secure
            )
        else:
            server = smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.timeout)
        try:
            if smtp.encryption is Encryption.STARTTLS:
                server.starttls(context=secure)
            if smtp.user is not None:
                server.login(smtp.user, smtp.password or "")
            server.ehlo_or_helo_if_needed()
            # The last dot goes apart from the mail: it must not wait for the mail to be acknowledged (40 ms a mail).
            if server.sock is not None:
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            server.close()
            raise
        return server

    def _close(self) -> None:
        server, self._server, self._carried = self._server, None, 0
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()

    @property
    def _place(self) -> str:
        return f"{self._smtp.host}:{self._smtp.port}"


def put_in_folder(folder: Path, name: str, message: Message, html: str) -> None:
    """Write a mail as `name.eml` and its HTML as `name.html`; a file is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending, body in ((".html", html.encode()), (".eml", message.data)):
        unfinished = folder / f".{name}{ending}.tmp"
        unfinished.write_bytes(body)
        unfinished.replace(folder / f"{name}{ending}")


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"[:500]
