"""Retention: the words of news go on time, with every original that holds them; facts, quotes, hashes and prints stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.article import ArticleTold
from domain.evidence import Evidence
from domain.fact import Fact, FactType
from domain.findings import Findings
from domain.licences import Limits
from domain.source import Licence
from linking import find
from storage import facts, known, rereading, search
from storage.archive import Archive
from storage.integrity import faults
from storage.query import parse
from storage.retention import Expired, expire, expired_documents
from storage.schema import Blob, Capture, FactRow, Fingerprint, PageRow, SourceRow
from storage.withdrawal import finish_erasures
from tests.storage.newsroom import ECHO, STORY, WORDS, Newsroom
from tests.storage.world import MEETING, PAPER, Northshire, with_agenda

LIMITS = Limits(days=30, days_nla=365)
EDITED = WORDS.replace("twelve people", "fourteen people")
NOTHING = Expired(versions=0, originals=0, summaries=0)


@pytest.fixture
def echo(archive: Archive) -> Newsroom:
    """The Echo, whose story was fetched on Monday and linked."""
    return told(Newsroom(archive))


def told(room: Newsroom, page: ArticleTold | None = None) -> Newsroom:
    """The room with its story fetched and linked."""
    room.lists(STORY)
    room.shows(told=page)
    link(room)
    return room


def link(room: Newsroom) -> int:
    """Link what is to be linked, by the real finders, and quote a sentence; how many texts."""
    with room.archive.writing() as session:
        knowledge = known.known(session)
        due = facts.to_link(session, rules="r", known=knowledge.digest, everything=True)
        found = {
            each.text_id: _quoting(find.find(each.text, circumstances=each.circumstances, known=knowledge))
            for each in facts.texts(session, due)
        }
        facts.keep_findings(session, found, rules="r", known=knowledge.digest, run=room.run, now=room.now)
        return len(due)


def _quoting(findings: Findings) -> Findings:
    quote = "A report goes to the cabinet in July."
    start = WORDS.index(quote)
    evidence = Evidence(page=1, start=start, end=start + len(quote), quote=quote)
    fact = Fact(type=FactType.COMMITMENT, evidence=evidence, fields={"what": "report"}, rule="test@1")
    return replace(findings, facts=(*findings.facts, fact))


def passes(room: Newsroom, **time: float) -> Expired:
    """Let time pass; what retention deletes then."""
    room.later(**time)
    return expire(room.archive, limits=LIMITS, now=room.now)


def on_disk(archive: Archive) -> bytes:
    """Everything that is stored of originals, whatever the tables say."""
    with archive.reading() as session:
        standing = set(session.scalars(select(Blob.sha256).where(Blob.erased_at.is_(None))))
    stored = {path.name.removesuffix(".zst") for path in archive.blobs.folder.rglob("*") if path.is_file()}
    assert stored == standing
    return b"".join(archive.blobs.get(sha256) for sha256 in standing)


def everything(archive: Archive) -> Iterator[str]:
    """Every word of every table that could hold a text's."""
    with archive.reading() as session:
        yield from (words or "" for words in session.scalars(select(PageRow.words)))


def test_words_are_deleted_when_their_time_is_over(echo: Newsroom) -> None:
    """Thirty days without an agreement: the day before they are there, then they are not, in no table and on no disk."""
    assert passes(echo, days=29) == NOTHING
    assert echo.texts() == [WORDS]
    done = passes(echo, days=1)

    assert done == Expired(versions=1, originals=2, summaries=1)  # the page, and the feed's answer
    assert list(everything(echo.archive)) == [""]
    assert (echo.told()[0].standfirst, echo.story().summary) == (None, None)
    assert on_disk(echo.archive) == b""


