"""Where things are at the Explore Education Statistics service, and which series a source file says are followed."""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias
from urllib.parse import quote, urlencode

from pydantic import Field

from crawlers.pages.described import Described, described
from domain.mention import JsonValue

# The most that the service gives on a page (openapi-v1.json).
_PUBLICATIONS = 40
_FIRST = {"page": 1, "pageSize": 20}

_APOSTROPHE = re.compile(r"-s-")

Slug: TypeAlias = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class Series(Described):
    """The series of statistics that are followed, by their names in addresses; `site` is where people read of them.

    The `[pages]` table of a `statistics` source.
    """

    publications: list[Slug] = Field(default_factory=list)
    site: str = "https://explore-education-statistics.service.gov.uk/find-statistics"


def series(table: Mapping[str, JsonValue]) -> Series:
    """What a source file says is to be followed.

    Raises:
        PagesWrong: the table cannot be used; the message names each key that is wrong.
    """
    return described(Series, table)


def publications_url(root: str, slug: str) -> str:
    """Where a series is looked for by the words of its name: ids are the service's and are found at run time."""
    # Of "children-s-social-work-workforce" the words behind the apostrophe: with it none would be found.
    words = max(_APOSTROPHE.split(slug), key=len).replace("-", " ")
    asked = {"search": words, "page": 1, "pageSize": _PUBLICATIONS}
    return f"{root}/publications?{urlencode(asked)}"


def data_sets_url(root: str, publication: str) -> str:
    """Where the data sets of a series are listed."""
    return f"{root}/publications/{quote(publication)}/data-sets?{urlencode(_FIRST)}"


def versions_url(root: str, data_set: str) -> str:
    """Where the versions of a data set are listed."""
    return f"{root}/data-sets/{quote(data_set)}/versions?{urlencode(_FIRST)}"


def changes_url(root: str, data_set: str, version: str) -> str:
    """Where it is told what a version changed."""
    return f"{root}/data-sets/{quote(data_set)}/versions/{quote(version)}/changes"


def table_url(root: str, data_set: str, version: str) -> str:
    """Where the table of a version is."""
    return f"{root}/data-sets/{quote(data_set)}/csv?{urlencode({'dataSetVersion': version})}"
