"""HTML to text: a page or a piece of one in, its words out, line by line as a reader sees them; never its markup.

Made for the two kinds that matter: web pages, and the Word-made HTML in which committee systems keep decisions
and minutes (`div.WordSection1`). Paragraphs and headings stand apart by a blank line, lists keep their numbers or get
a bullet, a table comes out row by row with its cells parted by ` | `. Struck-out and hidden words are left out.
"""

import html
import re
from dataclasses import dataclass, field
from importlib.metadata import version

from lxml import etree
from lxml.html import HTMLParser

from reading.clean import VERSION, clean
from reading.kinds import decode
from reading.rows import row_text
from reading.unreadable import Unreadable

READER = f"lxml@{version('lxml')}/html@1/clean@{VERSION}"

_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote pre hr table ul ol dl figure".split()  # noqa: SIM905 -- a word list
)
_LINES = frozenset(
    "address article aside body caption center dd details div dt fieldset figcaption footer form header html "  # noqa: SIM905
    "legend li main nav section summary tbody tfoot thead".split()
)
# What is not shown as words, or is no part of what a page says.
_UNSHOWN = frozenset(
    "applet audio button canvas del embed head iframe input math noscript object s script select strike "  # noqa: SIM905
    "style svg template textarea title video".split()
)
# What stands beside the words of a page; and around them, where the page does not say which its words are.
_ASIDES = frozenset({"aside", "nav"})
_FURNITURE = _ASIDES | {"footer", "header"}
# display:none of pages; mso-hide:all of Word.
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all",
    re.IGNORECASE,
)
# Word's bullets: a letter that a font of symbols draws as a dot or a square.
_SYMBOL_FONT = re.compile(r"font-family\s{0,9}:\s{0,9}[\"']?(?:symbol|wingdings|webdings)", re.IGNORECASE)
_WHITE = re.compile("[ \t\r\n\f\xa0]+")
# Committee systems escape twice: "&amp;#39;" stands for an apostrophe.
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)

# Where a page keeps what it says: by its own word, as committee systems mark it, or in its only article.
_CONTENT = (
    "//main",
    "//*[@role='main']",
    "//*[@id='modgov']",
    "//*[contains(@class, 'mgContent')]",
    "//article[count(//article) = 1]",
)
# "Report not found", "404", "The resource cannot be found", "Access denied", "Just a moment..."
_ERROR_TITLE = re.compile(
    r"^(?:error\b|[45]\d\d\b)|\bnot (?:be )?found\b|\bcan(?:not|'t) be found\b|\bno longer available\b"
    r"|\baccess (?:is )?denied\b|\bforbidden\b|\bserver error\b|\bservice unavailable\b|\bbad gateway\b"
    r"|\brequest (?:rejected|unsuccessful)\b|\bjust a moment\b|\battention required\b|\bnot a robot\b",
    re.IGNORECASE,
)
# A page that says no more than this under such a title has nothing else to say.
_ERROR_WORDS = 200


@dataclass(frozen=True, kw_only=True)
class WebPage:
    """A page: its heading (else its title) and the words of its content, without menus and footers.

    `is_error` is true of pages that stand where a document should: not found, refused, a challenge, nothing at all.
    """

    title: str | None
    words: str
    is_error: bool


def to_text(markup: str | bytes) -> str:
    """The cleaned words of a page or of a piece of a page.

    Raises:
        Unreadable: the markup is nested deeper than any page is.
    """
    root = parse(markup)
    return "" if root is None else text_of(root)


def read_page(markup: str | bytes) -> WebPage:
    """A page's title and the words of its content.

    Raises:
        Unreadable: the markup is nested deeper than any page is.
    """
    root = parse(markup)
    if root is None:
        return WebPage(title=None, words="", is_error=True)
    content = next((found[0] for path in _CONTENT if (found := root.xpath(path))), None)
    words = text_of(root, without=_FURNITURE) if content is None else text_of(content, without=_ASIDES)
    heading, title = heading_of(root if content is None else content), _title_of(root)
    is_error = not words or (
        len(words.split()) <= _ERROR_WORDS
        and any(_ERROR_TITLE.search(said) for said in (heading, title) if said)
    )
    return WebPage(title=heading or title, words=words, is_error=is_error)


def parse(markup: str | bytes) -> etree._Element | None:
    """The tree of a page; `None` where there is no element at all.

    Raises:
        Unreadable: the markup is nested deeper than any page is.
    """
    words = decode(markup) if isinstance(markup, bytes) else markup
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(words.encode("utf-8", "replace"), parser)
    # libxml2 leaves out what lies deeper than 2,048 elements and goes on; Word and old editors nest in the hundreds.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Unreadable("its markup is nested too deep to be read; get the document in another form")
    return root


def heading_of(root: etree._Element) -> str | None:
    """The first main heading under an element, in one line."""
    found = next(root.iter("h1"), None)
    return None if found is None else " ".join(text_of(found).split()) or None


