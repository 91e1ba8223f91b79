"""A small news title on loopback: its stories, feeds and news sitemap; what a test puts there is answered, and what was asked is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from tests.crawlers.serving import Reply


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story of the title; `ref` is its number, and `slug` what stands beside it."""

    ref: str
    title: str
    at: datetime
    slug: str = "a-story"
    summary: str = "Wolden councillors agreed it on Thursday."
    words: str = "The plan goes to the cabinet next month."
    modified: datetime | None = None

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"/news/{self.ref}.{self.slug}/"


@dataclass(kw_only=True)
class Title:
    """What the title's site holds: `news` stories by number, `feeds` the numbers listed by path, `replies` what else a path gives.

    `asked` are the paths that were asked for, with the status that was given.
    """

    news: dict[str, Story] = field(default_factory=dict)
    feeds: dict[str, list[str]] = field(default_factory=dict)
    mapped: list[str] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    robots: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)
    url: str = ""

    def publish(self, *stories: Story, feed: str = "/rss") -> None:
        """Put stories up, or up anew, and list each first in a feed."""
        for story in stories:
            self.news[story.ref] = story
            listed = self.feeds.setdefault(feed, [])
            listed[:] = [story.ref, *(ref for ref in listed if ref != story.ref)]

    def asked_for(self) -> list[tuple[str, int]]:
        """What was asked for since this was asked last, but for the rules for robots."""
        asked = [each for each in self.asked if each[0] != "/robots.txt"]
        self.asked.clear()
        return asked

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        """What a path gives; nothing anew to who has it already."""
        found = self._found(path)
        tag = f'"{sha256(found.body).hexdigest()[:16]}"'
        if found.status == 200 and path != "/robots.txt":
            is_had = headers.get("if-none-match") == tag
            told = {"ETag": tag, **found.headers, **self.headers.get(path, {})}
            found = (
                Reply(status=304, headers=told)
                if is_had
                else Reply(body=found.body, media_type=found.media_type, headers=told)
            )
        self.asked.append((path, found.status))
        return found

    def _found(self, path: str) -> Reply:
        if path in self.replies:
            return self.replies[path]
        if path == "/robots.txt":
            return Reply(body=self.robots.encode(), media_type="text/plain")
        if path in self.feeds:
            return Reply(body=self._feed(path).encode(), media_type="application/rss+xml")
        if path == "/maps.xml":
            place = f"{self.url}/maps/news-now.xml"
            words = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{place}</loc></sitemap></sitemapindex>'
            return Reply(body=words.encode(), media_type="text/xml")
        if path == "/maps/news-now.xml":
            return Reply(body=self._sitemap().encode(), media_type="text/xml")
        story = self.news.get(path.removeprefix("/news/").partition(".")[0])
        if story is None:
            return Reply(body=b"<html><title>Not found</title></html>", status=404)
        return Reply(body=self._page(story).encode())

    def _feed(self, path: str) -> str:
        items = "".join(
            f"<item><title>{story.title}</title><link>{story.path}?ref=rss</link>"
            f"<description>{story.summary}</description><pubDate>{format_datetime(story.at)}</pubDate></item>"
            for story in (self.news[ref] for ref in self.feeds[path])
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wolden Post</title>{items}</channel></rss>'

    def _sitemap(self) -> str:
        rows = "".join(
            f"<url><loc>{self.url}{story.path}</loc><lastmod>{(story.modified or story.at).isoformat()}</lastmod>"
            f"<n:news><n:publication_date>{story.at.isoformat()}</n:publication_date><n:title>{story.title}</n:title></n:news></url>"
            for story in (self.news[ref] for ref in self.mapped)
        )
        return (
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{rows}</urlset>'
        )

    def _page(self, story: Story) -> str:
        told = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.at.isoformat(),
            "dateModified": (story.modified or story.at).isoformat(),
            "author": {"@type": "Person", "name": "Jo Bloggs"},
        }
        more = "".join(
            f"<p>{words}</p>"
            for words in (
                "Councillors in Wolden spoke about children's services for two hours at the town hall on Thursday.",
                "The council's director said that the work of the past year had begun to show, and thanked all who had a part in it.",
                story.words,
                "A report on what it will cost is to be published before the end of the year, the meeting was told.",
            )
        )
        return (
            f'<!DOCTYPE html><html lang="en"><head><title>{story.title} | Wolden Post</title>'
            f'<link rel="canonical" href="{self.url}{story.path}">'
            f'<script type="application/ld+json">{json.dumps(told)}</script></head>'
            f"<body><nav>News Sport</nav><article><h1>{story.title}</h1>{more}</article></body></html>"
        )
