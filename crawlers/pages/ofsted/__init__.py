"""Read Ofsted's pages: lists of providers, their pages, files, official tables. Bytes in, records out; no network and no Scrapy here."""

from crawlers.pages.ofsted.addresses import (
    file_url,
    provider_url,
    search_url,
)
from crawlers.pages.ofsted.files import (
    check,
)
from crawlers.pages.ofsted.provider_pages import (
    provider_page,
)
from crawlers.pages.ofsted.releases import (
    Releases,
    leads,
    releases,
)
from crawlers.pages.ofsted.search_pages import (
    results,
)
from crawlers.pages.ofsted.site import (
    Site,
    site,
)
from crawlers.pages.ofsted.tables import (
    TableNotUnderstood,
    homes,
)

__all__ = [
    "Releases",
    "Site",
    "TableNotUnderstood",
    "check",
    "file_url",
    "homes",
    "leads",
    "provider_page",
    "provider_url",
    "releases",
    "results",
    "search_url",
    "site",
]
