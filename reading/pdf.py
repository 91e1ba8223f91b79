"""PDFs to text: bytes in, each page's words out, read by PDFium in a kept pool of limited child processes.

Words that a page hides badly are no part of its text (`reading.redactions`); where they are is told beside it. Where the
letters come out garbled, poppler is asked for a second opinion; pages that are pictures are recognised if asked for. Both
only where their programs are installed. A file that breaks, hangs or floods its reader costs one child, never the
program. The same bytes always give the same text: where a child dies that had read other files before, a new one is
asked again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType
from typing import TYPE_CHECKING, Self

from domain.harm import Fault, Redaction
from domain.text import Quality, Text
from reading import clean, legibility, lines, packs, recognition, second_opinion
from reading.children import ChildDied, Children, Kept
from reading.unreadable import Unreadable

if TYPE_CHECKING:
    # Only the child loads PDFium.
    from reading.pdf_child import Answer

# The second number is that of the scan for failed redactions (`reading.redactions`), which only the child can load.
READER = f"pypdfium2@{version('pypdfium2')}/redactions@2/lines@{lines.VERSION}/clean@{clean.VERSION}"
# A PDF ends in %%EOF, within its last kilobyte or two (PDF Reference 1.7, appendix H, note 18).
_END_WITHIN = 2048


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
        self._children = Children(
            "reading.pdf_child",
            (limits.seconds, limits.memory_mb, limits.pages, limits.characters),
            size=size,
            most_answer=16 * limits.characters,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children that are idle, and those at work as soon as they have answered."""
        self._children.close()

    def read(self, body: bytes, *, recognise: bool = False) -> PdfText:
        """The text of a PDF, page by page; with `recognise`, that of its pictures too.

        Raises:
            Unreadable: encrypted, broken, over a limit, or a scan.
            ReaderMissing: no child can be started.
        """
        if len(body) > self.limits.bytes:
            raise Unreadable(
                f"it has {len(body):,} bytes and the limit is {self.limits.bytes:,}; split it and add the parts"
            )
        try:
            answer: Answer = json.loads(self._children.ask(body))
        except ChildDied as died:
            raise Unreadable(self._why_died(died)) from died
        if answer["refused"]:
            raise Unreadable(self._why(answer["refused"]))
        return _text(answer, body, recognise=recognise)

    def _why(self, refused: str) -> str:
        return {
            "password": "it is encrypted and needs a password; ask the publisher for an open copy",
            "format": "it is damaged or cut short; fetch it again",
            "pages": f"it has more than {self.limits.pages:,} pages; split it and add the parts",
            "characters": f"it has more than {self.limits.characters:,} characters; split it and add the parts",
            "memory": f"reading it takes more than {self.limits.memory_mb:,} MB of memory; look at it by hand",
        }[refused]

    def _why_died(self, died: ChildDied) -> str:
        if died.ran_out_of_time:
            return f"reading it takes more than {self.limits.seconds:g} seconds of work; look at it by hand"
        return f"the PDF reader broke on it ({died}); it is damaged, or takes more than {self.limits.memory_mb:,} MB"


def read(body: bytes, *, recognise: bool = False) -> PdfText:
    """The text of a PDF, by a pool that is started when first wanted and closed when the program ends. Raises as `PdfPool.read`."""
    return _default_pool().read(body, recognise=recognise)


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
    redactions = tuple(
        Redaction(page=number, fault=Fault(fault))
        for number, page in enumerate(pages, start=1)
        for fault in (page["faults"] if page else ())
    )
    # Another reader would read what is hidden too.
    if quality is Quality.POOR and not redactions and (other := _second_opinion(body, words)):
        reader, words, quality = f"{reader}+{second_opinion.reader()}", other, Quality.GOOD
    unread = set(pictures) - recognised.keys()
    warnings = tuple(
        _warnings(
            body,
            quality,
            unloaded=unloaded,
            unread=sorted(unread),
            recognised=sorted(recognised),
            redacted=sorted({each.page for each in redactions}),
        )
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
        redactions=redactions,
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
    body: bytes,
    quality: Quality,
    *,
    unloaded: list[int],
    unread: list[int],
    recognised: list[int],
    redacted: list[int],
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
    if redacted:
        yield f"{_pages(redacted)}: words are hidden that can still be copied; they are left out, tell the publisher"


def _pages(numbers: list[int]) -> str:
    """`page 3`, or `pages 3, 5, 6 and 12 more`."""
    named = ", ".join(map(str, numbers[:10]))
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"page{'s' if len(numbers) > 1 else ''} {named}{more}"


_default_pool = Kept(PdfPool)