def _title_of(root: etree._Element) -> str | None:
    return " ".join(clean(root.findtext(".//title") or "").split()) or None


def text_of(root: etree._Element, without: frozenset[str] = frozenset()) -> str:
    """The words under an element, save those under elements of these names."""
    # It walks without recursion: no nesting is too deep for it.
    writer = _Writer()
    unshown = _UNSHOWN | without
    skipped: etree._Element | None = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and (element.tag in unshown or _is_hidden(element)):
            # The walk goes on with the end of this element.
            skipped = element
            walk.skip_subtree()
        elif event == "start":
            writer.start(element)
            writer.add(element.text or "", as_symbol=_is_symbol(element))
        elif element is not skipped:
            writer.end(element)
        if event == "end" and element is not root:
            writer.add(element.tail or "")
    return clean(_ESCAPED.sub(lambda found: html.unescape(found[0]), writer.words()))


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _is_symbol(element: etree._Element) -> bool:
    return bool(_SYMBOL_FONT.search(element.get("style", "")))


@dataclass
class _Block:
    """Words being gathered: how many line ends are due before the next word, and the number or bullet that goes before it."""

    parts: list[str] = field(default_factory=list)
    due: int = 0
    marker: str = ""


class _Writer:
    """Gathers words in document order; a table row gathers its cells apart and is written as one."""

    def __init__(self) -> None:
        self.blocks = [_Block()]
        self.rows: list[list[str]] = []
        self.counters: list[int | None] = []
        self.preformatted = 0

    def words(self) -> str:
        """What was gathered."""
        return "".join(self.blocks[0].parts)

    def start(self, element: etree._Element) -> None:
        """An element begins."""
        tag = str(element.tag)
        self._part(tag)
        if tag in {"ol", "ul"}:
            self.counters.append(_number(element.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self.blocks[-1].marker = self._marker(element)
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.blocks.append(_Block())
        elif tag == "br":
            self._break(min(self.blocks[-1].due + 1, 2))
        elif tag == "pre":
            self.preformatted += 1

    def end(self, element: etree._Element) -> None:
        """An element ends."""
        tag = str(element.tag)
        if tag in {"ol", "ul"}:
            self.counters.pop()
        elif tag == "tr":
            self._write_row(self.rows.pop())
        elif tag in {"td", "th"}:
            self._close_cell()
        elif tag == "pre":
            self.preformatted -= 1
        self._part(tag)

    def add(self, text: str, *, as_symbol: bool = False) -> None:
        """Words, with white space as HTML means it: kept in `pre`, else a single space however much there is."""
        if not text:
            return
        if not self.preformatted:
            self._write("•" if as_symbol and len(text.strip()) == 1 else _WHITE.sub(" ", text))
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break(min(self.blocks[-1].due + 1, 2))
            self._write(line)

    def _write(self, text: str) -> None:
        block = self.blocks[-1]
        if text.isspace():
            block.parts += [" "] if block.parts and not block.due else []
            return
        if not text:
            return
        block.parts += ["\n" * block.due, block.marker, text]
        block.due, block.marker = 0, ""

    def _part(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._break(2)
        elif tag in _LINES:
            self._break(1)

    def _break(self, due: int) -> None:
        block = self.blocks[-1]
        block.due = max(block.due, due) if block.parts else 0

    def _marker(self, element: etree._Element) -> str:
        if not self.counters or self.counters[-1] is None:
            return "• "
        number = _number(element.get("value"), self.counters[-1])
        self.counters[-1] = number + 1
        numerals = _NUMERALS.get(_numbering(element) or "", ())
        return f"{numerals[number - 1] if 0 < number <= len(numerals) else number}. "

    def _close_cell(self) -> None:
        words = "".join(self.blocks.pop().parts).strip()
        if self.rows:
            self.rows[-1].append(words)
        else:
            self._write_row([words])

    def _write_row(self, cells: list[str]) -> None:
        self._break(1)
        for line in row_text(cells).split("\n"):
            self._write(line)
            self._break(1 if line else 2)


_NUMERALS = {
    "a": tuple("abcdefghijklmnopqrstuvwxyz"),
    "A": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "i": ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
    "I": ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"),
}
_STYLED = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
# style="list-style-type: lower-roman", as Word writes it.
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s{0,9}:\s{0,9}([a-z-]{1,20})", re.IGNORECASE)


def _numbering(item: etree._Element) -> str | None:
    """How the list that an item stands in is numbered: `a`, `A`, `i`, `I` or as usual."""
    owner = item.getparent()
    styled = None if owner is None else _LIST_STYLE.search(owner.get("style", ""))
    if styled:
        return _STYLED.get(styled[1].lower())
    return item.get("type") or (None if owner is None else owner.get("type"))


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 7 else otherwise
