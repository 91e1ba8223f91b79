"""What a source file says of Ofsted's site in its `[pages]` table: where files lie, and how long its lists are."""

from collections.abc import Mapping

from pydantic import Field

from crawlers.pages.described import Described, described
from domain.mention import JsonValue


class Site(Described):
    """Where files lie, and how many results a page of the list of providers has (100 at the most, since February 2025)."""

    files: str = Field(pattern=r"^https?://[^/\s]+$")
    rows: int = Field(default=100, ge=1, le=100)


def site(pages: Mapping[str, JsonValue]) -> Site:
    """What the table says.

    Raises:
        PagesWrong: it cannot be used.
    """
    return described(Site, pages)
