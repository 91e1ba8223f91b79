"""News titles as OPML, the form in which feed readers exchange what they follow: titles to XML, and XML to titles.

Form: OPML 2.0 (http://opml.org/spec2.opml): an outline of type `rss` is a feed, one of type `link` a news sitemap, and
an outline around them is the title. What OPML has no word for (councils covered, family, publisher) stands in `category`.
No licence is ever taken from such a file: what may be stored and shown is for the operator to say.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from crawlers.pages import markup, news
from crawlers.pages.errors import PageChanged
from crawlers.pages.news import named
from crawlers.pages.news.site import is_address
from domain.council import slug_of
from domain.errors import MinutewatchError
from domain.source import Source

# More than a hundred thousand feeds, or no list of feeds.
_LARGEST = 16 * 1024 * 1024
_LONGEST_NAME = 100


class NoOpml(MinutewatchError):
    """A file is no OPML, or names no feed."""


@dataclass(frozen=True, kw_only=True)
class Title:
    """A news title as OPML tells of it; `key` is its source's, where we wrote it ourselves."""

    name: str
    url: str
    key: str | None = None
    publisher: str | None = None
    family: news.Family = news.Family.OTHER
    national: bool = False
    covers: tuple[str, ...] = ()
    feeds: Mapping[str, str] = field(default_factory=dict)
    sitemaps: Mapping[str, str] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """What its file is to be called."""
        name = self.key.rpartition("/")[2] if self.key else self.name
        return slug_of(name)[:_LONGEST_NAME].strip("-") or "title"

    @property
    def lists(self) -> frozenset[str]:
        """The addresses of all its lists."""
        return frozenset({*self.feeds.values(), *self.sitemaps.values()})


def title_of(source: Source) -> Title:
    """A source as OPML tells of it."""
    site = news.site(source.pages)
    return Title(
        name=source.called,
        url=source.url,
        key=source.key,
        publisher=source.publisher,
        family=site.family,
        national=site.national,
        covers=source.covers,
        feeds=site.feeds,
        sitemaps=site.sitemaps,
    )


def written(titles: Iterable[Title]) -> bytes:
    """Titles as an OPML file."""
    opml = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = "Minutewatch: news titles"
    body = etree.SubElement(opml, "body")
    for title in titles:
        around = etree.SubElement(
            body, "outline", text=title.name, htmlUrl=title.url, category=",".join(_categories(title))
        )
        for name, url in title.feeds.items():
            etree.SubElement(around, "outline", type="rss", text=name, xmlUrl=url, htmlUrl=title.url)
        for name, url in title.sitemaps.items():
            etree.SubElement(around, "outline", type="link", text=name, url=url)
    return etree.tostring(opml, xml_declaration=True, encoding="utf-8", pretty_print=True)


def titles_in(body: bytes, name: str) -> tuple[Title, ...]:
    """The titles in an OPML file, ours or any feed reader's: there, the feeds of one site are one title.

    Raises:
        NoOpml: it is none, or declares entities, or no feed stands in it.
    """
    if len(body) > _LARGEST:
        raise NoOpml(f"{name}: is larger than {_LARGEST // 1024**2} megabytes; no list of feeds is")
    try:
        root = markup.xml(body, name, "opml")
    except PageChanged as exc:
        raise NoOpml(f"{exc}; give an OPML file, as feed readers export it") from exc
    ours = {outline: title for outline in root.iter("outline") if (title := _ours(outline))}
    others = (
        outline
        for outline in root.iter("outline")
        if outline not in ours and not any(above in ours for above in outline.iterancestors("outline"))
    )
    found = (*ours.values(), *_of_sites(others))
    if not found:
        raise NoOpml(f"{name}: names no feed (an outline with an xmlUrl); nothing was taken from it")
    return found


def as_file(title: Title) -> str:
    """A title as a source file of the operator's, with the licence that allows least."""
    lines = [
        "# Taken from an OPML file; `licence` is for you to change.",
        'system = "news"',
        f"name = {_quoted(title.name)}",
        *([f"publisher = {_quoted(title.publisher)}"] if title.publisher else []),
        f"url = {_quoted(title.url)}",
        'licence = "none"',
        *([f"covers = [{', '.join(map(_quoted, title.covers))}]"] if title.covers else []),
        "",
        "[pages]",
        f"family = {_quoted(title.family)}",
        *(["national = true"] if title.national else []),
    ]
    for table, lists in (("feeds", title.feeds), ("sitemaps", title.sitemaps)):
        if lists:
            lines += ["", f"[pages.{table}]", *(f"{key} = {_quoted(url)}" for key, url in lists.items())]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """As TOML writes it: JSON's strings are TOML's, but for one character that JSON leaves as it is."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _categories(title: Title) -> Iterator[str]:
    """What OPML has no word for, as its slash-delimited categories."""
    said = [
        ("source", title.key),
        ("publisher", title.publisher),
        ("family", title.family),
        *(("covers", slug) for slug in title.covers),
    ]
    yield from (f"/{what}/{quote(words, safe='')}" for what, words in said if words)
    if title.national:
        yield "/national"


def _category(outline: Element, what: str) -> tuple[str, ...]:
    """What its categories say of one thing."""
    said = (each.strip().split("/", 2) for each in (outline.get("category") or "").split(","))
    return tuple(
        " ".join(unquote(words[2] if len(words) > 2 else "").split())
        for words in said
        if words[1:2] == [what]
    )


def _ours(outline: Element) -> Title | None:
    key = next(iter(_category(outline, "source")), "")
    url = _url(outline, "htmlUrl")
    families = [each for each in _category(outline, "family") if each in set(news.Family)]
    if not url or not key.startswith("news/"):
        return None
    return Title(
        key=key,
        name=_name(outline) or key,
        url=url,
        publisher=next(iter(_category(outline, "publisher")), None),
        family=news.Family(families[0]) if families else news.Family.OTHER,
        national=bool(_category(outline, "national")),
        covers=_category(outline, "covers"),
        feeds=_lists(outline, "xmlUrl"),
        sitemaps=_lists(outline, "url"),
    )


def _of_sites(outlines: Iterable[Element]) -> Iterator[Title]:
    """The feeds of another reader's list, those of one site as one title, named as the first of them is."""
    sites: dict[str, list[Element]] = {}
    for outline in outlines:
        if address := _url(outline, "xmlUrl"):
            parts = urlsplit(_url(outline, "htmlUrl") or address)
            sites.setdefault(f"{parts.scheme}://{parts.netloc}", []).append(outline)
    for site, of_site in sites.items():
        feeds: dict[str, str] = {}
        for outline in of_site:
            address = _url(outline, "xmlUrl") or ""
            if address not in feeds.values():
                feeds[named.name_of(address, taken=frozenset(feeds))] = address
        name = next((words for outline in of_site if (words := _name(outline))), urlsplit(site).netloc)
        yield Title(name=name, url=site, feeds=feeds)


def _lists(outline: Element, where: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in outline.iterchildren("outline"):
        address, name = _url(child, where), slug_of(child.get("text") or "")
        if address:
            unique = name and name not in found
            found[name if unique else named.name_of(address, taken=frozenset(found))] = address
    return found


def _name(outline: Element) -> str:
    return " ".join((outline.get("title") or outline.get("text") or "").split())[:_LONGEST_NAME].strip()


def _url(outline: Element, where: str) -> str | None:
    said = (outline.get(where) or "").strip()
    return said if is_address(said) else None
