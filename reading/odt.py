"""OpenDocument texts to text: the bytes of an .odt in, its paragraphs and tables out in the order in which they stand.

As with Word documents there is one page: a paragraph or heading is a line, a row of a table a line with its cells
parted by ` | `, an item of a list gets a bullet. What was deleted with changes tracked, notes and comments are left out.
The format: OASIS OpenDocument 1.3, part 3.
"""

import io
import zipfile
import zlib

from lxml import etree

from domain.text import Text
from reading.clean import VERSION, clean
from reading.packages import refuse_bomb
from reading.rows import row_text
from reading.unreadable import Unreadable

READER = f"odt@1/clean@{VERSION}"

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_ITEM, _CELL, _ROW = f"{_TEXT}list-item", f"{_TABLE}table-cell", f"{_TABLE}table-row"
# What the document no longer says, or says beside itself.
_SKIPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls"}
)
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
# White space in a row is one space; more is written as `<text:s text:c="4"/>`.
_SPACES, _COUNT, _MOST_SPACES = f"{_TEXT}s", f"{_TEXT}c", 100


def read(body: bytes) -> Text:
    """The text of an OpenDocument text.

    Raises:
        Unreadable: damaged, encrypted, over a limit, or without words.
    """
    refuse_bomb(body, "OpenDocument text")
    words = clean(_words(_content(body)))
    if not words:
        raise Unreadable("it is an OpenDocument text without any words; look at it by hand")
    return Text.of_pages([(None, words)], reader=READER)


def _content(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            root = etree.fromstring(packed.read("content.xml"), parser)
    except (
        KeyError,
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        RuntimeError,
        EOFError,
        NotImplementedError,
    ) as exc:
        raise Unreadable("it is a damaged or encrypted OpenDocument text; fetch it again") from exc
    except etree.XMLSyntaxError as exc:
        raise Unreadable(f"it is a damaged OpenDocument text ({exc.msg}); fetch it again") from exc
    text = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if text is None:
        raise Unreadable("it is an OpenDocument file of another kind than text; add it again as PDF")
    return text


def _words(text: etree._Element) -> str:
    """The words under the body. It walks without recursion: tables and lists may nest."""
    gathered: list[list[str]] = [[]]
    rows: list[list[str]] = []
    paragraphs = 0  # that are open: white space between paragraphs is the file's own
    walk = etree.iterwalk(text, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED:
                walk.skip_subtree()
                continue
            if tag in _PARAGRAPHS or tag == _CELL:
                gathered.append([])
            elif tag == _ROW:
                rows.append([])
            paragraphs += tag in _PARAGRAPHS
            if paragraphs:
                gathered[-1].append(_said(element))
            continue
        if tag in _PARAGRAPHS:
            paragraphs -= 1
            line = "".join(gathered.pop()).strip()
            gathered[-1].append(f"• {line}\n" if line and _is_item(element) else f"\n{line}\n")
        elif tag == _CELL:
            cell = "".join(gathered.pop()).strip()
            if rows:
                rows[-1].append(cell)
        elif tag == _ROW:
            gathered[-1].append(f"{row_text(rows.pop())}\n")
        if paragraphs:
            gathered[-1].append(element.tail or "")
    return "".join(gathered[0])


def _said(element: etree._Element) -> str:
    """What an element of a paragraph shows before its first child."""
    if element.tag == _SPACES:
        count = element.get(_COUNT, "1")
        return " " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1)
    return _SIGNS.get(str(element.tag)) or element.text or ""


def _is_item(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == _ITEM
