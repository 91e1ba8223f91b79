"""Sources: the places that Minutewatch looks at. Each is one small TOML file; its path gives its key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from domain.council import Council
from domain.deadlines import Deadline
from domain.mention import JsonValue

# What may be missing before a source can be looked at.
_NO_ADDRESS = "the address of its papers is still to be found"
_NO_PAGES = "how its pages are laid out is still to be described"
# The system whose pages the source file itself describes.
BESPOKE = "bespoke"


class Channel(StrEnum):
    """What kind of source it is; the first half of a source's key."""

    COMMITTEE = "committee"
    OFSTED = "ofsted"
    GOVUK = "govuk"
    NEWS = "news"
    STATISTICS = "statistics"
    ADDED = "added"  # documents that an operator put in by hand


class Licence(StrEnum):
    """What may be stored and shown of a source's texts."""

    OGL = "ogl"  # Open Government Licence: quote and serve
    OWN = "own"  # the operator's own texts, or texts they have permission for
    NLA = "nla"  # under a newspaper licence: store for a time, show a short quote
    NONE = "none"  # title, date, link, our facts and one short quote


@dataclass(frozen=True, kw_only=True)
class Source:
    """A source as its file describes it.

    `key` is `<channel>/<file stem>` and holds no host, so that a council may move its site and keep its documents.
    `url` is empty while nobody knows where the papers are; `other_urls` are addresses at which the same site was seen.
    `delay` is seconds between two requests; `promise` says how much of each thing the source must give at the least.
    `pages` says where things stand on the site's pages (crawlers/pages/bespoke.py, cmis.py) or, of an official one, where
    its files lie, or of a news title its feeds and sitemaps; `deadlines` are the council's own rules.
    `covers` are the slugs of the councils that a news title writes about; `publisher` is who else's titles are one voice
    with it. What comes from an `anonymous` source never stands beside a text that names private people.
    """

    key: str
    channel: Channel
    system: str
    url: str
    licence: Licence
    file_sha256: str
    council: Council | None = None
    delay: float = 2.0
    enabled: bool = True
    promise: dict[str, int] = field(default_factory=dict)
    watch_committees: tuple[str, ...] = ()
    skip_committees: tuple[str, ...] = ()
    other_urls: tuple[str, ...] = ()
    pages: dict[str, JsonValue] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    note: str | None = None
    name: str | None = None
    publisher: str | None = None
    covers: tuple[str, ...] = ()
    anonymous: bool = False

    @property
    def called(self) -> str:
        """What readers know it by: its name, or else its key's last half in words."""
        return known_as(self.key, self.name)

    @property
    def is_national(self) -> bool:
        """Whether it is news of all England rather than of some councils."""
        return self.pages.get("national") is True

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked for what is the source's: its own, and those that `pages` names by their address."""
        return frozenset(host for address in self._addresses if (host := urlsplit(address).hostname))

    @property
    def sites(self) -> frozenset[str]:
        """Its hosts with their ports: whatever of these is another source's too is one site, and asked by one of us at a time."""
        return frozenset(site for address in self._addresses if (site := urlsplit(address).netloc.lower()))

    @property
    def _addresses(self) -> tuple[str, ...]:
        named = (words for words in _words_in(self.pages) if words.startswith(("http://", "https://")))
        return (self.url, *named)

    @property
    def gap(self) -> str | None:
        """What is still missing before the source can be looked at; `None` if nothing is."""
        if not self.url and self.channel is not Channel.ADDED:
            return _NO_ADDRESS
        if self.system == BESPOKE and not self.pages:
            return _NO_PAGES
        return None


def _words_in(value: JsonValue) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words_in(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _words_in(each)


# Who publishes what is read there, where a source is no council and no newspaper.
_BODIES: dict[str, str] = {
    Channel.OFSTED: "Ofsted",
    Channel.GOVUK: "GOV.UK",
    Channel.STATISTICS: "Department for Education",
    Channel.ADDED: "Added by hand",
}


def known_as(key: str, name: str | None) -> str:
    """What readers know a source (key) by: its `name`, the body that publishes there, else its key's last half in words."""
    channel, _, last = key.partition("/")
    return name or _BODIES.get(channel) or last.replace("-", " ").title()