def test_what_was_found_stays(echo: Newsroom) -> None:
    """Title, link, fact and quote, hash and prints."""
    with echo.archive.writing() as session:
        session.add(Fingerprint(version_id=echo.versions()[0].id, hash=77))
    before = echo.versions()
    passes(echo, days=31)

    after, story = echo.versions(), echo.story()
    assert [(each.title, each.fingerprint, each.sha256) for each in after] == [
        (each.title, each.fingerprint, each.sha256) for each in before
    ]
    assert (story.title, story.url, story.score) == (STORY.title, STORY.url, 4.0)
    assert echo.document().url == STORY.url
    with echo.archive.reading() as session:
        quotes = session.scalars(select(FactRow.quote).where(FactRow.until_run.is_(None))).all()
        assert "A report goes to the cabinet in July." in quotes
        assert session.scalars(select(Fingerprint.hash)).all() == [77]


def test_nothing_is_read_fetched_or_linked_again_because_of_it(echo: Newsroom) -> None:
    """And nothing is called broken."""
    echo.later(days=31)
    echo.unchanged()
    assert passes(echo) != NOTHING

    assert list(faults(echo.archive)) == []
    assert echo.due() == []
    assert link(echo) == 0
    with echo.archive.reading() as session:
        assert rereading.outdated(session, readers=["another@9"]) == []
        assert expired_documents(session) == {echo.document().uid}
    assert passes(echo, days=1) == NOTHING


def test_an_expired_story_is_found_by_its_title_only(echo: Newsroom) -> None:
    """Its words are searched while they may be stored, and never shown."""
    archive = echo.archive
    search.bring_up_to_date(archive)
    (hit,) = search.search(archive, parse("cabinet")).hits
    assert (hit.snippet, hit.restricted) == (None, True)
    passes(echo, days=31)
    search.bring_up_to_date(archive)

    assert search.search(archive, parse("cabinet")).hits == ()
    (hit,) = search.search(archive, parse("longer")).hits
    assert (hit.title, hit.snippet) == (STORY.title, None)
    (then,) = search.search(archive, parse("longer"), as_of=echo.now - timedelta(days=20)).hits
    assert then.version == 1


def test_an_index_made_anew_finds_the_same(echo: Newsroom) -> None:
    """No word comes back."""
    passes(echo, days=31)
    search.rebuild(echo.archive)

    assert search.search(echo.archive, parse("cabinet")).hits == ()
    assert len(search.search(echo.archive, parse("longer")).hits) == 1


def test_each_version_has_its_own_time(echo: Newsroom) -> None:
    """An edit of the tenth day is stored for ten days more."""
    echo.later(days=10)
    echo.shows(EDITED)
    assert passes(echo, days=21).versions == 1
    assert echo.texts() == [None, EDITED]
    passes(echo, days=10)

    assert echo.texts() == [None, None]
    assert on_disk(echo.archive) == b""


def test_a_page_that_was_looked_at_again_goes_with_the_words(echo: Newsroom) -> None:
    """Its later answers hold the same words."""
    echo.later(days=14)
    echo.shows(around="another advertisement")
    passes(echo, days=17)

    assert on_disk(echo.archive) == b""


def test_an_expired_story_that_is_edited_is_a_new_version(echo: Newsroom) -> None:
    """The same words again are none; what changed cannot be said, as the old words are gone."""
    passes(echo, days=31)
    echo.shows()
    assert len(echo.versions()) == 1
    echo.shows(EDITED)

    assert echo.texts() == [None, EDITED]
    edited = echo.event("document_replaced")
    assert (edited.before, edited.after) == (None, None)


def test_the_same_bytes_may_come_again(echo: Newsroom) -> None:
    """Their time begins anew; they were not forbidden."""
    passes(echo, days=31)
    echo.lists(STORY)
    assert STORY.title.encode() in on_disk(echo.archive)
    passes(echo, days=31)

    assert on_disk(echo.archive) == b""


