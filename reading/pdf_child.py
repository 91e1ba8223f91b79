"""The process in which PDFs are opened: a PDF in, a JSON answer out, until nobody asks any more.

PDFium is fast and not to be trusted with the files of strangers, so it runs here, under limits of memory, time, pages
and characters. `reading.pdf` starts this process, keeps it and replaces it when it dies; it is never run by hand.
"""

import json
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import closing
from itertools import islice
from multiprocessing.connection import Connection
from typing import NamedTuple, TypedDict

import pypdfium2
import pypdfium2.raw as pdfium

from reading import child, redactions
from reading.lines import Line, in_rows, text_of, vocabulary

# A page with fewer words than this and pictures over half of it is a scan.
_SCAN_WORDS = 20
_SCAN_AREA = 0.5
# Packs have a bookmark an item and some for parts of papers.
_OUTLINE_DEPTH = 3
_MOST_BOOKMARKS = 2_000
# Where a line ends; U+FFFE stands in place of a hyphen and the line end behind it.
_LINE = re.compile("(?P<words>[^\r\n\ufffe]*)(?P<end>[\r\n]+|\ufffe|$)")


class Page(TypedDict):
    """A page's text, whether it is a picture of words, and how words are hidden badly on it, which are not in the text."""

    words: str
    scan: bool
    faults: list[str]


class Answer(TypedDict):
    """The pages of a PDF, `None` for one that cannot be loaded; or why there are none: password, format, pages, characters, memory.

    `outline` has the title of each bookmark and the page, from 1, that it leads to.
    """

    pages: list[Page | None]
    outline: list[tuple[str, int]]
    refused: str | None


class _Read(NamedTuple):
    """A page as it was read."""

    lines: list[Line]
    scan: bool
    faults: list[str]


class _TooLong(Exception):
    """There are more characters than the limit."""


def _answer(body: bytes, most_pages: int, most_characters: int) -> Answer:
    try:
        with pypdfium2.PdfDocument(body) as document:
            if len(document) > most_pages:
                return _refused("pages")
            return Answer(
                pages=_pages(document, most_characters), outline=list(_outline(document)), refused=None
            )
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
        return _refused("password" if locked else "format")
    except _TooLong:
        return _refused("characters")
    except MemoryError:
        return _refused("memory")


def _refused(why: str) -> Answer:
    return Answer(pages=[], outline=[], refused=why)


def _outline(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, int]]:
    for mark in islice(document.get_toc(max_depth=_OUTLINE_DEPTH), _MOST_BOOKMARKS):
        leads_to = mark.get_dest()
        page = leads_to.get_index() if leads_to else None
        if page is not None:
            yield mark.get_title(), page + 1


def _pages(document: pypdfium2.PdfDocument, most_characters: int) -> list[Page | None]:
    found: list[_Read | None] = []
    for index in range(len(document)):
        read = _page(document, index, most_characters)
        most_characters -= sum(len(line.words) for line in read.lines) if read else 0
        found.append(read)
    known = vocabulary(read.lines for read in found if read)
    return [
        read and Page(words=text_of(read.lines, known), scan=read.scan, faults=read.faults) for read in found
    ]


def _page(document: pypdfium2.PdfDocument, index: int, most_characters: int) -> _Read | None:
    """A page's lines without the words that are hidden badly, and whether it is a scan; `None` where it cannot be loaded."""
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            if text.count_chars() > most_characters:
                raise _TooLong
            hidden = redactions.hidden(page, text)
            lines = in_rows(list(_lines(text, hidden)))
            few = sum(len(line.words.split()) for line in lines) < _SCAN_WORDS
            return _Read(lines, few and _is_pictured(page), sorted(set(hidden.values())))
    except pypdfium2.PdfiumError:
        return None


def _lines(text: pypdfium2.PdfTextPage, hidden: Collection[int]) -> Iterator[Line]:
    for found in _LINE.finditer(_without(_characters(text), hidden)):
        words = found["words"].strip()
        if not words:
            continue
        start = found.start() + found["words"].index(words)
        last = start + len(words) - 1
        left, bottom, _, top = text.get_charbox(start, loose=True)
        _, last_bottom, right, last_top = text.get_charbox(last, loose=True)
        _, _, first_word_ends, _ = text.get_charbox(start + len(words.split(maxsplit=1)[0]) - 1, loose=True)
        yield Line(
            words=words,
            left=left,
            right=right,
            first_word_ends=first_word_ends,
            bottom=(bottom, last_bottom),
            height=(top - bottom, last_top - last_bottom),
            weight=(
                pdfium.FPDFText_GetFontWeight(text.raw, start),
                pdfium.FPDFText_GetFontWeight(text.raw, last),
            ),
            hyphenated=found["end"] == "\ufffe",
        )


def _without(words: str, hidden: Collection[int]) -> str:
    """The page's characters, a space in place of each hidden one."""
    if not hidden:
        return words
    return "".join(" " if index in hidden else letter for index, letter in enumerate(words))


def _characters(text: pypdfium2.PdfTextPage) -> str:
    """The page's characters, each at PDFium's own index, by which it tells their places."""
    words: str = text.get_text_range()
    count: int = text.count_chars()
    if len(words) == count:
        return words
    # Characters beyond 16 bits, or some that PDFium leaves out of texts: ask for one after the other.
    return "".join(chr(pdfium.FPDFText_GetUnicode(text.raw, index)) for index in range(count))


def _is_pictured(page: pypdfium2.PdfPage) -> bool:
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return covered >= float(_SCAN_AREA * width * height)


if __name__ == "__main__":
    descriptor, seconds, memory_mb, pages, characters = sys.argv[1:]
    child.serve(
        Connection(int(descriptor)),
        lambda body: json.dumps(_answer(body, int(pages), int(characters))).encode(),
        seconds=float(seconds),
        memory_mb=float(memory_mb),
    )
