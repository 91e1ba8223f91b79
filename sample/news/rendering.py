"""What both news sites share in making their answers: pages, feeds and news sitemaps, JSON-LD, instants, refusals."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sample import faults
from sample.exchange import Question, Reply
from sample.news.record import Story

HTML = "text/html; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
# So many of the newest stories stand in a feed, and a news sitemap reaches back so far (developers.google.com).
_IN_FEED = 8
_IN_SITEMAP = timedelta(days=2)

NOT_FOUND = faults.not_found(Reply(body=b"", media_type=HTML))


def page(template: str, **shown: object) -> Reply:
    """A page without validators, as front pages are."""
    return Reply(body=_TEMPLATES.get_template(template).render(**shown).encode(), media_type=HTML)


def story_page(template: str, story: Story, question: Question, **shown: object) -> Reply:
    """The page of a story with validators: 403 where the title refuses it, 404 where it was taken down."""
    if story.access == "refused":
        return faults.forbidden(NOT_FOUND)
    if story.access == "gone":
        return NOT_FOUND
    words = _TEMPLATES.get_template(template).render(story=story, base=question.base, **shown)
    return Reply(body=words.encode(), media_type=HTML, modified=story.changed)


def feed(name: str, stories: Sequence[Story], question: Question) -> Reply:
    """The RSS feed of the newest of these stories, given newest first."""
    newest = stories[:_IN_FEED]
    words = _TEMPLATES.get_template("feed.xml").render(
        name=name, base=question.base, path=question.path, stories=newest
    )
    return Reply(body=words.encode(), media_type=RSS, modified=_last_change(newest))


def news_sitemap(name: str, stories: Sequence[Story], question: Question) -> Reply:
    """The news sitemap of these stories, given newest first: those of the last two days."""
    recent = [story for story in stories if story.published > question.at - _IN_SITEMAP]
    words = _TEMPLATES.get_template("news_sitemap.xml").render(name=name, base=question.base, stories=recent)
    return Reply(body=words.encode(), media_type=XML, modified=_last_change(recent))


def sitemap_index(paths: Sequence[str], question: Question) -> Reply:
    """A sitemap that leads to others."""
    words = _TEMPLATES.get_template("sitemap_index.xml").render(base=question.base, paths=paths)
    return Reply(body=words.encode(), media_type=XML)


def sitemap(paths: Sequence[str], question: Question) -> Reply:
    """A sitemap of pages that are no news."""
    words = _TEMPLATES.get_template("sitemap.xml").render(base=question.base, paths=paths)
    return Reply(body=words.encode(), media_type=XML)


def linked_data(said: object) -> Markup:
    """JSON-LD, safe inside a `script` element."""
    return Markup(json.dumps(said, ensure_ascii=False).replace("</", r"<\/"))  # noqa: S704 - JSON of our own making


def iso(at: datetime) -> str:
    """ "2026-11-20T07:30:00.000Z" """
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def _last_change(stories: Sequence[Story]) -> datetime | None:
    """The last instant at which one of these was printed or said to have changed."""
    return max((story.modified for story in stories), default=None)


_TEMPLATES = Environment(
    loader=PackageLoader("sample.news"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters.update(iso=iso, rfc822=lambda at: format_datetime(at.astimezone(UTC), usegmt=True))
