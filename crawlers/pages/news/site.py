"""What a source file says of a news title in its `[pages]` table, and what a probe found that stands in for it."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from crawlers.pages.described import Described, described
from domain.mention import JsonValue
from domain.source import Source

# A list's name becomes half of a watch key: "feed:news", "sitemap:two-days".
_NAME = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


class Family(StrEnum):
    """Whose pages they are: titles of one group share their layouts."""

    NATIONAL_WORLD = "national_world"
    NEWSQUEST = "newsquest"
    REACH = "reach"
    BBC = "bbc"
    WORDPRESS = "wordpress"
    OTHER = "other"


def is_address(url: str) -> bool:
    """Whether it is a whole web address."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets or a port that are none
        return False


def _address(url: str) -> str:
    """As it is written, its last slash too: to some sites that makes another page."""
    if not is_address(url):
        raise ValueError("is no web address")
    return url


Name: TypeAlias = Annotated[str, Field(pattern=_NAME)]
Address: TypeAlias = Annotated[str, AfterValidator(_address)]


class Site(Described):
    """A title's lists of stories by their names: feeds (RSS, Atom) and news sitemaps.

    The `[pages]` table of a `news` source. `stories` are further sites on which its stories stand; a `national` title
    writes of all England.
    """

    family: Family = Field(default=Family.OTHER, strict=False)
    national: bool = False
    feeds: dict[Name, Address] = Field(default_factory=dict)
    sitemaps: dict[Name, Address] = Field(default_factory=dict)
    stories: list[Address] = Field(default_factory=list)


class _Alive(Described):
    """What a probe found of the addresses of lists: those that answer, and the names of those of the file that do not."""

    feeds: dict[Name, Address] = Field(default_factory=dict)
    sitemaps: dict[Name, Address] = Field(default_factory=dict)
    dead: list[str] = Field(default_factory=list)


def site(table: Mapping[str, JsonValue]) -> Site:
    """What a source file says of a title.

    Raises:
        PagesWrong: the table cannot be used; the message names each key that is wrong.
    """
    return described(Site, table)


def as_found(source: Source, found: Mapping[str, JsonValue]) -> Source:
    """The source with lists that answer: where a probe found all of its file's feeds dead, or it names none, those found.

    So too with its sitemaps. What the file names and the probe found alive is kept as it is, and nothing is added to
    it: an operator who names one feed of thirty wants one. Where nothing answered, the file's are asked on, so that
    somebody notices. `found` is that of the probe (`domain.probe.Probe`).
    """
    said = site(source.pages)
    alive = described(_Alive, {key: found[key] for key in _Alive.model_fields if key in found})
    dead = frozenset(alive.dead)
    feeds = {name: url for name, url in said.feeds.items() if f"feed:{name}" not in dead}
    sitemaps = {name: url for name, url in said.sitemaps.items() if f"sitemap:{name}" not in dead}
    lists: dict[str, JsonValue] = {
        "feeds": {**(feeds or alive.feeds or said.feeds)},
        "sitemaps": {**(sitemaps or alive.sitemaps or said.sitemaps)},
    }
    return replace(source, pages=source.pages | lists)
