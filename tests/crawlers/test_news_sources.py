"""News titles: every authority is covered, a title goes with the councils it writes about, and titles travel as OPML."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers import opml, sources
from crawlers.opml import NoOpml, Title
from crawlers.pages import news
from crawlers.pages.news import Family
from crawlers.sources import SourcesBroken
from crawlers.sources.written import source_of
from domain.council import all_councils
from domain.errors import MinutewatchError
from domain.source import Channel, Licence, Source
from minutewatch import config, jobs, titles
from minutewatch.jobs import Home
from tests.conftest import command

POST = """system = "news"
name = "Wolden Post"
publisher = "Wolden Newspapers"
url = "https://www.woldenpost.example"
licence = "none"
covers = ["lancashire", "blackpool"]

[pages]
family = "newsquest"

[pages.feeds]
news = "https://www.woldenpost.example/news/rss/"

[pages.sitemaps]
two-days = "https://maps.woldenpost.example/sitemap-news.xml"
"""
READERS = """<?xml version="1.0"?>
<opml version="1.0"><head><title>My feeds</title></head><body>
<outline text="Local"><outline text="Wolden Post" type="rss" xmlUrl="https://www.woldenpost.example/news/rss/" htmlUrl="https://www.woldenpost.example/"/>
<outline text="Wolden Post: sport" type="rss" xmlUrl="https://www.woldenpost.example/sport/rss/" htmlUrl="https://www.woldenpost.example/"/></outline>
<outline title="Estmere &amp; Vale Echo" text="x" xmlUrl="https://echo.example/feed/"/>
<outline text="Empty folder"/><outline text="Not the web" xmlUrl="file:///etc/passwd"/>
</body></opml>"""
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a title's file into an operator's folder; returns the folder."""

    def write(words: str, name: str = "wolden-post.toml", kind: str = "news") -> Path:
        folder = tmp_path / "sources" / kind
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
        return tmp_path / "sources"

    return write


def shipped() -> list[Source]:
    """The news titles that come with the programme."""
    return [source for source in sources.load().values() if source.channel is Channel.NEWS]


def problem(folder: Path) -> str:
    """What is wrong with the one file in a folder."""
    (said,) = sources.read(folder).problems.values()
    return said


def test_every_authority_is_covered() -> None:
    """Each of the 153 authorities has at least two titles of two publishers; no title covers what is no authority."""
    publishers: dict[str, set[str]] = defaultdict(set)
    for source in shipped():
        for slug in source.covers:
            publishers[slug].add(source.publisher or source.key)
    authorities = {council.slug for council in all_councils() if council.gss and council.ofsted_urn}

    assert publishers.keys() == authorities
    assert {slug: said for slug, said in publishers.items() if len(said) < 2} == {}


def test_the_titles_of_lancashire() -> None:
    """The county's own papers, the broadcaster's page for it, and the neighbours that write about its edges."""
    covering = {source.key.removeprefix("news/") for source in shipped() if "lancashire" in source.covers}

    assert covering == {
        "bbc-lancashire",
        "blackpool-gazette",
        "burnley-express",
        "craven-herald",
        "lancashire-post",
        "lancashire-telegraph",
        "lancaster-guardian",
        "lancs-live",
        "westmorland-gazette",
    }


def test_the_specialist_press() -> None:
    """It is national, and so goes with any council of England."""
    national = {source.key.removeprefix("news/") for source in shipped() if source.is_national}

    assert {
        "community-care",
        "cyp-now",
        "schools-week",
        "local-government-chronicle",
        "municipal-journal",
    } <= national


def test_the_shipped_titles() -> None:
    """Each has a name and a publisher, allows least, covers somebody or all, and no list is two titles'."""
    seen: dict[str, str] = {}
    for source in shipped():
        site = news.site(source.pages)

        assert source.name, source.key
        assert source.publisher, source.key
        assert source.licence is Licence.NONE, source.key
        assert source.is_national is not bool(source.covers), source.key
        assert all(url.startswith("https://") for url in (source.url, *site.feeds.values())), source.key
        for url in (*site.feeds.values(), *site.sitemaps.values()):
            assert seen.setdefault(url, source.key) == source.key
    families = {news.site(source.pages).family for source in shipped()}
    assert families == set(Family)


def test_every_shipped_file_says_how_sure_it_is() -> None:
    """An address that nobody has seen answer is never given out as a fact."""
    folder = sources.SHIPPED / "news"

    assert [
        path.name
        for path in sorted(folder.glob("*.toml"))
        if not path.read_text(encoding="utf-8").startswith("#")
        or "sources probe" not in path.read_text("utf-8")
    ] == []


