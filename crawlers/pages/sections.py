"""Which papers of a page stand under which of its headings."""

from collections.abc import Callable, Iterator

from lxml.etree import _Element as Element

from crawlers.pages import elements, titles
from domain.document import DocumentKind

# A heading's rank; the legend of a box ranks below them all.
_RANKS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "legend": 7}


def under_headings(
    parent: Element, is_row: Callable[[Element], bool]
) -> Iterator[tuple[Element, DocumentKind | None]]:
    """The rows below an element, each with what the heading above it says of papers ("Minutes"), `None` where it says nothing.

    What a heading says holds for the lower headings below it too, until one of its own rank or a higher one.
    """
    section, rank = None, 0
    for element in parent.iter():
        its_rank = _RANKS.get(str(element.tag), 0)
        if its_rank:
            says = titles.section_of(elements.line(element))
            if says or its_rank <= rank:
                section, rank = says, its_rank
        if is_row(element):
            yield element, section
