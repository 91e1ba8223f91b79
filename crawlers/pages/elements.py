"""Elements of a page, found by what they are: by class, as links, as rows of a table; and their words."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import markup
from reading.html import text_of

# Elements that part words even where no space does
_BREAKS = frozenset(
    "address blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p table td th tr ul".split()  # noqa: SIM905 -- a word list
)

_LONGEST_LINE = 20_000


def of_class(parent: Element, name: str) -> list[Element]:
    """The elements below that have a class, in document order."""
    return _elements(_having_class(name)(parent))


def elements(parent: Element, path: str) -> list[Element]:
    """The elements that an XPath finds."""
    return _elements(parent.xpath(path))


def has_class(element: Element, name: str) -> bool:
    """Whether an element has a class."""
    return name in element.get("class", "").split()


def line(element: Element) -> str:
    """The words in an element as one line; lines, paragraphs and cells do not run together.

    What is longer than any line is cut: whole pages in nested lists cost no more than their first words.
    """
    words: list[str] = []
    length = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        said = part.text if event == "start" else part.tail if part is not element else None
        words.append(f" {said or ''}" if part.tag in _BREAKS else said or "")
        length += len(words[-1])
        if length > _LONGEST_LINE:
            break
    return markup.unescaped("".join(words)[:_LONGEST_LINE]) or ""


def innermost(parts: Iterable[Element], *names: str) -> Iterator[Element]:
    """Those of some elements that have one of these names and hold no other that has."""
    for part in parts:
        if part.tag in names and next(part.iterdescendants(*names), None) is None:
            yield part


def prose(parts: Sequence[Element]) -> str | None:
    """The words of some elements with their paragraphs; `None` where there are none."""
    words = [found for part in parts if (found := text_of(part).strip())]
    return "\n\n".join(words) or None


def title_of(page: Element) -> str:
    """The words of the page's `<title>`."""
    return markup.unescaped(page.getroottree().getroot().findtext(".//title") or "") or ""


def links(parent: Element, url: str) -> Iterator[tuple[Element, str]]:
    """The links in an element that lead somewhere on the web, with their absolute addresses."""
    for link in parent.iter("a"):
        if leads_to := markup.address(url, link.get("href", "")):
            yield link, leads_to


def blocks(page: Element, starts: Sequence[Element]) -> list[list[Element]]:
    """For each of some elements in document order, what comes after it and before the next; what holds one of them is left out."""
    begins = {start: number for number, start in enumerate(starts)}
    around = {above for start in starts for above in start.iterancestors()}
    found: list[list[Element]] = [[] for _ in starts]
    at: int | None = None
    for element in page.iter(etree.Element):
        at = begins.get(element, at)
        if at is not None and element not in begins and element not in around:
            found[at].append(element)
    return found


def row_of(element: Element) -> Element | None:
    """The row of a table that an element stands in."""
    return next(element.iterancestors("tr"), None)


def columns(row: Element) -> dict[str, Element]:
    """The cells of a table's row by the headings of their columns, in lower case."""
    table = next(row.iterancestors("table"), None)
    headings = [] if table is None else [line(heading).lower() for heading in table.iter("th")]
    return dict(zip(headings, row.findall("td"), strict=False))


def _elements(found: object) -> list[Element]:
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


@cache
def _having_class(name: str) -> etree.XPath:
    return etree.XPath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