def test_a_title_goes_with_its_councils(put: Put) -> None:
    """It is on where a council that it writes about is watched; so is the national press; a file of one's own always is."""
    shelf = sources.read()
    in_kent = {key for key in shelf.switched_on(("kent",)) if key.startswith("news/")}

    assert {"news/bbc-kent", "news/kent-online", "news/kent-live", "news/community-care"} <= in_kent
    assert not {"news/lancashire-telegraph", "news/bbc-essex"} & in_kent
    assert not {key for key in shelf.switched_on(()) if key.startswith("news/")}
    assert "news/lancashire-telegraph" in shelf.switched_on(("news/lancashire-telegraph",))
    assert "news/wolden-post" in sources.read(put(POST)).switched_on(())
    off = put(POST.replace("licence", "enabled = false\nlicence"))
    assert "news/wolden-post" not in sources.read(off).switched_on(("lancashire",))


def test_a_title_goes_with_those_who_come_after(put: Put) -> None:
    """News of Surrey is news of West Surrey, once that is watched."""
    west = 'system = "moderngov"\nurl = "https://west.example"\nlicence = "ogl"\nslug = "west-surrey"\n'
    shelf = sources.read(put(west, "west-surrey.toml", "councils"))

    assert "news/bbc-surrey" in shelf.switched_on(("west-surrey",))


def test_what_a_title_may_be_asked_for(put: Put) -> None:
    """Its own site and those of its lists, and no other."""
    source = sources.load(put(POST))["news/wolden-post"]

    assert source.hosts == {"www.woldenpost.example", "maps.woldenpost.example"}
    assert (source.called, source.publisher) == ("Wolden Post", "Wolden Newspapers")
    assert sources.load()["news/bbc-lancashire"].hosts == {
        "www.bbc.co.uk",
        "www.bbc.com",
        "feeds.bbci.co.uk",
    }
    unnamed = sources.load(put(POST.replace('name = "Wolden Post"\n', "")))["news/wolden-post"]
    assert unnamed.called == "Wolden Post"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"blackpool"', '"blackpol"', "wolden-post.toml: covers blackpol: no council is known by this"),
        ('"blackpool"', '"Black pool"', "covers.1 = 'Black pool': is no slug"),
        ('family = "newsquest"', 'family = "gazette"', "pages.family = 'gazette'"),
        (
            "https://www.woldenpost.example/news",
            "/news",
            "pages.feeds.news = '/news/rss/': is no web address",
        ),
        ("news = ", '"News now" = ', "pages.feeds.News now"),
        ("[pages.feeds]", "[pages.feed]", "pages: feed is no key that we know"),
        ("none", "free", "licence = 'free'"),
    ],
)
def test_a_slip_in_a_title(put: Put, old: str, new: str, said: str) -> None:
    """It is named, with the file."""
    assert old in POST

    assert said in problem(put(POST.replace(old, new)))


def test_only_news_covers_councils(put: Put) -> None:
    """A council's papers are its own."""
    words = 'system = "moderngov"\nurl = "https://a.example"\nlicence = "ogl"\nslug = "east-surrey"\n'

    assert "covers is a key of news titles alone" in problem(
        put(f'{words}covers = ["kent"]\n', "west-surrey.toml", "councils")
    )


def test_titles_travel(tmp_path: Path) -> None:
    """Every shipped title comes back from OPML as it was, but for its licence."""
    before = [opml.title_of(source) for source in shipped()]
    after = opml.titles_in(opml.written(before), "titles.opml")

    assert [title for title in after if title not in before] == []
    assert len(after) == len(before)
    for title in after:
        path = tmp_path / "news" / f"{title.stem}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(opml.as_file(title), encoding="utf-8")
        assert opml.title_of(source_of(path)) == title


def test_another_readers_list() -> None:
    """Feeds of one site are one title, wherever they stand; what is no web address is left out."""
    post, echo = opml.titles_in(READERS.encode(), "feeds.opml")

    assert (post.name, post.url, dict(post.feeds)) == (
        "Wolden Post",
        "https://www.woldenpost.example",
        {
            "news": "https://www.woldenpost.example/news/rss/",
            "sport": "https://www.woldenpost.example/sport/rss/",
        },
    )
    assert (echo.stem, echo.name, dict(echo.feeds)) == (
        "estmere-vale-echo",
        "Estmere & Vale Echo",
        {"front": "https://echo.example/feed/"},
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>No</body></html>",
        b"<opml><body/></opml>",
        b'<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><body><outline xmlUrl="https://a.example/" text="&a;"/></body></opml>',
        b'<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><opml><body><outline xmlUrl="https://a.example/" text="&b;"/></body></opml>',
        b"<opml>" + b"<outline>" * 5000,
    ],
    ids=["empty", "html", "no-feed", "external-entity", "entities", "deep"],
)
def test_no_opml(body: bytes) -> None:
    """What is none, or declares entities, is refused with the file's name; nothing is fetched or unfolded."""
    with pytest.raises(NoOpml, match=r"feeds\.opml"):
        opml.titles_in(body, "feeds.opml")


