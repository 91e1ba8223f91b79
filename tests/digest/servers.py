"""Mail servers on loopback: one that takes mail and keeps it, and can be told to refuse or to break off."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from digest.settings import Smtp


@dataclass
class Server:
    """What a mail server was asked and what it took; `answers` are its refusals by recipient (`*`: of the sender)."""

    answers: dict[str, str] = field(default_factory=dict)
    breaks_at: dict[str, str] = field(default_factory=dict)  # recipient: `RCPT` or `DATA`, each once
    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    port: int = 0

    @property
    def smtp(self) -> Smtp:
        """Settings that lead here, for everybody."""
        return Smtp(host="127.0.0.1", port=self.port, recipients=("*",), timeout=10)

    @property
    def message_ids(self) -> list[str]:
        """The Message-IDs of what it took, in order."""
        return [str(message_from_bytes(data)["Message-ID"]) for data in self.taken]

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "*" in self.answers:
            return self.answers["*"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._break(server, address, "RCPT")
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        (recipient,) = envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        with self.lock:
            self.taken.append(envelope.content)
            self.recipients.append(recipient)
        self._break(server, recipient, "DATA")
        return "250 OK"

    def _break(self, server: SMTP, recipient: str, at: str) -> None:
        """Break the connection off, once, where that was asked for."""
        if self.breaks_at.get(recipient) == at:
            self.breaks_at.pop(recipient)
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()


@contextmanager
def server(
    *, answers: dict[str, str] | None = None, breaks_at: dict[str, str] | None = None
) -> Iterator[Server]:
    """A mail server for the time of a test."""
    found = Server(answers=answers or {}, breaks_at=breaks_at or {}, port=_free_port())
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    try:
        yield found
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
