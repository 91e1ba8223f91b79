"""Papers as pages list them: their titles, sizes and addresses, and the places of those that are not given out."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urldefrag, urlsplit

from lxml.etree import _Element as Element

from crawlers.pages import exempt, markup, printed
from crawlers.pages.elements import innermost, line, links
from crawlers.pages.moderngov import addresses
from domain.document import DocumentKind
from domain.meeting import ListedDocument
from domain.text import letters

# "PDF 128 KB" or "DOCX 1.2 MB" behind the title of a paper
_SIZE = re.compile(r"(?:\A| )(?P<size>[a-z]{2,5} \d[\d.,]{0,9} ?[kmg]b)\Z", re.IGNORECASE)
# ", item 4." behind the title of a paper that hangs below an item
_OF_ITEM = re.compile(r" ?, ?item [^ ]{1,20}\Z", re.IGNORECASE)
# Behind the title of a paper that is not given out: ", View reasons restricted (4./3)", or "View the reasons why document
# 'Appendix B' is restricted"
_WITHHELD = re.compile(r" ?,? ?view (?:the )?reasons? [^\n]{0,200}?\brestricted\b", re.IGNORECASE)
# "Restricted enclosure 4", which some sites print in place of the title of such a paper
_ENCLOSURE = re.compile(r"\brestricted enclosure\b", re.IGNORECASE)
# What the files are that the council makes of a meeting as a whole: the `T` of their addresses
_KINDS = {"0": DocumentKind.AGENDA, "1": DocumentKind.MINUTES}
# "Link to document " before the title of a paper, in the title of its link
_LINK_TO = re.compile(r"link to (?:document|file|report) ", re.IGNORECASE)
# An address that gives a file by its id and says no name: "/mgConvert2PDF.aspx"
_BY_ID = re.compile(r"/mgconvert2pdf\.aspx\Z")
# Pages of ModernGov itself, which are no papers: "mgAi.aspx", "ieIssueDetails.aspx"
_OWN_PAGE = re.compile(r"/(?:mg|ie)[a-z0-9]{1,60}\.aspx\Z")


def packs(part: Element, url: str) -> Iterator[ListedDocument]:
    """What was made of a whole meeting, under the words of its links: frontsheet, reports pack, printed minutes, supplements."""
    for link, to in links(part, url):
        if ref := addresses.document_ref(to):
            pack = _paper(link, to, ref=ref, title=without_size(line(link)) or ref)
            yield replace(pack, kind=_KINDS.get(ref.partition(".")[2]))


def on_title(holder: Element, title: str, url: str) -> Iterator[ListedDocument]:
    """The paper that hangs on an item's title: called by its file name, as the web service calls it.

    File names lack apostrophes, colons and the like; where the link's own title has the same letters, it is taken.
    """
    for link, to in links(holder, url):
        if ref := addresses.document_ref(to):
            stem = " ".join(unquote(urlsplit(to).path).rpartition("/")[2].rpartition(".")[0].split())
            named = _LINK_TO.sub("", markup.unescaped(link.get("title", "")) or "")
            if _BY_ID.search(addresses.path_of(to)):
                stem = named
            called = named if stem and letters(named) == letters(stem) else stem
            yield _paper(link, to, ref=ref, title=called or title)


def listed(part: Element, url: str, *, owner: str, is_decision: bool = False) -> Iterator[ListedDocument]:
    """The papers of a list, those on other sites and those that are not given out too.

    What has no id of ModernGov's gets a ref of ours: `r<owner>.` and a digest of its title for a paper that is not given
    out, `u` and a digest of its address for one that lies on another site.
    """
    seen: Counter[str] = Counter()
    for row in innermost(part.iter(), "li"):
        words = line(row)
        withheld = _WITHHELD.search(words)
        if withheld or (_is_bare(row) and _says_withheld(words)):
            title = (words[: withheld.start()] if withheld else words).strip(" ,") or "Restricted"
            reasons = [words, *(link.get("title", "") for link in row.iter("a"))]
            seen[name := title.casefold()] += 1
            yield ListedDocument(
                ref=f"r{owner}.{_digest(name if seen[name] == 1 else f'{name} {seen[name]}')}",
                title=title,
                url=None,
                restricted=True,
                restriction=exempt.reason(" ".join(reasons)),
                is_decision=is_decision,
            )
            continue
        for link, to in links(row, url):
            if ref := addresses.document_ref(to) or _elsewhere(to):
                title = _OF_ITEM.sub("", without_size(line(link)))
                yield _paper(link, to, ref=ref, title=title or to, is_decision=is_decision)


def announces_more(part: Element) -> bool:
    """Whether a list names a paper that is to follow: a line without a file."""
    return any(_is_bare(row) and printed.is_to_follow(line(row)) for row in innermost(part.iter(), "li"))


def without_size(words: str) -> str:
    """A title without the "PDF 128 KB" behind it."""
    return _SIZE.sub("", words).strip()


def _says_withheld(words: str) -> bool:
    return exempt.is_marked(words) or exempt.is_not_public(words) or _ENCLOSURE.search(words) is not None


def _is_bare(row: Element) -> bool:
    return next(row.iter("a"), None) is None


def _elsewhere(url: str) -> str | None:
    if _OWN_PAGE.search(addresses.path_of(url)):
        return None
    # A fragment says where in a paper, not which paper; and old systems mind the case of an address as little as this one.
    return f"u{_digest(urldefrag(url).url.casefold())}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _paper(link: Element, url: str, *, ref: str, title: str, is_decision: bool = False) -> ListedDocument:
    holder = link.getparent()
    size = _SIZE.search(line(link)) or (None if holder is None else _SIZE.search(line(holder)))
    return ListedDocument(
        ref=ref,
        title=title,
        url=url,
        is_decision=is_decision,
        size=size["size"] if size else None,
        revision=addresses.query(url).get("j"),
    )
