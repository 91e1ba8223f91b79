"""Keeping news: every listed story with what was made of it, edits as versions, corrections told, the withdrawn said to be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select, update

from domain.article import ArticleTold
from domain.health import HealthState
from domain.news import ListedStory
from domain.source import Licence
from storage.archive import Archive
from storage.health import note_health, states
from storage.schema import ArticleRow, Blob, DocumentRow, ListedStoryRow
from tests.storage.newsroom import ECHO, MONDAY, STORY, WORDS, Newsroom

EDITED = WORDS.replace("twelve people", "fourteen people")
DROPPED = replace(
    STORY, ref="18700102", url="https://echo.example/news/18700102.fair/", title="Fair returns", score=0.0
)
DOUBTFUL = replace(
    STORY, ref="18700103", url="https://echo.example/news/18700103.school/", title="School to open", score=2.0
)


@pytest.fixture
def echo(archive: Archive) -> Newsroom:
    """The Estmere Echo, asked for the first time, an hour before its story comes out."""
    room = Newsroom(archive)
    room.lists()
    room.later(hours=2)
    return room


# -- lists ---------------------------------------------------------------------------------------------------------------


def test_every_listed_story_is_kept_with_what_was_made_of_it(echo: Newsroom) -> None:
    """What was dropped stays for the audit, with title, score and reasons."""
    echo.lists(STORY, DROPPED, DOUBTFUL)

    with echo.archive.reading() as session:
        rows = session.execute(select(ListedStoryRow.ref, ListedStoryRow.verdict, ListedStoryRow.title))
        assert sorted(rows.all()) == [
            ("18700101", "fetched", STORY.title),
            ("18700102", "dropped", "Fair returns"),
            ("18700103", "borderline", "School to open"),
        ]
    assert echo.story().reasons == ["names a social worker"]
    assert echo.story().feeds == ["feed:news"]


def test_stories_that_are_ours_are_looked_at(echo: Newsroom) -> None:
    """Borderline ones too; the dropped are never fetched."""
    echo.lists(STORY, DROPPED, DOUBTFUL)

    assert sorted(echo.due()) == ["article:18700101", "article:18700103"]


def test_two_lists_of_one_story_are_one_row(echo: Newsroom) -> None:
    """A feed and a sitemap list it: one row, which names both, and what one did not say the other did."""
    echo.maps(replace(STORY, summary=None, authors=(), section=None, paywalled=True))
    echo.lists(STORY)
    echo.maps(replace(STORY, summary=None, authors=(), section=None, paywalled=True))

    row = echo.story()
    assert (row.feeds, row.summary, row.authors, row.section, row.paywalled) == (
        ["feed:news", "sitemap:news"],
        STORY.summary,
        ["Ada Marlow"],
        "news",
        True,
    )


def test_a_story_that_was_fetched_once_is_not_dropped_for_a_new_headline(echo: Newsroom) -> None:
    """The headline changes and scores nothing: it stays what it was, and keeps being looked at."""
    echo.lists(STORY)
    echo.later(hours=1)
    echo.lists(replace(STORY, title="Waits grow", score=0.0, reasons=()))

    assert (echo.story().verdict, echo.story().title) == ("fetched", "Waits grow")


def test_a_dropped_story_with_a_telling_headline_is_fetched_after_all(echo: Newsroom) -> None:
    """The headline changes and tells what the story is about."""
    echo.lists(DROPPED)
    assert echo.due() == []
    echo.later(hours=1)
    echo.lists(replace(DROPPED, title="Children's services fair", score=3.0))

    assert echo.due() == ["article:18700102"]


def test_a_story_is_looked_at_again_when_its_list_says_that_it_changed(echo: Newsroom) -> None:
    """The date of modification moves: due at once. It stays as it was: not due before its time."""
    echo.lists(STORY)
    echo.shows()
    echo.later(minutes=30)
    echo.lists(STORY)
    assert echo.due() == []
    echo.lists(replace(STORY, modified=echo.now))

    assert echo.due() == ["article:18700101"]


def test_what_the_page_said_of_its_last_change_a_list_need_not_say_again(echo: Newsroom) -> None:
    """The page was read after that change."""
    changed = MONDAY + timedelta(hours=1, minutes=30)
    echo.lists(STORY)
    echo.shows(modified=changed)
    echo.later(minutes=30)
    echo.maps(replace(STORY, modified=changed))

    assert echo.due() == []


def test_a_feed_of_ten_thousand_stories_takes_a_bounded_number_of_statements(sqlite_archive: Archive) -> None:
    """New, and once more when it is known: never a statement a story."""
    echo = Newsroom(sqlite_archive)
    stories = [
        replace(STORY, ref=str(18_800_000 + number), url=f"https://echo.example/news/{number}")
        for number in range(10_000)
    ]
    echo.lists(*stories)
    said: list[str] = []
    event.listen(sqlite_archive.engine, "before_cursor_execute", lambda *about: said.append(about[2]))
    echo.later(hours=1)
    echo.lists(*(replace(story, modified=echo.now) for story in stories))

    assert len(said) < 100


def test_old_stories_of_a_first_list_are_spread_over_days(echo: Newsroom) -> None:
    """A site that lists all it ever wrote is not fetched in one night."""
    old = datetime(2020, 1, 1, tzinfo=UTC)
    echo.lists(*(replace(STORY, ref=str(17_000_000 + number), published=old) for number in range(120)), STORY)

    assert len(echo.due()) == 51


def test_a_feed_that_says_little_new_is_asked_less_often(echo: Newsroom) -> None:
    """The interval follows the share of what is new, and is kept with what the feed last said."""
    echo.lists(STORY)
    first = echo.state()
    echo.later(hours=1)
    echo.lists(STORY)
    echo.later(hours=2)
    echo.unchanged("feed:news")

    assert (first.items, first.new_items, first.newest_item) == (1, 1, STORY.published)
    assert echo.state().every_minutes > first.every_minutes
    assert (echo.state().items, echo.state().new_items, echo.state().last_success_at) == (1, 0, echo.now)
    assert echo.watch("feed:news").due_at > echo.now


def test_an_index_of_sitemaps_leads_to_the_further_ones_for_as_long_as_it_names_them(echo: Newsroom) -> None:
    """Each has an address of its own; one that is named no more is asked no more."""
    first, second = "https://echo.example/news-1.xml", "https://echo.example/news-2.xml"
    echo.maps(further=(first, second))
    assert echo.watch(f"sitemap:{first}").url == first
    echo.maps(STORY, key=f"sitemap:{first}")
    echo.later(hours=1)
    echo.maps(further=(second,))

    assert echo.watch(f"sitemap:{first}").done_at == echo.now
    assert echo.watch(f"sitemap:{second}").done_at is None


# -- versions ------------------------------------------------------------------------------------------------------------


def test_a_story_is_a_document_under_its_publishers_number(echo: Newsroom) -> None:
    """With what its page told beside its words, restricted, and its row leads to it."""
    echo.lists(STORY)
    echo.shows()

    document, (version,), (told,) = echo.document(), echo.versions(), echo.told()
    assert (document.ref, document.kind, document.url) == ("18700101", "article", STORY.url)
    assert (version.access, version.licence, version.title) == ("restricted", "none", STORY.title)
    assert (told.layout, told.words, told.day, told.prints) == (
        "newsquest@1",
        len(WORDS.split()),
        MONDAY.date(),
        None,
    )
    assert echo.story().document_id == document.id
    assert echo.events() == ["document_added"]


def test_an_edited_story_is_a_new_version_with_what_changed(echo: Newsroom) -> None:
    """The words before and after, no more than a short quote."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.shows(EDITED)

    edited = echo.event("document_replaced")
    assert echo.texts() == [WORDS, EDITED]
    assert (edited.before, edited.after) == ("twelve", "fourteen")


