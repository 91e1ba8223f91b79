"""A small Ofsted on loopback: a list of councils, a page for each, files. A test says what it holds; it says what it was asked."""

import html
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs, urlsplit

from tests.reading.files import pdf_of_pages

# What answers at the address of a file that is no more.
NOT_FOUND = (
    b"<!DOCTYPE html><html lang='en'><head><title>Report not found - Find an Inspection Report - Ofsted</title></head>"
    b"<body><main id='main'><h1>Report not found</h1><p>There is nothing here any more.</p></main></body></html>"
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """A line of a provider's page; `inspected` is the day of the timeline."""

    file: str
    words: str
    published: date
    inspected: date


@dataclass(kw_only=True)
class Provider:
    """Whom the site lists: its number, name and reports, the newest first."""

    urn: str
    name: str
    reports: list[Report] = field(default_factory=list)

    @property
    def latest(self) -> date | None:
        """The day that the list prints."""
        return max((report.published for report in self.reports), default=None)


@dataclass(kw_only=True)
class Ofsted:
    """What the site holds. `files` are bodies by id, `asked` the paths in order, `most` how many results a page has.

    `pages` answer in place of the site's own, `failing` are parts of paths that answer with status 500.
    """

    providers: list[Provider]
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    most: int = 2
    url: str = ""
    pages: dict[str, bytes] = field(default_factory=dict)
    failing: tuple[str, ...] = ()

    def publish(self, urn: str, report: Report, words: str) -> None:
        """Put a report on a provider's page, and its file where files are."""
        provider = self.provider(urn)
        provider.reports.insert(0, report)
        self.files[report.file] = pdf_of_pages([words])

    def provider(self, urn: str) -> Provider:
        """The provider of this number."""
        return next(each for each in self.providers if each.urn == urn)

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, media type and body for a path."""
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return 404, "text/plain", b""
        self.asked.append(path)
        if any(part in path for part in self.failing):
            return 500, "text/html", b"<html><title>Server error</title></html>"
        if path in self.pages or parts.path in self.pages:
            return 200, "text/html", self.pages.get(path) or self.pages[parts.path]
        if parts.path == "/search":
            query = parse_qs(parts.query)
            return 200, "text/html; charset=utf-8", self._list(int(query["start"][0]), int(query["rows"][0]))
        if parts.path.startswith("/provider/44/"):
            return 200, "text/html; charset=utf-8", self._page(parts.path.rpartition("/")[2])
        body = self.files.get(parts.path.rpartition("/")[2])
        return (200, "application/pdf", body) if body else (200, "text/html; charset=utf-8", NOT_FOUND)

    def asked_for(self) -> dict[str, int]:
        """How often a list, a provider's page and a file were asked for since this was last asked."""
        found = {"list": 0, "page": 0, "file": 0}
        for path in self.asked:
            what = "list" if path.startswith("/search") else "page" if "/provider/" in path else "file"
            found[what] += 1
        self.asked.clear()
        return found

    def _list(self, start: int, rows: int) -> bytes:
        shown = sorted(self.providers, key=lambda each: each.latest or date.min, reverse=True)
        shown = shown[start : start + min(rows, self.most)]
        items = "".join(
            f'<li class="search-result"><h3 class="search-result__title"><a href="/provider/44/{each.urn}">'
            f'{html.escape(each.name)}</a></h3><ul class="search-result__provider-info">'
            "<li>Category: <strong>Local Authority Children's Services</strong></li>"
            + (
                f"<li>Latest report: <strong><time>{_day(each.latest)}</time></strong></li>"
                if each.latest
                else ""
            )
            + f"<li>URN: <strong>{each.urn}</strong></li></ul></li>"
            for each in shown
        )
        total = f"Showing {start + 1} to {start + len(shown)} of {len(self.providers)}"
        return (
            f'<!DOCTYPE html><html><body><main id="main"><p class="results-total">{total}</p>'
            f'<ul class="results-list">{items}</ul></main></body></html>'
        ).encode()

    def _page(self, urn: str) -> bytes:
        provider = self.provider(urn)
        days = "".join(
            f'<li class="timeline__day"><p class="timeline__date"><time>{_day(report.inspected)}</time></p>'
            f'<a class="publication-link" href="{self.url}/v1/file/{report.file}">{html.escape(report.words)}'
            f'<span class="nonvisual">{html.escape(report.words)}, PDF - {_day(report.published)}</span></a></li>'
            for report in provider.reports
        )
        return (
            f'<!DOCTYPE html><html><head><link rel="canonical" href="{self.url}/provider/44/{urn}"></head><body>'
            f'<main id="main"><h1 class="title-block__heading">{html.escape(provider.name)}</h1>'
            f'<ol class="timeline">{days}</ol></main></body></html>'
        ).encode()


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
