"""The story within its part of a page: elements in, the story's lines and the lines left out of it; boxes of the site go.

A box is known by what it is called (`newsletter`, `related`) or by being no prose at all (a form, a list of links). A box
that holds the greater part of the words is none, whatever it is called.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from reading import boilerplate, html

# Parts of a page that are never paragraphs of a story.
_NEVER = frozenset("aside button dialog figure footer form iframe nav select".split())  # noqa: SIM905 -- a word list
# What boxes are called by class, id or a data attribute. A word must stand by itself or begin at a capital or a hyphen.
_BOX = re.compile(
    r"(?<![a-z])(?:newsletter|sign-?up|skinny|adverts?|advertisement|ad-(?:slot|unit|container|wrapper|header)|ads|mpu|promos?"
    r"|promotion|related(?:-?(?:posts|stories|articles|content))?|relatedposts|sharedaddy|addtoany|read-?(?:more|next|also)|most-?(?:popular|read|commented)|recommended|recommendations?|share|sharing"
    r"|sharebar|social|comments?|viafoura|disqus|polls?|carousel|caption|credit|tags|topics|byline|author|donate|donation"
    r"|cta|banner|taboola|outbrain|toast|bookmark|breadcrumbs?|teasers?|sidebar|see-?also|video-?(?:player|resource|inline|embed|wrapper|container)|jw-?player"
    r"|app-download|paywall-message|subscribe|subscription-offer|fact-?box|sub-?links|image-grid|rich-?link|embed-?links?)(?![a-z])",
    re.IGNORECASE,
)
# Where the time of a story stands; in a live blog each post has its own, which is kept.
_TIMES = re.compile(
    r"(?<![a-z])(?:time-?stamp|published|publication-date|date-?line|date-?time)(?![a-z])", re.IGNORECASE
)
_NAMED_BY = (
    "class",
    "id",
    "role",
    "data-component",
    "data-mod",
    "data-embed-group",
    "data-testid",
    "data-type",
)
_COMPLEMENTARY = "complementary"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# A box holds less of the words than this.
_GREATER_PART = 0.4
# Paragraphs, headings and items: what may be a teaser as a whole, if all of it is a link.
_PROSE = ("p", "li", "h2", "h3", "h4", "h5")
_LONGEST_TEASER = 300
_SENTENCE_ENDS = re.compile(r"[.!?…:;,][”\"’')]*$")
# What holds words that stand in no paragraph, and how many of them make prose of a piece.
_BARE = ("article", "div", "section", "td")
_LEAST_BARE = 5
# The most lines of boxes that are kept for whoever wants to see what was left out, and the length of each.
_MOST_LEFT, _LONGEST_LEFT = 200, 300


@dataclass(frozen=True, kw_only=True)
class Story:
    """The lines of a story in their order, and the lines of the site that stood between them."""

    lines: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return count(self.lines)


def count(lines: Iterable[str]) -> int:
    """How many words lines have."""
    return sum(len(line.split()) for line in lines)


def of_elements(elements: list[etree._Element], *, keep_times: bool = False) -> Story:
    """The story that stands in parts of a page. The boxes within them are taken out of the tree."""
    boxed: list[str] = []
    for box in _boxes(elements, keep_times=keep_times):
        boxed += [line for line in html.text_of(box).split("\n") if line]
        _take_out(box)
    told = of_lines([line for element in elements for line in html.text_of(element).split("\n")])
    left = [line[:_LONGEST_LEFT] for line in (*boxed, *told.left_out)]
    return Story(lines=told.lines, left_out=tuple(dict.fromkeys(left))[:_MOST_LEFT])


def of_lines(lines: list[str]) -> Story:
    """The story that stands in lines."""
    told, left = boilerplate.parted([line for line in lines if line.strip()])
    return Story(lines=tuple(told), left_out=tuple(left))


def densest(root: etree._Element) -> list[etree._Element]:
    """The element that has the most prose directly under it, in paragraphs or bare: where a story is, if nothing says so."""
    most: dict[etree._Element, int] = {}
    for element in root.iter(*_BARE, "p"):
        own = [element.text or "", *(part.tail or "" for part in element)]
        holder = element.getparent() if element.tag == "p" else element
        if holder is None or holder.tag in _NEVER:
            continue
        if element.tag == "p":
            # A word of a link counts against a paragraph: lists of links are no prose.
            linked = sum(len("".join(link.itertext()).split()) for link in element.iter("a"))
            words = len("".join(element.itertext()).split()) - 2 * linked
        else:
            words = sum(len(text.split()) for text in own if len(text.split()) >= _LEAST_BARE)
        most[holder] = most.get(holder, 0) + words
    found = max(most, key=lambda element: most[element], default=None)
    return [] if found is None else [found]


def _boxes(elements: list[etree._Element], *, keep_times: bool) -> list[etree._Element]:
    """The outermost boxes within elements."""
    boxes: list[etree._Element] = []
    lengths = _lengths(elements)
    limit = _GREATER_PART * sum(lengths[element] for element in elements)
    for top in elements:
        walk = etree.iterwalk(top, events=("start",))
        for _, element in walk:
            if element is top:
                continue
            teaser = element.tag in _PROSE and lengths[element] < _LONGEST_TEASER and _is_link(element)
            boxed = _is_box(element, keep_times=keep_times) and (
                element.tag in _NEVER or lengths[element] < limit
            )
            if teaser or boxed:
                boxes.append(element)
                walk.skip_subtree()
    return boxes


def _lengths(elements: list[etree._Element]) -> dict[etree._Element, int]:
    """How many characters each element under these has; worked out once for all, from the innermost outwards."""
    lengths: dict[etree._Element, int] = {}
    for top in elements:
        for element in reversed(list(top.iter())):
            inner = sum(lengths[part] + len(part.tail or "") for part in element)
            lengths[element] = len(element.text or "") + inner
    return lengths


def _is_box(element: etree._Element, *, keep_times: bool) -> bool:
    # Elements of a site's own ("email-slide-in") are machinery.
    if element.tag == "figure" and element.find(".//table") is not None:
        return False
    if element.tag in _NEVER or "-" in str(element.tag) or element.get("role") == _COMPLEMENTARY:
        return True
    named = _CAMEL.sub("-", " ".join(element.get(name, "") for name in _NAMED_BY))
    return bool(_BOX.search(named) or (not keep_times and _TIMES.search(named)))


def _is_link(element: etree._Element) -> bool:
    """Whether all the words are a link, and no sentence: the headline of another story."""
    words = " ".join("".join(element.itertext()).split())
    if not words or _SENTENCE_ENDS.search(words):
        return False
    linked = " ".join("".join("".join(link.itertext()) for link in element.iter("a")).split())
    return len(linked) >= len(words) - 1


def _take_out(box: etree._Element) -> None:
    """Remove an element, and leave the words behind it where they are."""
    parent = box.getparent()
    if parent is None:
        return
    before = box.getprevious()
    if box.tail and before is not None:
        before.tail = (before.tail or "") + box.tail
    elif box.tail:
        parent.text = (parent.text or "") + box.tail
    parent.remove(box)


def lines_of(elements: list[etree._Element]) -> Iterator[str]:
    """The lines of elements as they stand."""
    for element in elements:
        yield from (line for line in html.text_of(element).split("\n") if line)
