"""Publishers' rules: where the pages of a family of titles keep standfirst, story and posts; data, with what it was seen on.

A rule fits by the structure of a page, not by its host: sister titles of a group share their pages, and change them
together. A family's newer layout is a newer version of its rule; the days say when pages of that make were published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lxml import etree
from lxml.cssselect import CSSSelector


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One layout of a family of titles. All that finds something is a CSS selector.

    `body` is where the story is, in one place or in many (a block a paragraph). `marks` must be there too, where `body`
    alone is what other sites have as well. `standfirst` is printed apart from the body; in a family
    that is `summarised`, it is what the page declares as its summary. `posts` are those of a live
    blog; on such a page they are the body. `without` are parts of the body that are not of the story. `generic` rules are of
    no one publisher: where an independent look at the page disagrees with one, the page is not of its making.
    `since` and `until` are days of publication on which the layout was seen or is known to have begun and ended;
    archived pages are served in newer ones, so they only say which version is tried first.
    """

    family: str
    version: int
    body: str
    marks: str | None = None
    standfirst: str | None = None
    summarised: bool = False
    posts: str | None = None
    without: str | None = None
    generic: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def name(self) -> str:
        """`newsquest@1`."""
        return f"{self.family}@{self.version}"

    def was_in_use(self, day: date) -> bool:
        """Whether pages of a day had this layout, as far as is known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


RULES = (
    # The text is in one block a paragraph; JSON-LD has a body without the standfirst, which stands under the headline.
    Rule(
        family="national_world",
        version=2,
        body=".article-content .markup",
        standfirst=".article-header > h1 + div, .article-header > h1 + h2, article > h1 + div, article > h1 + h2",
        posts=".article-content [class*='LiveBlog__Post'], .article-content [class*='LiveBlogPost__']",
        summarised=True,
        since=date(2022, 9, 1),
    ),
    Rule(
        family="national_world",
        version=1,
        body="#content-wrapper > .markup",
        standfirst="article > h1 + h2, .article-header > h2",
        summarised=True,
        until=date(2022, 12, 31),
    ),
    # Since July 2024: an article of named paragraphs; the pages of August 2024 call themselves BlogPosting, those of 2026
    # NewsArticle. Before that: microdata, no JSON-LD, and the standfirst as "sub-title" or "lead".
    Rule(
        family="reach",
        version=2,
        body="#article-body, [data-testid='article-body']",
        marks="#article-body p[class*='aragraph-text'], [data-testid='article-body'] p[class*='aragraph-text']",
        standfirst=".sub-title, h1 + h2, h1 + p, [class*='ubtitle'], [class*='lead-text'], [data-testid='sub-title']",
        posts="[data-testid='live-event'], [class*='live-event-entry']",
        without=".factbox, [class*='actbox']",
        summarised=True,
        since=date(2024, 7, 27),
    ),
    Rule(
        family="reach",
        version=1,
        body="div.article-body",
        marks="p.sub-title, reach-viafoura-comments, .lead-content, meta[name='publicationConfig'], meta[property='vf:container_id']",
        standfirst="p.sub-title, .lead-content > p",
        posts=".article-body .live-event .entry-content, .article-body .live-event-lead-entry",
        without=".factbox",
        summarised=True,
        until=date(2024, 8, 31),
    ),
    Rule(
        family="express",
        version=1,
        body="article div.text-description",
        standfirst="article > header > h3",
        posts="div.live-events__entry-text",
        without=".dont-miss",
    ),
    Rule(
        family="newsquest",
        version=2,
        body="#po-inline-articlegate-fullarticle, .article-content",
        marks="#po-inline-articlegate-fullarticle, [class*='mar-article'], .article-content .article-first-paragraph",
        since=date(2025, 1, 1),
    ),
    # `p402_hide` is what non-payers do not see; the story is in the page all the same. The first paragraph stands apart.
    Rule(
        family="newsquest",
        version=1,
        body="div.article-body",
        marks=".article-first-paragraph, .p402_hide, #subscription-content, [class*='mar-article']",
        posts=".live-blog-entry, .live-post",
    ),
    # Blocks that name what they are; the names of classes around them are made by machine and drift.
    Rule(
        family="bbc",
        version=2,
        body="[data-component='text-block'], [data-component='subheadline-block'], [data-component='unordered-list-block'], "
        "[data-component='ordered-list-block'], [data-block='text'], [data-block='subheadline'], [data-block='unordered-list']",
        posts="[data-testid='content-post'], article.qa-post, [id^='asset:'] article",
        since=date(2020, 11, 1),
    ),
    Rule(
        family="bbc",
        version=3,
        body="[class*='RichTextContainer'], [class*='ebmt73l0']",
        marks="meta[property='og:site_name'][content^='BBC'], meta[name='apple-mobile-web-app-title'][content^='BBC']",
        since=date(2024, 1, 1),
    ),
    Rule(
        family="bbc",
        version=1,
        body=".story-body__inner",
        posts=".lx-stream-post",
        until=date(2021, 6, 30),
    ),
    Rule(
        family="guardian",
        version=2,
        body=".article-body-viewer-selector, .article-body-commercial-selector",
        standfirst="[data-gu-name='standfirst'] p, [data-gu-name='standfirst'] li",
        posts="article.block[id^='block-'], #liveblog-body article",
    ),
    Rule(
        family="guardian",
        version=1,
        body=".content__article-body",
        standfirst=".content__standfirst p",
        posts=".content__article-body .block",
        until=date(2021, 12, 31),
    ),
    Rule(
        family="standard",
        version=1,
        body="article #main",
        marks="meta[property='og:site_name'][content$='Standard']",
        summarised=True,
    ),
    Rule(
        family="independent",
        version=1,
        body="article #main",
        marks="#main [data-gallery-length], #articleHeader, #taboola-below-article, "
        "meta[property='og:site_name'][content='The Independent']",
    ),
    Rule(
        family="telegraph",
        version=1,
        body="div.articleBodyText, [data-test='article-body-text']",
        standfirst="p[itemprop='description']",
    ),
    Rule(
        family="sky",
        version=1,
        body=".sdc-article-body, [data-component-name='sdc-article-body'], [data-component-name='ui-article-body']",
        standfirst=".sdc-article-header__sub-title, [class*='article-header'] [class*='sub-title'], [class*='article-header'] [class*='subtitle']",
        posts=".ncpost, [class*='live-blog-post']",
    ),
    Rule(
        family="mna",
        version=1,
        body=".story-content",
        marks=".story-headline, .story-subheadline",
        standfirst=".story-subheadline",
    ),
    Rule(
        family="iliffe",
        version=1,
        body=".PageContent .PageStory",
    ),
    Rule(
        family="metro",
        version=2,
        body=".article__content__inner",
        since=date(2024, 11, 17),
    ),
    Rule(
        family="metro",
        version=1,
        body="article > .article-body",
        marks="meta[property='og:site_name'][content^='Metro']",
        until=date(2024, 11, 17),
    ),
    Rule(
        family="sun",
        version=1,
        body="div.article__content",
        marks=".article__subdeck, .article__subheadline, .article__kicker, meta[property='og:site_name'][content*='Sun']",
        standfirst=".article__subdeck, p.article__subheadline",
    ),
    Rule(
        family="i",
        version=1,
        body="article div.article-content",
        marks="article > h2, .inews__post-excerpt",
        standfirst="article > h2, article p.inews__post-excerpt",
    ),
    Rule(
        family="microdata",
        version=1,
        body="[itemprop='articleBody']",
        standfirst="h1 ~ p[itemprop='description'], h1 ~ h2[itemprop='description'], h1 ~ .standfirst",
        generic=True,
    ),
    # The specialist press and many independent titles.
    Rule(
        family="wordpress",
        version=1,
        body=".entry-content, .post-content, .td-post-content, .wp-block-post-content, .single-content, .article-content",
        marks="link[rel='https://api.w.org/'], meta[name='generator'][content^='WordPress'], body.single-post, link[href*='/wp-content/'], script[src*='/wp-content/'], img[src*='/wp-content/']",
        standfirst="h1 ~ .standfirst, h1 ~ .entry-subtitle, h1 ~ .subtitle, h1 ~ p.excerpt, h1 ~ .entry-excerpt",
        posts=".live-blog-entry, .liveblog-entry",
        generic=True,
    ),
)


def candidates(root: etree._Element, day: date | None) -> Iterator[Rule]:
    """The rules that fit a page: those of publishers before those of nobody, and those of its day first."""
    in_order = sorted(RULES, key=lambda rule: (rule.generic, day is not None and not rule.was_in_use(day)))
    yield from (rule for rule in in_order if _fits(root, rule))


def select(root: etree._Element, selector: str | None) -> list[etree._Element]:
    """What a selector finds, each within none of the others, in the order of the page."""
    found = _compiled(selector)(root) if selector else []
    # In the order of the page, what is within another one follows it.
    outermost: set[etree._Element] = set()
    for element in found:
        if not any(outer in outermost for outer in element.iterancestors()):
            outermost.add(element)
    return [element for element in found if element in outermost]


@cache
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def _fits(root: etree._Element, rule: Rule) -> bool:
    return bool(_compiled(rule.body)(root) or (rule.posts and _compiled(rule.posts)(root))) and (
        rule.marks is None or bool(_compiled(rule.marks)(root))
    )
