"""Play a recording again: what a site was asked and answered then, in the order of then, with the clock of then.

A WARC file in, Scrapy's answers out; a body is read from the file when it is asked for. No network is touched.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from crawlers import problems
from crawlers.clocks import Standing
from crawlers.problems import Problem, Refused
from crawlers.recording import BEGAN, FAILURE, MESSAGE, SOURCE, members
from domain.errors import MinutewatchError
from domain.health import HealthState
from domain.instants import parse_instant

# No answer that was recorded is larger: settings.DOWNLOAD_MAXSIZE.
_LARGEST = 64 * 1024 * 1024
# What warcio raises where a record is not as it should be.
_ODD = (
    ArchiveLoadFailed,
    StatusAndHeadersParserException,
    AttributeError,
    EOFError,
    StopIteration,
    TypeError,
    ValueError,
)


class RecordingUnreadable(MinutewatchError):
    """A file is no recording, or is broken."""


class NotRecorded(Refused):
    """A recording holds no answer, or none any more, to what is asked."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """What a recording holds of one crawl: where in the file it begins, which source, the moment of setting out."""

    starts: int
    source: str
    began: datetime


def sections(path: Path) -> list[Section]:
    """The crawls that a recording holds, in order.

    Raises:
        RecordingUnreadable: there is no such file, or no crawl is recorded in it.
    """
    found = [_section(path, place, record) for place, record in _records(path) if _begins(record)]
    if not found:
        raise RecordingUnreadable(f"{path}: no crawl is recorded there")
    return found


class Replay:
    """One section of a recording, open to be asked. Its clock stands at the last answer given."""

    def __init__(self, path: Path, starts: int) -> None:
        """Open the section that starts there.

        Raises:
            RecordingUnreadable: there is no such file, or no section starts there.
        """
        self._path = path
        self._places: dict[str, deque[int]] = defaultdict(deque)
        records = _records(path, starts)
        place, first = next(records, (0, None))
        if first is None or not _begins(first):
            raise RecordingUnreadable(f"{path}: no crawl is recorded there")
        self.section = _section(path, place, first)
        self.clock = Standing(self.section.began)
        for place, record in records:
            if _begins(record):
                break
            if record.rec_type in ("response", "metadata"):
                self._places[record.rec_headers.get_header("WARC-Target-URI")].append(place)
        self._file = path.open("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def asked(self) -> frozenset[str]:
        """The addresses that were asked for in this crawl."""
        return frozenset(self._places)

    def answer(self, request: Request) -> Response:
        """The next answer that was recorded to this request; the clock goes on to the moment it came.

        Raises:
            NotRecorded: there is none, or no other one.
            RecordingUnreadable: the record is broken.
            Exception: what was raised then, if there was no answer.
        """
        places = self._places[request.url]
        if not places:
            reason = "the recording holds no answer to this"
            raise NotRecorded(Problem(state=HealthState.BROKEN, reason=reason))
        record = _record(self._path, self._file, places.popleft())
        body = record.raw_stream.read(_LARGEST)
        self.clock.now = _moment(self._path, record.rec_headers.get_header("WARC-Date"))
        if record.rec_type == "metadata":
            fields = _fields(body)
            raise problems.error_of(fields.get(FAILURE, ""), fields.get(MESSAGE, ""))
        return _response(self._path, request, record, body)


def _records(path: Path, start: int = 0) -> Iterator[tuple[int, ArcWarcRecord]]:
    """The whole records of a file, each with the place where it begins; their bodies are not read.

    Raises:
        RecordingUnreadable: there is no such file, or a record is not as it should be.
    """
    try:
        with path.open("rb") as file:
            for end in members(path, start):
                yield start, _record(path, file, start)
                start = end
    except OSError as exc:
        raise RecordingUnreadable(f"{path}: {exc.strerror}; name a recording that can be read") from exc


def _record(path: Path, file: BinaryIO, place: int) -> ArcWarcRecord:
    file.seek(place)
    try:
        return next(ArchiveIterator(file))
    except _ODD as exc:
        raise RecordingUnreadable(f"{path}: an odd record at byte {place} ({exc!r})") from exc


def _begins(record: ArcWarcRecord) -> bool:
    return bool(record.rec_type == "warcinfo")


def _section(path: Path, place: int, record: ArcWarcRecord) -> Section:
    fields = _fields(record.raw_stream.read(_LARGEST))
    if SOURCE not in fields or BEGAN not in fields:
        raise RecordingUnreadable(f"{path}: recorded by another program; it does not say of which source")
    return Section(starts=place, source=fields[SOURCE], began=_moment(path, fields[BEGAN]))


def _fields(block: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def _moment(path: Path, words: str | None) -> datetime:
    try:
        return parse_instant(words or "")
    except MinutewatchError as exc:
        raise RecordingUnreadable(f"{path}: {exc}") from exc


def _response(path: Path, request: Request, record: ArcWarcRecord, body: bytes) -> Response:
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    if not (status.isascii() and status.isdigit()):
        raise RecordingUnreadable(f"{path}: the answer of {request.url} has no status")
    headers = Headers(encoding="latin-1")
    for name, value in record.http_headers.headers:
        headers.appendlist(name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(url=request.url, status=int(status), headers=headers, body=body, request=request)
