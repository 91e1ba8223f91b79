"""What a web page declares of itself to machines: JSON-LD, meta elements, microdata in; headline, authors, dates out.

Sites declare the same thing in several places and not always alike. What is made for search engines goes before what
is made for social media, whose headlines are often written anew. Nothing here is guessed.
"""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from domain.instants import LONDON
from domain.mention import JsonValue
from reading.clean import clean
from reading.datelines import machine_date

# NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting... (schema.org)
_ARTICLE_TYPES = ("Article", "BlogPosting")
_LIVE = "LiveBlogPosting"
# Where a thing describes another one that the page is about.
_INNER = ("@graph", "mainEntity")
# meta elements whose words are for every robot, or for ours.
_ROBOTS = ("robots", "minutewatch")
# The properties of an article that are read from microdata, in small letters.
_PROPERTIES = frozenset({"headline", "datepublished", "datemodified"})
# The most posts of a live blog that are read.
_MOST_POSTS = 1_000


@dataclass(frozen=True, kw_only=True)
class Declared:
    """A page's own account of itself; `is_article` where it says that it is a news story. Dates are EDTF.

    `language` is what it says of its own, in one place or two. `kinds` are the types of what it describes (schema.org, and `og:type`). `body` is the story as told to machines, of
    which some sites leave out paragraphs; `words` how many words the story has. `posts` are those of a live blog, each
    its time by the clock of England, its heading and its words, a line each. `free` says whether the words are free to read, `None` where nothing does. `robots` are the
    words that robots are asked to heed.
    """

    is_article: bool
    title: str | None
    summary: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    roles: tuple[str, ...] = ()
    section: str | None = None
    canonical: str | None = None
    site: str | None = None
    language: str = ""
    kinds: frozenset[str] = frozenset()
    body: str | None = None
    words: int | None = None
    posts: tuple[tuple[str, ...], ...] = ()
    free: bool | None = None
    robots: frozenset[str] = frozenset()
    tdm_reserved: bool = False


def of(root: etree._Element) -> Declared:
    """What the page under this root declares."""
    things = [*_linked(root)]
    linked = next((thing for thing in things if _is_article(thing)), {})
    metas = _metas(root)
    items = _microdata(root)
    names, roles = _people(linked.get("author"))
    return Declared(
        is_article=bool(linked) or "article:published_time" in metas or "articlebody" in items,
        title=_words(linked.get("headline")) or items.get("headline") or metas.get("og:title"),
        summary=_words(linked.get("description")) or metas.get("description") or metas.get("og:description"),
        authors=names or _author(metas),
        roles=roles,
        published=_date(
            linked.get("datePublished"),
            metas.get("article:published_time"),
            items.get("datepublished"),
            metas.get("parsely-pub-date"),
        ),
        modified=_date(
            linked.get("dateModified"), metas.get("article:modified_time"), items.get("datemodified")
        ),
        section=_first(linked.get("articleSection"))
        or metas.get("article:section")
        or metas.get("og:section"),
        canonical=_canonical(root) or _address(linked) or metas.get("og:url"),
        site=metas.get("og:site_name"),
        language=" ".join(words for words in (root.get("lang"), metas.get("og:locale")) if words),
        kinds=frozenset(kind for thing in things for kind in _kinds(thing)) | {metas.get("og:type", "")},
        body=_words(linked.get("articleBody")),
        words=_count(linked.get("wordCount")),
        posts=tuple(_posts(linked)) if _LIVE in _kinds(linked) else (),
        free=_is_free(linked, metas),
        robots=frozenset(word.strip() for name in _ROBOTS for word in metas.get(name, "").lower().split(",")),
        tdm_reserved=metas.get("tdm-reservation") == "1",
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
        for name in _INNER:
            yield from _dictionaries(thing.get(name))


def _dictionaries(found: JsonValue) -> list[dict[str, JsonValue]]:
    return [part for part in (found if isinstance(found, list) else [found]) if isinstance(part, dict)]


def _kinds(thing: dict[str, JsonValue]) -> list[str]:
    kinds = thing.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _is_article(thing: dict[str, JsonValue]) -> bool:
    return any(kind.endswith(_ARTICLE_TYPES) for kind in _kinds(thing))


def _posts(linked: dict[str, JsonValue]) -> Iterator[tuple[str, ...]]:
    for post in _dictionaries(linked.get("liveBlogUpdate"))[:_MOST_POSTS]:
        lines = (
            _clock(post.get("datePublished")),
            _words(post.get("headline")),
            _words(post.get("articleBody")),
        )
        yield tuple(line for line in lines if line)


def _clock(stated: JsonValue) -> str | None:
    """The time of a post by the clock of England, as pages print it: `15:30`."""
    edtf = _date(stated)
    if edtf is None or "T" not in edtf:
        return None
    moment = datetime.fromisoformat(edtf)
    return f"{moment.astimezone(LONDON) if moment.tzinfo else moment:%H:%M}"


def _is_free(linked: dict[str, JsonValue], metas: dict[str, str]) -> bool | None:
    """`isAccessibleForFree`, which sites write as a boolean or as a word (schema.org); Facebook's tiers beside it."""
    said = str(linked.get("isAccessibleForFree")).strip().lower()
    if said == "false" or metas.get("article:content_tier") == "locked":
        return False
    return True if said == "true" else None


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
            elif name in _PROPERTIES and name not in found:
                value = _words(
                    element.get("content") or element.get("datetime") or "".join(element.itertext())
                )
                if value:
                    found.setdefault(name, value)
    return found


def _people(author: JsonValue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the authors, and their posts."""
    names: list[str] = []
    roles: list[str] = []
    for one in author if isinstance(author, list) else [author]:
        name = _words(one.get("name") if isinstance(one, dict) else one)
        role = _words(one.get("jobTitle")) if isinstance(one, dict) else None
        # Some sites give the address of a profile for a name.
        names += [name.removeprefix("By ")] if name and not name.startswith("http") else []
        roles += [role] if role else []
    return tuple(names), tuple(roles)


def _author(metas: dict[str, str]) -> tuple[str, ...]:
    named = (metas.get(name) for name in ("author", "article:author", "og:article:author", "parsely-author"))
    return next(((name.removeprefix("By "),) for name in named if name and not name.startswith("http")), ())


def _canonical(root: etree._Element) -> str | None:
    for link in root.iter("link"):
        address = (link.get("href") or "").strip()
        if "canonical" in (link.get("rel") or "").lower().split() and address.startswith("http"):
            return address
    return None


def _address(linked: dict[str, JsonValue]) -> str | None:
    page = linked.get("mainEntityOfPage")
    told = (page.get("@id") if isinstance(page, dict) else page), linked.get("url")
    return next((words for words in told if isinstance(words, str) and words.startswith("http")), None)


def _date(*stated: JsonValue) -> str | None:
    return next((edtf for words in stated if isinstance(words, str) and (edtf := machine_date(words))), None)


def _first(value: JsonValue) -> str | None:
    return next(
        (words for one in (value if isinstance(value, list) else [value]) if (words := _words(one))), None
    )


def _count(value: JsonValue) -> int | None:
    words = str(value) if isinstance(value, int | str) else ""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else None


def _words(value: JsonValue) -> str | None:
    # Some sites write JSON-LD and meta elements as if for a page: "O&#39;Neil".
    return " ".join(clean(html.unescape(value)).split()) or None if isinstance(value, str) else None
