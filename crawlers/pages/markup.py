"""Read the markup of strangers: bytes to an lxml tree that can do no harm, and from a tree to clean words and addresses.

No entity is expanded, nothing is fetched, and a document that would need more than libxml2's limits is refused.
"""

import html
import re
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.etree import _Element as Element
from w3lib.url import safe_url_string

from crawlers.pages.errors import PageChanged, unlike
from reading.html import parse, to_text
from reading.kinds import decode
from reading.unreadable import Unreadable

# What says that it is utf-8 and is not holds what was pasted from Word.
_OTHERWISE = "text/xml; charset=windows-1252"
# Whatever encoding a document declares, we have decoded it before.
_XML = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
# XML 1.0 has no room for control characters, as themselves or as "&#xB;"; ASP.NET writes them all the same
# (Word's line break, pasted into a title, is one) and the whole page would be lost for it.
_BLANKED = bytes(32 if code < 32 and code not in b"\t\n\r" else code for code in range(256))
_FORBIDDEN = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));", re.IGNORECASE
)
# "&#39;" and "&amp;", which are left after one unescaping of "&amp;#39;"; without its semicolon it is a mere "&".
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# An address that is as it should be, as nearly all are: "https://papers.westmere.example/mgConvert2PDF.aspx?ID=1"
_PLAIN_ADDRESS = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,4})?/(?:[A-Za-z0-9_~?=&-]|[./](?![./]))*"
)
# ASP.NET gives it to visitors that take no cookies (Leeds, Lambeth): "/(S(b3kd0aqz1i2xw))/mgAi.aspx", "/(X(1)S(b3kd0aqz))/"
_SESSION = re.compile(r"/\((?:[A-Z]\([A-Za-z0-9]{1,64}\)){1,3}\)/", re.ASCII)


def xml(body: bytes, url: str, root: str) -> Element:
    """The root element of an XML answer, all name spaces taken off.

    Raises:
        PageChanged: it is no XML, declares a document type, or its root has another name.
    """
    looked_for = f"<{root}> (root of the XML)"
    utf8 = decode(body, _OTHERWISE).encode("utf-8", "replace")
    try:
        found = etree.fromstring(_FORBIDDEN.sub(b" ", utf8.translate(_BLANKED)), parser=_XML)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise unlike(body, url, looked_for) from exc
    if found.getroottree().docinfo.internalDTD is not None:
        raise unlike(body, url, f"{looked_for} without a document type")
    _drop_namespaces(found)
    if found.tag != root:
        raise unlike(body, url, looked_for)
    return found


def page(body: bytes, url: str) -> Element:
    """The root element of an HTML page.

    Raises:
        PageChanged: there is nothing in it, or no end to it.
    """
    try:
        root = parse(decode(body, _OTHERWISE))
    except Unreadable as exc:
        raise PageChanged(f"{url}: {exc}") from exc
    if root is None:
        raise unlike(body, url, "HTML")
    return root


def fields(row: Element) -> dict[str, Element]:
    """The children of a row by name; the first of each."""
    return {str(child.tag): child for child in reversed(row)}


def words(child: Element | None) -> str | None:
    """The text of a field, entities that were escaped twice undone and white space collapsed; `None` where there is none."""
    return None if child is None else unescaped(text_of(child))


def prose(child: Element | None, url: str) -> str | None:
    """A field that holds HTML, escaped or not, as clean text with its paragraphs; `None` where there is none.

    Raises:
        PageChanged: its markup is nested deeper than any page is.
    """
    if child is None:
        return None
    inside = "".join(etree.tostring(part, encoding="unicode", method="html") for part in child)
    try:
        return to_text((child.text or "") + inside).strip() or None
    except Unreadable as exc:
        raise PageChanged(f"{url}: <{child.tag!s}>: {exc}") from exc


def text_of(element: Element) -> str:
    """All words in an element."""
    return (element.text or "") if not len(element) else "".join(map(str, element.itertext()))


def unescaped(text: str) -> str | None:
    """One line of plain words from text that was escaped once too often; `None` where nothing is left."""
    return " ".join(_undone(text).split()) or None


def address(base: str, href: str) -> str | None:
    """The absolute address of a link as browsers would read it: line breaks taken out, spaces encoded; `None` if it is none of the web's."""
    if _PLAIN_ADDRESS.fullmatch(href):
        return href
    try:
        found = without_session(safe_url_string(urljoin(base, href.strip())))
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in {"http", "https"} and parts.hostname else None


def without_session(url: str) -> str:
    """An address without the number of our visit in its path, which is another at each look."""
    return _SESSION.sub("/", url, count=1)


def link(child: Element | None, base: str) -> str | None:
    """The absolute address that a field holds as text; `None` where it holds none."""
    href = "" if child is None else _undone(text_of(child))
    return address(base, href) if href.strip() else None


def count(parent: Element, name: str, url: str) -> int:
    """The number that a child states.

    Raises:
        PageChanged: there is no such child or it states no number.
    """
    stated = words(parent.find(name))
    if stated is None or not stated.isdecimal() or len(stated) > 9:
        raise PageChanged(f"{url}: no number in <{name}> (it says {stated!r})")
    return int(stated)


def _undone(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def _drop_namespaces(root: Element) -> None:
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            element.tag = etree.QName(element).localname