def test_whom_an_edited_story_names_is_not_known_until_it_is_linked(echo: Newsroom) -> None:
    """What was known of the version before may hold no more; a look that finds nothing new changes nothing."""
    echo.lists(STORY)
    echo.shows()
    with echo.archive.writing() as session:
        session.execute(update(ArticleRow).values(names_private=False, place="council"))
    echo.shows(around="another advertisement")
    assert echo.article().names_private is False
    echo.shows(EDITED)

    assert (echo.article().names_private, echo.article().place) == (None, None)


def test_a_long_addition_is_told_by_its_first_words(echo: Newsroom) -> None:
    """The words of a title do not leave the archive by way of an event."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.shows(f"{WORDS} {'More was said of the plan. ' * 40}")

    assert len((echo.event("document_replaced").after or "").split()) <= 13


def test_there_and_back_again_is_three_versions(echo: Newsroom) -> None:
    """A, B, A."""
    echo.lists(STORY)
    for words in (WORDS, EDITED, WORDS):
        echo.shows(words)
        echo.later(days=1)

    assert echo.texts() == [WORDS, EDITED, WORDS]


def test_what_the_site_puts_around_a_story_makes_no_version(echo: Newsroom) -> None:
    """Other advertisements, the same story."""
    echo.lists(STORY)
    echo.shows(around="Read more: ten best cafés")
    echo.later(days=1)
    echo.shows(around="Sign up for our newsletter")

    assert len(echo.versions()) == 1
    assert echo.events() == ["document_added"]


def test_a_new_headline_is_an_edit(echo: Newsroom) -> None:
    """A headline claims something, and what it claimed is kept."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.shows(title="Waits for a social worker grow")

    edited = echo.event("document_replaced")
    assert [version.title for version in echo.versions()] == [STORY.title, "Waits for a social worker grow"]
    assert (edited.before, edited.after) == (STORY.title, "Waits for a social worker grow")


