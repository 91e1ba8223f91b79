"""Where things are on GOV.UK, and what a source file says is to be looked at there. Records in, addresses out."""

import re
from collections.abc import Mapping
from typing import Annotated, TypeAlias
from urllib.parse import quote, unquote, urlencode, urlsplit

from pydantic import AfterValidator, Field

from crawlers.pages.described import Described, described
from domain.mention import JsonValue

# More than any of our searches finds; the service gives 1,500 at the most (docs/using-the-search-api.md of search-api).
_MOST = "500"
# What every search asks for besides its own words: the newest first, and no more of each page than we use.
_ASKED = {
    "order": "-public_timestamp",
    "count": _MOST,
    "fields": "title,link,description,public_timestamp,content_store_document_type",
}
_NAME = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
# A path of GOV.UK: "/government/publications/direction-issued-to-wolden-march-2024"
_PATH = re.compile(r"(?:/[\w.~%@+-]+)+", re.ASCII)


def _path(path: str) -> str:
    if not is_path(urlsplit(path).path):
        raise ValueError("is no path such as /government/collections/...")
    return path


Path: TypeAlias = Annotated[str, AfterValidator(_path)]
Name: TypeAlias = Annotated[str, Field(pattern=_NAME)]


class Looks(Described):
    """What is looked at on GOV.UK: collections by their paths, searches by their parameters, Atom feeds by their paths.

    The `[pages]` table of a `govuk` source. `assets` is where GOV.UK keeps files.
    """

    assets: str | None = None
    collections: list[Path] = Field(default_factory=list)
    searches: dict[Name, dict[str, str | list[str]]] = Field(default_factory=dict)
    feeds: dict[Name, Path] = Field(default_factory=dict)


def looks(table: Mapping[str, JsonValue]) -> Looks:
    """What a source file says is to be looked at.

    Raises:
        PagesWrong: the table cannot be used; the message names each key that is wrong.
    """
    return described(Looks, table)


def search_url(root: str, parameters: Mapping[str, str | list[str]]) -> str:
    """Where the answer to a search is; the parameters are those of the search API."""
    return f"{root}/api/search.json?{urlencode(_ASKED | dict(parameters), doseq=True)}"


def content_url(root: str, path: str) -> str:
    """Where a page is told of as a record."""
    return f"{root}/api/content{path}"


def is_path(path: str) -> bool:
    """Whether this is the path of a page."""
    return _PATH.fullmatch(path) is not None


def path_of(url: str) -> str | None:
    """The path of a page by its address, absolute or not; `None` if it is none."""
    if url.startswith("//"):  # another host's
        return None
    try:
        path = quote(unquote(urlsplit(url).path), safe="/~@+").rstrip("/")
    except ValueError:
        return None
    return path if is_path(path) else None
