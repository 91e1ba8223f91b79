"""What an answer can be instead of the page that was asked for: a page that changed, an error page, a challenge.

Servers send these with status 200, so that only their words give them away. Nothing of them is ever stored.
"""

import re

from domain.errors import MinutewatchError


class PageChanged(MinutewatchError):
    """The page is not as we know it: it lacks what we look for, or contradicts itself."""


class NotThePage(PageChanged):
    """Something else answered in the page's place, such as HTML where XML was asked for."""


class ErrorPage(NotThePage):
    """The site's own error page, sent as if all were well."""


class Challenge(NotThePage):
    """A gatekeeper's page that asks for a browser. We are none and do not pretend: the site has blocked us."""


# What gatekeepers leave in their pages, lower case: Imperva, Cloudflare (two), AWS, F5, Sucuri.
_CHALLENGES = (
    b"_incapsula_resource",
    b"cf_chl_opt",
    b"cf-chl-",
    b"awswafcookiedomainlist",
    b"your support id is",
    b"sucuri website firewall",
)
# "<title>Error | Northshire County Council</title>", "<title>The resource cannot be found.</title>"
_ERROR_TITLE = re.compile(
    rb"<title[^<>]{0,200}>[^<]{0,200}?\b(?:error|not found|cannot be found|unavailable|maintenance)\b"
)
# ASP.NET's own: "Server Error in '/' Application."
_SERVER_ERROR = b"server error in '"
# A byte order mark, white space, comments and the like may stand before it.
_HTML = re.compile(rb"<!doctype html|<html|<head|<body")
# Stand-ins say what they are at once, and are short.
_LOOK_AT = 32_768


def is_html(body: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return _HTML.search(body[:1024].lower()) is not None


def unlike(body: bytes, url: str, looked_for: str) -> PageChanged:
    """The error to raise where a page lacks what we looked for: the leaf that says what answered in its place."""
    start = body[:_LOOK_AT].lower()
    if not body.strip():
        return NotThePage(f"{url}: no {looked_for} (the answer was empty)")
    if any(mark in start for mark in _CHALLENGES):
        return Challenge(f"{url}: no {looked_for} (a challenge that asks for a browser)")
    if _SERVER_ERROR in start or _ERROR_TITLE.search(start):
        return ErrorPage(f"{url}: no {looked_for} (an error page with status 200)")
    if is_html(body):
        return NotThePage(f"{url}: no {looked_for} (another HTML page)")
    return PageChanged(f"{url}: no {looked_for}")
