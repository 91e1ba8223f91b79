"""Where Ofsted's official tables are on GOV.UK: a collection's releases, and the tables of a release that list providers."""

import re
from collections.abc import Mapping, Sequence

from pydantic import Field

from crawlers.pages.described import Described, described
from crawlers.pages.govuk.addresses import Path
from domain.instants import london_date
from domain.mention import JsonValue
from domain.provider import ListedTable, TableLeads
from domain.publications import ContentItem, ListedAttachment

# What parts the words of a file's name: "Provider_level_at_30_09_25.csv"
_BETWEEN = re.compile(r"[\s_-]+")
_CSV = ".csv"
# An Excel workbook is the same table once more.
_READ = (_CSV, ".ods")


class Releases(Described):
    """Where the tables are: the collection, what the paths of its releases begin with, what the titles of tables say."""

    assets: str | None = None
    collection: Path
    releases: Path
    tables: list[str] = Field(min_length=1)


def releases(pages: Mapping[str, JsonValue]) -> Releases:
    """What a source file's `[pages]` table says.

    Raises:
        PagesWrong: it cannot be used.
    """
    return described(Releases, pages)


def leads(item: ContentItem, wanted: Releases) -> TableLeads:
    """The releases that a collection names, and the tables of providers that a release encloses: CSV where there is one."""
    found = [each for each in item.attachments if not each.is_page and _lists_providers(each, wanted.tables)]
    as_csv = [each for each in found if _name(each).endswith(_CSV)]
    published = item.first_published or item.updated
    return TableLeads(
        releases=tuple(path for path in item.documents if path.startswith(wanted.releases)),
        tables=tuple(
            ListedTable(
                ref=each.path,
                title=each.title or _name(each),
                url=each.url,
                published=london_date(published) if published else None,
            )
            for each in as_csv or found
        ),
    )


def _lists_providers(attachment: ListedAttachment, titles: Sequence[str]) -> bool:
    if not _name(attachment).endswith(_READ):
        return False
    said = [_plain(words) for words in (attachment.title, _name(attachment))]
    return any(_plain(title) in words for title in titles for words in said)


def _name(attachment: ListedAttachment) -> str:
    return attachment.path.rpartition("/")[2].lower()


def _plain(words: str) -> str:
    return _BETWEEN.sub(" ", words.lower()).strip()
