"""What central government publishes: pages of GOV.UK with their change notes, and data sets of official statistics.

These are records only, as a search, a feed or a service gives them; nothing is fetched or kept here. Moments are UTC.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from domain.document import DocumentKind
from domain.instants import london_date

# As in "Improvement notice issued to Northshire County Council: March 2024" and "Revised direction issued to Wolden".
_INSTRUMENT = re.compile(r"\b(?:improvement notices?|directions?) issued to\b", re.IGNORECASE)
_STATISTICS = re.compile(r"statistic", re.IGNORECASE)
# Document types of GOV.UK that are somebody's findings (content_schemas/allowed_document_types.yml of publishing-api).
_REPORTS = frozenset(
    {
        "corporate_report",
        "impact_assessment",
        "independent_report",
        "policy_paper",
        "research",
        "transparency",
    }
)
_NOTICES = frozenset({"decision", "notice"})


def is_instrument(title: str) -> bool:
    """Whether a page is by its title an improvement notice or a direction to somebody."""
    return _INSTRUMENT.search(title) is not None


@dataclass(frozen=True, kw_only=True)
class ListedPage:
    """A page of GOV.UK as a search or a feed lists it; `path` is the source's own id, `updated` when it last changed.

    A page that was put into the search by hand may have no moment.
    """

    path: str
    title: str
    description: str = ""
    updated: datetime | None = None
    document_type: str | None = None


@dataclass(frozen=True, kw_only=True)
class SearchPage:
    """An answer of GOV.UK's search: the pages that were found, in the order asked for, and how many there are of them."""

    pages: tuple[ListedPage, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed of GOV.UK. `ended` says in its own words that nothing will come by it any more; `None` while it lives."""

    title: str
    pages: tuple[ListedPage, ...]
    ended: str | None = None


@dataclass(frozen=True, kw_only=True)
class ChangeNote:
    """What the publisher says that it changed, and when."""

    at: datetime
    words: str

    @property
    def line(self) -> str:
        """As it stands in the text of the page: `2024-03-22: Added ...`; the day is England's."""
        return f"{london_date(self.at).isoformat()}: {self.words}"


@dataclass(frozen=True, kw_only=True)
class ListedAttachment:
    """A file or a page that a page of GOV.UK encloses.

    `path` is that of its address, which is its id; `is_page` says that it is a page of GOV.UK itself (an HTML attachment).
    """

    path: str
    title: str
    url: str
    media_type: str | None = None
    is_page: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentGroup:
    """A section of a collection, such as `Open notices`: its heading and the pages in it, each as (path, title)."""

    title: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ContentItem:
    """A page of GOV.UK: what it says, what it encloses, and its change notes, the newest first.

    `withdrawn` is the publisher's note that it no longer holds. `groups` are the sections of a collection.
    """

    path: str
    content_id: str | None
    document_type: str
    title: str
    description: str
    body: str
    first_published: datetime | None
    updated: datetime | None
    changes: tuple[ChangeNote, ...] = ()
    withdrawn: ChangeNote | None = None
    attachments: tuple[ListedAttachment, ...] = ()
    groups: tuple[DocumentGroup, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The paths of the pages of a collection, in order, each once."""
        return tuple(dict.fromkeys(path for group in self.groups for path, _ in group.pages))

    @property
    def kind(self) -> DocumentKind:
        """What kind of document it is, by the publisher's type and title."""
        if self.document_type in _NOTICES or is_instrument(self.title):
            return DocumentKind.NOTICE
        if _STATISTICS.search(self.document_type):
            return DocumentKind.STATISTICS
        return DocumentKind.REPORT if self.document_type in _REPORTS else DocumentKind.OTHER

    @property
    def pages(self) -> tuple[str, ...]:
        """Its text: the page itself, then that it was withdrawn, then a page for every change note, the newest first."""
        sections = (
            "\n".join((group.title, *(f"- {title}" for _, title in group.pages))) for group in self.groups
        )
        own = (self.title, self.description, self.body, *sections)
        withdrawn = self.withdrawn and ChangeNote(
            at=self.withdrawn.at, words=f"Withdrawn: {self.withdrawn.words}".strip()
        )
        notes = (*([withdrawn] if withdrawn else []), *self.changes)
        return ("\n\n".join(part for part in own if part), *(note.line for note in notes))


@dataclass(frozen=True, kw_only=True)
class ContentGone:
    """A page of GOV.UK that is no more: `moved_to` is the path that took its place, `words` the reason given, if any."""

    path: str
    moved_to: str | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedPublication:
    """A series of official statistics, such as `Children looked after in England`, as the service lists it.

    `url` is where the service lists its data sets.
    """

    ref: str
    slug: str
    title: str
    published: datetime | None
    url: str


@dataclass(frozen=True, kw_only=True)
class PublicationList:
    """A page of the service's list of series, and where it goes on."""

    publications: tuple[ListedPublication, ...]
    next_url: str | None = None

    def of_slug(self, slug: str) -> ListedPublication | None:
        """The series of this name in addresses."""
        return next((each for each in self.publications if each.slug == slug), None)


@dataclass(frozen=True, kw_only=True)
class ListedDataSet:
    """A data set of a series: its id at the service, what it holds, and the number of its latest version.

    `superseded_by` is the id of the data set that took its place. `levels` are those of geography, as worded there.
    """

    ref: str
    title: str
    summary: str
    status: str
    latest: str | None = None
    superseded_by: str | None = None
    levels: tuple[str, ...] = ()

    @property
    def tells_of_councils(self) -> bool:
        """Whether it has figures of single authorities; one that does not say may have."""
        return not self.levels or any(level.casefold() == "local authority" for level in self.levels)


@dataclass(frozen=True, kw_only=True)
class DataSetList:
    """A page of the data sets of a series, and where it goes on; `web` is the address of the series for people."""

    data_sets: tuple[ListedDataSet, ...]
    web: str = ""
    next_url: str | None = None


def order_of(number: str) -> tuple[int, ...]:
    """By which versions of a data set follow one another: `2.10` comes after `2.9`."""
    return tuple(int(part) for part in number.split("."))


@dataclass(frozen=True, kw_only=True)
class DataSetVersion:
    """A version of a data set: its number (`2.1`), what kind of change made it, and the release that it came with.

    `kind` is `Major` (what reads it may break), `Minor` or `Patch`; `periods` is the first and the last period in it.
    """

    number: str
    kind: str
    status: str
    release: str
    published: datetime | None
    periods: tuple[str, str]
    notes: str = ""

    @property
    def is_public(self) -> bool:
        """Whether its figures can be had."""
        return self.status.casefold() != "withdrawn"


@dataclass(frozen=True, kw_only=True)
class DataSetVersions:
    """A page of the versions of a data set, and where it goes on."""

    versions: tuple[DataSetVersion, ...]
    next_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class DataSetChanges:
    """What a version of a data set changed: what may break its readers, and what merely came in addition, a line each."""

    number: str
    breaking: tuple[str, ...]
    others: tuple[str, ...]
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """The table of a version of a data set, checked to be one: its columns, how many rows, and a digest of its bytes."""

    columns: tuple[str, ...]
    rows: int
    fingerprint: str
