"""Sheets of a table file: CSV or OpenDocument bytes in, rows of words out. What a cell means is not looked at.

Formats: RFC 4180; OASIS OpenDocument 1.3, part 3, section 9. A cell that repeats counts as often as it says, within limits:
empty ones are written as one cell that stands for sixteen thousand.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple

from lxml import etree

from crawlers.pages.errors import PageChanged, unlike
from reading.kinds import FileKind, decode, sniff

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_SHEET, _ROW, _PARAGRAPH, _LINK = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TEXT}p", f"{_TEXT}a"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# The table of 2023 has 3,546 providers in 32 columns; its sheets in one file come to some 15 MB.
_MOST_ROWS, _MOST_COLUMNS, _MOST_BYTES = 50_000, 200, 200_000_000


class Cell(NamedTuple):
    """What stands in a cell, and where it leads if it is a link."""

    words: str
    link: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet by its name (empty for CSV): its rows by their numbers, which count from 1; empty rows are left out."""

    name: str
    rows: dict[int, tuple[Cell, ...]]


def sheets(body: bytes, url: str) -> Iterator[Sheet]:
    """The sheets of a table file, in order.

    Raises:
        PageChanged: it is no CSV or OpenDocument spreadsheet, or one that cannot be read.
    """
    kind = sniff(body)
    if kind is FileKind.PLAIN:
        yield _of_csv(body, url)
    elif kind is FileKind.ZIP and _MIMETYPE in body[:200]:
        yield from _of_ods(body, url)
    elif kind is FileKind.SPREADSHEET:
        raise PageChanged(
            f"{url}: no CSV or OpenDocument table (an Excel workbook); take the other file of the release"
        )
    else:
        raise unlike(body, url, "CSV or OpenDocument table")


def _of_csv(body: bytes, url: str) -> Sheet:
    rows: dict[int, tuple[Cell, ...]] = {}
    try:
        for number, row in enumerate(csv.reader(io.StringIO(decode(body), newline="")), start=1):
            if number > _MOST_ROWS:
                raise PageChanged(f"{url}: no table of providers (more than {_MOST_ROWS} rows)")
            if any(words.strip() for words in row):
                rows[number] = tuple(Cell(_line(words)) for words in row[:_MOST_COLUMNS])
    except csv.Error as exc:
        raise PageChanged(f"{url}: no CSV ({exc})") from exc
    return Sheet(name="", rows=rows)


def _of_ods(body: bytes, url: str) -> Iterator[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if packed.getinfo("content.xml").file_size > _MOST_BYTES:
                raise PageChanged(f"{url}: an OpenDocument table that unpacks to more than any of Ofsted's")
            # On reading, zipfile holds the part to the size that it declares.
            with packed.open("content.xml") as content:
                yield from _sheets_of(content)
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError) as exc:
        raise PageChanged(f"{url}: no whole OpenDocument table (damaged or encrypted)") from exc
    except etree.XMLSyntaxError as exc:
        raise PageChanged(f"{url}: no whole OpenDocument table ({exc.msg})") from exc


def _sheets_of(content: IO[bytes]) -> Iterator[Sheet]:
    """The sheets, one row in memory at a time."""
    walk = etree.iterparse(
        content,
        events=("start", "end"),
        tag=(_SHEET, _ROW),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    rows: dict[int, tuple[Cell, ...]] = {}
    number = 0
    for event, element in walk:
        if element.tag == _SHEET:
            if event == "start":
                rows, number = {}, 0
            else:
                yield Sheet(name=element.get(f"{_TABLE}name", ""), rows=rows)
        elif event == "end":
            cells = _cells(element)
            if any(cell.words for cell in cells) and len(rows) < _MOST_ROWS:
                rows[number + 1] = cells
            number += _times(element, f"{_TABLE}number-rows-repeated")
            element.clear()


def _cells(row: etree._Element) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for cell in row:
        if cell.tag in _CELLS and len(found) < _MOST_COLUMNS:
            times = _times(cell, f"{_TABLE}number-columns-repeated")
            found += [_cell(cell)] * min(times, _MOST_COLUMNS - len(found))
    return tuple(found)


def _cell(cell: etree._Element) -> Cell:
    """A cell's words as it shows them; a day as ISO 8601, however it is shown."""
    day = cell.get(f"{_OFFICE}date-value")
    words = (
        day[:10]
        if day
        else "\n".join("".join(map(str, each.itertext())) for each in cell.iterchildren(_PARAGRAPH))
    )
    link = next(cell.iter(_LINK), None)
    return Cell(_line(words), link.get(_HREF) if link is not None else None)


def _times(element: etree._Element, name: str) -> int:
    said = element.get(name, "1")
    return max(int(said), 1) if said.isdecimal() and len(said) < 9 else 1


def _line(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())
