"""What a web page declares of itself to machines: JSON-LD, meta elements, microdata in; headline, authors, dates out.

Sites declare the same thing in several places and not always alike. What is made for search engines goes before what
is made for social media, whose headlines are often written anew. Nothing here is guessed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from domain.mention import JsonValue
from reading.clean import clean
from reading.datelines import machine_date

# NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting... (schema.org)
_ARTICLE_TYPES = ("Article", "BlogPosting")


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A page's own account of itself; `is_article` where it says that it is a news story. Dates are EDTF."""

    is_article: bool
    title: str | None
    summary: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None


def of(root: etree._Element) -> Declared:
    """What the page under this root declares."""
    linked = next((thing for thing in _linked(root) if _is_article(thing)), {})
    metas = _metas(root)
    items = _microdata(root)
    return Declared(
        is_article=bool(linked) or "article:published_time" in metas or "articlebody" in items,
        title=_words(linked.get("headline")) or items.get("headline") or metas.get("og:title"),
        summary=_words(linked.get("description")) or metas.get("description") or metas.get("og:description"),
        authors=tuple(_names(linked.get("author"))) or _author(metas),
        published=_date(
            linked.get("datePublished"), metas.get("article:published_time"), items.get("datepublished")
        ),
        modified=_date(
            linked.get("dateModified"), metas.get("article:modified_time"), items.get("datemodified")
        ),
    )


def _linked(root: etree._Element) -> Iterator[dict[str, JsonValue]]:
    """The things that a page's JSON-LD describes, those inside lists and graphs too."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            found: JsonValue = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(found)


def _things(found: JsonValue) -> Iterator[dict[str, JsonValue]]:
    for thing in _dictionaries(found):
        yield thing
        yield from _dictionaries(thing.get("@graph"))


def _dictionaries(found: JsonValue) -> list[dict[str, JsonValue]]:
    return [part for part in (found if isinstance(found, list) else [found]) if isinstance(part, dict)]


def _is_article(thing: dict[str, JsonValue]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(_ARTICLE_TYPES) for kind in named)


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        content = _words(meta.get("content"))
        if name and content:
            found.setdefault(name, content)
    return found


def _microdata(root: etree._Element) -> dict[str, str]:
    """The first of each property of an article (schema.org in `itemprop`), by its name in small letters."""
    found: dict[str, str] = {}
    for element in root.iter():
        for name in element.get("itemprop", "").lower().split():
            if name == "articlebody":
                found.setdefault(name, "here")
            elif name == "headline" or name.startswith("date"):
                value = _words(
                    element.get("content") or element.get("datetime") or "".join(element.itertext())
                )
                if value:
                    found.setdefault(name, value)
    return found


def _names(author: JsonValue) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = _words(one.get("name") if isinstance(one, dict) else one)
        # Some sites give the address of a profile for a name.
        if name and not name.startswith("http"):
            yield name.removeprefix("By ")


def _author(metas: dict[str, str]) -> tuple[str, ...]:
    named = (metas.get(name) for name in ("author", "article:author", "og:article:author"))
    return next((tuple(_names(name)) for name in named if name and not name.startswith("http")), ())


def _date(*stated: JsonValue) -> str | None:
    return next((edtf for words in stated if isinstance(words, str) and (edtf := machine_date(words))), None)


def _words(value: JsonValue) -> str | None:
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None
