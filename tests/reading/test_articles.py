"""News articles are read with headline, byline, dates and their whole story, from pages and from scraped texts."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import DocumentKind, ReadDocument
from reading import articles
from reading.read import read

SCRAPED = """Northshire children's homes to be visited every year

The county will look at each home once a year, members have heard.

By Robin Hale and Sam Reed, Local Democracy Reporter
Friday, 5th June 2026, 4:02 pm
Updated Friday, 5th June 2026, 6:15 pm
County Hall, where members met
County Hall, where members met

“The number of visits was not enough,” Director Eve Finch said.

Hide Ad

Sign up to our daily newsletter

She told the panel that 12 homes would be visited by October.
"""

PAGE = """<html><head><title>Homes to be visited | Gazette</title>
<meta property="og:title" content="You won't believe who visits homes">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "Homes to be visited every year",
 "datePublished": "2026-06-05T15:02:00.000Z", "dateModified": "2026-06-05T18:15:00+01:00",
 "description": "The county will look at each home once a year.",
 "author": [{"@type": "Person", "name": "Robin Hale"}, {"name": "Sam Reed"}]}]}</script></head>
<body><nav>News Sport</nav><h1>Homes to be visited every year</h1>
<p class="standfirst">The county will look at each home once a year.</p>
<article>%s<p>Hide Ad</p><p>READ MORE: Bridge closed</p><p>Sign up to our daily newsletter here.</p></article>
<footer>Cookies</footer></body></html>"""

STORY = [
    "The county council is to visit every children's home in Northshire once a year, its corporate parenting panel heard on Friday.",
    "“The number of visits was not enough,” said Eve Finch, director of children's services, who asked the panel to agree the plan.",
    "Members agreed that 12 homes would be visited by October, and that the panel would be told what was found in each of them.",
]


def text_of(document: ReadDocument) -> str:
    """The words of a document."""
    assert document.text is not None
    return document.text.words


def test_a_scraped_text_gives_headline_byline_and_dates() -> None:
    """The lines above a story say who wrote it and when, with the clock of England."""
    found = articles.of_text(SCRAPED)

    assert found is not None
    assert found.title == "Northshire children's homes to be visited every year"
    assert found.authors == ("Robin Hale", "Sam Reed")
    assert (found.published, found.modified) == ("2026-06-05T16:02+01:00", "2026-06-05T18:15+01:00")
    assert found.words.count("County Hall, where members met") == 1
    assert "newsletter" not in found.words
    assert found.words.endswith("She told the panel that 12 homes would be visited by October.")


def test_a_page_gives_what_it_declares_and_its_story() -> None:
    """Headline, standfirst and paragraphs come out once each; menus, teasers and calls do not."""
    found = articles.of_page(PAGE % "".join(f"<p>{line}</p>" for line in STORY))

    assert found is not None
    assert found.title == "Homes to be visited every year"
    assert found.authors == ("Robin Hale", "Sam Reed")
    assert (found.published, found.modified) == ("2026-06-05T15:02:00+00:00", "2026-06-05T18:15:00+01:00")
    assert found.words.split("\n\n") == [
        "The county will look at each home once a year.",
        *STORY,
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Minutes of the corporate parenting panel\n\n“We agree,” said Councillor Hale.\n“So do I,” said Councillor Reed.\n\nRESOLVED\nThat it be noted.",
        "10 June 2026\n\nDear Ms Finch\n\nThis letter says what inspectors found.",
        "Quarterly report\n\nThere were 1,842 children in care.",
        "",
    ],
)
def test_council_papers_and_letters_are_no_articles(words: str) -> None:
    """Minutes quote people and letters bear dates, and are not news."""
    assert articles.of_text(words) is None


@pytest.mark.parametrize(
    "markup",
    [
        "<html><h1>Agenda</h1><p>Item 1</p></html>",
        "<script type='application/ld+json'>{'broken': </script><p>x</p>",
        "<script type='application/ld+json'>" + "[" * 5000 + "</script><p>x</p>",
        '<script type=\'application/ld+json\'>[1, null, {"@type": 5, "@graph": "x"}]</script><p>x</p>',
        "<script type='application/ld+json'>" + '{"@graph":' * 900 + "1" + "}" * 900 + "</script><p>x</p>",
        "",
    ],
)
def test_other_pages_are_no_articles(markup: str) -> None:
    """A page that does not say that it is an article is not taken for one, however it is made."""
    assert articles.of_page(markup) is None


def test_an_undated_article_stays_undated() -> None:
    """No date is made up, and one that is given is kept."""
    words = "Plan agreed\n\n“It is agreed,” Eve Finch said.\n\n“At last,” Robin Hale added."

    assert read(words.encode()).published is None
    assert read(words.encode(), published="2026-06").published == "2026-06"
    assert read(words.encode()).kind is DocumentKind.ARTICLE


def test_what_the_text_prints_may_be_more_exact_than_what_is_known() -> None:
    """A day that is given does not take the time away that the article prints; another day goes before it."""
    assert read(SCRAPED.encode(), published="2026-06-05").published == "2026-06-05T16:02+01:00"
    assert read(SCRAPED.encode(), published="2026-06-04").published == "2026-06-04"


@pytest.mark.parametrize(
    ("name", "title", "authors", "published", "modified"),
    [
        (
            "000",
            "Children's social work cases to be assessed in-house",
            ("The Newsroom",),
            "2018-12-11T23:58+00:00",
            "2018-12-12T00:15+00:00",
        ),
        ("001", None, (), None, None),
        (
            "002",
            "Lancashire County Council ordered to improve its failing Children's Services",
            (),
            None,
            None,
        ),
        (
            "003",
            "Annual inspections promised for children's residential providers in Lancashire",
            (),
            None,
            None,
        ),
        (
            "004",
            'Why inspectors say children\'s services in Lancashire "require improvement"',
            (),
            None,
            None,
        ),
    ],
)
def test_real_scraped_articles(
    shared: Path,
    name: str,
    title: str | None,
    authors: tuple[str, ...],
    published: str | None,
    modified: str | None,
) -> None:
    """Five real articles read clean: no call of the newspaper, no caption twice, every paragraph of the story."""
    body = (shared / f"seeds/{name}.txt").read_bytes()
    found = read(body, name=f"{name}.txt")
    lines = [line for line in text_of(found).split("\n") if line]

    assert found.kind is DocumentKind.ARTICLE
    assert (found.title, found.authors, found.published, found.modified) == (
        title,
        authors,
        published,
        modified,
    )
    assert len(lines) == len(set(lines))
    assert not re.search(r"(?i)read more|hide ad|newsletter|- but are \.\.\.", text_of(found))
    # What ends in a full stop is a paragraph, or the caption of 003, which stands in one line twice.
    paragraphs = [line.strip() for line in body.decode().split("\n") if re.search(r"[.”]$", line.strip())]
    assert [line for line in paragraphs if line not in lines and line[: len(line) // 2] not in lines] == [
        line for line in paragraphs if line.endswith("...")
    ]


def test_real_news_pages(shared: Path) -> None:
    """Eight real pages of three publishers give title, authors and dates exactly, and nearly all of the story."""
    folder = shared / "captures/news"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    scores = []
    for name, page in expected.items():
        found = read(
            gzip.decompress((folder / name).read_bytes()), name=name.removesuffix(".gz"), url=page["url"]
        )
        scores.append(_f1(text_of(found), page["body"]))

        assert (found.kind, found.title, found.authors) == ("article", page["title"], tuple(page["authors"]))
        assert _moment(found.published) == _moment(page["published"])
        assert _moment(found.modified) == _moment(page["modified"])

    assert len(scores) == 8
    assert sum(scores) / len(scores) >= 0.97


@given(st.text(max_size=300))
def test_any_text_is_an_article_or_not(words: str) -> None:
    """No text makes the reader of articles fail, and no word comes out that did not go in."""
    found = articles.of_text(words)

    assert found is None or found.words


def _f1(found: str, expected: str) -> float:
    """How far two texts have the same words, as often."""
    ours, theirs = (Counter(re.findall(r"\w+", words.lower())) for words in (found, expected))
    common = (ours & theirs).total()
    return 2 * common / (ours.total() + theirs.total())


def _moment(edtf: str | None) -> str | None:
    return edtf and edtf.replace("Z", "+00:00").replace(".000", "")
