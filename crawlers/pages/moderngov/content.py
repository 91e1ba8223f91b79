"""The part of a page that ModernGov itself wrote, and how it is laid out: labels, titled sections, lists of links.

What lies around `#modgov` is the council's own and says nothing. Classes and headings named here held from 2011 to 2026.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.errors import unlike
from reading.html import text_of

# A label and what stands after it, as in "Venue: Committee Room 1" or "Is Key decision?: Yes"
_LABELLED = re.compile(r"(?P<label>[^:]{1,80}?) ?: ?(?P<said>.*)", re.DOTALL)
_LINES = frozenset({"p", "li", "dd"})
_TITLES = ("mgSectionTitle", "mgSubItemTitleTxt", "mgSubSubTitleTxt")


@dataclass(frozen=True, kw_only=True)
class Section:
    """A titled part of a page: its title without its colon, and the elements up to the next title."""

    title: str
    parts: tuple[Element, ...]

    @property
    def prose(self) -> str | None:
        """The words of the section with their paragraphs; `None` where there are none."""
        return prose(self.parts)


def content(body: bytes, url: str) -> Element:
    """What ModernGov itself wrote of a page.

    Raises:
        PageChanged: it is none of ModernGov's, or an error page.
    """
    page = markup.page(body, url)
    found = elements(page, "//*[@id='modgov']") or of_class(page, "mgContent")
    if not found or heading_of(found[0]).lower() == "error":
        raise unlike(body, url, "ModernGov content (#modgov or .mgContent)")
    return found[0]


def title_of(page: Element) -> str:
    """The words of the page's `<title>`."""
    return markup.unescaped(page.getroottree().getroot().findtext(".//title") or "") or ""


def heading_of(page: Element) -> str:
    """The words of the main headings (`<h1>`), which name the kind of page."""
    return " ".join(line(found) for found in page.iter("h1"))


def subject_of(page: Element) -> str:
    """The words under the main heading (`.mgSubTitleTxt`), which name what the page is about."""
    return next((line(found) for found in of_class(page, "mgSubTitleTxt") if line(found)), "")


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
    """All words in an element as one line."""
    return markup.unescaped(markup.text_of(element)) or ""


def prose(parts: Sequence[Element]) -> str | None:
    """The words of some elements with their paragraphs; `None` where there are none."""
    words = [found for part in parts if (found := text_of(part).strip())]
    return "\n\n".join(words) or None


def links(parent: Element, url: str) -> Iterator[tuple[Element, str]]:
    """The links in an element that lead somewhere on the web, with their absolute addresses."""
    for link in parent.iter("a"):
        if leads_to := markup.address(url, link.get("href", "")):
            yield link, leads_to


def labelled(parts: Iterable[Element]) -> dict[str, str]:
    """What stands after the labels of lines (`Venue: Committee Room 1`), by label in lower case; the first of each.

    Lines with a marked label (`.mgLabel`) if there are any, else all; never the prose of clerks. A label without words
    after it is left out.
    """
    lines = [part for part in parts if part.tag in _LINES and not _in_prose(part)]
    marked = [part for part in lines if of_class(part, "mgLabel")]
    found: dict[str, str] = {}
    for part in marked or lines:
        split = _LABELLED.fullmatch(line(part))
        if split and split["said"]:
            found.setdefault(split["label"].lower(), split["said"])
    return found


def _in_prose(part: Element) -> bool:
    return any(has_class(above, "mgWordPara") for above in part.iterancestors())


def blocks(page: Element, starts: Sequence[Element]) -> list[list[Element]]:
    """For each of some elements in document order, what comes after it and before the next."""
    begins = {start: number for number, start in enumerate(starts)}
    found: list[list[Element]] = [[] for _ in starts]
    at: int | None = None
    for element in page.iter(etree.Element):
        at = begins.get(element, at)
        if at is not None and element not in begins:
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


def sections(page: Element) -> list[Section]:
    """The titled sections of a page, in order."""
    return [
        Section(title=line(title).rstrip(" :"), parts=tuple(_below(title)))
        for title in page.iter("h2", "h3", "p")
        if title.tag in {"h2", "h3"} or any(has_class(title, name) for name in _TITLES)
    ]


def _below(title: Element) -> Iterator[Element]:
    for sibling in title.itersiblings():
        if sibling.tag in {"h1", "h2", "h3"} or any(has_class(sibling, name) for name in _TITLES):
            return
        yield sibling


def _elements(found: object) -> list[Element]:
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


@cache
def _having_class(name: str) -> etree.XPath:
    return etree.XPath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
