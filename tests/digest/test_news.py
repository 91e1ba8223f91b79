"""Local news in the e-mail: who printed what and when, each text once, with one short quote at the most and no private name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from digest import gate
from digest.build import build, preview
from digest.item import Item, Quote
from domain.article import ArticleService, ArticleShape
from domain.fact import FactType
from domain.place import Place
from domain.source import Licence
from storage import passages
from storage.archive import Archive
from storage.passages import PageSeen
from storage.schema import ListedStoryRow, PageRow
from storage.sources import refresh
from tests.digest.newsroom import Found, Title, copied
from tests.digest.record import Said
from tests.digest.test_sections import lines, of, told
from tests.digest.world import EDITION, MONDAY, SETTINGS, Site, World

WORDS = (
    "Estmere Council is to open four children’s homes by the summer of next year.\n\n"
    "The cabinet agreed £3.4m for the homes on Tuesday.\n\n"
    "Leader Ada Finch said the homes would keep children near their schools."
)
HOMES = Said(
    type=FactType.COMMITMENT,
    words="Estmere Council is to open four children’s homes by the summer of next year.",
)
THURSDAY = MONDAY - timedelta(days=4)
LATER = MONDAY + timedelta(days=7)


@pytest.fixture
def world(sqlite_archive: Archive) -> World:
    """An archive on the Thursday before the edition's Monday, a week after it began."""
    return World(sqlite_archive)


@pytest.fixture
def estmere(world: World) -> Site:
    """A council."""
    return world.council("estmere", "Estmere")


@pytest.fixture
def echo(world: World, estmere: Site) -> Title:
    """A title that was looked at before, a week ago."""
    title = Title(world, "news/estmere-echo", "Estmere Echo", (estmere.council.slug,))
    world.at(THURSDAY)
    return title


@pytest.fixture
def post(world: World, estmere: Site) -> Title:
    """Another one."""
    return Title(world, "news/wolden-post", "Wolden Post", (estmere.council.slug,))


def news(world: World, edition: str = EDITION) -> list[Item]:
    """What the edition tells under Local news, at the world's moment."""
    return of(told(world, edition), "news")


def _quote_of(page: PageSeen, uid: str) -> Quote:
    return Quote(
        words="", document=uid, version=1, text_sha256=page.text_sha256, page=page.number, start=0, end=0
    )


def urls(item: Item) -> list[str]:
    """Where an item leads, our own record aside."""
    return [link.url for link in item.links if link.url.startswith("http")]


