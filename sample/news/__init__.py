"""Look-alikes of two local news sites of different page families, the Estmere Echo and the Wolden Post.

They show one press, played from the dated events of `script/news` by the clock of the world. Each site is one entry of
`TITLES`: the press and a question go in, a reply comes out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sample.exchange import Question, Reply
from sample.news import echo, post
from sample.news.record import Press
from sample.site import Robots


@dataclass(frozen=True, kw_only=True)
class Title:
    """A news site: what it is called, what it answers, and what it asks of crawlers."""

    name: str
    answer: Callable[[Press, Question], Reply]
    robots: Robots


_POLITE = 0.02  # seconds between two requests; this is loopback

TITLES: Mapping[str, Title] = {
    "echo": Title(
        name=echo.NAME,
        answer=echo.answer,
        robots=Robots(
            disallow=("/search", "/subscriptions"), crawl_delay=_POLITE, sitemaps=("/sitemap-index.xml",)
        ),
    ),
    "post": Title(
        name=post.NAME,
        answer=post.answer,
        robots=Robots(disallow=("/search/",), crawl_delay=_POLITE, sitemaps=("/sitemaps/news.xml",)),
    ),
}
