"""Providers: whom Ofsted inspects, and what it publishes of them, as its pages and tables list them.

A provider is known by Ofsted's unique reference number (URN): `80480` for a council's children's services, `SC035805` or
`2616605` for a home. Of a home neither address nor number of places is taken up: they tell where a child lives.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.council import Council
from domain.document import DocumentKind

# The number that stands in the address of every council's children's services: /provider/44/80480
CHILDRENS_SERVICES_CODE = "44"
# "Local Authority Children's Services"
_SERVICES = re.compile(r"\bchildren'?s services\b")
# "Children's Home", "Secure children's home"
_HOME = re.compile(r"\bchildren'?s home\b")
# What parts the words of names that are written in two ways: "St. Helens", "Bournemouth, Christchurch & Poole"
_BETWEEN = re.compile(r"[^a-z0-9]+")


class ProviderKind(StrEnum):
    """What is inspected."""

    CHILDRENS_SERVICES = "childrens_services"
    CHILDRENS_HOME = "childrens_home"
    OTHER = "other"


class ReportKind(StrEnum):
    """What Ofsted publishes of a provider."""

    INSPECTION_REPORT = "inspection_report"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    OTHER = "other"

    @property
    def document_kind(self) -> DocumentKind:
        """The kind of document that it is: visits and joint inspections end in a letter."""
        return _DOCUMENTS[self]


_DOCUMENTS = {
    ReportKind.INSPECTION_REPORT: DocumentKind.INSPECTION_REPORT,
    ReportKind.FOCUSED_VISIT: DocumentKind.INSPECTION_LETTER,
    ReportKind.MONITORING_VISIT: DocumentKind.INSPECTION_LETTER,
    ReportKind.JTAI: DocumentKind.INSPECTION_LETTER,
    ReportKind.AREA_SEND: DocumentKind.INSPECTION_REPORT,
    ReportKind.OTHER: DocumentKind.OTHER,
}
# The words under which each kind is listed, the more special first: an "area SEND monitoring inspection" is no monitoring
# visit, and all of them may be called inspections.
_LISTED_AS = (
    (ReportKind.AREA_SEND, re.compile(r"\bsend\b|special educational needs")),
    (ReportKind.JTAI, re.compile(r"\bjoint (?:targeted )?area\b|\bjoint targeted\b|\bjtai\b")),
    (ReportKind.FOCUSED_VISIT, re.compile(r"\bfocuss?ed visit\b")),
    (ReportKind.MONITORING_VISIT, re.compile(r"\bmonitoring\b")),
    # "Children's services inspection", "Single inspection of LA children's services as pdf", "Re-inspection"
    (ReportKind.INSPECTION_REPORT, re.compile(r"\binspection\b")),
)


@dataclass(frozen=True, kw_only=True)
class ListedProvider:
    """A provider in a list of search results; `latest_report` is the day that the list prints, `rating` its words."""

    ref: str
    name: str
    kind: ProviderKind
    listed_type: str
    url: str
    latest_report: date | None = None
    rating: str | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderList:
    """A page of search results: the place of its first (from 0), what it lists, and of how many in all, if it says so."""

    start: int
    providers: tuple[ListedProvider, ...]
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class ListedReport:
    """A report or letter on a provider's page, under the id of its file.

    `title` is the page's own words, `published` the day that it prints for the file, `inspected` that of the timeline.
    """

    ref: str
    title: str
    what: ReportKind
    url: str
    published: date | None = None
    inspected: date | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderPage:
    """A provider's page: what it is, what was published of it, newest first as listed; and how it was last graded there.

    `grades` are pairs of what was judged and its grade, in the page's words; pages of councils have none.
    """

    ref: str
    name: str
    kind: ProviderKind
    listed_type: str
    reports: tuple[ListedReport, ...]
    local_authority: str | None = None
    registered: date | None = None
    grades: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class HomeJudgement:
    """How one aspect of a home was judged: the key of the aspect, the heading of its column, the grade as it stands there."""

    aspect: str
    heading: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ListedHome:
    """A children's home in an official table, and its latest full inspection there; `row` counts from 1, as a reader would.

    `name` is empty where the table withholds it.
    """

    row: int
    ref: str
    listed_type: str
    local_authority: str
    name: str | None = None
    url: str | None = None
    status: str | None = None
    sector: str | None = None
    owner: str | None = None
    inspection: str | None = None
    inspected: date | None = None
    published: date | None = None
    judgements: tuple[HomeJudgement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedTable:
    """A table file that a release of statistics encloses, under the path of its address; `published` is the release's day."""

    ref: str
    title: str
    url: str
    published: date | None = None


@dataclass(frozen=True, kw_only=True)
class TableLeads:
    """Where the tables of providers are: the paths of a collection's releases, and the tables of a release."""

    releases: tuple[str, ...] = ()
    tables: tuple[ListedTable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HomeTable:
    """The children's homes of an official table; `as_of` is the day that it says it shows, `rows` how many providers of all kinds it has."""

    homes: tuple[ListedHome, ...]
    rows: int
    title: str | None = None
    as_of: date | None = None


def provider_kind(words: str) -> ProviderKind:
    """What kind of provider the words of a listing mean."""
    said = _plain(words)
    if _SERVICES.search(said):
        return ProviderKind.CHILDRENS_SERVICES
    return ProviderKind.CHILDRENS_HOME if _HOME.search(said) else ProviderKind.OTHER


def report_kind(words: str) -> ReportKind:
    """What kind of publication the words of a listing mean."""
    said = _plain(words)
    return next((kind for kind, listed in _LISTED_AS if listed.search(said)), ReportKind.OTHER)


def council_of(
    councils: Iterable[Council], *, urn: str | None, name: str | None, on: date | None
) -> Council | None:
    """The council that a provider's number or an area's name means, as it stood on a day.

    A council that follows another under the same number (Buckinghamshire, North Yorkshire, Somerset) was not there before
    its first day: what was published then is about the one before. One that has ended without an heir of its number, and one
    too new to have a number in our tables, is known by its name.
    """
    known = tuple(councils)
    found = _first(each for each in known if urn and each.ofsted_urn == urn)
    found = found or _first(each for each in known if name and _name(name) in _names(each))
    if found is None or on is None or found.valid_from is None or on.isoformat() >= found.valid_from:
        return found
    return _first(each for each in known if _precedes(each, found)) or found


def _first(councils: Iterable[Council]) -> Council | None:
    return next(iter(councils), None)


def _precedes(earlier: Council, council: Council) -> bool:
    """Whether one council became the other and bore the same name."""
    return council.slug in earlier.successors and earlier.short_name == council.short_name


def _names(council: Council) -> Iterator[str]:
    yield from map(_name, (council.name, council.short_name, *council.aliases))


def _name(words: str) -> str:
    return " ".join(_BETWEEN.sub(" ", words.casefold().replace("&", " and ")).split())


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("\u2019", "'").split())
