"""PDFs to text: bytes in, each page's words out, read by PDFium in a kept pool of limited child processes.

Where the letters come out garbled, poppler is asked for a second opinion; pages that are pictures are recognised if
asked for. Both only where their programs are installed. A file that breaks, hangs or floods its reader costs one child, never the program. The same bytes always give the same
text: where a child dies that had read other files before, a new one is asked again.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from domain.errors import MinutewatchError
from domain.text import Quality, Text
from reading import clean, legibility, lines, packs, recognition, second_opinion
from reading.unreadable import Unreadable

if TYPE_CHECKING:
    # Only the child loads PDFium.
    from reading.pdf_child import Answer

READER = f"pypdfium2@{version('pypdfium2')}/lines@{lines.VERSION}/clean@{clean.VERSION}"
# A PDF ends in %%EOF, within its last kilobyte or two (PDF Reference 1.7, appendix H, note 18).
_END_WITHIN = 2048
# The folder that our packages lie in: a child started there finds them however we are installed.
_HOME = Path(__file__).parent.parent


class PdfReaderMissing(MinutewatchError):
    """The process that reads PDFs does not start: a fault of the installation, not of a document."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one document may take: seconds of work, MB of memory in all, pages, characters of text, bytes of file.

    Far more than any paper needs: a pack of 300 pages has about a million characters and takes a second. Work is counted,
    not time, so that a busy machine comes to the same verdict as an idle one.
    """

    seconds: float = 120
    memory_mb: int = 1024
    pages: int = 5_000
    characters: int = 20_000_000
    bytes: int = 250_000_000


@dataclass(frozen=True, kw_only=True)
class PdfText:
    """A PDF's text. `whole`: all that it says is in these words; no page is a picture or could not be loaded."""

    text: Text
    whole: bool


class PdfPool:
    """Up to `size` children that read PDFs, started when first wanted and kept. Any thread may ask; close it when done."""

    def __init__(self, *, size: int = 2, limits: Limits = Limits()) -> None:
        self.limits = limits
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(size)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children that are idle, and those at work as soon as they have answered."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def read(self, body: bytes, *, recognise: bool = False) -> PdfText:
        """The text of a PDF, page by page; with `recognise`, that of its pictures too.

        Raises:
            Unreadable: encrypted, broken, over a limit, or a scan.
            PdfReaderMissing: no child can be started.
        """
        if len(body) > self.limits.bytes:
            raise Unreadable(
                f"it has {len(body):,} bytes and the limit is {self.limits.bytes:,}; split it and add the parts"
            )
        with self._places:
            answer = self._ask(body)
        if answer["refused"]:
            raise Unreadable(self._why(answer["refused"]))
        return _text(answer, body, recognise=recognise)

    def _ask(self, body: bytes) -> "Answer":
        child = self._take()
        try:
            answer = child.ask(body)
        except _ChildDied as died:
            if died.after == 0 or died.by == signal.SIGPROF:
                raise Unreadable(self._why_died(died)) from died
            return self._ask_anew(body)
        self._keep(child)
        return answer

    def _ask_anew(self, body: bytes) -> "Answer":
        child = _Child(self.limits)
        try:
            answer = child.ask(body)
        except _ChildDied as died:
            raise Unreadable(self._why_died(died)) from died
        self._keep(child)
        return answer

    def _take(self) -> "_Child":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _Child(self.limits)

    def _keep(self, child: "_Child") -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(child)
                return
        child.end()

    def _why(self, refused: str) -> str:
        return {
            "password": "it is encrypted and needs a password; ask the publisher for an open copy",
            "format": "it is damaged or cut short; fetch it again",
            "pages": f"it has more than {self.limits.pages:,} pages; split it and add the parts",
            "characters": f"it has more than {self.limits.characters:,} characters; split it and add the parts",
            "memory": f"reading it takes more than {self.limits.memory_mb:,} MB of memory; look at it by hand",
        }[refused]

    def _why_died(self, died: "_ChildDied") -> str:
        if died.by == signal.SIGPROF:
            return f"reading it takes more than {self.limits.seconds:g} seconds of work; look at it by hand"
        return f"the PDF reader broke on it ({died}); it is damaged, or takes more than {self.limits.memory_mb:,} MB"


def read(body: bytes, *, recognise: bool = False) -> PdfText:
    """The text of a PDF, by a pool that is started when first wanted and closed when the program ends. Raises as `PdfPool.read`."""
    return _default_pool().read(body, recognise=recognise)


class _ChildDied(Exception):
    """A child went in the middle of its work: by which signal (`None`: by itself), after how many documents well read."""

    def __init__(self, *, by: int | None, after: int) -> None:
        super().__init__(signal.strsignal(by) if by else "it ended by itself")
        self.by = by
        self.after = after


