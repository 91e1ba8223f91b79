"""What the operator decides of listed stories is the last word, acts at once, and outlives every crawl and rebuild."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.relevance import Corrections, Phrase, Ruling, Verdict
from storage import audit
from storage.archive import Archive, open_archive
from storage.relevance import Corrected, NoWords, UnknownStory, correct, corrections
from storage.schema import ArticleRow, Decision
from storage.withdrawal import copy_decisions, withdraw
from tests.storage.newsroom import ECHO, STORY, Newsroom

DROPPED = replace(
    STORY,
    ref="18700102",
    url="https://echo.example/news/18700102.hub/",
    title="Family hub at the fair",
    score=0.0,
)


@pytest.fixture
def echo(archive: Archive) -> Newsroom:
    """The Estmere Echo, whose feed lists a story that is ours and one that is not."""
    room = Newsroom(archive)
    room.lists()
    room.later(hours=2)
    room.lists(STORY, DROPPED)
    return room


def decided(
    room: Newsroom, url: str, *, relevant: bool, words: tuple[str, ...] = (), reason: str = "so it is"
) -> Corrected:
    """The operator decides."""
    with room.archive.writing() as session:
        return correct(session, url, relevant=relevant, reason=reason, words=words, actor="ada", now=room.now)


def kept(archive: Archive) -> Corrections:
    """What stands of the operator's decisions for the Echo."""
    with archive.reading() as session:
        return corrections(session, ECHO.key)


def test_a_dropped_story_is_fetched(echo: Newsroom) -> None:
    """What the operator calls ours is fetched with the next crawl, and says who decided."""
    found = decided(echo, DROPPED.url, relevant=True, reason="hubs are ours")

    assert found.story
    assert (found.source, found.ref, found.story.title, found.verdict) == (
        ECHO.key,
        "18700102",
        "Family hub at the fair",
        Verdict.FETCHED,
    )
    assert "article:18700102" in echo.due()
    assert echo.story("18700102").verdict == "fetched"
    assert echo.story("18700102").reasons == ["names a social worker", "the operator decided: hubs are ours"]


def test_a_story_is_left_out(echo: Newsroom) -> None:
    """What the operator calls not ours is looked at no more."""
    decided(echo, STORY.url, relevant=False)

    assert echo.due() == []
    assert echo.story().verdict == "dropped"


def test_decisions_survive_the_next_list(echo: Newsroom) -> None:
    """However often the feed lists the stories again, the decisions stand."""
    decided(echo, STORY.url, relevant=False)
    decided(echo, DROPPED.url, relevant=True)
    echo.later(hours=1)
    echo.lists(replace(STORY, title="Waits for social workers grow again"), DROPPED)

    assert (echo.story().verdict, echo.story("18700102").verdict) == ("dropped", "fetched")
    assert echo.due() == ["article:18700102"]


def test_a_phrase_counts_from_then_on(echo: Newsroom) -> None:
    """Words given with a decision are a rule of the operator's own for every story listed later, and stand among its reasons."""
    decided(echo, DROPPED.url, relevant=True, words=("Family hub",))
    echo.later(hours=1)
    other = replace(
        DROPPED,
        ref="18700109",
        url="https://echo.example/news/18700109.x/",
        title="Third FAMILY  hub opens",
        reasons=(),
    )
    echo.lists(other)

    story = echo.story("18700109")
    assert (story.verdict, story.score) == ("fetched", 3.0)
    assert story.reasons == ['holds the operator\'s own words for a story: "Family hub"']


def test_the_last_word_counts(echo: Newsroom) -> None:
    """Whoever decides twice is taken at the second word, of a story and of a phrase."""
    decided(echo, STORY.url, relevant=False, words=("waits",), reason="no")
    decided(echo, STORY.url, relevant=True, words=("Waits",), reason="yes")

    assert kept(echo.archive) == Corrections(
        phrases=(Phrase(words="Waits", relevant=True),),
        rulings={STORY.ref: Ruling(relevant=True, reason="yes")},
    )
    assert echo.story().reasons == ["names a social worker", "the operator decided: yes"]


def test_what_was_undone_counts_no_more(echo: Newsroom) -> None:
    """An undone decision leaves the rules as they were."""
    decided(echo, STORY.url, relevant=False)
    with echo.archive.writing() as session:
        made = session.scalars(select(Decision)).one()
        session.add(
            Decision(at=echo.now, actor="ada", action="undo", target=made.target, reason="", undoes=made.id)
        )

    assert kept(echo.archive) == Corrections()


def test_a_story_that_no_list_named(echo: Newsroom) -> None:
    """The address of a page on a title's site is enough."""
    found = decided(echo, "https://www.echo.example/news/18700777.late/", relevant=True)

    assert (found.ref, found.story) == ("18700777", None)
    assert echo.watch("article:18700777").url == "https://www.echo.example/news/18700777.late/"


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/news/1", "https://echo.example/", "no address", "https://[", ""]
)
def test_an_address_that_no_title_has(echo: Newsroom, url: str) -> None:
    """What is on nobody's site, or is no story's address, is refused, and nothing is decided."""
    with pytest.raises(UnknownStory):
        decided(echo, url, relevant=True)
    assert kept(echo.archive) == Corrections()


def test_a_phrase_without_words(echo: Newsroom) -> None:
    """A phrase of stops alone would stand everywhere, and is refused before anything is decided."""
    with pytest.raises(NoWords):
        decided(echo, STORY.url, relevant=True, words=("- !",))
    assert kept(echo.archive) == Corrections()


