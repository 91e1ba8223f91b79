"""Answers of the Explore Education Statistics service: JSON in, series, data sets, versions and what they changed out.

Shape: openapi-v1.json of dfe-analytical-services/explore-education-statistics.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field
from w3lib.url import add_or_replace_parameter

from crawlers.pages.checked import Answered, Line, Moment, Words, json_of
from crawlers.pages.statistics.addresses import data_sets_url
from domain.publications import (
    DataSetChanges,
    DataSetList,
    DataSetVersion,
    DataSetVersions,
    ListedDataSet,
    ListedPublication,
    PublicationList,
)

_Number: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}$")]
_Count: TypeAlias = Annotated[int, Field(ge=0)]


class _Paging(Answered):
    page: _Count
    totalPages: _Count  # noqa: N815 -- as the service has it


class _Publication(Answered):
    id: UUID
    slug: Line
    title: Line
    lastPublished: Moment | None = None  # noqa: N815


class _Publications(Answered):
    paging: _Paging
    results: tuple[_Publication, ...]


class _LatestVersion(Answered):
    version: _Number
    geographicLevels: tuple[Line, ...] = ()  # noqa: N815


class _DataSet(Answered):
    id: UUID
    title: Line
    summary: Words = ""
    status: Line
    supersedingDataSetId: UUID | None = None  # noqa: N815
    latestVersion: _LatestVersion | None = None  # noqa: N815


class _DataSets(Answered):
    paging: _Paging
    results: tuple[_DataSet, ...]


class _Release(Answered):
    title: Line


class _Periods(Answered):
    start: Line
    end: Line


class _Version(Answered):
    version: _Number
    type: Line
    status: Line
    published: Moment | None = None
    notes: Words = ""
    release: _Release
    timePeriods: _Periods  # noqa: N815


class _Versions(Answered):
    paging: _Paging
    results: tuple[_Version, ...]


class _State(Answered):
    """A filter, option, indicator, level, place or period as it was or is: what it is called, and its column or code."""

    label: Line = ""
    column: Line = ""
    code: Line = ""
    period: Line = ""
    level: "_State | None" = None

    @property
    def name(self) -> str:
        """Its name as a reader of the table needs it: a column's own name before its label."""
        if self.level:
            return self.level.name
        return self.column or self.label or " ".join(part for part in (self.code, self.period) if part)


class _Change(Answered):
    currentState: _State | None = None  # noqa: N815
    previousState: _State | None = None  # noqa: N815


class _OptionChanges(Answered):
    filter: _State | None = None
    level: _State | None = None
    options: tuple[_Change, ...] = ()


class _ChangeSet(Answered):
    filters: tuple[_Change, ...] = ()
    filterOptions: tuple[_OptionChanges, ...] = ()  # noqa: N815
    geographicLevels: tuple[_Change, ...] = ()  # noqa: N815
    indicators: tuple[_Change, ...] = ()
    locationGroups: tuple[_Change, ...] = ()  # noqa: N815
    locationOptions: tuple[_OptionChanges, ...] = ()  # noqa: N815
    timePeriods: tuple[_Change, ...] = ()  # noqa: N815


class _Changes(Answered):
    versionNumber: _Number  # noqa: N815
    majorChanges: _ChangeSet  # noqa: N815
    minorChanges: _ChangeSet  # noqa: N815
    notes: Words = ""


_Kind: TypeAlias = Literal["filters", "geographicLevels", "indicators", "locationGroups", "timePeriods"]
# What each kind of thing is called in our words.
_KINDS: dict[_Kind, str] = {
    "filters": "filter",
    "geographicLevels": "level",
    "indicators": "indicator",
    "locationGroups": "group of places",
    "timePeriods": "period",
}


def publications(body: bytes, url: str) -> PublicationList:
    """The series that a search found.

    Raises:
        PageChanged: it is no list of series.
    """
    answer = json_of(_Publications, body, url, "list of publications")
    return PublicationList(
        publications=tuple(
            ListedPublication(
                ref=str(each.id),
                slug=each.slug,
                title=each.title,
                published=each.lastPublished,
                url=data_sets_url(url.partition("/publications")[0], str(each.id)),
            )
            for each in answer.results
        ),
        next_url=_next(answer.paging, url),
    )


def data_sets(body: bytes, url: str) -> DataSetList:
    """The data sets of a series.

    Raises:
        PageChanged: it is no list of data sets.
    """
    answer = json_of(_DataSets, body, url, "list of data sets")
    return DataSetList(
        data_sets=tuple(
            ListedDataSet(
                ref=str(each.id),
                title=each.title,
                summary=each.summary,
                status=each.status,
                latest=each.latestVersion.version if each.latestVersion else None,
                superseded_by=str(each.supersedingDataSetId) if each.supersedingDataSetId else None,
                levels=each.latestVersion.geographicLevels if each.latestVersion else (),
            )
            for each in answer.results
        ),
        next_url=_next(answer.paging, url),
    )


def versions(body: bytes, url: str) -> DataSetVersions:
    """The versions of a data set.

    Raises:
        PageChanged: it is no list of versions.
    """
    answer = json_of(_Versions, body, url, "list of versions of a data set")
    return DataSetVersions(
        versions=tuple(
            DataSetVersion(
                number=each.version,
                kind=each.type,
                status=each.status,
                release=each.release.title,
                published=each.published,
                periods=(each.timePeriods.start, each.timePeriods.end),
                notes=each.notes,
            )
            for each in answer.results
        ),
        next_url=_next(answer.paging, url),
    )


def changes(body: bytes, url: str) -> DataSetChanges:
    """What a version changed: what is gone or called otherwise may break its readers, what is new does not.

    Raises:
        PageChanged: it is no set of changes.
    """
    answer = json_of(_Changes, body, url, "changes of a data set")
    return DataSetChanges(
        number=answer.versionNumber,
        breaking=tuple(_told(answer.majorChanges)),
        others=tuple(_told(answer.minorChanges)),
        notes=answer.notes,
    )


def _next(paging: _Paging, url: str) -> str | None:
    """Where a list goes on."""
    if paging.page >= paging.totalPages:
        return None
    return str(add_or_replace_parameter(url, "page", str(paging.page + 1)))


def _told(changed: _ChangeSet) -> Iterator[str]:
    """A line for each change: `indicator number is now children_count`, `option Total of filter age is gone`."""
    for kind, name in _KINDS.items():
        for change in getattr(changed, kind):
            yield from _line(name, change)
    for group in changed.filterOptions:
        of = f" of filter {group.filter.name}" if group.filter else ""
        for change in group.options:
            yield from _line("option", change, of)
    for group in changed.locationOptions:
        for change in group.options:
            yield from _line("place", change)


def _line(what: str, change: _Change, of: str = "") -> Iterator[str]:
    before, now = change.previousState, change.currentState
    if before and now:
        yield f"{what} {before.name}{of} is now {now.name}"
    elif before:
        yield f"{what} {before.name}{of} is gone"
    elif now:
        yield f"{what} {now.name}{of} is new"
