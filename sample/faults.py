"""Ways in which a real site fails: each takes the reply that should have been and gives the one that is sent.

A new fault is one more function. Those with a setting are made by a call: `slow(2.0)`, `too_many(30)`. Three ways
to fail are no replies: a host that is gone (`NOWHERE` as the address in a source file), a certificate that nobody
vouches for (`Server(tls=True)`), and a closed port (a server that was left).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime

from sample.exchange import Reply

Fault = Callable[[Reply], Reply]

HTML = "text/html; charset=utf-8"
# An address whose host has no entry in the DNS, and never will (RFC 6761, 6.4).
NOWHERE = "http://democracy.moved.invalid"


def forbidden(_: Reply) -> Reply:
    """403, as sites answer crawlers that they do not like."""
    return Reply(
        status=403,
        media_type=HTML,
        body=b"<html><head><title>403 Forbidden</title></head><body></body></html>",
    )


def too_many(retry_after: int | datetime | None = None) -> Fault:
    """429; `retry_after` is sent as seconds or as an HTTP date."""

    def fault(_: Reply) -> Reply:
        return Reply(
            status=429, media_type=HTML, body=b"<h1>Too many requests</h1>", headers=_retry(retry_after)
        )

    return fault


def server_error(status: int = 503, retry_after: int | datetime | None = None) -> Fault:
    """A 5xx; on robots.txt it means that nothing may be fetched."""

    def fault(_: Reply) -> Reply:
        return Reply(
            status=status, media_type=HTML, body=b"<h1>Service unavailable</h1>", headers=_retry(retry_after)
        )

    return fault


def html_for_pdf(reply: Reply) -> Reply:
    """A page of HTML that calls itself what the file would have been."""
    body = b"<!DOCTYPE html><html><head><title>File not found</title></head><body><p>The file has gone.</p></body></html>"
    return Reply(body=body, media_type=reply.media_type)


def html_for_xml(reply: Reply) -> Reply:
    """A page of HTML that calls itself the XML that was asked for."""
    body = b"<html><head><title>Sign in</title></head><body><h1>Please sign in to go on</h1></body></html>"
    return Reply(body=body, media_type=reply.media_type)


def out_of_order(_: Reply) -> Reply:
    """The page that any kind of site shows while it is being mended, with 200."""
    body = b"<!DOCTYPE html><html><head><title>Sorry</title></head><body><h1>We will be back soon</h1></body></html>"
    return Reply(body=body, media_type=HTML)


def not_found(_: Reply) -> Reply:
    """404, as a site answers whose pages have moved away without a forwarding address."""
    body = b"<html><head><title>404</title></head><body><h1>Page not found</h1></body></html>"
    return Reply(status=404, media_type=HTML, body=body)


def feed_ended(_: Reply) -> Reply:
    """The feed that GOV.UK leaves where it kept one: a single entry that says there will be no more."""
    body = (
        b'<?xml version="1.0" encoding="UTF-8"?><feed xml:lang="en-GB" xmlns="http://www.w3.org/2005/Atom">'
        b"<id>tag:www.gov.uk,2005:/search/news-and-communications</id><title>/news-and-communications</title>"
        b"<updated>2026-11-02T00:00:00+00:00</updated><entry>"
        b"<id>tag:www.gov.uk,2005:/search/news-and-communications/feed-ended</id>"
        b"<title>This feed has ended</title><updated>2026-11-02T00:00:00+00:00</updated>"
        b'<summary type="html">Use another page to follow what is published.</summary></entry></feed>'
    )
    return Reply(body=body, media_type="application/atom+xml; charset=utf-8")


def moved(address: str, status: int = 301) -> Fault:
    """A redirect to one address, whatever was asked for."""

    def fault(_: Reply) -> Reply:
        return Reply(body=b"", media_type=HTML, status=status, headers=(("Location", address),))

    return fault


def without(pattern: bytes) -> Fault:
    """The right answer with a part of it lost: everything that the pattern finds (`.` also means a line break)."""
    lost = re.compile(pattern, re.DOTALL)

    def fault(reply: Reply) -> Reply:
        return replace(reply, body=lost.sub(b"", reply.body))

    return fault


def error_page(_: Reply) -> Reply:
    """An error that says 200."""
    body = (
        b'<html><head><title>Error</title></head><body><div id="modgov"><h1>Error</h1>\n<div class="mgContent" >'
        b"<p>An error has occurred. The page you requested could not be shown.</p></div></div></body></html>"
    )
    return Reply(body=body, media_type=HTML)


def challenge(_: Reply) -> Reply:
    """The stub of a bot wall in place of the page, with 200."""
    body = (
        b'<html><head><META NAME="robots" CONTENT="noindex,nofollow">'
        b'<script src="/_Incapsula_Resource?SWJIYLWA=0123456789abcdef"></script><body></body></html>'
    )
    return Reply(body=body, media_type="text/html")


def slow(seconds: float) -> Fault:
    """The right answer, late."""

    def fault(reply: Reply) -> Reply:
        return replace(reply, delay=seconds)

    return fault


def truncated(reply: Reply) -> Reply:
    """Half of the bytes that Content-Length promises, then the end."""
    return replace(reply, cut=len(reply.body) // 2)


def dropped(reply: Reply) -> Reply:
    """No answer at all: the connection closes."""
    return replace(reply, dropped=True)


def zero_bytes(reply: Reply) -> Reply:
    """200 and nothing in it."""
    return replace(reply, body=b"")


def wrong_encoding(reply: Reply) -> Reply:
    """Windows-1252 that says it is UTF-8."""
    body = reply.body.decode("utf-8").encode("cp1252", "replace")
    return replace(reply, body=body)


# What a script can order by name.
BY_NAME: Mapping[str, Fault] = {
    "challenge": challenge,
    "dropped": dropped,
    "error_page": error_page,
    "forbidden": forbidden,
    "html_for_pdf": html_for_pdf,
    "html_for_xml": html_for_xml,
    "not_found": not_found,
    "out_of_order": out_of_order,
    "server_error": server_error(),
    "too_many": too_many(),
    "truncated": truncated,
    "zero_bytes": zero_bytes,
}


def _retry(after: int | datetime | None) -> tuple[tuple[str, str], ...]:
    if after is None:
        return ()
    return (
        ("Retry-After", format_datetime(after, usegmt=True) if isinstance(after, datetime) else str(after)),
    )