def test_a_correction_is_marked_and_told_once(echo: Newsroom) -> None:
    """In the publisher's own words; the next edit does not tell it again."""
    corrected = ArticleTold(layout="newsquest@1", correction="An earlier version gave a wrong number.")
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.shows(EDITED, told=corrected)
    echo.later(days=2)
    echo.shows(f"{EDITED} It met on Monday.", told=corrected)

    assert echo.events() == ["document_added", "document_corrected", "document_replaced"]
    assert echo.event("document_corrected").after == "An earlier version gave a wrong number."
    assert [told.correction for told in echo.told()] == [None, corrected.correction, corrected.correction]


def test_a_story_is_looked_at_again_one_three_and_fourteen_days_after_it_came_out(echo: Newsroom) -> None:
    """Whether it was edited; then it has settled."""
    echo.lists(STORY)
    echo.shows()
    published = STORY.published or MONDAY
    for days in (1, 3, 14):
        assert echo.watch("article:18700101").due_at == published + timedelta(days=days)
        echo.now = published + timedelta(days=days)
        echo.unchanged()

    assert echo.watch("article:18700101").done_at is not None


def test_a_story_from_before_the_title_was_first_asked_is_old(archive: Archive) -> None:
    """It can be found, and is no news; its later edit is."""
    echo = Newsroom(archive)
    old = replace(STORY, published=MONDAY - timedelta(days=9))
    echo.lists(old)
    echo.shows(story=old)
    echo.later(days=1)
    echo.shows(EDITED, story=old)

    assert [version.origin for version in echo.versions()] == ["backfill", "watch"]


def test_the_same_story_under_two_addresses_is_one_document(echo: Newsroom) -> None:
    """A list gives a path, the page gives an address with the publisher's number."""
    by_path = replace(STORY, ref="/children-wait", url="https://www.echo.example/children-wait")
    told = ArticleTold(canonical=STORY.url)
    echo.lists(STORY, by_path)
    echo.shows(told=told)
    echo.shows(story=by_path, told=told)

    document = echo.document()
    assert (document.ref, document.url) == ("18700101", STORY.url)
    assert len(echo.versions()) == 1
    assert {echo.story(ref).document_id for ref in ("18700101", "/children-wait")} == {document.id}
    assert echo.watch("article:/children-wait").done_at is not None


def test_a_page_that_gives_the_address_of_its_section_keeps_its_own_name(echo: Newsroom) -> None:
    """Else all stories of a section would be one."""
    by_path = replace(STORY, ref="/news/children-wait", url="https://echo.example/news/children-wait")
    echo.lists(by_path)
    echo.shows(story=by_path, told=ArticleTold(canonical="https://echo.example/news"))

    assert echo.document().ref == "/news/children-wait"


