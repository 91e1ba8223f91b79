"""Read the lists of news titles: feeds and news sitemaps. Bytes in, records out; no network here."""

from crawlers.pages.news.feeds import feed
from crawlers.pages.news.flags import Wishes, heeded, wishes
from crawlers.pages.news.site import Family, Site, as_found, site
from crawlers.pages.news.sitemaps import sitemap

__all__ = ["Family", "Site", "Wishes", "as_found", "feed", "heeded", "site", "sitemap", "wishes"]