def test_a_story_is_told_by_who_printed_it(world: World, estmere: Site, echo: Title) -> None:
    """Title, publisher, byline, day and link, with one short quote; its council's readers are told."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere, said=(HOMES,))
    (item,) = news(world)

    assert item.what == "Estmere Echo published “Four homes to open”, by Ada Marlow."
    assert [quote.words for quote in item.quotes] == [HOMES.words]
    assert item.where == "Estmere Echo; published 11 June 2026; first seen Thu 11 June 2026, 07:00"
    assert urls(item) == ["https://estmere-echo.example.org/news/18700101.four-homes-to-open/"]
    assert (item.audience, item.place) == (("council:estmere",), "Estmere")


def test_a_text_in_two_titles_is_told_once(world: World, estmere: Site, echo: Title, post: Title) -> None:
    """A copy cut from the bottom is listed beside the whole story, and both are one source."""
    whole = echo.prints(
        "18700101", WORDS, title="Four homes to open", about=estmere, service=ArticleService.LDRS
    )
    cut = post.prints("18700102", WORDS[:80], title="New homes for children", about=estmere)
    copied(world, whole, cut)
    (item,) = news(world)

    assert item.what == (
        "Estmere Echo published “Four homes to open”, by Ada Marlow (Local Democracy Reporting Service)."
    )
    assert item.different == (
        "Also in Wolden Post. One source: one text of the Local Democracy Reporting Service in 2 titles."
    )
    assert urls(item)[1:] == ["https://wolden-post.example.org/news/18700102.new-homes-for-children/"]


def test_a_copy_that_comes_a_week_later_is_not_told_again(
    world: World, estmere: Site, echo: Title, post: Title
) -> None:
    """Who was told of a text is not told of it once more because another title prints it."""
    world.reader("council:estmere")
    first = echo.prints("18700101", WORDS, title="Four homes to open", about=estmere)
    world.at(MONDAY)
    before = preview(world.archive, EDITION, None, "text", now=MONDAY, settings=SETTINGS)
    (told_first,) = news(world)
    build(world.archive, EDITION, now=MONDAY, settings=SETTINGS)
    world.at(MONDAY + timedelta(days=2))
    copied(world, first, post.prints("18700102", WORDS, title="New homes for children", about=estmere))
    world.at(LATER)
    (told_again,) = news(world, "2026-W26")

    assert "Four homes to open" in str(before)
    assert (told_again.subject, told_again.version) == (told_first.subject, told_first.version)


def test_no_more_than_one_quote_of_25_words_is_shown(world: World, estmere: Site, echo: Title) -> None:
    """Whatever the story says, and however long its sentences are; the gate refuses what a teller would let through."""
    long = "The council said " + "that it would do much " * 12 + "by the spring."
    said = tuple(Said(type=FactType.COMMITMENT, words=words) for words in (HOMES.words, long))
    echo.prints("18700101", f"{WORDS}\n\n{long}", title="Four homes to open", about=estmere, said=said)
    (item,) = news(world)
    (quote,) = item.quotes
    too_long = replace(quote, words=f"{WORDS}\n\n{long}"[: 26 * 9], start=0, end=26 * 9)
    with world.archive.reading() as session:
        passed = gate.passed(
            session, [replace(item, quotes=(quote, quote)), replace(item, quotes=(too_long,))]
        )

    assert len(quote.words.split()) <= 25
    assert [len(each.quotes) for each in passed.items] == [1, 0]
    assert passed.refused == 2


def test_a_story_that_names_private_people_in_its_headline_is_told_without_it(
    world: World, estmere: Site, echo: Title
) -> None:
    """No headline, no word of it, no address that says it: that there is a story is all."""
    words = "Nadia Corr waited two years for a plan for her son. The council said that it was sorry."
    sorry = Said(type=FactType.COMMITMENT, words="The council said that it was sorry.")
    found = Found(private=("Nadia Corr",), headline_private=True)
    echo.prints(
        "18700101", words, title="Nadia Corr tells of her wait", about=estmere, said=(sorry,), found=found
    )
    (item,) = news(world)

    assert item.what == (
        "Estmere Echo published a story (title withheld: the story names private people), by Ada Marlow."
    )
    assert "corr" not in " ".join([lines(item), *urls(item)]).lower()
    assert item.quotes == ()


def test_words_that_name_a_private_person_are_never_quoted(world: World, estmere: Site, echo: Title) -> None:
    """The headline is harmless and shown; a sentence with the name of a parent is not, wherever it is asked for."""
    words = f"{WORDS}\n\nNadia Corr was promised a plan by May."
    promised = Said(type=FactType.COMMITMENT, words="Nadia Corr was promised a plan by May.")
    found = Found(private=("Nadia Corr",))
    uid = echo.prints(
        "18700101", words, title="Four homes to open", about=estmere, said=(promised,), found=found
    )
    (item,) = news(world)
    start = words.index("Nadia")
    with world.archive.reading() as session:
        number = passages.documents(session, [uid])[uid].id
        version = passages.newest(session, [number])[number]
        (page,) = passages.pages(session, [version.id])[version.id]
    forced = replace(_quote_of(page, uid), words=promised.words, start=start, end=start + len(promised.words))
    with world.archive.reading() as session:
        passed = gate.passed(session, [replace(item, quotes=(forced,))])

    assert item.what.startswith("Estmere Echo published “Four homes to open”")
    assert item.quotes == ()
    assert passed.items[0].quotes == ()
    assert passed.refused == 1


def test_what_a_publisher_changed_is_told_with_what_stands_now(
    world: World, estmere: Site, echo: Title
) -> None:
    """The old words and the new ones would be two quotes: the licence allows one."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere)
    world.at(THURSDAY + timedelta(days=1))
    echo.prints("18700101", WORDS.replace("£3.4m", "£4.3m"), title="Four homes to open", about=estmere)
    _, item = sorted(news(world), key=lambda each: each.version)

    assert item.what == "Estmere Echo changed “Four homes to open”."
    ((difference),) = item.differences
    assert difference.before is None
    assert difference.after is not None
    assert difference.after.words == "The cabinet agreed £4.3m for the homes on Tuesday."


