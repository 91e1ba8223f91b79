"""Private people in the archive: no list of results gives them away, and nothing anonymous stands beside their story."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.document import DocumentKind, Fetched, ReadDocument
from domain.evidence import HEADLINE
from domain.text import Text
from domain.wall import WITHHELD, Side, Walled, require
from linking import find
from storage import facts, known, search
from storage.added import keep_added
from storage.archive import Archive
from storage.private import sides, spans
from storage.query import parse
from storage.schema import ArticleRow, DocumentRow, FactRow, MentionRow, Reading, TextRow
from tests.storage.newsroom import ECHO, MONDAY, STORY, Newsroom

POST = replace(ECHO, key="news/wolden-post", url="https://post.example", name="Wolden Post")
OMBUDSMAN = replace(
    ECHO, key="news/ombudsman", url="https://ombudsman.example", name="Ombudsman", anonymous=True
)
MOTHER = replace(
    STORY,
    ref="24801234",
    url="https://post.example/news/24801234.mother-zoe-sample-tells-of-wait/",
    title="Mother Zoe Sample tells of two-year wait for school place",
)
MOTHERS_WORDS = (
    "Zoe Sample, 34, waited two years for a school place in Wolden. The council apologised to Ms Sample. "
    "Councillor Jane Specimen said that the council was sorry."
)
REPORT = replace(
    STORY,
    ref="25990001",
    url="https://ombudsman.example/decisions/25990001/",
    title="Report 25 990 001",
)
REPORTS_WORDS = "A mother waited two years for a school place in Wolden. The council was at fault."


@pytest.fixture
def archive_with_both(archive: Archive) -> Archive:
    """The ombudsman's anonymous report and the mother's story about what may be the same child, both linked."""
    for source, story, words in ((OMBUDSMAN, REPORT, REPORTS_WORDS), (POST, MOTHER, MOTHERS_WORDS)):
        room = Newsroom(archive, source=source)
        room.lists(story)
        room.shows(words, story=story)
    link(archive)
    search.bring_up_to_date(archive)
    return archive


def link(archive: Archive, rules: str = "r") -> None:
    """Link by the real finders."""
    with archive.writing() as session:
        knowledge = known.known(session)
        found = {
            each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
            for each in facts.texts(session, facts.to_link(session, rules=rules, known=knowledge.digest))
        }
        facts.keep_findings(session, found, rules=rules, known=knowledge.digest, run=1, now=MONDAY)


def titles(archive: Archive, typed: str) -> list[str]:
    """What a search shows as titles."""
    return [hit.title for hit in search.search(archive, parse(typed)).hits]


def test_an_article_knows_whether_it_names_anybody(archive_with_both: Archive) -> None:
    """Linking notes yes or no and the places, on the article and with the reading; a name stands in no row of it."""
    with archive_with_both.reading() as session:
        rows = session.execute(
            select(DocumentRow.ref, ArticleRow.names_private)
            .join(ArticleRow, ArticleRow.document_id == DocumentRow.id)
            .order_by(DocumentRow.ref)
        ).all()
        text = session.scalars(select(TextRow).join(Reading).where(Reading.private != [])).first()
        people = session.scalars(select(MentionRow.words).where(MentionRow.type == "person")).all()

    assert [tuple(row) for row in rows] == [("24801234", True), ("25990001", False)]
    assert text is not None
    with archive_with_both.reading() as session:
        places = spans(session, [text.sha256])[text.sha256]
    assert [MOTHERS_WORDS[start:end] for start, end in places] == ["Zoe Sample", "Sample"]
    assert people == ["Jane Specimen"]


@pytest.mark.parametrize("kind", [DocumentKind.OTHER, DocumentKind.ARTICLE])
def test_a_story_put_in_by_hand_under_its_title_is_an_article(archive: Archive, kind: DocumentKind) -> None:
    """A page saved by hand and added with `--source news/…` may look like no article: its headline is withheld all the same."""
    room = Newsroom(archive, source=POST)
    read = ReadDocument(
        media_type="text/html",
        text=Text.of_pages([(None, MOTHERS_WORDS)], reader="test@1"),
        fingerprint="f",
        title=MOTHER.title,
        kind=kind,
    )
    fetched = Fetched(
        source=POST.key,
        watch_key="document:0f",
        url="file:///mother.html",
        asked_at=MONDAY,
        status=200,
        body=MOTHERS_WORDS.encode(),
    )
    uid, _ = keep_added(archive, fetched, read, run=room.run)
    search.bring_up_to_date(archive)
    before = titles(archive, "source:news/wolden-post")
    link(archive)
    search.bring_up_to_date(archive)

    with archive.reading() as session:
        assert session.scalar(select(DocumentRow.kind).where(DocumentRow.uid == uid)) == DocumentKind.ARTICLE
    assert set(before) <= {WITHHELD}
    assert titles(archive, 'source:news/wolden-post "school place"') == [WITHHELD]


def test_no_answer_holds_both(archive_with_both: Archive) -> None:
    """One question that both would answer shows the anonymous report and says that a story was left out."""
    found = search.search(archive_with_both, parse('"school place"'))

    assert ([hit.title for hit in found.hits], found.walled_off, found.total) == (["Report 25 990 001"], 1, 1)


def test_not_even_on_different_pages_of_an_answer(archive_with_both: Archive) -> None:
    """Turning the page does not bring the other."""
    shown = [
        hit.title
        for offset in (0, 1)
        for hit in search.search(archive_with_both, parse('"school place"'), limit=1, offset=offset).hits
    ]

    assert shown == ["Report 25 990 001"]


def test_the_story_is_found_by_itself_without_its_headline(archive_with_both: Archive) -> None:
    """Asked of its own title the story is shown: no headline, no words of its address, no words of its text."""
    (hit,) = search.search(archive_with_both, parse('source:news/wolden-post "school place"')).hits

    assert (hit.title, hit.url, hit.snippet) == (
        WITHHELD,
        "https://post.example/news/24801234.display/",
        None,
    )


@pytest.mark.parametrize("typed", ["zoe", "sample", '"zoe sample"', "zo*"])
def test_nobody_is_found_by_a_private_name(archive_with_both: Archive, typed: str) -> None:
    """The names are not in the index, neither those of the text nor those of the headline."""
    assert titles(archive_with_both, typed) == []


def test_a_saved_search_tells_of_one_side(archive_with_both: Archive) -> None:
    """An alert about newly seen texts never holds both either."""
    with archive_with_both.reading() as session:
        versions = session.scalars(select(TextRow.version_id)).all()

    found = search.matches(archive_with_both, parse('"school place"'), versions=versions)
    assert [hit.title for hit in found] == ["Report 25 990 001"]


def test_who_joins_them_by_hand_is_refused(archive_with_both: Archive) -> None:
    """The sides come from the archive, and joining them is refused with the reason."""
    with archive_with_both.reading() as session:
        documents = session.scalars(select(DocumentRow.id)).all()
        found = sides(session, documents)

    assert sorted((side.anonymous, side.names_private) for side in found.values()) == [
        (False, True),
        (True, False),
    ]
    with pytest.raises(Walled, match="names private people"):
        require(found.values())


def test_an_unread_story_may_name_anybody(archive: Archive) -> None:
    """As long as nobody has linked an article it stands on the side of those that name private people."""
    room = Newsroom(archive, source=POST)
    room.lists(STORY)
    room.shows()

    with archive.reading() as session:
        (side,) = sides(session, session.scalars(select(DocumentRow.id)).all()).values()
    assert side == Side(document=side.document, names_private=True)


def test_an_edit_that_takes_a_name_out_changes_nothing(archive: Archive) -> None:
    """Who has read the first version knows the name: the story stays on its side of the wall."""
    room = Newsroom(archive, source=POST)
    room.lists(MOTHER)
    room.shows(MOTHERS_WORDS, story=MOTHER)
    link(archive)
    room.later(days=1)
    room.lists(replace(MOTHER, title="Wait for school place", modified=MONDAY + timedelta(days=1)))
    room.shows("The wait for a school place goes on in Wolden.", story=MOTHER, title="Wait for school place")
    link(archive)

    with archive.reading() as session:
        assert session.scalars(select(ArticleRow.names_private)).all() == [True]


def test_a_headline_is_linked_once(archive: Archive) -> None:
    """What a headline claims is one fact, however often it is linked, and ends when the headline no longer says so."""
    room = Newsroom(archive, source=POST)
    claims = replace(STORY, title="Lancashire council children's services 'free of government control'")
    room.lists(claims)
    room.shows(story=claims)
    for rules in ("r1", "r2"):
        link(archive, rules)

    with archive.reading() as session:
        found = session.scalars(select(FactRow).where(FactRow.pointer == HEADLINE)).all()
    assert [(fact.quote, fact.official, fact.until_run) for fact in found] == [(claims.title, False, None)]
