"""Pages of news sites: markup in, the article that the page is about out; never the menus, boxes and calls around it.

What a page tells machines (JSON-LD, meta elements) goes before what it prints, except the headline of social media,
which is often another one. The story is found by the rule of its publisher; else by an extractor of no one's pages; else
where most of the prose is. What a rule finds is held against an independent look at the page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lxml import etree

from domain import dates, news
from domain.article import ArticleShape, ArticleTold
from domain.text import letters
from reading import datelines, declared, html
from reading.articles import bylines, extractor, rules, story
from reading.articles.article import Article
from reading.articles.bylines import Byline
from reading.articles.rules import Rule
from reading.articles.story import Story
from reading.articles.told import correction_in, dates_of
from reading.clean import clean
from reading.declared import Declared

# A rule and an independent look may differ by this before somebody has to look at the rule.
_DRIFT = 0.3
# A rule that finds less than this of what an independent look finds has lost the story.
_LOST = 0.5
# In words: less is no story, and a rule that finds it fits by accident.
_LEAST = 8
# In words: what stands beside a gallery or a film, or before a paywall.
_FEW, _BEGINNING = 80, 200
_GALLERY, _MOST_CAPTIONS = 5, 200
_LONGEST_STANDFIRST = 100
# What may be missing from, and more in, the place of most prose than in what the extractor found there.
_MISSING, _MORE = 0.02, 0.15
# Where headline, byline and dates can stand once more above a story, in lines.
_TOP = 6
# "Subscribe to continue reading" and "This article is for subscribers" stand where a story breaks off.
_CUT_SHORT = re.compile(
    r"\b(?:to continue reading|(?:for|exclusive to) subscribers|log in to|register to read|already a subscriber"
    r"|(?:subscribe|sign up|register) (?:now )?to (?:read|continue)|free articles?)\b",
    re.IGNORECASE,
)
# Layouts of no one publisher.
_OF_NO_PUBLISHER = ("trafilatura", "prose", "last_resort", "microdata", "wordpress")
_NUMBER = re.compile(r"[1-9]\d{5,11}|c[0-9a-z]{10}o", re.ASCII)
# The standfirst belongs to a story in the British press; elsewhere what is printed there is often made for sharing.
_STANDFIRST = (
    "h1 ~ .standfirst, h1 ~ .strapline, header .standfirst, header .strapline, article > .standfirst"
)
_BRITISH = re.compile(r"en[-_]gb", re.IGNORECASE)
_BRITISH_HOST = re.compile(r"https?://[^/?#]{1,255}\.uk(?::\d{1,5})?(?:[/?#]|\Z)", re.IGNORECASE)
# Names and posts that publishers' pages print beside the headline, and no JSON-LD has.
# Posts that pages print beside names, which no JSON-LD has: "Local Democracy Reporting Service".
_ROLES = (
    ".job-title, .author-title, [class*='author-job'], [class*='JobTitle'], [data-testid*='contributor'], "
    "[data-component='byline-block'] span"
)
_MOST_ROLES, _LONGEST_ROLE = 20, 80
# Papers and pages of councils and of government tell of themselves as articles do, and are none.
_OFFICIAL = (
    "#modgov, .mgContent, .WordSection1, meta[name^='govuk:'], meta[name='generator'][content*='ModernGov' i]"
)
_OFFICIAL_HOST = re.compile(
    r"https?://(?:[^/?#]{1,255}\.)?(?:gov|nhs|police)\.uk(?::\d{1,5})?(?:[/?#]|\Z)", re.IGNORECASE
)
# What a story shows where its site does not say that it is one: when and by whom; or its headline in its address.
_SIGNS = (
    "time[datetime], time[pubdate], [rel='author'], [class*='byline'], [class*='author'], [itemprop='author'], .hentry, "
    "[itemprop='datePublished'], meta[name='author'], meta[name='date'], meta[name='pubdate'], [class*='publish']"
)
_SLUG = re.compile(
    r"https?://[^?#]{1,500}/[a-z0-9]{1,40}(?:[-_][a-z0-9]{1,40}){4,40}(?:\.[a-z]{3,5})?/?(?:[?#]|\Z)",
    re.IGNORECASE,
)
_PROSE = 120


@dataclass(frozen=True, kw_only=True)
class _Found:
    """A story, where it came from, and the standfirst that is printed apart from it."""

    story: Story
    layout: str
    standfirst: str | None = None
    is_live: bool = False
    drift: str | None = None


def of_page(markup: str, url: str | None = None, *, today: date | None = None) -> Article | None:
    """The article that a page is about; `None` where it does not say that it is one.

    `url` is the page's address, where it is known. A date after `today` (the day on which the page was seen) is refused.

    Raises:
        Unreadable: the markup is nested deeper than any page is.
    """
    root = html.parse(markup)
    said = None if root is None else declared.of(root)
    if root is None or said is None:
        return None
    address = url or said.canonical
    if not said.is_article and not _looks_like_one(root, said, address):
        return None
    headings = [words for words in (said.title, html.heading_of(root)) if words]
    captions = _captions(root)
    byline = _declared_byline(root, said)
    found = _found(root, markup, said, address, captions)
    told = _without_head(found.story, headings)
    standfirst = found.standfirst or _printed_summary(root, said, found, address)
    shape = _shape(found, told, said, captions)
    lines = [*told.lines, *captions] if shape == ArticleShape.GALLERY else [*told.lines]
    written = byline if byline.names else _printed_byline(told)
    printed = dates_of(told.left_out)
    article = Article(
        words=clean("\n\n".join([standfirst, *lines] if standfirst else lines)),
        title=next(iter(headings), None),
        authors=written.names,
        published=said.published or printed.published,
        modified=said.modified or printed.modified,
        told=ArticleTold(
            shape=shape,
            paywalled=said.free is False,
            canonical=said.canonical,
            number=_number(address),
            section=said.section,
            standfirst=standfirst,
            roles=written.roles,
            service=bylines.service_of(written, lines),
            noarchive="noarchive" in said.robots,
            tdm_reserved=said.tdm_reserved,
            correction=correction_in(lines),
            left_out=told.left_out,
            layout=found.layout,
            drift=found.drift,
        ),
    )
    return _dated(article, markup, url=address, today=today)


def _looks_like_one(root: etree._Element, said: Declared, address: str | None) -> bool:
    """Whether a page that does not say so is a story by its make: an article's signs, and prose enough."""
    if rules.select(root, _OFFICIAL) or (address and _OFFICIAL_HOST.match(address)):
        return False
    signs = "article" in said.kinds or (address and _SLUG.match(address)) or rules.select(root, _SIGNS)
    if not signs or not (said.title or html.heading_of(root)):
        return False
    return story.count(story.lines_of(story.densest(root))) >= _PROSE