def test_decisions_outlive_a_rebuild(echo: Newsroom, tmp_path: Path) -> None:
    """An archive that is made anew knows them before it keeps anything."""
    decided(echo, STORY.url, relevant=False, words=("waits",))
    with open_archive(tmp_path / "anew") as anew:
        copy_decisions(echo.archive, anew)

        assert kept(anew) == kept(echo.archive)


# -- the audit -----------------------------------------------------------------------------------------------------------


def test_the_audit_counts_and_draws(echo: Newsroom) -> None:
    """Of each title: how many were listed and what became of them; of the dropped a sample that says what it stands for."""
    echo.lists(
        *(
            replace(DROPPED, ref=f"1880{n:04}", url=f"https://echo.example/news/1880{n:04}.x/", score=n / 10)
            for n in range(10)
        )
    )
    with echo.archive.reading() as session:
        counts = audit.counts(session, since=None, source=None)
        drawn = audit.sample(session, audit.DROPPED, size=3, since=None, source=ECHO.key)
        kept_ones = audit.sample(session, audit.KEPT, size=3, since=echo.now, source=None)
        later = audit.counts(session, since=echo.now.replace(year=2030), source=None)

    assert [(one.source, one.listed, one.fetched, one.borderline, one.dropped) for one in counts] == [
        (ECHO.key, 12, 1, 0, 11)
    ]
    assert [(one.score, round(one.stands_for, 2)) for one in drawn] == [(0.8, 3.67), (0.4, 3.67), (0.0, 3.67)]
    assert [one.title for one in kept_ones] == [STORY.title]
    assert later == ()


@pytest.mark.parametrize(("private", "shown"), [(None, False), (True, False), (False, True)])
def test_a_headline_that_gives_somebody_away_is_not_shown(
    echo: Newsroom, private: bool | None, shown: bool
) -> None:
    """Of a story that was read the audit shows no private name, nor the words of its address; nor does a correction."""
    echo.shows()
    with echo.archive.writing() as session:
        session.scalars(select(ArticleRow)).one().headline_private = private
    with echo.archive.reading() as session:
        (story,) = audit.sample(session, audit.KEPT, size=9, since=None, source=None)
    corrected = decided(echo, STORY.url, relevant=True)

    assert corrected.story
    assert ("Children wait longer" in story.title, "children-wait" in str(story.url)) == (shown, shown)
    assert (story.summary is not None, corrected.story.title == STORY.title) == (shown, shown)
    assert story.ref == STORY.ref


@pytest.mark.parametrize("target", [STORY.url, ECHO.key], ids=["the story", "the title"])
@pytest.mark.parametrize("erase", [False, True], ids=["hide", "erase"])
def test_what_is_withdrawn_the_audit_does_not_show(echo: Newsroom, target: str, erase: bool) -> None:
    """Hidden or erased, by itself or with all of its title: neither headline, summary, reasons nor address."""
    echo.shows()
    with echo.archive.writing() as session:
        session.scalars(select(ArticleRow)).one().headline_private = False
    withdraw(echo.archive, target, erase=erase, actor="ada", reason="asked to", now=echo.now)
    with echo.archive.reading() as session:
        stories = audit.sample(session, (*audit.KEPT, *audit.DROPPED), size=9, since=None, source=None)
    shown = {story.ref: (story.title, story.summary, story.url, story.reasons) for story in stories}

    assert shown[STORY.ref] == ("Withdrawn", None, None, ())
    assert (shown[DROPPED.ref][0] == "Withdrawn") is (target == ECHO.key)


def test_a_correction_does_not_show_a_hidden_story(echo: Newsroom) -> None:
    """Whoever decides of it is not told its headline either."""
    echo.shows()
    with echo.archive.writing() as session:
        session.scalars(select(ArticleRow)).one().headline_private = False
    withdraw(echo.archive, STORY.url, erase=False, actor="ada", reason="asked to", now=echo.now)
    corrected = decided(echo, STORY.url, relevant=True)

    assert corrected.story
    assert (corrected.story.title, corrected.story.summary) == ("Withdrawn", None)


def test_a_path_is_not_shown_of_a_withdrawn_story(echo: Newsroom) -> None:
    """Where a title has no numbers the story's own name is made of its headline."""
    story = replace(STORY, ref="/news/zoe-sample-wins", url="https://echo.example/news/zoe-sample-wins/")
    echo.lists(story)
    echo.shows(story=story)
    withdraw(echo.archive, story.url, erase=False, actor="ada", reason="asked to", now=echo.now)
    with echo.archive.reading() as session:
        stories = audit.sample(session, audit.KEPT, size=9, since=None, source=None)

    assert {each.title: each.ref for each in stories}["Withdrawn"] == ""


@pytest.mark.parametrize("erase", [False, True], ids=["hide", "erase"])
def test_a_story_withdrawn_by_its_listing_is_not_shown(echo: Newsroom, erase: bool) -> None:
    """Also where its page was never had."""
    withdraw(echo.archive, DROPPED.url, erase=erase, actor="ada", reason="asked to", now=echo.now)
    with echo.archive.reading() as session:
        (story,) = audit.sample(session, audit.DROPPED, size=9, since=None, source=None)

    assert (story.ref, story.title, story.summary, story.url) == (DROPPED.ref, "Withdrawn", None, None)
