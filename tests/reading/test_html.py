"""HTML comes out line by line as a reader sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.clean import clean
from reading.html import read_page, to_text
from reading.unreadable import Unreadable


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("plain words & more", "plain words & more"),
        ("<p>One\n  line</p><p>&nbsp;</p><p>Two<br>lines</p>", "One line\n\nTwo\nlines"),
        ("<div>a</div><div>b<span>c</span></div>d", "a\nbc\nd"),
        ("<ol start=3><li>note it;<li><p>agree it.</p></ol>", "3. note it;\n\n4. agree it."),
        ("<ol type=i><li>one<li value=4>four</ol>", "i. one\niv. four"),
        ("<ol style='list-style-type:lower-alpha'><li>x<li>y</ol>", "a. x\nb. y"),
        ("<ul><li>out<ul><li>in</ul><li>last</ul>", "• out\n\n• in\n\n• last"),
        ("<table><tr><th>Year<th>Children<tr><td>2026<td>1,842</table>", "Year | Children\n2026 | 1,842"),
        ("<table><tr><td><td>only here<td></table>", "only here"),
        ("<table><tr><td>Total<td><td>7</table>", "Total | | 7"),
        ("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>", "a b | c | d"),
        ("<p>kept<script>x()</script><style>p{}</style><!-- gone --> here</p>", "kept here"),
        ("<p>now <del>then</del><s>never</s> <span style='display: none'>hidden</span>seen</p>", "now seen"),
        ("a<ol hidden><li>x<table><tr><td>y</table></ol>b<table hidden><tr><td>z</table>c", "abc"),
        ("<p>Council&amp;#39;s plan &amp;amp; budget</p>", "Council's plan & budget"),
        ("<p>the council&#146;s &pound;4</p>", "the council’s £4"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<p>x<o:p></o:p></p><h2>Head</h2>after", "x\n\nHead\n\nafter"),
        ("", ""),
        ("<!-- nothing -->", ""),
    ],
)
def test_blocks_lists_and_tables(markup: str, expected: str) -> None:
    """Paragraphs stand apart, lists keep numbers, rows are lines, and what is not shown is not read."""
    assert to_text(markup) == expected


def test_minutes_made_in_word_read_as_minutes() -> None:
    """Word's wrappers, bullets in a font of symbols and hidden text leave nothing but the words."""
    markup = """<div class="WordSection1"><p class="MsoNormal"><b>Resolved:</b> That
      <span style='mso-hide:all'>draft</span></p>
      <p class="MsoListParagraph"><span style="font-family:Symbol">&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>the plan be noted;</p></div>"""

    assert to_text(markup) == "Resolved: That\n\n• the plan be noted;"


def test_a_page_gives_its_content_and_heading() -> None:
    """Menus and footers of a site are no part of what a page says."""
    page = read_page(
        "<html><head><title>Panel | Northshire</title></head><body><nav>Home News</nav>"
        "<main><h1>Corporate parenting panel</h1><p>The panel met.</p></main><footer>Cookies</footer></body></html>"
    )

    assert (page.title, page.words, page.is_error) == (
        "Corporate parenting panel",
        "Corporate parenting panel\n\nThe panel met.",
        False,
    )


def test_an_article_keeps_its_own_header() -> None:
    """A heading in the header of an article is its heading; the header of the site is not."""
    page = read_page(
        "<body><header>Site</header><article><header><h1>Panel<br>meets</h1></header><p>Text.</p>"
        "<aside>Popular</aside></article></body>"
    )

    assert (page.title, page.words) == ("Panel meets", "Panel\nmeets\n\nText.")


@pytest.mark.parametrize(
    "markup",
    [
        "<title>Report not found - Find</title><p>Sorry.</p>",
        "<title>404</title><h1>Oops</h1>",
        "<h1>Error</h1><p>An error has occurred.</p>",
        "<title>The resource cannot be found.</title><p>x</p>",
        "<title>Just a moment...</title><p>Checking</p>",
        "<html><head><script src='/_challenge'></script></head><body></body></html>",
        "",
    ],
)
def test_error_pages_are_known(markup: str) -> None:
    """Not found, refused, a challenge, or nothing at all: none of these is a document."""
    assert read_page(markup).is_error


@pytest.mark.parametrize(
    "markup",
    [
        "<title>Boy, 7, found safe in Northshire</title><p>He is well.</p>",
        "<title>Forbidden City exhibition</title>" + "<p>words of an article</p>" * 80,
        "<h1>404 homes to be built</h1>" + "<p>words of an article</p>" * 80,
    ],
)
def test_pages_that_only_sound_like_errors_are_not(markup: str) -> None:
    """A story may say "not found" and is still a story."""
    assert not read_page(markup).is_error


def test_nesting_as_word_makes_it_loses_nothing() -> None:
    """Hundreds of open elements, as old editors leave them, are read to the end."""
    assert to_text("<font>" * 900 + "deep" + "</font>" * 900) == "deep"


def test_nesting_beyond_any_page_is_refused() -> None:
    """What the parser would drop in silence is an error instead."""
    with pytest.raises(Unreadable, match="nested too deep"):
        to_text("<div>" * 5000 + "lost")


_TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "<ol>",
    "<li>",
    "</ol>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<br>",
    "<pre>",
]
_PIECES = st.sampled_from(
    [*_TAGS, "</pre>", "<b>", "&amp;#39;", "&nbsp;", "word", "\x00", "<!--", "-->", "\ud800"]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=40).map("".join))
def test_any_markup_gives_clean_words(markup: str) -> None:
    """However tags are mixed, the words come out clean."""
    found = to_text(markup)

    assert clean(found) == found
