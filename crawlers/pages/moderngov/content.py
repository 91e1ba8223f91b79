"""The part of a page that ModernGov itself wrote, and how it is laid out: labels, titled sections, lists of links.

What lies around `#modgov` is the council's own and says nothing. Classes and headings named here held from 2011 to 2026.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.errors import unlike
from reading.html import text_of

# The label of a line: "Venue:", "Is Key decision?:"
_LABEL = re.compile(r"[^:]{1,80}?:\s{0,9}")
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


def labelled(parent: Element) -> dict[str, Element]:
    """The lines that begin with a label (`span.mgLabel`), by the label in lower case without its colon; the first of each."""
    found: dict[str, Element] = {}
    for label in of_class(parent, "mgLabel"):
        holder = label if label.tag == "p" else label.getparent()
        if holder is not None:
            found.setdefault(line(label).rstrip(" :").lower(), holder)
    return found


def said(holder: Element | None) -> str | None:
    """What stands after the label of a line; `None` where nothing does."""
    return None if holder is None else _LABEL.sub("", line(holder), count=1) or None


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