def _found(
    root: etree._Element, markup: str, said: Declared, address: str | None, captions: list[str]
) -> _Found:
    """The story by the first rule that finds one, held against an independent look; else by that look."""
    day = _day(said.published)
    british = _is_british(said, address)
    # On the world's press the extractor measured best; rules of no one publisher are for British sites.
    fitting = (_ruled(root, rule) for rule in rules.candidates(root, day) if british or not rule.generic)
    ruled = next(((rule, found) for rule, found in fitting if found.story.words >= _LEAST), None)
    if said.posts and (ruled is None or not ruled[1].is_live):
        return _Found(
            story=story.of_lines([line for post in said.posts for line in post]),
            layout="declared",
            standfirst=said.summary,
            is_live=True,
        )
    if ruled is None:
        return _unruled(root, markup, address, said)
    rule, found = ruled
    is_gallery = found.story.words < _FEW and len(captions) >= _GALLERY
    # What is behind a paywall is not looked for elsewhere on the page.
    return (
        found
        if found.is_live or is_gallery or said.free is False
        else _compared(rule, found, markup, said, address)
    )


def _ruled(root: etree._Element, rule: Rule) -> tuple[Rule, _Found]:
    """What a rule finds on a page."""
    standfirst = _standfirst(rules.select(root, rule.standfirst)[:1])
    posts = rules.select(root, rule.posts)
    parts = posts or rules.select(root, rule.body)
    for beside in rules.select(root, rule.without):
        beside.clear(keep_tail=True)
    told = story.of_elements(parts, keep_times=bool(posts))
    repeated = standfirst and any(letters(standfirst) == letters(line) for line in told.lines[:2])
    return rule, _Found(
        story=told, layout=rule.name, standfirst=None if repeated else standfirst, is_live=bool(posts)
    )


