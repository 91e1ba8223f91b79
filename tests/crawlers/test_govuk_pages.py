"""What GOV.UK answers: searches, feeds and pages, as they are and as they should not be."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import govuk
from crawlers.pages.described import PagesWrong
from crawlers.pages.errors import NotThePage, PageChanged
from domain.document import DocumentKind
from domain.publications import ContentGone, ContentItem, ListedPage

URL = "https://www.gov.uk/api/search.json?q=notice"
NOTICE = "/government/publications/improvement-notice-issued-to-wolden-council-march-2026"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=12), inside, max_size=3),
    max_leaves=12,
)


def item(**fields: object) -> bytes:
    """A content item of a made-up notice, with these fields changed."""
    return json.dumps(
        {
            "base_path": NOTICE,
            "content_id": "0d9e3a8e-0000-4000-8000-000000000001",
            "schema_name": "publication",
            "document_type": "decision",
            "title": "Improvement notice issued to Wolden Council: March 2026",
            "description": "An improvement notice about children's services.",
            "first_published_at": "2026-03-12T09:30:00.000+00:00",
            "public_updated_at": "2026-07-01T23:30:00.000+00:00",
            "withdrawn_notice": {},
            "details": {
                "body": "<div class='govspeak'><p>The council must:</p><ol><li>report each month</li></ol></div>",
                "change_history": [
                    {"public_timestamp": "2026-03-12T09:30:00+00:00", "note": "First published."},
                    {"public_timestamp": "2026-07-01T23:30:00+00:00", "note": "Added a revised notice."},
                ],
                "attachments": [
                    {
                        "attachment_type": "file",
                        "id": "Wolden.pdf",
                        "title": "Wolden: improvement notice",
                        "url": "https://assets.publishing.service.gov.uk/media/0123456789abcdef01234567/Wolden.pdf",
                        "content_type": "application/pdf",
                    },
                    {
                        "attachment_type": "html",
                        "id": "x",
                        "title": "The notice",
                        "url": f"{NOTICE}/the-notice",
                    },
                    {
                        "attachment_type": "external",
                        "title": "Elsewhere",
                        "url": "https://wolden.example/plan",
                    },
                ],
            },
        }
        | fields
    ).encode()


def found(body: bytes) -> ContentItem:
    """The page that these bytes tell of."""
    page = govuk.content_item(body, URL)
    assert isinstance(page, ContentItem)
    return page


def test_a_search_lists_pages_with_their_last_change() -> None:
    """A search gives the paths of pages, what they are called and when they last changed."""
    body = json.dumps(
        {
            "results": [
                {
                    "link": NOTICE,
                    "title": "Improvement notice issued to  Wolden",
                    "public_timestamp": "2026-07-02T00:30:00.000+01:00",
                },
                {"link": "https://elsewhere.example/page", "title": "Recommended"},
            ],
            "total": 2,
        }
    ).encode()

    assert govuk.search(body, URL).pages == (
        ListedPage(
            path=NOTICE,
            title="Improvement notice issued to Wolden",
            updated=datetime(2026, 7, 1, 23, 30, tzinfo=UTC),
        ),
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"Unexpected parameters: colour, size", "knows no parameter colour, size"),
        (b'{"error": "Unexpected parameters: colour"}', "knows no parameter colour"),
        (b'"colour" is not a valid filter field', '"colour" is not a valid filter field'),
        (b"Maximum result set size (as specified in 'count') is 1500", "Maximum result set size"),
    ],
)
def test_a_parameter_that_the_search_does_not_know_is_named(body: bytes, said: str) -> None:
    """Status 422 comes without results and says which parameter is wrong; our error says it too."""
    with pytest.raises(govuk.ParametersRefused, match=r"put \[pages\.searches\] right") as refused:
        govuk.search(body, URL)

    assert said in str(refused.value)


def test_a_title_that_sounds_like_a_refusal_is_none() -> None:
    """What a page is called cannot make a search fail."""
    body = json.dumps(
        {"total": 1, "results": [{"link": NOTICE, "title": "Unexpected parameters: a guide"}]}
    ).encode()

    assert govuk.search(body, URL).pages[0].title == "Unexpected parameters: a guide"


def test_a_feed_is_known_by_page_and_moment() -> None:
    """The id of an entry is its page's: the same page comes again with another moment when it changes."""
    entries = "".join(
        f"<entry><id>tag:www.gov.uk,2005:{NOTICE}</id><title>Notice</title><updated>{moment}</updated>"
        "<summary type='html'>About &lt;b&gt;Wolden&lt;/b&gt;</summary></entry>"
        for moment in ("2026-07-02T00:30:00+01:00", "2026-03-12T09:30:00+00:00")
    )
    feed = govuk.feed(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Papers</title>{entries}</feed>".encode(), URL
    )

    assert [(page.path, page.description, page.updated) for page in feed.pages] == [
        (NOTICE, "About Wolden", datetime(2026, 7, 1, 23, 30, tzinfo=UTC)),
        (NOTICE, "About Wolden", datetime(2026, 3, 12, 9, 30, tzinfo=UTC)),
    ]
    assert feed.ended is None


