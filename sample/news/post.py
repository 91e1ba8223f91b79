"""The Wolden Post: pages as the sites of Newsquest have them.

An address is known by its number alone. The first paragraph stands apart from the others, those further down in the part
that can be made to cost. JSON-LD names the story without its body, which is marked as microdata.
"""

import re

from sample.exchange import Question, Reply
from sample.news import rendering
from sample.news.record import Press, Story

NAME = "Wolden Post"

_STORY = re.compile(r"/news/(\d{4,9})\.[a-z0-9-]*")  # /news/18701511.mother-tells-her-story/
_FEEDS = ("/rss", "/news/rss")


def answer(press: Press, question: Question) -> Reply:
    """The reply of the site to a question; what it does not know is not found, with 404."""
    stories, path = press.of("post"), question.path.rstrip("/")
    if path in _FEEDS:
        return rendering.feed(NAME, stories, question)
    if path == "/sitemaps/news.xml":
        return rendering.news_sitemap(NAME, stories, question)
    if path == "":
        return rendering.page("post_home.html", name=NAME, base=question.base, stories=stories[:20])
    if found := _STORY.fullmatch(path):
        return _page(press, int(found[1]), question)
    return rendering.NOT_FOUND


def _page(press: Press, number: int, question: Question) -> Reply:
    try:
        story = press.story("post", number)
    except KeyError:
        return rendering.NOT_FOUND
    others = [each for each in press.of("post") if each != story][:2]
    return rendering.story_page(
        "post_story.html", story, question, name=NAME, linked=_linked(story, question.base), others=others
    )


def _linked(story: Story, base: str) -> str:
    """What the page tells machines."""
    return rendering.linked_data(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": f"{base}{story.path}",
            "headline": story.headline,
            "datePublished": rendering.iso(story.published),
            "dateModified": rendering.iso(story.modified),
            "description": story.standfirst,
            "keywords": [f"subject:{story.section}", "path:news", "clone:no"],
            "author": [
                {"@type": "Person", "name": name, **({"jobTitle": story.role} if story.role else {})}
                for name in story.authors
            ],
            "publisher": {"@type": "Organization", "name": NAME},
            "isBasedOn": f"{base}{story.path}",
            "isAccessibleForFree": not story.paywalled,
        }
    )
