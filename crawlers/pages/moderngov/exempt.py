"""The former place of `crawlers.pages.exempt`."""

from crawlers.pages.exempt import reason

__all__ = ["reason"]