class _Child:
    """A process of `reading.pdf_child` and the line to it."""

    def __init__(self, limits: Limits) -> None:
        self._most_answer = 16 * limits.characters
        self._read = 0
        self._line, theirs = Pipe()
        arguments = (theirs.fileno(), limits.seconds, limits.memory_mb, limits.pages, limits.characters)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module, our own arguments
                [sys.executable, "-m", "reading.pdf_child", *map(str, arguments)],
                cwd=_HOME,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        try:
            self._line.recv_bytes()
        except (EOFError, OSError) as exc:
            self.end()
            raise PdfReaderMissing(
                "the process that reads PDFs does not start: `python -c 'import reading.pdf_child'` shows why; "
                "install the packages of the lock again, or give the program more memory"
            ) from exc

    def ask(self, body: bytes) -> "Answer":
        """The answer to a document.

        Raises:
            _ChildDied: there is none, and will be none to any other.
        """
        try:
            self._line.send_bytes(body)
            answer: Answer = json.loads(self._line.recv_bytes(self._most_answer))
        except (EOFError, OSError) as exc:
            status = self.end()
            raise _ChildDied(by=-status if status < 0 else None, after=self._read) from exc
        self._read += 1
        return answer

    def end(self) -> int:
        """Close the line, on which the child ends; its exit status. One that does not end within a second is killed."""
        self._line.close()
        try:
            return self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _text(answer: "Answer", body: bytes, *, recognise: bool) -> PdfText:
    pages = answer["pages"]
    unloaded = [number for number, page in enumerate(pages, start=1) if page is None]
    if len(unloaded) == len(pages):
        raise Unreadable("it is damaged: it has no page that can be loaded; fetch it again")
    pictures = [number for number, page in enumerate(pages, start=1) if page and page["scan"]]
    words = [clean.clean(page["words"]) if page else "" for page in pages]
    reader = READER
    recognised: dict[int, str] = {}
    if recognise and pictures and (helper := recognition.reader()):
        recognised = _recognised(body, pictures)
        reader = f"{READER}+{helper}"
        words = [recognised.get(number, said) for number, said in enumerate(words, start=1)]
    if not any(words):
        raise Unreadable(
            "it has no text layer: its pages are pictures, and wait for character recognition",
            quality=Quality.UNREAD,
        )
    quality = legibility.of("\n".join(words))
    if quality is Quality.POOR and (other := _second_opinion(body, words)):
        reader, words, quality = f"{reader}+{second_opinion.reader()}", other, Quality.GOOD
    unread = set(pictures) - recognised.keys()
    warnings = tuple(
        _warnings(body, quality, unloaded=unloaded, unread=sorted(unread), recognised=sorted(recognised))
    )
    if unloaded:
        quality = Quality.POOR
    if len(unread) * 2 > len(pages):
        quality = Quality.UNREAD
    outline = [packs.Bookmark(title=title, page=page) for title, page in answer["outline"]]
    text = Text.of_pages(
        list(zip(packs.items(words, outline), words, strict=True)),
        reader=reader,
        quality=quality,
        warnings=warnings,
        scores=[
            0.0 if number in unread else legibility.score(said) for number, said in enumerate(words, start=1)
        ],
    )
    return PdfText(text=text, whole=not unloaded and not pictures)


def _recognised(body: bytes, pictures: list[int]) -> dict[int, str]:
    found = recognition.words_of(body, pictures)
    return {page: said for page, words in found.items() if (said := clean.clean(words))}


def _second_opinion(body: bytes, words: list[str]) -> list[str] | None:
    """What another reader makes of garbled pages, if it is legible and has as many pages."""
    other = [clean.clean(page) for page in second_opinion.pages_of(body)]
    if len(other) != len(words) or not any(other) or legibility.of("\n".join(other)) is not Quality.GOOD:
        return None
    return other


def _warnings(
    body: bytes, quality: Quality, *, unloaded: list[int], unread: list[int], recognised: list[int]
) -> Iterator[str]:
    if quality is Quality.POOR:
        yield legibility.GARBLED
    if b"%%EOF" not in body[-_END_WITHIN:]:
        yield "it has no end mark, and may be cut short; fetch it again"
    if unloaded:
        yield f"{_pages(unloaded)} cannot be loaded, the file is damaged; fetch it again"
    if unread:
        yield f"{_pages(unread)}: pictures without a text layer, wait for character recognition"
    if recognised:
        yield f"{_pages(recognised)}: read by character recognition; check quotes against the picture"


def _pages(numbers: list[int]) -> str:
    """`page 3`, or `pages 3, 5, 6 and 12 more`."""
    named = ", ".join(map(str, numbers[:10]))
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {named}{more}"


# One pool a process: a fork must not talk over its parent's lines.
_pools: dict[int, PdfPool] = {}
_pools_lock = threading.Lock()


def _default_pool() -> PdfPool:
    with _pools_lock:
        pool = _pools.get(os.getpid())
        if pool is None:
            pool = _pools[os.getpid()] = PdfPool()
            atexit.register(pool.close)
        return pool
