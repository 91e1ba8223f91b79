"""Read what Explore Education Statistics answers: series, data sets, versions, changes and tables. No network here."""

from crawlers.pages.statistics.addresses import (
    Series,
    changes_url,
    data_sets_url,
    publications_url,
    series,
    table_url,
    versions_url,
)
from crawlers.pages.statistics.service import changes, data_sets, publications, versions
from crawlers.pages.statistics.tables import rows, table

__all__ = [
    "Series",
    "changes",
    "changes_url",
    "data_sets",
    "data_sets_url",
    "publications",
    "publications_url",
    "rows",
    "series",
    "table",
    "table_url",
    "versions",
    "versions_url",
]
