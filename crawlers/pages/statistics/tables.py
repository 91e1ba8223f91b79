"""Tables of official statistics: CSV in, rows out, one at a time. What a figure means is not said here.

The layout is the department's own for open data: a header, then a row for each period, place and group
(https://dfe-analytical-services.github.io/analysts-guide/statistics-production/ud.html).
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO, TextIOWrapper

from crawlers.pages.errors import PageChanged, is_html, unlike
from domain.publications import DataFile

# What every such table has, however the rest of it is called.
_NEEDED = ("time_period", "time_identifier", "geographic_level")


def table(body: bytes, url: str) -> DataFile:
    """A table, checked from its header to its last row.

    Raises:
        PageChanged: it is no such table: not CSV in UTF-8, no header as we know it, rows of other widths, or no rows.
    """
    if is_html(body) or not body.strip() or b"\0" in body:
        raise unlike(body, url, "table")
    found = rows(body, url)
    columns = next(found)[1]
    count = sum(1 for _ in found)
    if not count:
        raise PageChanged(f"{url}: no rows in the table")
    return DataFile(columns=columns, rows=count, fingerprint=hashlib.sha256(body).hexdigest())


def rows(body: bytes, url: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of a table, each with its number as a spreadsheet counts them; the first is the header.

    Raises:
        PageChanged: the table cannot be read further.
    """
    reader = csv.reader(TextIOWrapper(BytesIO(body), encoding="utf-8-sig", newline=""), strict=True)
    columns: tuple[str, ...] = ()
    try:
        for number, row in enumerate(reader, start=1):
            cells = tuple(cell.strip() for cell in row)
            if not columns:
                columns = cells
                _check([cell.lower() for cell in cells], url)
                yield number, columns
            elif cells and len(cells) != len(columns):
                raise PageChanged(f"{url}: row {number} has {len(cells)} cells, the header {len(columns)}")
            elif cells:
                yield number, cells
    except (csv.Error, UnicodeDecodeError) as exc:
        raise PageChanged(f"{url}: no table in UTF-8 ({exc})") from exc
    if not columns:
        raise PageChanged(f"{url}: no header in the table")


def _check(columns: Sequence[str], url: str) -> None:
    if lacking := [name for name in _NEEDED if name not in columns]:
        raise PageChanged(f"{url}: no column {', '.join(lacking)} in the table")
    if len(set(columns)) != len(columns):
        raise PageChanged(f"{url}: two columns of one name in the table")
