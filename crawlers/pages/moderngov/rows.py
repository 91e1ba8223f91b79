"""The former place of `crawlers.pages.rows`."""

from crawlers.pages.rows import UnreadableRow, agree, once, readable

__all__ = ["UnreadableRow", "agree", "once", "readable"]