def test_a_story_that_its_title_refuses_us_is_told_by_its_listing(
    world: World, estmere: Site, echo: Title
) -> None:
    """With headline and link; that its page can be had later is no change of it."""
    summary = "The cabinet agreed to it on Tuesday."
    echo.refuses("18700101", title="Four homes to open", summary=summary, about=estmere)
    world.at(THURSDAY + timedelta(days=1))
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere)
    (item,) = news(world)

    assert item.what == "Estmere Echo published “Four homes to open”."
    assert urls(item)[0] == "https://estmere-echo.example.org/news/18700101.four-homes-to-open/"


def test_a_correction_is_called_one(world: World, estmere: Site, echo: Title) -> None:
    """Where the publisher says so itself."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere)
    world.at(THURSDAY + timedelta(days=1))
    echo.prints(
        "18700101",
        WORDS.replace("£3.4m", "£4.3m"),
        title="Four homes to open",
        about=estmere,
        correction="An earlier version gave another sum.",
    )
    _, item = sorted(news(world), key=lambda each: each.version)

    assert item.what == "Estmere Echo corrected “Four homes to open”."
    assert item.different == "Its publisher says: “An earlier version gave another sum.”"
    assert item.differences == ()


def test_a_story_that_was_taken_down_is_told_without_its_headline(
    world: World, estmere: Site, echo: Title
) -> None:
    """What its publisher withdrew is not shown again."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere)
    build(world.archive, "2026-W24", now=world.now, settings=SETTINGS)
    world.at(THURSDAY + timedelta(days=2))
    echo.takes_down("18700101")
    world.at(MONDAY)
    (item,) = news(world)

    assert item.what == "Estmere Echo no longer publishes a story of 11 June 2026 about Estmere."
    assert "homes" not in lines(item)


def test_a_story_of_no_place_is_not_told(world: World, echo: Title) -> None:
    """Neither a council nor England: kept, searched, not told. Of England as a whole: told to those who follow England."""
    echo.prints("18700101", WORDS, title="Homes abroad", found=Found(place=Place.NONE))
    echo.prints("18700102", WORDS, title="Homes in England", found=Found(place=Place.ENGLAND))
    (item,) = news(world)

    assert item.what.startswith("Estmere Echo published “Homes in England”")
    assert (item.place, item.audience) == ("England", ("england",))


def test_a_story_set_in_a_council_that_is_not_known_is_told_to_those_whom_its_title_covers(
    world: World, echo: Title
) -> None:
    """Which council it is the words do not say; the title covers one."""
    echo.prints("18700101", WORDS, title="Homes to open")
    (item,) = news(world)

    assert (item.place, item.audience) == ("Estmere", ("council:estmere",))


@pytest.mark.parametrize("names_private", [True, False])
def test_a_story_that_names_private_people_is_not_told_beside_an_anonymous_report(
    world: World, estmere: Site, echo: Title, *, names_private: bool
) -> None:
    """Both of one council in one mail would say who the child is; a story that names nobody may stand there."""
    report = Title(world, "news/reviews", "Reviews", (estmere.council.slug,))
    world.sources[-1] = replace(world.sources[-1], anonymous=True)
    with world.archive.writing() as session:
        refresh(session, world.sources)
    report.prints("18700201", "A child waited for two years.", title="A review of a wait", about=estmere)
    found = Found(private=("Ada Finch",) if names_private else ())
    echo.prints("18700101", WORDS, title="Homes to open", about=estmere, found=found)
    told_of = [item.what.partition(" published ")[0] for item in news(world)]

    assert sorted(told_of) == (["Reviews"] if names_private else ["Estmere Echo", "Reviews"])