def test_a_feed_that_has_ended_says_so() -> None:
    """A retired feed has one entry, which says that it has ended and where to go."""
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>/policies</title><entry>
        <id>tag:www.gov.uk,2005:/policies/feed-ended</id><title>This feed has ended</title>
        <link href="https://www.gov.uk/search/all"/><summary type="html">&lt;p&gt;Use search.&lt;/p&gt;</summary>
        <updated>2026-06-24T00:00:00+00:00</updated></entry></feed>"""
    feed = govuk.feed(body, URL)

    assert (feed.pages, feed.ended) == ((), "Use search.; https://www.gov.uk/search/all")


def test_a_page_has_its_words_first_and_then_a_page_for_every_note() -> None:
    """The text begins with title, description and body; each change note follows with its day in England, the newest first."""
    page = found(item())

    assert page.pages == (
        (
            "Improvement notice issued to Wolden Council: March 2026\n\n"
            "An improvement notice about children's services.\n\n"
            "The council must:\n\n1. report each month"
        ),
        "2026-07-02: Added a revised notice.",
        "2026-03-12: First published.",
    )
    assert page.kind is DocumentKind.NOTICE


def test_files_and_enclosed_pages_are_attachments() -> None:
    """A file is known by its path among GOV.UK's files, an enclosed page by its own; links elsewhere are neither."""
    assert [(each.path, each.is_page) for each in found(item()).attachments] == [
        ("/media/0123456789abcdef01234567/Wolden.pdf", False),
        (f"{NOTICE}/the-notice", True),
    ]


def test_a_withdrawn_page_says_when_and_why() -> None:
    """The note of withdrawal stands before the change notes."""
    page = found(
        item(withdrawn_notice={"withdrawn_at": "2026-11-01T10:00:00Z", "explanation": "<p>Out of date.</p>"})
    )

    assert page.pages[1] == "2026-11-01: Withdrawn: Out of date."


def test_a_page_that_was_moved_or_taken_away_is_gone() -> None:
    """A redirect names the page that took its place; a page taken away may say why."""
    moved = govuk.content_item(
        item(
            schema_name="redirect",
            redirects=[{"path": NOTICE, "destination": "/government/publications/new"}],
        ),
        URL,
    )
    taken = govuk.content_item(
        item(schema_name="gone", details={"explanation": "<p>In error.</p>", "alternative_path": ""}), URL
    )

    assert moved == ContentGone(path=NOTICE, moved_to="/government/publications/new")
    assert taken == ContentGone(path=NOTICE, words="In error.")


def test_a_collection_shows_its_sections() -> None:
    """The sections of a collection stand in its text, so that a move from one to another makes it read otherwise."""
    page = found(
        item(
            document_type="document_collection",
            title="Improvement notices and directions",
            details={
                "collection_groups": [
                    {"title": "Open notices", "documents": ["1", "3"]},
                    {"title": "Closed notices", "documents": []},
                ]
            },
            links={
                "documents": [
                    {"content_id": "1", "base_path": NOTICE, "title": "Wolden"},
                    {"content_id": "2", "base_path": "/government/publications/other", "title": "Other"},
                ]
            },
        )
    )

    assert page.pages[0].endswith("Open notices\n- Wolden\n\nClosed notices\n\nDocuments\n- Other")
    assert page.documents == (NOTICE, "/government/publications/other")
    assert page.kind is DocumentKind.OTHER


def test_the_examples_of_the_publishers_own_schema_are_read(shared: Path) -> None:
    """Pages as GOV.UK itself gives them in its examples are understood."""
    pages = [
        found(path.read_bytes()) for path in sorted((shared / "captures" / "govuk").glob("content_*.json"))
    ]

    assert [len(page.pages) for page in pages] == [1, 9, 2, 1, 2]
    assert pages[1].pages[-1] == "2013-10-11: First published."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Sorry, we're experiencing technical difficulties</title>",
        b"null",
        b"\xff\xfe",
        b'{"results": ' + b"[" * 100_000,
        item(title=None),
        item(base_path="//elsewhere.example/page"),
        item(public_updated_at="0001-01-01T00:00:00+14:00"),
        item(details={"body": "<div>" * 5000}),
        item(details={"change_history": [{"note": "no moment"}]}),
    ],
)
def test_what_is_no_page_of_govuk_is_refused(body: bytes) -> None:
    """An answer that is not what was asked for ends in our own error, whatever it is."""
    with pytest.raises(PageChanged):
        govuk.content_item(body, URL)


@given(body=st.binary(max_size=200) | ANYTHING.map(lambda told: json.dumps(told).encode()))
def test_no_answer_makes_a_parser_crash(body: bytes) -> None:
    """Whatever GOV.UK or somebody in its place sends is understood or refused."""
    for read in (govuk.search, govuk.feed, govuk.content_item):
        with suppress(PageChanged):
            read(body, URL)


@given(fields=st.dictionaries(st.sampled_from(list(json.loads(item()))), ANYTHING, max_size=3))
def test_no_odd_field_makes_a_page_crash(fields: dict[str, object]) -> None:
    """A page whose fields are not what they should be is read without them or refused."""
    try:
        page = govuk.content_item(item(**fields), URL)
    except PageChanged:
        return
    if isinstance(page, ContentItem):
        assert all("\0" not in words for words in page.pages)


def test_html_in_place_of_a_feed_is_known_as_such() -> None:
    """An error page in place of a feed is no empty feed."""
    with pytest.raises(NotThePage):
        govuk.feed(b"<html><head><title>Not found</title></head></html>", URL)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"collections": ["government/collections/x"]}, "is no path"),
        ({"feeds": {"Policy papers": "/search/x.atom"}}, "Policy papers"),
        ({"search": {}}, "search is no key that we know"),
    ],
)
def test_a_source_file_is_checked(table: dict[str, object], said: str) -> None:
    """What a source file says is to be looked at must make sense before anything is asked."""
    with pytest.raises(PagesWrong, match=said):
        govuk.looks(table)  # type: ignore[arg-type]
