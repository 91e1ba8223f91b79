"""Articles: what a page of a news site told about itself beside its words."""

from dataclasses import dataclass
from enum import StrEnum


class ArticleShape(StrEnum):
    """What an article page is made of."""

    STORY = "story"
    LIVE_BLOG = "live_blog"  # a story told in posts, each with its time
    GALLERY = "gallery"  # captions of pictures
    VIDEO = "video"  # a line or two about a film
    TEASER = "teaser"  # the beginning of a story; the rest is not on the page


class ArticleService(StrEnum):
    """Who wrote a story for many titles at once."""

    LDRS = "ldrs"  # the Local Democracy Reporting Service
    PA = "pa"  # the Press Association, PA Media


@dataclass(frozen=True, kw_only=True)
class ArticleTold:
    """What a news page says of its story. The words themselves are the text: standfirst and body, without the headline.

    `paywalled`: the publisher says that the words are not free to read. `canonical` is the address that the page gives
    as its own, `number` the publisher's number of the story. `standfirst` are the words printed between headline and
    body, which begin the text too. `roles` are what bylines say besides names, such as "Local Democracy Reporting
    Service". `noarchive` and `tdm_reserved`: the page asks for no copies, for no mining. `correction` are the
    publisher's own words that the story was corrected. `left_out` are lines of the site found among the story's, which
    are no part of the text. `layout` names the rule that found the body and its version (`newsquest@1`), or
    `trafilatura`, `prose` (it and the place of most prose agree), `declared` (posts that only machines are told), `last_resort`, or `plain` (a scraped text). `drift` is a sentence of alarm: the rule and an independent look at the page
    disagree on how long the story is, so that the rule wants looking at.
    """

    shape: ArticleShape = ArticleShape.STORY
    paywalled: bool = False
    canonical: str | None = None
    number: str | None = None
    section: str | None = None
    standfirst: str | None = None
    roles: tuple[str, ...] = ()
    service: ArticleService | None = None
    noarchive: bool = False
    tdm_reserved: bool = False
    correction: str | None = None
    left_out: tuple[str, ...] = ()
    layout: str = "plain"
    drift: str | None = None