def test_under_a_newspaper_licence_words_are_stored_longer(sqlite_archive: Archive) -> None:
    """As long as the operator says, a year if nothing is said."""
    echo = told(Newsroom(sqlite_archive, replace(ECHO, licence=Licence.NLA)))
    assert passes(echo, days=364) == NOTHING

    assert passes(echo, days=1).versions == 1


def test_the_operators_own_texts_stay(sqlite_archive: Archive) -> None:
    """Whatever their pages reserve."""
    echo = told(Newsroom(sqlite_archive, replace(ECHO, licence=Licence.OWN)), ArticleTold(noarchive=True))

    assert passes(echo, days=4000) == NOTHING


@pytest.mark.parametrize("reserved", [ArticleTold(noarchive=True), ArticleTold(tdm_reserved=True)])
def test_what_a_publisher_reserves_goes_as_soon_as_it_was_linked(
    sqlite_archive: Archive, reserved: ArticleTold
) -> None:
    """No copies, no mining: metadata and facts only. Each later look goes at once too."""
    echo = Newsroom(sqlite_archive)
    echo.lists(STORY)
    echo.shows(told=reserved)
    assert passes(echo, minutes=5) == NOTHING
    link(echo)
    assert passes(echo, minutes=5) == Expired(versions=1, originals=1, summaries=0)
    echo.later(days=1)
    echo.shows(told=reserved, around="another advertisement")
    assert b"twelve people" in on_disk(echo.archive)
    passes(echo, minutes=5)

    assert b"twelve people" not in on_disk(echo.archive)
    assert echo.texts() == [None]


def test_a_title_that_changes_its_terms_changes_those_of_its_stories(sqlite_archive: Archive) -> None:
    """An agreement ends: what was open is restricted, and its time counts from when it was first seen."""
    echo = told(Newsroom(sqlite_archive, replace(ECHO, licence=Licence.OWN)))
    with sqlite_archive.writing() as session:
        session.scalars(select(SourceRow).where(SourceRow.key == ECHO.key)).one().licence = Licence.NONE
    passes(echo, days=1)
    assert [(each.licence, each.access) for each in echo.versions()] == [("none", "restricted")]
    passes(echo, days=30)

    assert echo.texts() == [None]


def test_an_original_that_something_else_needs_stays(echo: Newsroom) -> None:
    """A council publishes the very same page."""
    with echo.archive.reading() as session:
        sha256 = session.scalars(select(Capture.sha256).where(Capture.watch_key == "article:18700101")).one()
    page = echo.archive.blobs.get(sha256 or "")
    council = Northshire(echo.archive, now=echo.now)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.serves("s60101", page.decode())
    passes(echo, days=31)

    assert page in on_disk(echo.archive)
    assert list(faults(echo.archive)) == []


def test_official_papers_stay(echo: Newsroom) -> None:
    """Retention is about news."""
    council = Northshire(echo.archive, now=echo.now)
    council.lists(MEETING)
    council.shows(with_agenda(PAPER))
    council.serves("s60101", "The plan of May")
    passes(echo, days=4000)

    assert "The plan of May" in list(everything(echo.archive))


def test_the_summaries_of_dropped_stories_go_too(echo: Newsroom) -> None:
    """Title, score and reasons stay for the audit."""
    echo.lists(replace(STORY, ref="18700102", title="Fair returns", score=0.0))
    passes(echo, days=31)

    row = echo.story("18700102")
    assert (row.title, row.summary, row.verdict) == ("Fair returns", None, "dropped")


def test_a_kill_between_the_words_and_the_files_is_finished(echo: Newsroom) -> None:
    """The tombstone stands; the file goes when the next run begins."""
    with echo.archive.reading() as session:
        sha256 = session.scalars(select(Capture.sha256).where(Capture.watch_key == "article:18700101")).one()
    page = echo.archive.blobs.get(sha256 or "")
    passes(echo, days=31)
    echo.archive.blobs.put(page)

    assert finish_erasures(echo.archive) == 1
