"""Source files: the shipped ones are in order, an operator's come first, and what is wrong is said with file and key."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers import sources
from crawlers.sources import SourcesBroken, UnknownSource
from crawlers.sources.written import WrittenSource
from domain.council import all_councils, by_gss
from domain.deadlines import Deadline, DeadlineKind, Unit
from domain.source import Channel, Licence
from tests.conftest import ROOT

WESTMERE = """system = "moderngov"
url = "https://papers.westmere.example/moderngov/"
licence = "ogl"

[council]
name = "Westmere Council"
slug = "westmere"
aliases = ["Westmere"]
"""
Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a source file into an operator's folder; returns the folder."""

    def write(words: str | bytes, name: str = "westmere.toml", kind: str = "councils") -> Path:
        folder = tmp_path / kind
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(words.encode() if isinstance(words, str) else words)
        return tmp_path

    return write


def problem(folder: Path) -> str:
    """What is wrong with the one file in a folder."""
    (said,) = sources.read(folder).problems.values()
    return said


def test_the_shipped_sources() -> None:
    """Every shipped file can be used, and Lancashire is among them."""
    found = sources.load()
    lancashire = found["committee/lancashire"]

    assert sum(source.channel is Channel.COMMITTEE for source in found.values()) == 153
    assert (lancashire.channel, lancashire.system, lancashire.url, lancashire.licence) == (
        Channel.COMMITTEE,
        "moderngov",
        "https://council.lancashire.gov.uk",
        Licence.OGL,
    )
    assert lancashire.council is not None
    assert lancashire.council.gss == "E10000017"
    assert all(source.delay >= 2 and source.enabled for source in found.values())
    assert all(
        bool(source.promise) is (source.system in {"moderngov", "ofsted"}) for source in found.values()
    )
    assert all(
        deadline.source.startswith("http") for source in found.values() for deadline in source.deadlines
    )


def test_every_authority_once() -> None:
    """Each authority with children's services has one source under its own slug, and nobody else has."""
    councils = {council for source in sources.load().values() if (council := source.council)}
    present = {council for council in all_councils() if council.gss and council.ofsted_urn}

    assert councils == present
    assert all(
        key == f"committee/{source.council.slug}"
        for key, source in sources.load().items()
        if source.council is not None
    )


def test_against_the_table_of_committee_systems(shared: Path) -> None:
    """System and address of each are those that were looked up; four addresses are still to be found."""
    with (shared / "data" / "committee_systems.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {source.council.gss: source for source in sources.load().values() if source.council}

    assert sorted(found) == sorted(row["gss_code"] for row in rows)  # type: ignore[type-var]  # all have a code
    assert Counter(source.system for source in found.values()) == {"moderngov": 136, "cmis": 11, "bespoke": 6}
    unknown = {source.key for source in found.values() if not source.url}
    assert unknown == {
        "committee/east-riding-of-yorkshire",
        "committee/north-east-lincolnshire",
        "committee/south-tyneside",
        "committee/warrington",
    }
    for row in rows:
        source = found[row["gss_code"]]
        assert source.system == row["system"].replace("other/unknown", "bespoke")
        addresses = {url.partition("://")[2].rstrip("/") for url in (row["base_url"], row["alt_base_url"])}
        listed = {url.partition("://")[2] for url in (source.url, *source.other_urls)}
        assert not source.url or listed <= addresses, source.key
        refused = row["reach_2026_08"].startswith(("robots", "403")) or row["tls_broken"]
        assert not refused or source.note, source.key


def test_an_address_still_to_be_found(put: Put) -> None:
    """A site whose address nobody knows is a source all the same, and says so."""
    source = sources.load(put(WESTMERE.replace("https://papers.westmere.example/moderngov/", "unknown")))[
        "committee/westmere"
    ]

    assert (source.url, source.gap) == ("", "the address of its papers is still to be found")


def test_a_site_whose_pages_are_still_to_be_described(put: Put) -> None:
    """A site of a council's own needs a table that says what stands where; without it, it is known and not looked at."""
    bespoke = WESTMERE.replace('moderngov"', 'bespoke"', 1)
    assert sources.load(put(bespoke))["committee/westmere"].gap == (
        "how its pages are laid out is still to be described"
    )

    assert "westmere.toml: pages needs lists" in problem(put(f"{bespoke}[pages]\nmeeting = 1\n"))
    assert "westmere.toml: pages is no key of a moderngov site" in problem(
        put(f"{WESTMERE}[pages]\ntab = 1\n")
    )


def test_where_a_cmis_site_shows_its_calendar(put: Put) -> None:
    """Page, tab and module may stand in the file; a slip in them is named."""
    cmis = WESTMERE.replace('moderngov"', 'cmis"', 1)
    source = sources.load(put(f"{cmis}[pages]\ntab = 70\nmodule = 397\n"))["committee/westmere"]

    assert (source.pages, source.gap) == ({"tab": 70, "module": 397}, None)
    assert "westmere.toml: pages.tab = 'x': " in problem(put(f"{cmis}[pages]\ntab = 'x'\n"))
    assert "westmere.toml: promise is no key of a cmis site" in problem(
        put(f"{cmis}[promise]\nmeetings = 3\n")
    )


def test_deadlines_of_a_council(put: Put) -> None:
    """By when questions must come in is data; the hour may be text or TOML's own."""
    rule = "kind = 'public_question'\nbefore = 7\nunit = 'days'\nsource = 'https://westmere.example/rules'\n"
    folder = put(
        f"{WESTMERE}[[deadlines]]\n{rule}at = '12:00'\n[[deadlines]]\n{rule}at = 09:30:00\nbodies = ['Cabinet']\n"
    )
    first, second = sources.load(folder)["committee/westmere"].deadlines

    assert first == Deadline(
        kind=DeadlineKind.PUBLIC_QUESTION,
        before=7,
        unit=Unit.DAYS,
        at=time(12),
        source="https://westmere.example/rules",
    )
    assert (second.at, second.bodies) == (time(9, 30), ("Cabinet",))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("before = 7", "before = -1", "deadlines.0.before = -1: "),
        ("unit = 'days'", "unit = 'weeks'", "deadlines.0.unit = 'weeks': "),
        ("unit = 'days'", "", "needs deadlines.0.unit"),
        ("kind = 'petition'", "kind = 'wish'", "deadlines.0.kind = 'wish': "),
        ("at = '16:00'", "at = '4pm'", "deadlines.0.at = '4pm': is no hour such as 12:00"),
        ("source = 'https://westmere.example'", "", "needs deadlines.0.source"),
        ("source = 'https://westmere.example'", "source = 'somewhere'", "is no web address"),
    ],
)
def test_a_deadline_that_cannot_be_meant(put: Put, old: str, new: str, said: str) -> None:
    """No rule without its address, and none that cannot be counted."""
    rule = "[[deadlines]]\nkind = 'petition'\nbefore = 7\nunit = 'days'\nat = '16:00'\nsource = 'https://westmere.example'\n"
    assert old in rule

    assert said in problem(put(WESTMERE + rule.replace(old, new)))