def test_the_address_of_another_site_is_not_believed(echo: Newsroom) -> None:
    """A syndicated story names the title that had it first: copies are joined elsewhere."""
    echo.lists(STORY)
    echo.shows(told=ArticleTold(canonical="https://post.example/news/777777.children/"))

    assert echo.document().ref == "18700101"


# -- gone and refused ----------------------------------------------------------------------------------------------------


def test_a_story_that_its_publisher_took_away_is_withdrawn_and_its_words_are_kept(echo: Newsroom) -> None:
    """410 is clear; an event says so."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.lacks(status=410)

    assert echo.events() == ["document_added", "document_withdrawn"]
    assert echo.document().withdrawn_at == echo.now
    assert echo.event("document_withdrawn").published == "2026-06-01T07:00:00Z"
    assert echo.texts() == [WORDS]


def test_a_page_that_is_not_found_once_may_be_a_slip(echo: Newsroom) -> None:
    """404 is believed on the second look, the next day."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.lacks()
    assert echo.events() == ["document_added"]
    echo.later(days=1)
    assert echo.due() == ["article:18700101"]
    echo.lacks()

    assert echo.events() == ["document_added", "document_withdrawn"]
    assert echo.due() == []


def test_a_story_that_comes_back_is_withdrawn_no_more(echo: Newsroom) -> None:
    """And reads as before: no version."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.lacks(status=410)
    echo.later(days=1)
    echo.shows()

    assert echo.document().withdrawn_at is None
    assert len(echo.versions()) == 1


def test_a_story_that_never_was_had_is_no_withdrawal(echo: Newsroom) -> None:
    """Its row says why there is nothing."""
    echo.lists(STORY)
    echo.lacks()

    assert echo.events() == []
    assert (echo.story().refused, echo.due()) == ("taken away (status 404)", [])


@pytest.mark.parametrize("status", [401, 402, 403, 451])
def test_a_refused_story_is_a_document_made_of_its_listing(echo: Newsroom, status: int) -> None:
    """Headline and summary, restricted, with its link, as news; nothing of what the site shows instead."""
    echo.lists(STORY)
    echo.refuses(status=status)

    document, (version,), (told,) = echo.document(), echo.versions(), echo.told()
    assert (document.ref, document.kind, document.url) == ("18700101", "article", STORY.url)
    assert (version.title, version.authors, version.access) == (STORY.title, ["Ada Marlow"], "restricted")
    assert (version.published, version.origin, version.sha256) == ("2026-06-01T07:00:00Z", "watch", None)
    assert (told.layout, told.words, told.standfirst) == ("listing", 0, None)
    assert (echo.texts(), echo.events()) == ([STORY.summary], ["document_added"])
    assert (echo.article().section, echo.article().paywalled) == ("news", status == 402)
    row = echo.story()
    assert (row.refused, row.document_id) == (f"the site refuses it (status {status})", document.id)
    assert echo.due() == []


def test_a_refused_story_without_a_summary_is_known_by_its_headline(echo: Newsroom) -> None:
    """So that it is linked, and found, like any other."""
    bare = replace(STORY, summary=None)
    echo.lists(bare)
    echo.refuses(story=bare)

    assert echo.texts() == [STORY.title]


def test_a_second_refusal_makes_no_version(echo: Newsroom) -> None:
    """Even where its list says something else by then; it is asked for again only because that list said so."""
    echo.lists(STORY)
    echo.refuses()
    echo.later(hours=1)
    echo.lists(replace(STORY, modified=echo.now, summary="More is known."))
    assert echo.due() == ["article:18700101"]
    echo.refuses()

    assert (echo.texts(), echo.events(), echo.due()) == ([STORY.summary], ["document_added"], [])


def test_a_page_that_can_be_had_later_is_the_next_version_and_no_edit(echo: Newsroom) -> None:
    """Its publisher changed nothing; from then on an edit is one."""
    echo.lists(STORY)
    echo.refuses()
    echo.later(hours=1)
    echo.shows()
    assert (echo.texts(), echo.events()) == ([STORY.summary, WORDS], ["document_added"])
    assert echo.story().refused is None
    echo.later(days=1)
    echo.shows(EDITED)

    assert echo.events() == ["document_added", "document_replaced"]


def test_a_story_that_was_had_and_is_refused_now_stays_as_it_was(echo: Newsroom) -> None:
    """No version is made of its listing."""
    echo.lists(STORY)
    echo.shows()
    echo.later(days=1)
    echo.refuses()

    assert (echo.texts(), echo.events()) == ([WORDS], ["document_added"])


@pytest.mark.parametrize(("story", "status"), [(DROPPED, 403), (STORY, 302)], ids=["dropped", "led away"])
def test_what_is_not_ours_or_was_not_refused_by_its_title_makes_no_document(
    echo: Newsroom, story: ListedStory, status: int
) -> None:
    """Its row says what there is to say."""
    echo.lists(story)
    echo.refuses(story=story, status=status)
    with echo.archive.reading() as session:
        assert session.scalar(select(func.count()).select_from(DocumentRow)) == 0

    assert echo.story(story.ref).refused == f"the site refuses it (status {status})"


# -- licences ------------------------------------------------------------------------------------------------------------

PAYWALLED = ArticleTold(
    layout="national_world@1", paywalled=True, standfirst=WORDS[:40], left_out=("Hide Ad",)
)


def _on_disk(room: Newsroom) -> bytes:
    with room.archive.reading() as session:
        standing = session.scalars(select(Blob.sha256).where(Blob.erased_at.is_(None))).all()
    return b"".join(room.archive.blobs.get(sha256) for sha256 in standing)


def test_words_behind_a_paywall_are_never_stored(echo: Newsroom) -> None:
    """The headline and the summary that the list gives freely are all; the page never reaches the disk."""
    echo.lists(STORY)
    echo.shows(told=PAYWALLED)

    (version,), (told,) = echo.versions(), echo.told()
    assert echo.texts() == [STORY.summary]
    assert (version.sha256, version.access) == (None, "restricted")
    assert (told.standfirst, told.left_out, told.words) == (None, [], 0)
    assert b"twelve people" not in _on_disk(echo)


def test_a_story_behind_a_paywall_without_a_summary_is_known_by_its_headline(echo: Newsroom) -> None:
    """So that it is linked, and found, like any other."""
    bare = replace(STORY, summary=None)
    echo.lists(bare)
    echo.shows(story=bare, told=PAYWALLED)

    assert echo.texts() == [STORY.title]


@pytest.mark.parametrize(
    ("licence", "access"), [(Licence.NLA, "restricted"), (Licence.OWN, "open")], ids=["nla", "own"]
)
def test_with_an_agreement_they_are(sqlite_archive: Archive, licence: Licence, access: str) -> None:
    """Under a newspaper licence or by the operator's own word."""
    echo = Newsroom(sqlite_archive, replace(ECHO, licence=licence))
    echo.lists(STORY)
    echo.shows(told=PAYWALLED)

    assert echo.texts() == [WORDS]
    assert [version.access for version in echo.versions()] == [access]
    assert b"twelve people" in _on_disk(echo)


# -- layout --------------------------------------------------------------------------------------------------------------


def test_a_title_whose_pages_read_oddly_raises_an_alarm(echo: Newsroom) -> None:
    """One odd story is a note; three, and half of all, say that the layout may have changed."""
    odd = ArticleTold(layout="newsquest@1", drift="the rule finds 90 words, another look 400")
    stories = [replace(STORY, ref=str(18700200 + number)) for number in range(5)]
    echo.lists(*stories)
    told = []
    for number, story in enumerate(stories):
        echo.shows(f"{WORDS} {number}", story=story, told=odd if number > 1 else None)
        with echo.archive.writing() as session:
            note_health(
                session, echo.source.key, run=echo.run, at=echo.now, state=HealthState.OK, reason="whole"
            )
        with echo.archive.reading() as session:
            (state,) = states(session, now=echo.now)
        told.append(f"{state.state}: {state.reason}")
    why = "stories of the past 14 days read oddly (the rule finds 90 words, another look 400)"

    assert told[1] == "ok: whole"
    assert told[2] == f"ok: whole; 1 of 3 {why}"
    assert told[4] == f"broken: the layout of its pages may have changed: 3 of 5 {why}"
