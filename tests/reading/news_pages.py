"""Made-up pages of news sites, one for each family of titles: the same story in the markup and among the boxes of each."""

import json

TITLE = "Homes for children to be visited every year"
STANDFIRST = "The county will look at each of its homes once a year, members have heard."
BODY = (
    "Northshire County Council is to visit every children's home in the county once a year, its corporate parenting panel heard on Friday.",
    "“The number of visits was not enough,” said Eve Finch, director of children's services, who asked the panel to agree the plan.",
    "What was found",
    "Members agreed that twelve homes would be visited by October, and that the panel would be told what was found in each.",
    "Who pays for it",
    "The visits cost £40,000 a year, which is to be found from the budget that was agreed in February by the full council.",
    "Another report will come to the panel in the spring.",
)
STORY = (STANDFIRST, *BODY)
_HEADINGS = {"What was found", "Who pays for it"}

PUBLISHED, MODIFIED = "2026-06-05T15:02:00+00:00", "2026-06-05T18:15:00+01:00"


def linked(kind: str = "NewsArticle", **more: object) -> str:
    """What a page tells machines."""
    thing = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": TITLE,
        "description": STANDFIRST,
        "datePublished": PUBLISHED,
        "dateModified": MODIFIED,
        "articleSection": "Politics",
        "author": [{"@type": "Person", "name": "Robin Hale"}],
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def page_of(head: str, body: str, *, title: str = TITLE) -> str:
    """A page among the furniture of its site."""
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{title} | Northshire Gazette</title>{head}</head>'
        f'<body><nav><a href="/">News</a> <a href="/sport">Sport</a></nav>{body}<footer>All our cookies</footer></body></html>'
    )


def _paragraphs(
    lines: tuple[str, ...], paragraph: str = "<p>{}</p>", heading: str = "<h2>{}</h2>"
) -> list[str]:
    return [(heading if line in _HEADINGS else paragraph).format(line) for line in lines]


def _with(parts: list[str], *boxes: str) -> str:
    """The paragraphs, with a box behind each of the first ones."""
    mixed = [part + (boxes[place] if place < len(boxes) else "") for place, part in enumerate(parts)]
    return "".join(mixed)


def national_world() -> str:
    """Hashed class names, a block a paragraph, the standfirst in a bare block under the headline."""
    parts = _paragraphs(
        BODY,
        '<div class="Par-sc-1 x markup"><p>{}</p></div>',
        '<div class="Par-sc-1 markup"><h2>{}</h2></div>',
    )
    body = _with(
        parts,
        '<div class="AdC-sc-9"><p id="advertisement-text">Advertisement</p><a id="hide-ad-link">Hide Ad</a></div>',
        '<div class="NewsletterSignup__Wrapper-sc-3"><h2>Sign up to our daily newsletter</h2></div>',
        '<figure class="hero"><figcaption>County Hall, where members met.</figcaption></figure>',
        '<div class="sidebar-most-popular"><div>Most Popular</div><ul><li><a href="/1">Bridge closed</a></li></ul></div>',
    )
    told = " ".join(BODY)
    return page_of(
        linked(articleBody=told, isAccessibleForFree="False"),
        f'<article class="Art-sc-1"><h1 class="sc-2">{TITLE}</h1><div class="sc-5 KJZ">{STANDFIRST}</div>'
        '<div class="outerWrapper"><span>By</span> <span>Robin Hale</span></div>'
        f'<div class="article-content">{body}</div><span class="related">Related topics:</span></article>',
    )


def national_world_of_2021() -> str:
    """The layout before: paragraphs directly in the wrapper, the standfirst a second heading."""
    parts = _paragraphs(BODY, '<div class="markup"><p>{}</p></div>', '<div class="markup"><h2>{}</h2></div>')
    return page_of(
        linked(datePublished="2021-06-05T15:02:00Z"),
        f'<div id="content-wrapper"><article><h1>{TITLE}</h1><h2>{STANDFIRST}</h2></article>'
        + _with(parts, '<div class="promo-box"><a href="/2">Subscribe to the Gazette</a></div>')
        + "</div>",
    )


def reach_of_2023() -> str:
    """No JSON-LD: microdata and meta elements; teasers are paragraphs of the story."""
    body = _with(
        _paragraphs(BODY, heading="<h3>{}</h3>"),
        '<p><b>READ MORE:</b> <a href="/3">Bridge to close for a month</a></p>',
        '<div class="embedded-image-grid" data-mod="grid"><h3>Top news stories today</h3><ul><li><a href="/4">Rain</a></li></ul></div>',
        '<form class="skinny-signup"><p>To keep up with Northshire news sign up to our newsletter</p></form>',
        '<p><i>Try Gazette Premium for FREE <a href="/p">by clicking here</a></i></p>',
        "",
        "",
        '<p><b>For all the latest news, visit <a href="/">our homepage</a>.</b></p><p><a href="/5">Read more of today\'s top stories here</a></p>',
    )
    return page_of(
        f'<meta property="article:published_time" content="{PUBLISHED}"><meta property="article:modified_time" content="{MODIFIED}">'
        '<meta name="author" content="Robin Hale"><meta name="robots" content="noarchive,max-image-preview:large">'
        f'<meta property="og:section" content="Politics"><meta name="description" content="{STANDFIRST}">'
        '<meta property="og:title" content="You won\'t believe who visits homes">',
        f'<article class="article-main"><h1 itemprop="headline name">{TITLE}</h1><p class="sub-title" itemprop="description">{STANDFIRST}</p>'
        '<div class="byline"><span class="author-label">By</span> <a>Robin Hale</a> <span class="job-title">Local Democracy Reporter</span></div>'
        f'<div class="article-body" itemprop="articleBody">{body}</div></article>',
    )