def test_a_council_that_ends(put: Put) -> None:
    """A council's days and those who come after it stand in its file; one of whom nothing is known yet is pointed out."""
    ending = f'{WESTMERE}valid_to = 2027-03-31\nsuccessors = ["north-westmere"]\n'
    (doubt,) = sources.read(put(ending)).doubts
    assert doubt.startswith("westmere: its successor north-westmere is no council that is known yet")

    heir = WESTMERE.replace("Westmere Council", "North Westmere Council").replace(
        '"westmere"', '"north-westmere"\nvalid_from = "2027-04-01"'
    )
    put(heir, "north-westmere.toml")
    shelf = sources.read(put(ending))
    assert shelf.doubts == ()
    (westmere, after) = (shelf.one(name).council for name in ("westmere", "north-westmere"))

    assert westmere is not None
    assert after is not None
    assert (westmere.valid_to, westmere.successors) == ("2027-03-31", ("north-westmere",))
    assert after.valid_from == "2027-04-01"
    assert "valid_to = '31 March': is no day such as 2027-04-01" in problem(
        put(f'{WESTMERE}valid_to = "31 March"\n')
    )


def test_an_authority_without_a_code_yet(put: Put) -> None:
    """Those who are still to come go by slug until their code is given out."""
    words = WESTMERE.partition("[council]")[0]
    council = sources.load(put(f'{words}slug = "east-surrey"\n'))["committee/westmere"].council

    assert council is not None
    assert (council.name, council.gss, council.valid_from) == ("East Surrey Council", None, "2027-04-01")
    assert "slug = 'mid-surrey': is no authority" in problem(put(f'{words}slug = "mid-surrey"\n'))


NEIGHBOURS = ("lancashire", "Blackpool", "committee/wigan")


def councils_of(on: frozenset[str]) -> set[str]:
    """Those of some keys that are councils' papers."""
    return {key for key in on if key.startswith("committee/")}


def test_the_watch_list(put: Put) -> None:
    """What is named is switched on, by slug, name or key; so are an operator's own files, and no other council."""
    shelf = sources.read(put(WESTMERE))

    assert councils_of(shelf.switched_on(NEIGHBOURS)) == {
        "committee/lancashire",
        "committee/blackpool",
        "committee/wigan",
        "committee/westmere",
    }
    assert councils_of(shelf.switched_on(())) == {"committee/westmere"}
    assert shelf.switched_on(("all",)) == shelf.keys


