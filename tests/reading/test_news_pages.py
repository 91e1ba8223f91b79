"""Pages of every family of news titles give the same story, and none of the site around it."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.article import ArticleService, ArticleShape
from domain.document import DocumentKind
from reading import articles
from reading.articles import Article, rules
from reading.read import read
from tests.reading import news_pages
from tests.reading.news_pages import BODY, FAMILIES, STORY, TITLE, linked, page_of


def article(markup: str, url: str | None = None, *, today: date | None = None) -> Article:
    """The article that a page is about."""
    found = articles.of_page(markup, url, today=today)
    assert found is not None
    return found


@pytest.mark.parametrize("layout", FAMILIES)
def test_each_family_gives_standfirst_and_body(layout: str) -> None:
    """Whoever published it: the standfirst, every paragraph and heading, no headline, no box, teaser or call."""
    found = article(FAMILIES[layout])

    assert found.told.layout == layout
    assert found.words.split("\n\n") == [
        line for line in STORY if layout != "trafilatura" or line.endswith(".")
    ]
    assert found.title == TITLE
    assert found.authors == ("Robin Hale",)
    assert found.told.drift is None


@pytest.mark.parametrize("layout", FAMILIES)
def test_dates_keep_their_zone(layout: str) -> None:
    """Published and modified as stated, with time and zone."""
    found = article(FAMILIES[layout])

    assert found.modified == news_pages.MODIFIED
    assert found.published in {news_pages.PUBLISHED, "2021-06-05T15:02:00+00:00"}


def test_the_page_of_2026_is_read_by_the_rule_of_2024() -> None:
    """What a page calls itself may change where its parts do not."""
    found = article(news_pages.reach_of_2024("NewsArticle"))

    assert (found.told.layout, found.words.split("\n\n")) == ("reach@2", [*STORY])


def test_what_was_left_out_is_kept_apart() -> None:
    """Calls and boxes are no text, and may be looked at all the same."""
    left = article(news_pages.reach_of_2023()).told.left_out

    assert "READ MORE: Bridge to close for a month" in left
    assert "Try Gazette Premium for FREE by clicking here" in left
    assert any("newsletter" in line for line in left)


def test_the_service_shows_in_the_byline() -> None:
    """A story of the Local Democracy Reporting Service is known by the role beside the name."""
    found = article(news_pages.bbc()).told

    assert found.service is ArticleService.LDRS
    assert "Local Democracy Reporting Service" in found.roles
    assert article(news_pages.reach_of_2023()).told.service is ArticleService.LDRS
    assert article(news_pages.newsquest()).told.service is None


def test_an_agency_is_known_by_its_byline() -> None:
    """A story of the Press Association."""
    page = (
        news_pages.newsquest()
        .replace('"name": "Robin Hale"', '"name": "PA"')
        .replace("By Robin Hale", "By PA")
    )

    assert article(page).told.service is ArticleService.PA


def test_what_a_publisher_asks_of_robots() -> None:
    """No copies, no mining, not free: each as the page says it."""
    page = news_pages.reach_of_2023().replace("<head>", '<head><meta name="tdm-reservation" content="1">')

    assert (article(page).told.noarchive, article(page).told.tdm_reserved) == (True, True)
    assert article(news_pages.national_world()).told.paywalled
    assert not article(news_pages.newsquest()).told.paywalled


def test_the_address_gives_the_number() -> None:
    """The publisher's own number, by the page's canonical address where no other is known."""
    link = (
        '<head><link rel="canonical" href="https://www.gazette.example/news/18701511.homes-to-be-visited/">'
    )
    found = article(news_pages.newsquest().replace("<head>", link)).told

    assert (found.number, found.section) == ("18701511", "Politics")
    assert found.canonical == "https://www.gazette.example/news/18701511.homes-to-be-visited/"


def test_a_correction_is_marked() -> None:
    """The publisher's own words that the story was corrected stay in it, and are told."""
    note = "This article was amended on 6 June 2026: an earlier version gave the cost as £4,000."
    found = article(
        news_pages.newsquest().replace("</div></div></div>", f"<p><em>{note}</em></p></div></div></div>", 1)
    )

    assert found.told.correction == note
    assert found.words.endswith(note)


