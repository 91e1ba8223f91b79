"""Source files: the shipped ones are in order, an operator's come first, and what is wrong is said with file and key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers import sources
from crawlers.sources import SourcesBroken, UnknownSource
from domain.source import Channel, Licence

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

    assert len(found) >= 10
    assert (lancashire.channel, lancashire.system, lancashire.url, lancashire.licence) == (
        Channel.COMMITTEE,
        "moderngov",
        "https://council.lancashire.gov.uk",
        Licence.OGL,
    )
    assert lancashire.council is not None
    assert lancashire.council.gss == "E10000017"
    assert all(source.delay >= 2 and source.promise for source in found.values())
    assert all(source.url.startswith("https://") for source in found.values())


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
        ('"moderngov"', '"jadu"', "system = 'jadu': is none of moderngov"),
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
    with pytest.raises(UnknownSource, match="`minutewatch sources list` names them all"):
        sources.read().one("Atlantis")
    with pytest.raises(SourcesBroken, match=r"westmere\.toml: needs url"):
        sources.read(put('system = "moderngov"\nlicence = "ogl"\n')).one("westmere")


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