def test_what_an_operator_set_aside_is_not_told(world: World, estmere: Site, echo: Title) -> None:
    """A ruling after the story was fetched."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere)
    with world.archive.writing() as session:
        session.execute(update(ListedStoryRow).values(verdict="dropped"))

    assert news(world) == []


def test_borderline_stories_come_last_and_as_one(world: World, estmere: Site, echo: Title) -> None:
    """Titles alone, under one line; what is plainly ours stands first."""
    for number, score in ((1, 2.0), (2, 4.0), (3, 1.6)):
        echo.prints(
            f"1870010{number}", WORDS + str(number), title=f"Story {number}", about=estmere, score=score
        )
    world.reader("council:estmere")
    mail = str(
        preview(world.archive, EDITION, "reader@example.org", "text", now=world.now, settings=SETTINGS)
    )

    assert mail.index("“Story 2”") < mail.index("2 stories that may concern children’s services:")
    assert mail.index("may concern") < min(mail.index("“Story 1”"), mail.index("“Story 3”"))


def test_a_flood_of_stories_leaves_room_for_what_is_official(
    world: World, estmere: Site, echo: Title
) -> None:
    """A hundred stories in a week: the first 25, and how many more there are."""
    for number in range(100):
        words = f"{WORDS}\n\nStory {number}."
        echo.prints(f"18700{number:03}", words, title=f"Homes, part {number}", about=estmere)
    world.reader("council:estmere")
    mail = str(
        preview(world.archive, EDITION, "reader@example.org", "text", now=world.now, settings=SETTINGS)
    )

    assert mail.count("Estmere Echo published") == 25
    assert "And 75 more." in mail


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (ArticleShape.LIVE_BLOG, "published a live report, “Four homes to open”"),
        (ArticleShape.GALLERY, "published pictures, “Four homes to open”"),
        (ArticleShape.VIDEO, "published a film, “Four homes to open”"),
    ],
)
def test_other_shapes_are_called_what_they_are(
    world: World, estmere: Site, echo: Title, shape: ArticleShape, words: str
) -> None:
    """Nobody takes pictures for a story."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere, shape=shape)
    (item,) = news(world)

    assert words in item.what


def test_behind_a_paywall_is_said(world: World, estmere: Site, echo: Title) -> None:
    """Title and link, no word of the text: that was not kept."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere, said=(), paywalled=True)
    (item,) = news(world)

    assert item.where.startswith("Estmere Echo, behind a paywall; published 11 June 2026")
    assert item.quotes == ()


def test_the_operators_own_title_may_be_quoted_at_length(world: World, estmere: Site) -> None:
    """Texts under one's own licence are shown as council papers are."""
    own = Title(world, "news/own-notes", "Own Notes", (estmere.council.slug,), licence=Licence.OWN)
    long = "The council promised " + "very much of what it could do " * 5 + "by May."
    world.at(THURSDAY)
    own.prints(
        "18700101", long, title="Notes", about=estmere, said=(Said(type=FactType.COMMITMENT, words=long),)
    )
    (item,) = news(world)

    assert 25 < len(item.quotes[0].words.split()) <= 40


def test_the_quote_stands_when_the_text_is_deleted(world: World, estmere: Site, echo: Title) -> None:
    """Retention takes the words; what was quoted is kept and may still be shown."""
    echo.prints("18700101", WORDS, title="Four homes to open", about=estmere, said=(HOMES,))
    with world.archive.writing() as session:
        session.execute(update(PageRow).values(words=None))
    (item,) = news(world)

    assert [quote.words for quote in item.quotes] == [HOMES.words]


@pytest.mark.usefixtures("echo")
def test_titles_that_could_not_be_looked_at_are_named(world: World) -> None:
    """To readers of the councils that they cover."""
    (line,) = [each for each in of(told(world), "coverage") if each.subject == "source/news/estmere-echo"]

    assert line.what.startswith("Estmere Echo: ")
    assert line.audience == ("council:estmere",)
