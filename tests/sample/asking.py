"""Ask a server of the sample world over plain HTTP, one request a connection."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPMessage
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

NOTHING: Mapping[str, str] = {}


class Got(NamedTuple):
    """A reply: its status, headers and body."""

    status: int
    headers: HTTPMessage
    body: bytes


def get(url: str, path: str, headers: Mapping[str, str] = NOTHING, method: str = "GET") -> Got:
    """The reply to one request."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.request(method, path, headers={"User-Agent": "Minutewatch tests", **headers})
        response = connection.getresponse()
        return Got(response.status, response.headers, response.read())
    finally:
        connection.close()


def xml(url: str, path: str) -> etree._Element:
    """The root of an answer of the web service."""
    return etree.fromstring(get(url, f"/mgWebService.asmx/{path}").body)