def _standfirst(parts: list[etree._Element]) -> str | None:
    """The words of a standfirst; none where what stands in its place is a byline, or too long for one."""
    lines = [*story.lines_of(parts)]
    if not 0 < story.count(lines) <= _LONGEST_STANDFIRST or any(
        datelines.read(line) or bylines.read(line) for line in lines
    ):
        return None
    return " ".join(lines)


def _compared(rule: Rule, found: _Found, markup: str, said: Declared, address: str | None) -> _Found:
    """What a rule found; what an independent look found, where the rule is none for this page or has lost the story."""
    ours, theirs = found.story.words, len((said.body or "").split())
    looked: Story | None = None
    by = "the page's own account"
    if theirs < _LEAST or rule.generic:
        looked = story.of_lines(extractor.extract(markup, url=address).split("\n"))
        theirs, by = looked.words, "an independent reader"
    if theirs < _LEAST or abs(ours - theirs) <= _DRIFT * max(ours, theirs):
        return found
    if rule.generic and looked:
        return replace(found, story=_joined(looked, found.story), layout="trafilatura")
    drift = (
        f"{rule.name} finds {ours} words where {by} finds {theirs}; the pages of this title may have changed"
    )
    if ours < _LOST * theirs:
        looked = looked or story.of_lines(extractor.extract(markup, url=address).split("\n"))
        if ours < _LOST * looked.words:
            return replace(found, story=_joined(looked, found.story), layout="trafilatura", drift=drift)
    return replace(found, drift=drift)


def _unruled(root: etree._Element, markup: str, address: str | None, said: Declared) -> _Found:
    """The story of a page that no rule fits: by the extractor; else where most of the prose is, or as told to machines."""
    prose = story.densest(root)
    at_least = int(_LOST * story.count(story.lines_of(prose)))
    found = story.of_lines(extractor.extract(markup, url=address, at_least=at_least).split("\n"))
    dense = story.of_elements(prose)
    if found.words >= _LEAST:
        agreed = _agreed(found, dense)
        return _Found(story=_joined(agreed or found, dense), layout="prose" if agreed else "trafilatura")
    told = story.of_lines([said.body]) if said.body and said.free is not False else dense
    return _Found(story=max(dense, told, key=lambda one: one.words), layout="last_resort")


def _agreed(found: Story, dense: Story) -> Story | None:
    """The place of most prose, where it has all that the extractor found, save what stands before it, and hardly more:
    headings, which the extractor leaves out.
    """
    known = {letters(line) for line in dense.lines}
    before = next(
        (place for place, line in enumerate(found.lines) if letters(line) in known), len(found.lines)
    )
    missing = story.count(line for line in found.lines[before:] if letters(line) not in known)
    lead = found.lines[:before]
    if missing > _MISSING * found.words or story.count(lead) + dense.words > (1 + _MORE) * found.words:
        return None
    return Story(lines=(*lead, *dense.lines), left_out=dense.left_out)


def _joined(story_: Story, other: Story) -> Story:
    """A story, with what was left out of another look at it as well."""
    return replace(story_, left_out=tuple(dict.fromkeys((*story_.left_out, *other.left_out))))


def _without_head(found: Story, headings: Iterable[str]) -> Story:
    """A story without the headline, byline and dates that may stand above it once more."""
    headlines = {letters(words) for words in headings}
    head = [
        line
        for line in found.lines[:_TOP]
        if letters(line) in headlines or datelines.read(line) or bylines.read(line)
    ]
    return Story(
        lines=tuple(line for line in found.lines[:_TOP] if line not in head) + found.lines[_TOP:],
        left_out=(*found.left_out, *head),
    )


