"""Messages: a mail's words become the bytes that are handed to a mail server, the same bytes each time.

Put together by hand, for the standard library's generator writes a long List-Unsubscribe as an encoded word, which ends
one-click unsubscribing (python/cpython#85725), and takes forty times as long. Tests read the bytes back with it.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr, parseaddr

from digest.settings import Settings
from domain.errors import MinutewatchError
from storage.editions import EditionName
from storage.subscribers import Reader, manage_token, seal, unsubscribe_token

_CRLF = b"\r\n"
_LONGEST_LINE = 998  # octets without CRLF: RFC 5322, section 2.1.1
_MESSAGE_ID = 15  # bytes of the seal: 24 characters
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_ID = re.compile(r"[^0-9A-Za-z]")


class HeaderRefused(MinutewatchError):
    """A value would break out of its header, or makes a line that mail servers refuse."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail as bytes with CRLF line ends, and between whom it goes."""

    sender: str
    recipient: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Proof that two mails are one."""
        return hashlib.sha256(self.data).hexdigest()


def message_id(edition: str, uid: str, settings: Settings) -> str:
    """The Message-ID of a reader's mail: the same whenever it is made, and nothing of the reader in it."""
    mark = base64.urlsafe_b64encode(seal(settings.secret, "message", f"{edition} {uid}")[:_MESSAGE_ID])
    return f"<{edition}.{mark.decode().rstrip('=')}@{settings.list_domain}>"


def assemble(
    reader: Reader,
    *,
    name: EditionName,
    date: datetime,
    identity: str,
    subject: str,
    text: str,
    html: str,
    settings: Settings,
) -> Message:
    """The mail of a reader: headers for lists and for machines, a text and an HTML of the same words.

    Raises:
        HeaderRefused: an address, the subject or an address of the web would break its header.
    """
    if reader.address is None:
        raise HeaderRefused(f"subscriber {reader.uid}: has no address any more")
    headers = [
        _header(field, value)
        for field, value in _headers(
            reader.address,
            reader,
            name=name,
            date=date,
            identity=identity,
            subject=subject,
            settings=settings,
        )
    ]
    bodies = [_part("plain", text), _part("html", html)]
    boundary = hashlib.sha256(identity.encode() + b"".join(bodies)).hexdigest()[:32].encode()
    mark = b"--" + boundary
    data = _CRLF.join(
        [
            *headers,
            b'Content-Type: multipart/alternative; boundary="' + boundary + b'"',
            b"",
            *(line for body in bodies for line in (mark, body)),
            mark + b"--",
            b"",
        ]
    )
    return Message(sender=parseaddr(settings.sender)[1], recipient=reader.address, data=data)


def _headers(
    address: str,
    reader: Reader,
    *,
    name: EditionName,
    date: datetime,
    identity: str,
    subject: str,
    settings: Settings,
) -> Iterator[tuple[str, str]]:
    base, domain = settings.base_url, settings.list_domain
    stop = unsubscribe_token(settings.secret, reader.uid)
    edition = _NOT_IN_ID.sub("", name.id)
    yield "From", _mailbox(settings.sender)
    if settings.reply_to:
        yield "Reply-To", _mailbox(settings.reply_to)
    yield "To", address
    yield "Subject", _unstructured(subject)
    yield "Date", format_datetime(date)
    yield "Message-ID", identity
    yield "MIME-Version", "1.0"
    yield "List-Id", f"{name.cadence.capitalize()} digest <{name.cadence}.digest.{domain}>"
    # RFC 8058: one https address, acted on by POST alone; Outlook still uses the other.
    yield (
        "List-Unsubscribe",
        f"<{base}/unsubscribe/{stop}>,\r\n <mailto:unsubscribe+{stop}@{domain}?subject=unsubscribe>",
    )
    yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    yield "List-Help", f"<{base}/manage/{manage_token(settings.secret, reader.uid)}>"
    yield "List-Archive", f"<{base}/digest/{name.id}>"
    yield "Auto-Submitted", "auto-generated"
    yield "Precedence", "bulk"
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"
    # Up to three ids, then the sender's own, which stays the same: Google's feedback loop.
    yield "Feedback-ID", f"{edition}:{name.cadence}:digest:minutewatch"


def _header(field: str, value: str) -> bytes:
    """One header; folded where the value is folded already.

    Raises:
        HeaderRefused: it holds a control character beside our own folds, anything but ASCII, or too long a line.
    """
    lines = f"{field}: {value}".split("\r\n ")
    for line in lines:
        if _UNSAFE.search(line) or not line.isascii() or len(line) >= _LONGEST_LINE:
            raise HeaderRefused(f"{field}: {value[:80]!r} cannot stand in a header")
    return "\r\n ".join(lines).encode("ascii")


def _unstructured(words: str) -> str:
    """Words for a header, encoded where they are not ASCII (RFC 2047)."""
    if _UNSAFE.search(words):
        raise HeaderRefused(f"{words[:80]!r} holds a control character")
    return words if words.isascii() else Header(words, "utf-8").encode(linesep="\r\n")


def _mailbox(words: str) -> str:
    """`Name <address>` for a header; the address itself must be ASCII."""
    if _UNSAFE.search(words):
        raise HeaderRefused(f"{words[:80]!r} holds a control character")
    name, address = parseaddr(words)
    if "@" not in address or not address.isascii():
        raise HeaderRefused(f"{words!r}: no mail address; write `Name <name@example.org>`")
    return formataddr((name, address))


def _part(kind: str, words: str) -> bytes:
    """A body in base64: no line is too long, none begins with a full stop."""
    encoded = base64.encodebytes(words.replace("\r\n", "\n").replace("\n", "\r\n").encode()).rstrip(b"\n")
    return _CRLF.join(
        [
            f"Content-Type: text/{kind}; charset=utf-8".encode(),
            b"Content-Transfer-Encoding: base64",
            b"",
            encoded.replace(b"\n", _CRLF),
        ]
    )