def test_a_file_that_says_no_is_not_switched_on(put: Put) -> None:
    """Whatever the list says, `enabled = false` in a file wins; the source can still be named."""
    shelf = sources.read(put(WESTMERE.replace("licence", "enabled = false\nlicence", 1)))

    assert "committee/westmere" not in shelf.switched_on(("all", "westmere"))
    assert shelf.one("westmere").key == "committee/westmere"


def test_sources_that_are_no_councils_need_no_watch_list(put: Put) -> None:
    """The list is one of councils."""
    official = 'system = "moderngov"\nurl = "https://reports.example"\nlicence = "ogl"\nchannel = "ofsted"\n'

    assert "ofsted/reports" in sources.read(put(official, "reports.toml", "official")).switched_on(())


def test_who_watches_a_council_watches_its_successors(put: Put) -> None:
    """Surrey ends; whoever watches it goes on with East Surrey as soon as there is a file for it."""
    words = WESTMERE.partition("[council]")[0]
    own = sources.read(put(f'{words}slug = "east-surrey"\n', "east-surrey.toml"))
    shipped = sources.Shelf(sources=own.sources, problems={})

    assert "committee/east-surrey" in shipped.switched_on(("surrey",))
    assert "committee/east-surrey" not in shipped.switched_on(("kent",))


def test_a_watch_list_with_a_slip(put: Put) -> None:
    """An unknown name is refused with what comes close; one whose file is broken is no slip of the list."""
    with pytest.raises(UnknownSource, match=r"watch: lancs.*put it right in the setting `watch`"):
        sources.read().switched_on(("lancs",))
    with pytest.raises(UnknownSource, match="atlantis"):
        sources.read().switched_on(("all", "atlantis"))
    broken = sources.read(put('system = "moderngov"\nlicence = "ogl"\n'))

    assert councils_of(broken.switched_on(("westmere",))) == set()


def test_codes_lead_to_councils() -> None:
    """Every source's code is the one that its council bears now."""
    found = [council for source in sources.load().values() if (council := source.council)]

    assert all(council.gss and by_gss()[council.gss] is council for council in found)


def test_a_council_of_ones_own(put: Put) -> None:
    """A council that is none of the 153 stands in a table of its own; the address loses its last slash."""
    source = sources.load(put(WESTMERE))["committee/westmere"]

    assert source.url == "https://papers.westmere.example/moderngov"
    assert source.council is not None
    assert (source.council.slug, source.council.gss, source.council.aliases) == (
        "westmere",
        None,
        ("Westmere",),
    )
    assert (source.delay, source.enabled, source.promise) == (2.0, True, {})


def test_an_operators_file_comes_first(put: Put) -> None:
    """An operator's lancashire.toml stands in for the shipped one, even when it cannot be used."""
    folder = put(
        'system = "moderngov"\nurl = "https://mirror.example"\nlicence = "ogl"\ngss = "E10000017"\n',
        "lancashire.toml",
    )

    assert sources.load(folder)["committee/lancashire"].url == "https://mirror.example"
    put("system =", "lancashire.toml")
    shelf = sources.read(folder)
    assert "committee/lancashire" not in shelf.sources
    assert "committee/lancashire" in shelf.problems
    assert "committee/bolton" in shelf.sources


