"""What the official sites show at one moment: Ofsted's providers and files, GOV.UK's pages, data sets of statistics.

Records only: `events` says how they change, the modules of the hosts how they look.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from sample.official.printed import Paper


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a provider's timeline: a report or letter as the page lists it.

    `file` is the id of the file, `held` the day on which the inspection or visit ended.
    """

    file: int
    label: str
    held: date
    published: date


@dataclass(frozen=True, kw_only=True)
class Provider:
    """A council as Ofsted lists it; one that has ended is `listed` no more, but keeps its page."""

    urn: int
    name: str
    place: str
    address: str
    registered: date
    listed: bool = True
    lines: tuple[Line, ...] = ()

    @property
    def latest(self) -> date | None:
        """The day of the newest report, if there ever was one."""
        return max((line.published for line in self.lines), default=None)


@dataclass(frozen=True, kw_only=True)
class Note:
    """A change note of a page of GOV.UK."""

    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file behind a page of GOV.UK: a printed paper, or a table whose bytes the script holds."""

    name: str
    title: str
    changed: datetime
    paper: Paper | None = None
    table: bytes = b""

    @property
    def path(self) -> str:
        """Where it lies on the host of assets; the id is made of the file's name."""
        return f"/media/{uuid5(NAMESPACE_URL, self.name).hex[:24]}/{self.name}"


@dataclass(frozen=True, kw_only=True)
class Group:
    """A section of a collection: a heading, and the paths of the pages under it."""

    title: str
    documents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of GOV.UK; `notes` newest first, `updated` is the instant of the last change that was a major one."""

    path: str
    title: str
    description: str
    schema: str
    document_type: str
    organisation: str
    body: str
    first_published: datetime
    updated: datetime
    notes: tuple[Note, ...]
    groups: tuple[Group, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def content_id(self) -> str:
        """GOV.UK's own id of the page."""
        return str(uuid5(NAMESPACE_URL, self.path))


@dataclass(frozen=True, kw_only=True)
class Renamed:
    """A column of a data set that is called something else from this edition on."""

    what: Literal["filters", "indicators"]
    before: str
    after: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A version of a data set: its number, its kind (Major: it breaks what read the one before), and its table."""

    number: str
    kind: Literal["Major", "Minor"]
    release: str
    published: datetime
    notes: str
    table: bytes
    renamed: tuple[Renamed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """A data set of Explore Education Statistics, with its editions, oldest first."""

    title: str
    summary: str
    editions: tuple[Edition, ...] = ()

    @property
    def id(self) -> str:
        """The data set's id."""
        return str(uuid5(NAMESPACE_URL, self.title))


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A publication of Explore Education Statistics and its data sets."""

    slug: str
    title: str
    summary: str
    data_sets: tuple[DataSet, ...] = ()

    @property
    def id(self) -> str:
        """The publication's id."""
        return str(uuid5(NAMESPACE_URL, self.slug))


@dataclass(frozen=True, kw_only=True)
class Record:
    """All that the official sites show. A file whose id is not in `files` is dead, whoever lists it."""

    providers: tuple[Provider, ...] = ()
    files: Mapping[int, Paper] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    publications: tuple[Publication, ...] = ()

    def provider(self, urn: int) -> Provider:
        """The provider of that number.

        Raises:
            KeyError: there is none.
        """
        for provider in self.providers:
            if provider.urn == urn:
                return provider
        raise KeyError(urn)

    def page(self, path: str) -> Page:
        """The page at that path.

        Raises:
            KeyError: there is none.
        """
        for page in self.pages:
            if page.path == path:
                return page
        raise KeyError(path)

    def with_provider(self, changed: Provider) -> "Record":
        """This record with the provider of the same number exchanged."""
        providers = (changed if each.urn == changed.urn else each for each in self.providers)
        return replace(self, providers=tuple(providers))

    def with_page(self, changed: Page) -> "Record":
        """This record with the page of the same path exchanged."""
        return replace(
            self, pages=tuple(changed if each.path == changed.path else each for each in self.pages)
        )