def test_a_rule_that_loses_the_story_raises_an_alarm() -> None:
    """Where rule and independent look differ by more than 30 per cent, the reading says so, and keeps the story."""
    page = news_pages.reach_of_2024()
    for line in BODY[1:]:
        page = page.replace(
            f'<p class="Paragraph_paragraph-text__Ab1">{line}</p>', f"<mantis-ui-text>{line}</mantis-ui-text>"
        )
    found = article(page)

    assert found.told.drift is not None
    assert found.told.drift.startswith("reach@2 finds ")


def test_a_rule_of_today_reads_old_pages_served_anew() -> None:
    """Days of publication say which rule is tried first, and shut none out."""
    page = news_pages.reach_of_2024().replace(news_pages.PUBLISHED, "2019-01-05T15:02:00+00:00")

    assert article(page).told.layout == "reach@2"


def test_every_rule_is_named_once() -> None:
    """A family's layouts are told apart by their version."""
    names = [rule.name for rule in rules.RULES]

    assert len(names) == len(set(names))


def test_a_live_blog_is_told_in_posts() -> None:
    """Posts in the order of the page, each with its time; no alarm for what is never compared."""
    posts = "".join(
        f'<article class="block" id="block-{n}"><time datetime="2026-06-05T1{n}:00:00Z">1{n}:00</time><p>{line}</p></article>'
        for n, line in enumerate(BODY)
    )
    page = (
        news_pages.guardian()
        .replace("ReportageNewsArticle", "x")
        .replace('"NewsArticle"', '"LiveBlogPosting"')
    )
    found = article(page.replace("</body>", posts + "</body>"))

    assert found.told.shape is ArticleShape.LIVE_BLOG
    assert found.words.split("\n\n")[:3] == [STORY[0], "10:00", BODY[0]]


def test_blocks_of_other_sites_are_no_posts() -> None:
    """Content systems number their blocks too: a story among them is no live blog."""
    block = '<div id="block-system-main"><p>Search this site for what you want to know of it today.</p></div>'
    found = article(news_pages.of_nobody().replace("<footer>", f"{block * 3}<footer>"))

    assert found.told.shape is ArticleShape.STORY
    assert found.words.startswith("\n\n".join(STORY[:3]))


def test_a_live_blog_that_only_machines_are_told() -> None:
    """Where a page has no posts that a rule knows, those of its JSON-LD are read."""
    update = {
        "@type": "BlogPosting",
        "datePublished": "2026-06-05T15:02:00Z",
        "headline": "Vote",
        "articleBody": BODY[0],
    }
    page = page_of(linked("LiveBlogPosting", liveBlogUpdate=[update]), f"<h1>{TITLE}</h1>")
    found = article(page)

    assert found.told.shape is ArticleShape.LIVE_BLOG
    assert found.words == f"{STORY[0]}\n\n16:02\n\nVote\n\n{BODY[0]}"


def test_a_gallery_is_its_captions() -> None:
    """Pictures with hardly a word beside them: the captions, each once."""
    figures = "".join(
        f"<figure><img><figcaption>Picture {n % 6} of the new home</figcaption></figure>" for n in range(7)
    )
    page = page_of(
        linked(),
        f'<article><h1>{TITLE}</h1><p class="sub-title">{STORY[0]}</p><div class="article-body" itemprop="articleBody"><p>{BODY[-1]}</p>{figures}</div></article>',
    )
    found = article(page)

    assert found.told.shape is ArticleShape.GALLERY
    assert found.words.split("\n\n") == [
        STORY[0],
        BODY[-1],
        *(f"Picture {n} of the new home" for n in range(6)),
    ]


def test_a_film_is_what_is_said_of_it() -> None:
    """A page of a film has a line or two, and says that it is one."""
    video = '<script type="application/ld+json">{"@type": "VideoObject", "name": "Homes"}</script>'
    page = page_of(
        video + linked(),
        f'<h1>{TITLE}</h1><div class="article-body" itemprop="articleBody"><p>{BODY[0]}</p></div>',
    )

    assert article(page).told.shape is ArticleShape.VIDEO


def test_a_story_that_breaks_off_at_a_paywall_is_a_teaser() -> None:
    """What is behind the wall is looked for nowhere else, not even in what machines are told."""
    page = page_of(
        linked(isAccessibleForFree=False, wordCount=600, articleBody=" ".join(BODY * 3)),
        f'<h1>{TITLE}</h1><div class="article-body"><p class="article-first-paragraph">{BODY[0]}</p>'
        "<p>Subscribe to continue reading this article.</p></div>",
    )
    found = article(page)

    assert (found.told.shape, found.told.paywalled, found.words) == (ArticleShape.TEASER, True, BODY[0])
    assert found.told.drift is None


