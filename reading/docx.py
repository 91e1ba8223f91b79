"""Word documents to text: the bytes of a .docx in, its paragraphs and tables out in the order in which they stand.

There is one page: Word breaks pages when it shows them, not in the file. A heading or paragraph is a line; a row of
a table is a line with its cells parted by ` | `, as in HTML. The numbers that Word puts before list items are not in the file:
items get a bullet instead. Text boxes, content controls and insertions come out; deletions and hidden text do not,
nor headers, footers, notes and comments.
"""

import io
from importlib.metadata import version

import docx
from docx.oxml.ns import qn
from lxml import etree

from domain.text import Text
from reading.clean import VERSION, clean
from reading.packages import refuse_bomb
from reading.rows import row_text
from reading.unreadable import Unreadable

READER = f"python-docx@{version('python-docx')}/docx@1/clean@{VERSION}"

_PARAGRAPH, _CELL, _ROW, _RUN, _TEXT, _SYMBOL = (
    qn(f"w:{name}") for name in ("p", "tc", "tr", "r", "t", "sym")
)
_VALUE, _CHARACTER = qn("w:val"), qn("w:char")
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"
_NUMBERED = f"{qn('w:pPr')}/{qn('w:numPr')}"
_STYLE = f"{qn('w:pPr')}/{qn('w:pStyle')}"
# Word's own styles for items; their numbering stands in the style.
_ITEM_STYLES = ("ListBullet", "ListNumber")
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_MARKUP_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What the document no longer says, its tab stops, and text boxes a second time for old versions of Word.
_SKIPPED = frozenset(
    [*(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "tabs")), f"{_MARKUP_COMPATIBILITY}Fallback"]
)


def read(body: bytes) -> Text:
    """The text of a Word document.

    Raises:
        Unreadable: damaged, encrypted, over a limit, or without words.
    """
    refuse_bomb(body, "Word document")
    words = clean(_words(_body(body)))
    if not words:
        raise Unreadable("it is a Word document without any words; look at it by hand")
    return Text.of_pages([(None, words)], reader=READER)


def _body(body: bytes) -> etree._Element:
    # A spoilt package can fail in any line of python-docx, with any error.
    try:
        found: etree._Element = docx.Document(io.BytesIO(body)).element.body
        found.tag  # noqa: B018 -- a document without a body gives None, found out here
    except Exception as exc:
        raise Unreadable(f"it is a damaged Word document ({type(exc).__name__}); fetch it again") from exc
    return found


def _words(body: etree._Element) -> str:
    """The words under a body. It walks without recursion: tables may nest, and paragraphs stand in boxes inside paragraphs."""
    gathered: list[list[str]] = [[]]
    rows: list[list[str]] = []
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SKIPPED or (tag == _RUN and _is_hidden(element)):
                walk.skip_subtree()
            elif tag in {_PARAGRAPH, _CELL}:
                gathered.append([])
            elif tag == _ROW:
                rows.append([])
        elif tag == _PARAGRAPH:
            line = "".join(gathered.pop()).strip()
            gathered[-1].append(f"• {line}\n" if line and _is_item(element) else f"\n{line}\n")
        elif tag == _CELL:
            cell = "".join(gathered.pop()).strip()
            if rows:
                rows[-1].append(cell)
        elif tag == _ROW:
            gathered[-1].append(f"{row_text(rows.pop())}\n")
        else:
            gathered[-1].append(_said(element))
    return "".join(gathered[0])


def _said(element: etree._Element) -> str:
    """What an element inside a run shows."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag == _SYMBOL:
        return _symbol(element.get(_CHARACTER, ""))
    return _SIGNS.get(str(element.tag), "")


def _symbol(code: str) -> str:
    """`F0B7`: a sign of a font of symbols, by its number."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _is_item(paragraph: etree._Element) -> bool:
    style = paragraph.find(_STYLE)
    named = "" if style is None else style.get(_VALUE, "")
    return paragraph.find(_NUMBERED) is not None or named.startswith(_ITEM_STYLES)


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run's letters are set hidden (Format, Font, Hidden)."""
    hidden = run.find(_HIDDEN)
    return hidden is not None and hidden.get(_VALUE) not in {"0", "false", "off"}
