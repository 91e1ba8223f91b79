"""Record what a crawl was answered in a WARC file (ISO 28500:2017), so that it can be played again without a network.

One section a source: a warcinfo record that names source and moment, then in the order in which they came each answer
with what was asked, and each failure to get one as a metadata record. Bodies are as they were sent: compressed ones
stay compressed. Whatever was recorded before a kill can be played.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from scrapy import Request
from scrapy.http import Headers, Response
from twisted.web.http import RESPONSES
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers import problems
from crawlers.clocks import Clock, Standing
from domain.errors import MinutewatchError
from domain.instants import utc

# Fields of ours in warcinfo records (whose answers follow, since when) and metadata records (why there was no answer).
SOURCE, BEGAN = "source", "began"
FAILURE, MESSAGE = "failure", "message"
_VERSION = "WARC/1.1"  # the first that tells fractions of a second
_AT_ONCE = 1 << 20  # bytes
# Chunks are put together again before we see them; cookies are nobody's business.
_LEFT_OUT = frozenset({b"transfer-encoding", b"set-cookie"})


class RecordingExists(MinutewatchError):
    """A recording would overwrite a file."""


class Recording:
    """The recording of one crawl. Its clock stands at the last answer, as it will when the recording is played."""

    def __init__(self, path: Path, *, source: str, clock: Clock, software: str) -> None:
        self._running = clock
        self.clock = Standing(utc(clock()))
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=True, warc_version=_VERSION)
        self._section = self._open_section(source, software)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def answered(self, request: Request, response: Response) -> None:
        """Record an answer and what was asked; the clock goes on to this moment."""
        self.clock.now = utc(self._running())
        reason = RESPONSES.get(response.status, b"").decode("latin-1")
        answer = self._writer.create_warc_record(
            request.url,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            http_headers=StatusAndHeaders(
                f"{response.status} {reason}".strip(),
                _pairs(response.headers),
                protocol=response.protocol or "HTTP/1.1",
            ),
            warc_headers_dict=self._about(),
        )
        question = self._writer.create_warc_record(
            request.url,
            "request",
            http_headers=StatusAndHeaders(
                f"{request.method} {request.url} HTTP/1.1", _pairs(request.headers), is_http_request=True
            ),
            warc_headers_dict=self._about(),
        )
        self._writer.write_request_response_pair(question, answer)
        self._file.flush()

    def failed(self, request: Request, error: Exception) -> None:
        """Record that there was no answer, and why; the clock goes on to this moment."""
        self.clock.now = utc(self._running())
        fields = {FAILURE: problems.kind_of(error), MESSAGE: " ".join(str(error).split())}
        words = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
        record = self._writer.create_warc_record(
            request.url,
            "metadata",
            payload=BytesIO(words),
            length=len(words),
            warc_headers_dict=self._about(),
        )
        self._writer.write_record(record)
        self._file.flush()

    def _open_section(self, source: str, software: str) -> str:
        began = self.clock()
        fields = {
            "software": software,
            "format": "WARC File Format 1.1",
            "robots": "obeyed",
            SOURCE: source,
            BEGAN: began.isoformat(),
        }
        header = self._writer.create_warcinfo_record(None, fields)
        header.rec_headers.replace_header("WARC-Date", _date(began))
        self._writer.write_record(header)
        self._file.flush()
        return str(header.rec_headers.get_header("WARC-Record-ID"))

    def _about(self) -> Mapping[str, str]:
        return {"WARC-Date": _date(self.clock()), "WARC-Warcinfo-ID": self._section}


def join(parts: Iterable[Path], into: Path) -> None:
    """Put the recordings of several sources one after another into a new file, each as far as it is whole.

    Raises:
        RecordingExists: there is such a file already.
    """
    try:
        joined = into.open("xb")
    except FileExistsError as exc:
        raise RecordingExists(f"{into}: is there already; name a new file for the recording") from exc
    with joined:
        for part in parts:
            if part.exists():
                _copy(part, joined, length=max(members(part), default=0))


def members(path: Path, start: int = 0) -> Iterator[int]:
    """Where each whole record ends, from the one that begins at `start`: a record is a gzip member with its checksum.

    The last one of a crawl that was killed may be cut short: it is not there, nor is anything behind it.
    """
    with path.open("rb") as file:
        file.seek(start)
        waiting = b""
        while waiting := waiting or file.read(_AT_ONCE):
            member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            while waiting and not member.eof:
                try:
                    member.decompress(waiting, _AT_ONCE)
                except zlib.error:
                    return
                waiting = member.unused_data if member.eof else member.unconsumed_tail or file.read(_AT_ONCE)
            if not member.eof:
                return
            yield file.tell() - len(waiting)


def _copy(part: Path, joined: BinaryIO, *, length: int) -> None:
    with part.open("rb") as recorded:
        while length > 0 and (some := recorded.read(min(length, _AT_ONCE))):
            joined.write(some)
            length -= len(some)


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        if name.lower() not in _LEFT_OUT
        for value in values
    ]


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