def test_the_first_lines_of_a_locked_story_without_a_flag() -> None:
    """A call to subscribe at the end of a beginning says as much."""
    page = news_pages.newsquest()
    for line in BODY[1:]:
        page = page.replace(f"<p>{line}</p>", "").replace(f"<h2>{line}</h2>", "")
    page = page.replace(
        "</div></div></div>", "<p>This article is for subscribers only.</p></div></div></div>", 1
    )

    assert article(page).told.shape is ArticleShape.TEASER


@pytest.mark.parametrize("title", ["404", "Page not found", "Access denied", "Just a moment..."])
def test_a_page_in_place_of_a_story_is_an_errorpage(title: str) -> None:
    """A refusal or a dead address is no article, whatever its site is."""
    page = f"<html><title>{title} | Gazette</title><h1>{title}</h1><p>Sorry about that.</p></html>"
    found = read(page.encode(), url="https://www.gazette.example/news/18701511.homes/")

    assert (found.kind, found.article) == (DocumentKind.ERROR_PAGE, None)


def test_a_date_that_is_yet_to_come_is_refused() -> None:
    """A page cannot have been published after it was seen; the reading says what it left out."""
    found = article(news_pages.newsquest(), today=date(2026, 5, 1))

    assert (found.published, found.modified) == (None, None) or (found.published or "").endswith("~")
    assert any("yet to come" in warning for warning in found.warnings)
    assert article(news_pages.newsquest(), today=date(2026, 6, 5)).published == news_pages.PUBLISHED


def test_a_date_that_is_inferred_is_marked() -> None:
    """Where a page states no day, one found in its markup is approximate, and the reading warns of it."""
    page = news_pages.newsquest().replace('"datePublished"', '"x"').replace('"dateModified"', '"y"')
    page = page.replace("</h1>", "</h1><p class='date'>Posted on 5 June 2026 in Politics</p>", 1)
    found = article(page, today=date(2026, 7, 1))

    assert found.published in {"2026-06-05~", None}
    assert bool(found.warnings) == (found.published is not None)


def test_an_article_states_all_that_it_told() -> None:
    """The whole reading of a file carries it."""
    found = read(news_pages.newsquest().encode(), url="https://www.gazette.example/news/18701511.homes/")

    assert found.kind is DocumentKind.ARTICLE
    assert found.article is not None
    assert found.article.number == "18701511"
    assert json.dumps(found.article.layout) == '"newsquest@1"'


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 1500 + "<p>" + "word " * 400,
        "<article><h1>T</h1>" + "<p>a <a href=x>b</a></p>" * 20_000,
        "<div class='article-body'><div class='p402_hide'>" * 500 + "<p>" + "word " * 2_000,
        "<h1>T</h1>" + "<b><i>" * 20_000 + "x",
        "<li><a>" * 900 + "word " * 20_000,
        "<!--" * 10_000 + "<p>" + "&#x0;" * 10_000,
        "<p>" + "(" * 200_000,
        "<table>" * 300 + "<td>word " * 3_000,
    ],
)
def test_a_hostile_page_ends_in_a_defined_result(markup: str) -> None:
    """Nested, endless or broken: a document comes out, in bounded time."""
    page = '<html><meta property="article:published_time" content="2026-06-05">' + markup
    found = read(page.encode(), url="https://www.gazette.example/news/18701511.homes/")

    assert found.text is not None


def test_a_page_over_the_limit_costs_itself_only() -> None:
    """A flood is refused with its reason, and the next page is read as ever."""
    flood = read(b"<html><p>" + b"word " * 2_100_000)
    assert flood.text is not None

    assert "more than 10,000,000 characters" in flood.text.warnings[0]
    assert article(news_pages.bbc()).title == TITLE


@given(st.text("<>/=\"' abcdivphrefclasmkup-", max_size=200), st.sampled_from(sorted(FAMILIES)))
@settings(deadline=None, max_examples=40)
def test_a_torn_page_is_read_all_the_same(torn: str, layout: str) -> None:
    """Markup cut and broken in the middle of a story crashes nothing, and no word comes out that did not go in."""
    page = FAMILIES[layout]
    found = articles.of_page(page[: len(page) // 2] + torn + page[len(page) // 2 :])

    assert found is None or found.told.layout
