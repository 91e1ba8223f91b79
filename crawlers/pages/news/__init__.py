"""Read the lists of news titles: feeds and news sitemaps. Bytes in, records out; no network here."""

from crawlers.pages.news.site import Family, Site, as_found, site

__all__ = ["Family", "Site", "as_found", "site"]