def _shape(found: _Found, told: Story, said: Declared, captions: list[str]) -> ArticleShape:
    if found.is_live or "LiveBlogPosting" in said.kinds:
        return ArticleShape.LIVE_BLOG
    if _is_cut_short(told, said):
        return ArticleShape.TEASER
    if told.words >= _FEW:
        return ArticleShape.STORY
    if said.kinds & {"ImageGallery", "MediaGallery"} or len(captions) >= _GALLERY:
        return ArticleShape.GALLERY
    if any(kind == "VideoObject" or kind.startswith("video") for kind in said.kinds):
        return ArticleShape.VIDEO
    return ArticleShape.STORY


def _is_cut_short(told: Story, said: Declared) -> bool:
    if said.free:
        return False
    if said.free is False:
        return told.words < max(_FEW, int(_LOST * (said.words or 0)))
    return told.words < _BEGINNING and any(_CUT_SHORT.search(line) for line in told.left_out)


def _captions(root: etree._Element) -> list[str]:
    """The captions of a page's pictures, each once."""
    parts = rules.select(root, "figcaption")[:_MOST_CAPTIONS]
    found = (" ".join(html.text_of(part).split()) for part in parts)
    return [*dict.fromkeys(caption for caption in found if caption)]


def _declared_byline(root: etree._Element, said: Declared) -> Byline:
    printed = (" ".join(html.text_of(part).split()) for part in rules.select(root, _ROLES)[:_MOST_ROLES])
    roles = [words for words in printed if len(words) <= _LONGEST_ROLE and bylines.is_role(words)]
    return bylines.of(said.authors, (*said.roles, *roles))


def _printed_byline(told: Story) -> Byline:
    return next((found for line in told.left_out if (found := bylines.read(line))), Byline())


def _printed_summary(root: etree._Element, said: Declared, found: _Found, address: str | None) -> str | None:
    """The standfirst that no rule points at: what is called so, else the summary, printed on a line of its own, where the
    publisher's summaries are standfirsts, or the page is a British one of no publisher that we know.
    """
    summarised = any(rule.summarised and rule.name == found.layout for rule in rules.RULES)
    if not summarised and not found.layout.startswith(_OF_NO_PUBLISHER):
        return None
    standfirst = _standfirst(rules.select(root, _STANDFIRST)[:1])
    if standfirst is None and said.summary and (summarised or _is_british(said, address)):
        printed = (letters(line) for line in html.text_of(root).split("\n"))
        standfirst = said.summary if letters(said.summary) in printed else None
    if standfirst is None or any(
        letters(line).startswith(letters(standfirst)) for line in found.story.lines[:3]
    ):
        return None
    return standfirst


def _is_british(said: Declared, address: str | None) -> bool:
    return bool(_BRITISH.search(said.language) or (address and _BRITISH_HOST.match(address)))


def _number(address: str | None) -> str | None:
    """The publisher's own number of a story, where its address has one."""
    found = news.ref_of(address) if address else None
    return found if found and _NUMBER.fullmatch(found) else None


def _day(edtf: str | None) -> date | None:
    return dates.parse(edtf).first if edtf else None


def _dated(article: Article, markup: str, *, url: str | None, today: date | None) -> Article:
    """An article without dates that are yet to come; where it states no day, with the one that it bears, marked as such."""
    warnings = [*article.warnings]
    stated = {"published": article.published, "modified": article.modified}
    for name, edtf in stated.items():
        day = _day(edtf)
        if today and day and day > today + timedelta(days=1):
            warnings.append(f"the date that it states ({name}: {edtf}) is yet to come, and is left out")
            stated[name] = None
    if article.published is None and (inferred := extractor.published(markup, url=url, today=today)):
        warnings.append(f"it does not state when it was published; {inferred} is inferred from its markup")
        stated["published"] = f"{inferred}~"
    return replace(
        article, published=stated["published"], modified=stated["modified"], warnings=tuple(warnings)
    )