def reach_of_2024(kind: str = "BlogPosting") -> str:
    """An article of named paragraphs; `kind` was BlogPosting in 2024 and is NewsArticle in 2026."""
    body = _with(
        _paragraphs(BODY, '<p class="Paragraph_paragraph-text__Ab1">{}</p>'),
        '<div class="Factbox_factbox__9"><p>What the panel is</p></div>',
        "<email-slide-in><p>Get our news by e-mail each morning</p></email-slide-in>",
        '<aside><p class="Paragraph_paragraph-text__Ab1">Join our Northshire breaking news service on WhatsApp</p></aside>',
    )
    return page_of(
        linked(kind, articleBody=" ".join(BODY)),
        f'<main><h1>{TITLE}</h1><div class="lead"><p>{STANDFIRST}</p></div><article id="article-body">{body}</article></main>',
    )


def newsquest() -> str:
    """The first paragraph set apart, the others hidden from those who do not pay, though they are in the page."""
    first, *others = _paragraphs(STORY)
    first = first.replace("<p>", '<p class="article-first-paragraph">')
    body = _with(
        others,
        '<p class="mar-read-more"><strong>Read more: </strong><a href="/6">Bridge closed</a></p>',
        '<div class="mar-newsletter"><p>Get the best local news straight to your inbox.</p></div>',
        '<ul><li><a href="/7">Old mill to be flats</a></li><li><a href="/8">Rain on Monday</a></li></ul>',
    )
    return page_of(
        linked(keywords=["path:news", "clone:no"]),
        f'<article id="article"><h1 class="headline">{TITLE}</h1><div class="author-details"><span>By Robin Hale</span></div>'
        f'<div class="article-body"><div class="p402_hide">{first}<div id="subscription-content">{body}</div></div></div>'
        '<div class="comments-wrapper-v3"><p>We do not moderate comments, but we expect readers to behave.</p></div></article>',
    )


def newsquest_of_2026() -> str:
    """The body behind a gate of another name."""
    return page_of(
        linked(),
        f'<article class="mar-article"><h1 class="mar-article__headline">{TITLE}</h1>'
        f'<div id="po-inline-articlegate-fullarticle">{"".join(_paragraphs(STORY))}</div></article>',
    )


def bbc() -> str:
    """Blocks that say what they are; the reporter's service is printed beside the name."""
    parts = _paragraphs(
        STORY,
        '<div data-component="text-block" class="ssrcss-x"><p>{}</p></div>',
        '<div data-component="subheadline-block"><h2>{}</h2></div>',
    )
    body = _with(
        parts,
        '<div data-component="image-block"><figure><figcaption>County Hall</figcaption></figure></div>',
        '<div data-component="links-block"><p>More on this story</p></div>',
    )
    return page_of(
        linked("ReportageNewsArticle"),
        f'<main id="main-content"><article><div data-component="headline-block"><h1>{TITLE}</h1></div>'
        '<div data-component="byline-block"><span>Robin Hale</span><span>Local Democracy Reporting Service</span></div>'
        f"{body}"
        '<div data-component="text-block"><p><i>Follow BBC Northshire on <a href="/x">BBC Sounds</a>, Facebook, X and Instagram.</i></p></div>'
        "</article></main>",
    )


def guardian() -> str:
    """The standfirst is named; the story's paragraphs stand directly in its viewer."""
    return page_of(
        linked(),
        f'<h1>{TITLE}</h1><div data-gu-name="standfirst"><p>{STANDFIRST}</p></div>'
        '<div class="article-body-commercial-selector article-body-viewer-selector">'
        + _with(_paragraphs(BODY), '<gu-island><aside><a href="/9">Read more</a></aside></gu-island>')
        + "</div>",
    )


def sky() -> str:
    """A body of its own name, and a standfirst under the headline."""
    return page_of(
        linked(),
        f'<div class="sdc-article-header"><h1>{TITLE}</h1><p class="sdc-article-header__sub-title">{STANDFIRST}</p></div>'
        f'<div class="sdc-article-body">{_with(_paragraphs(BODY), "<div class=sdc-site-video><p>Please use Chrome browser</p></div>")}</div>'.replace(
            "sdc-site-video", '"sdc-site-video-player"'
        ),
    )


def telegraph() -> str:
    """The body cut in pieces."""
    return page_of(
        linked(),
        f'<h1>{TITLE}</h1><p itemprop="description">{STANDFIRST}</p>'
        + "".join(f'<div class="articleBodyText">{part}</div>' for part in _paragraphs(BODY)),
    )


def wordpress() -> str:
    """The specialist press."""
    return page_of(
        '<meta name="generator" content="WordPress 6.8">' + linked(),
        f'<article class="hentry"><h1>{TITLE}</h1><p class="standfirst">{STANDFIRST}</p><div class="entry-content">'
        + _with(_paragraphs(BODY), '<div class="sharedaddy"><p>Share this:</p></div>')
        + '<div class="jp-relatedposts"><p>Related</p></div></div></article>',
    )


def of_nobody() -> str:
    """A site that no rule is for."""
    return page_of(
        linked(),
        f'<h1>{TITLE}</h1><p class="standfirst">{STANDFIRST}</p><div class="c-77">{"".join(_paragraphs(BODY))}</div>',
    )


FAMILIES = {
    "national_world@2": national_world(),
    "national_world@1": national_world_of_2021(),
    "reach@1": reach_of_2023(),
    "reach@2": reach_of_2024(),
    "newsquest@1": newsquest(),
    "newsquest@2": newsquest_of_2026(),
    "bbc@2": bbc(),
    "guardian@2": guardian(),
    "sky@1": sky(),
    "telegraph@1": telegraph(),
    "wordpress@1": wordpress(),
    "prose": of_nobody(),
}
