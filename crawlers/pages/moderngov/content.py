"""The part of a page that ModernGov itself wrote, and how it is laid out: labels, titled sections, lists of links.

What lies around `#modgov` is the council's own and says nothing. Classes and headings named here held from 2011 to 2026.
"""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.errors import unlike

# "Venue: Committee Room 1", "Is Key decision?: Yes", "Decision Maker: Cabinet"
_LABEL = re.compile(r"(?P<label>[^:]{1,80}?)\s{0,9}:\s{0,9}(?P<said>.*)", re.DOTALL)


def content(body: bytes, url: str) -> Element:
    """What ModernGov itself wrote of a page.

    Raises:
        PageChanged: it is none of ModernGov's, or an error page.
    """
    page = markup.page(body, url)
    for root in (by_id(page, "modgov"), first_of_class(page, "mgContent")):
        if root is not None:
            return root
    raise unlike(body, url, "ModernGov content (#modgov or .mgContent)")


def title_of(page: Element) -> str:
    """The words of the page's `<title>`, which alone tells that a meeting is off."""
    root = page.getroottree().getroot()
    return " ".join((root.findtext(".//title") or "").split())


def heading_of(page: Element) -> str:
    """The words of the first `<h1>`, which name the kind of page."""
    found = next(page.iter("h1"), None)
    return "" if found is None else line(found)


def by_id(parent: Element, name: str) -> Element | None:
    """The element with an id."""
    return next(iter(elements(parent, f"//*[@id='{name}']")), None)


def of_class(parent: Element, name: str) -> list[Element]:
    """The elements below that have a class, in document order."""
    found = _having_class(name)(parent)
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def first_of_class(parent: Element, name: str) -> Element | None:
    """The first element below that has a class."""
    return next(iter(of_class(parent, name)), None)


def has_class(element: Element, name: str) -> bool:
    """Whether an element has a class."""
    return name in element.get("class", "").split()


def elements(parent: Element, path: str) -> list[Element]:
    """The elements that an XPath finds."""
    found = parent.xpath(path)
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def line(element: Element) -> str:
    """All words in an element as one line."""
    return markup.unescaped(markup.text_of(element)) or ""


def links(parent: Element, url: str) -> Iterator[tuple[Element, str]]:
    """The links below that lead somewhere on the web, with their absolute addresses."""
    for link in parent.iter("a"):
        if leads_to := markup.address(url, link.get("href", "")):
            yield link, leads_to


def labelled(parent: Element) -> dict[str, Element]:
    """The lines that begin with a label (`span.mgLabel`), by the label in lower case without its colon; the first of each."""
    found: dict[str, Element] = {}
    for label in of_class(parent, "mgLabel"):
        holder = label.getparent()
        if holder is not None:
            found.setdefault(line(label).rstrip(" :").lower(), holder)
    return found


def said(holder: Element | None) -> str | None:
    """What stands after the label of a line, without "View directions" and such."""
    if holder is None:
        return None
    whole = line(holder)
    found = _LABEL.fullmatch(whole)
    return (found["said"] if found else whole).strip() or None


def sections(parent: Element) -> list[tuple[str, list[Element]]]:
    """The titled sections (`h2.mgSectionTitle` and the like): each title without its colon, and the elements up to the next title."""
    found: list[tuple[str, list[Element]]] = []
    for title in elements(parent, ".//h2 | .//h3 | .//p[contains(@class, 'mgSubItemTitleTxt')]"):
        below: list[Element] = []
        for sibling in title.itersiblings():
            if sibling.tag in {"h1", "h2", "h3"} or has_class(sibling, "mgSubItemTitleTxt"):
                break
            below.append(sibling)
        found.append((line(title).rstrip(" :"), below))
    return found


@cache
def _having_class(name: str) -> etree.XPath:
    return etree.XPath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