def test_official_sources_name_their_channel(put: Put) -> None:
    """A file among the official ones says which channel it feeds; a council's file need not, and must not."""
    official = 'system = "moderngov"\nurl = "https://reports.example"\nlicence = "ogl"\n'

    assert "ofsted/reports" in sources.load(
        put(f'{official}channel = "ofsted"\n', "reports.toml", "official")
    )
    put(official, "reports.toml", "official")
    assert problem(put(official, "reports.toml", "official")) == (
        "reports.toml: needs channel (one of ofsted, govuk, statistics)"
    )
    put(f'{official}channel = "ofsted"\n', "reports.toml", "official")
    assert problem(put(f'channel = "committee"\n{WESTMERE}')).startswith(
        "westmere.toml: channel goes without saying"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('url = "https://papers.westmere.example/moderngov/"', "", "needs url"),
        ('url = "https://papers.westmere.example/moderngov/"', 'url = ""', "url = '': is no web address"),
        ('"https://papers', '"ftp://papers', "is no web address"),
        ('system = "moderngov"', "", "needs system"),
        ('"moderngov"', '"jadu"', "system = 'jadu': is none of bespoke, cmis, govuk, moderngov"),
        ('licence = "ogl"', "", "needs licence"),
        ('licence = "ogl"', 'licence = "free"', "licence = 'free'"),
        ('licence = "ogl"', 'licence = "ogl"\ncolour = "red"', "colour is no key that we know"),
        ('licence = "ogl"', 'licence = "ogl"\ndelay = 0', "delay = 0: "),
        ('licence = "ogl"', 'licence = "ogl"\ndelay = -1.5', "delay = -1.5: "),
        ('licence = "ogl"', 'licence = "ogl"\ndelay = "2"', "delay = '2': "),
        ('licence = "ogl"', 'licence = "ogl"\nenabled = "no"', "enabled = 'no': "),
        ('licence = "ogl"', 'licence = "ogl"\ngss = "E10000017"', "has both gss and [council]"),
        (
            'licence = "ogl"',
            'licence = "ogl"\nwatch_committees = "Cabinet"',
            "watch_committees = 'Cabinet': ",
        ),
        (
            'licence = "ogl"',
            'licence = "ogl"\npromise = { papers = 3 }',
            "promise.papers is no key that we know",
        ),
        ('licence = "ogl"', 'licence = "ogl"\npromise = { meetings = 0 }', "promise.meetings = 0: "),
        ('slug = "westmere"', "", "needs council.slug"),
        ('slug = "westmere"', 'slug = "lancashire"', "is the slug of a real authority"),
        ('slug = "westmere"', 'slug = "West Mere"', "is no slug"),
        ("[council]", "[council", "westmere.toml: "),
    ],
)
def test_what_is_wrong_is_named(put: Put, old: str, new: str, said: str) -> None:
    """A file that cannot be used is named with the key and what is wrong with it."""
    assert old in WESTMERE
    found = problem(put(WESTMERE.replace(old, new, 1)))

    assert found.startswith("westmere.toml: ")
    assert said in found


def test_a_file_without_a_council(put: Put) -> None:
    """Committee papers belong to somebody."""
    words = WESTMERE.partition("[council]")[0]

    assert problem(put(words)) == "westmere.toml: needs gss (the authority's code), or a [council] table"
    assert "is no code of an authority" in problem(put(f'{words}gss = "E99999999"\n'))


def test_all_problems_at_once(put: Put) -> None:
    """Whoever checks the sources gets every problem, a line each."""
    put(b"\xff\xfe", "odd.toml")
    folder = put("", "Empty File.toml")
    with pytest.raises(SourcesBroken) as caught:
        sources.load(folder)

    assert str(caught.value).splitlines() == [
        "Empty File.toml: call it by lower-case letters, digits and hyphens",
        "odd.toml: is not UTF-8 text",
    ]


def test_several_problems_of_one_file(put: Put) -> None:
    """A file with more than one thing wrong names them all."""
    assert problem(put("colour = 1\n")) == (
        "westmere.toml: needs system; westmere.toml: needs url; westmere.toml: needs licence; "
        "westmere.toml: colour is no key that we know"
    )


@pytest.mark.parametrize(
    "name",
    [
        "committee/lancashire",
        "lancashire",
        "Lancashire",
        "Lancashire County Council",
        " lancashire county council ",
    ],
)
def test_sources_are_found_by_name(name: str) -> None:
    """A source goes by its key, or by its council's name however it is written."""
    assert sources.read().one(name).key == "committee/lancashire"


def test_unknown_sources(put: Put) -> None:
    """An unknown name is refused, with what comes close; a name whose file is broken gets the file's problem."""
    with pytest.raises(UnknownSource, match="did you mean committee/lancashire"):
        sources.read().one("lanca")
    with pytest.raises(UnknownSource, match=r"did you mean committee/leeds\?"):
        sources.read().one("Leds")
    with pytest.raises(UnknownSource, match="`minutewatch sources list` names them all"):
        sources.read().one("Atlantis")
    with pytest.raises(SourcesBroken, match=r"westmere\.toml: needs url"):
        sources.read(put('system = "moderngov"\nlicence = "ogl"\n')).one("westmere")


def test_every_key_is_described() -> None:
    """Whoever writes a source file finds each key in the how-to."""
    pages = ("add-a-council.md", "follow-news.md")
    said = "".join((ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8") for page in pages)
    keys = set(WrittenSource.model_fields) - {"channel"}  # which only official sources name

    assert [key for key in sorted(keys) if f"`{key}`" not in said and f"[{key}]" not in said] == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A home without source files of its own has the shipped ones."""
    assert sources.load(tmp_path / "nowhere") == sources.load()


@given(words=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_file_crashes(words: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in a source file, it is a source or a problem with the file's name."""
    folder = tmp_path_factory.getbasetemp() / "any" / "councils"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "westmere.toml").write_bytes(words)
    shelf = sources.read(folder.parent)

    assert all(said.startswith("westmere.toml: ") for said in shelf.problems.values())
    assert "committee/westmere" in shelf.keys
