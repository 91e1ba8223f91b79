"""Read what GOV.UK answers: its search, its feeds, its content items. Bytes in, records out; no network here."""

from crawlers.pages.govuk.addresses import Looks, content_url, looks, search_url
from crawlers.pages.govuk.content import content_item
from crawlers.pages.govuk.feeds import feed
from crawlers.pages.govuk.searches import ParametersRefused, search

__all__ = [
    "Looks",
    "ParametersRefused",
    "content_item",
    "content_url",
    "feed",
    "looks",
    "search",
    "search_url",
]
