"""The part of a page that ModernGov itself wrote, and how it is laid out: headings, labels, titled sections.

What lies around `#modgov` is the council's own and says nothing. Classes and headings named here held from 2011 to 2026.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from crawlers.pages import markup
from crawlers.pages.elements import elements, has_class, innermost, line, of_class, prose, title_of
from crawlers.pages.errors import unlike

# A label and what stands after it, as in "Venue: Committee Room 1" or "Is Key decision?: Yes"
_LABELLED = re.compile(r"(?P<label>[^:]{1,80}?) ?: ?(?P<said>.*)", re.DOTALL)
# The heading "Error" or the title "Error | Westmere Council" of the error page, which comes with status 200
_ERROR = re.compile(r"error ?(?:[|–-]|\Z)", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3"})
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
    found = next(iter(elements(page, "//*[@id='modgov']")), None)
    if found is None:
        found = next((_around(part) for part in of_class(page, "mgContent")), None)
    if found is None or _ERROR.match(heading_of(found)) or _ERROR.match(title_of(page)):
        raise unlike(body, url, "ModernGov content (#modgov or .mgContent)")
    return found


def headings_of(page: Element) -> tuple[str, ...]:
    """The lines that may name the kind of page, the likeliest first: its main heading, which clerks' prose never is.

    Some councils' skins print the heading outside ModernGov's own part, below one of the site's, or not at all
    (Cornwall, Surrey). Then it is one above that part which the page's title holds too, else the title, else any above.
    """
    own = [line(found) for found in page.iter("h1") if not in_prose(found)]
    if any(own):
        return (" ".join(own),)
    marked = [line(found) for found in of_class(page, "mgMainTitleTxt")]
    title = title_of(page).partition(" | ")[0]
    above = [line(found) for found in reversed(elements(page, "preceding::h1"))]
    named = [words for words in above if words in title]
    rest = [words for words in above if words not in title]
    return tuple(filter(None, (*marked, *named, title, *rest)))


def heading_of(page: Element) -> str:
    """The words of the main heading, which name the kind of page."""
    return next(iter(headings_of(page)), "")


def is_headed(page: Element, kind: re.Pattern[str]) -> bool:
    """Whether a line that may name the kind of page names this one."""
    return any(kind.search(words) for words in headings_of(page))


def subject_of(page: Element) -> str:
    """The words under the main heading (`.mgSubTitleTxt`), which name what the page is about."""
    return next((words for found in of_class(page, "mgSubTitleTxt") if (words := line(found))), "")


def labelled(parts: Iterable[Element]) -> dict[str, str]:
    """What stands after the labels of lines (`Venue: Committee Room 1`), by label in lower case; the first of each.

    Lines with a marked label (`.mgLabel`) if there are any, else all; never the prose of clerks. A label without words
    after it is left out.
    """
    lines = [part for part in innermost(parts, "p", "li", "dd") if not in_prose(part)]
    marked = [part for part in lines if of_class(part, "mgLabel")]
    found: dict[str, str] = {}
    for part in marked or lines:
        split = _LABELLED.fullmatch(line(part))
        if split and split["said"]:
            found.setdefault(split["label"].lower(), split["said"])
    return found


def _around(content: Element) -> Element:
    """The content of old pages, which have no part of ModernGov's own, together with the links and headings beside it."""
    above = content.getparent()
    if above is None or not any(of_class(above, name) for name in ("mgLinks", "mgSubTitleTxt")):
        return content
    return above


def in_prose(part: Element) -> bool:
    """Whether an element stands in the prose of clerks (`.mgWordPara`)."""
    return any(has_class(above, "mgWordPara") for above in part.iterancestors())


def sections(page: Element) -> list[Section]:
    """The titled sections of a page, in order."""
    return [
        Section(title=line(part).rstrip(" :"), parts=tuple(_below(part)))
        for part in page.iter("h2", "h3", "p")
        if _is_title(part)
    ]


def _below(title: Element) -> Iterator[Element]:
    for sibling in title.itersiblings():
        if _is_title(sibling):
            return
        yield sibling


def _is_title(part: Element) -> bool:
    return part.tag in _HEADINGS or any(has_class(part, name) for name in _TITLES)