@given(
    title=st.builds(
        Title,
        name=st.text(min_size=1, max_size=30).map(lambda words: " ".join(words.split())).filter(bool),
        url=st.just("https://www.woldenpost.example"),
        key=st.none() | st.text(max_size=20).map(lambda stem: f"news/{stem}"),
        publisher=st.none() | st.text(min_size=1, max_size=20),
        feeds=st.just({"news": "https://www.woldenpost.example/news/rss/?a=1&b='2'"}),
    )
)
def test_no_title_breaks_its_file(title: Title, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a title is called, its file can be read, or is refused as a whole."""
    folder = tmp_path_factory.getbasetemp() / "any" / "news"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{title.stem}.toml"
    try:
        path.write_text(opml.as_file(title), encoding="utf-8")
        source = source_of(path)
    except (SourcesBroken, UnicodeEncodeError):
        return
    finally:
        path.unlink(missing_ok=True)

    assert source.called == title.name
    assert source.licence is Licence.NONE


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda words: READERS.replace("Wolden", words).encode("utf-8", "replace"))
)
def test_any_opml(body: bytes) -> None:
    """Whatever a file holds, it is titles or our own error."""
    try:
        found = opml.titles_in(body, "feeds.opml")
    except MinutewatchError:
        return

    assert all(title.lists and title.stem for title in found)


def home_of(folder: Path) -> Home:
    """An open home is needed only for its settings and its shelf."""
    settings = config.load(folder)
    shelf = sources.read(folder / "sources")
    with jobs.open_home(settings) as opened:
        return Home(settings=settings, archive=opened.archive, shelf=shelf, on=opened.on)


def test_a_list_becomes_files(tmp_path: Path) -> None:
    """Each title gets a file that allows least; a second time it is known already, and a file that is there stays."""
    (tmp_path / "feeds.opml").write_text(READERS, encoding="utf-8")
    home = tmp_path / "home"
    first = titles.take(home_of(home), tmp_path / "feeds.opml", covers=("lancashire",))
    again = titles.take(home_of(home), tmp_path / "feeds.opml")
    source = sources.load(home / "sources")["news/wolden-post"]

    assert [taken.source for taken in first] == ["news/wolden-post", "news/estmere-vale-echo"]
    assert (source.covers, source.licence) == (("lancashire",), Licence.NONE)
    assert [taken.why_not for taken in again] == [
        "known already: news/wolden-post",
        "known already: news/estmere-vale-echo",
    ]
    (tmp_path / "feeds.opml").write_text(READERS.replace("/sport/rss/", "/politics/rss/"), encoding="utf-8")
    (third, _) = titles.take(home_of(home), tmp_path / "feeds.opml")
    assert "is there already" in (third.why_not or "")
    with pytest.raises(NoOpml, match="name a file that can be read"):
        titles.take(home_of(home), tmp_path / "nothing.opml")


def test_sources_of_one_site_take_turns(tmp_path: Path) -> None:
    """Forty areas of the BBC are one site, which one of us asks at a time; other titles go on meanwhile."""
    home = home_of(tmp_path)
    keys = [source.key for source in shipped()]
    groups = jobs.by_site(home, keys)

    assert sorted(key for group in groups for key in group) == sorted(keys)
    assert len(groups[0]) == 40
    assert all(key.startswith("news/bbc-") for key in groups[0])
    assert ["news/lancashire-telegraph"] in groups


@pytest.mark.slow
def test_by_command(tmp_path: Path) -> None:
    """Export and import are two commands; an unknown council is bad usage."""
    command("init", home=tmp_path / "home")
    exported = command("sources", "export", "--opml", str(tmp_path / "t.opml"), home=tmp_path / "home")
    taken = command("sources", "import", str(tmp_path / "t.opml"), home=tmp_path / "home")
    unknown = command(
        "sources", "import", str(tmp_path / "t.opml"), "--covers", "atlantis", home=tmp_path / "home"
    )

    assert (exported.returncode, taken.returncode, unknown.returncode) == (0, 0, 2)
    assert "Lancashire Telegraph: known already: news/lancashire-telegraph" in taken.stdout
