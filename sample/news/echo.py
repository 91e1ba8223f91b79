"""The Estmere Echo: pages as the sites of National World have them.

The story stands in JSON-LD as one string without its standfirst, which is the description; on the page the standfirst
stands outside the container of the body, which holds calls of the site's own between the paragraphs. Names of classes
are hashed, but for a few.
"""

import re

from sample.exchange import Question, Reply
from sample.news import rendering
from sample.news.record import Press, Story

NAME = "Estmere Echo"

_STORY = re.compile(r"/(?:[a-z-]+/)+[a-z0-9-]+-(\d{4,9})")  # /news/politics/notice-replaces-direction-5512004
_FEEDS = {"/rss": None, "/news/rss": "news", "/sport/rss": "sport"}


def answer(press: Press, question: Question) -> Reply:
    """The reply of the site to a question; what it does not know is not found, with 404."""
    stories, path = press.of("echo"), question.path.rstrip("/")
    if path in _FEEDS:
        return rendering.feed(NAME, [each for each in stories if _within(each, _FEEDS[path])], question)
    if path == "/sitemap-index.xml":
        return rendering.sitemap_index(("/sitemap-sections.xml", "/sitemap-news.xml"), question)
    if path == "/sitemap-sections.xml":
        return rendering.sitemap(("/news", "/sport"), question)
    if path == "/sitemap-news.xml":
        return rendering.news_sitemap(NAME, stories, question)
    if path == "":
        return rendering.page("echo_home.html", name=NAME, base=question.base, stories=stories[:20])
    if found := _STORY.fullmatch(path):
        return _page(press, int(found[1]), question)
    return rendering.NOT_FOUND


def _page(press: Press, number: int, question: Question) -> Reply:
    try:
        story = press.story("echo", number)
    except KeyError:
        return rendering.NOT_FOUND
    others = [each for each in press.of("echo") if each != story][:2]
    return rendering.story_page(
        "echo_story.html", story, question, name=NAME, linked=_linked(story, question.base), others=others
    )


def _within(story: Story, section: str | None) -> bool:
    return section is None or story.section.split("/")[0] == section


def _linked(story: Story, base: str) -> str:
    """What the page tells machines."""
    told: dict[str, object] = {
        "@context": "http://schema.org",
        "@type": "LiveBlogPosting" if story.shape == "live_blog" else "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": f"{base}{story.path}"},
        "headline": story.headline,
        "datePublished": rendering.iso(story.published),
        "dateModified": rendering.iso(story.modified),
        "description": story.standfirst,
        "keywords": story.section.split("/"),
        "articleSection": story.section.split("/")[0].title(),
        "author": [
            {"@type": "Person", "name": f"{name}, {story.role}" if story.role else name}
            for name in story.authors
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": NAME, "url": base},
        "isAccessibleForFree": "False" if story.paywalled else "True",
    }
    if story.shape == "live_blog":
        told["liveBlogUpdate"] = [
            {
                "@type": "BlogPosting",
                "headline": post.headline,
                "datePublished": rendering.iso(post.at),
                "articleBody": post.words,
            }
            for post in reversed(story.posts)
        ]
    else:
        told["articleBody"] = " ".join(each.removeprefix("## ") for each in story.body)
    if story.paywalled:
        told["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": "False",
            "cssSelector": ".premium",
        }
    return rendering.linked_data(told)
