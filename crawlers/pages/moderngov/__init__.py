"""Read ModernGov: its web service, the pages that people read, and feeds. Bytes in, records out; no network and no Scrapy here."""

from crawlers.pages.moderngov.addresses import (
    calendar_url,
    committees_url,
    councillors_url,
    document_ref,
    document_url,
    events_url,
    feed_url,
    meeting_page_url,
    meeting_url,
)
from crawlers.pages.moderngov.events import events
from crawlers.pages.moderngov.service import calendar, committees, councillors, meeting

__all__ = [
    "calendar",
    "calendar_url",
    "committees",
    "committees_url",
    "councillors",
    "councillors_url",
    "document_ref",
    "document_url",
    "events",
    "events_url",
    "feed_url",
    "meeting",
    "meeting_page_url",
    "meeting_url",
]
