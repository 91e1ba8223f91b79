"""The audit on the command line: what was listed, why it was kept or dropped, a sample to label, and what the labels tell."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from domain.news import ListedStory
from reading.relevance import score
from storage.archive import open_archive
from storage.withdrawal import withdraw
from tests.conftest import command
from tests.storage.newsroom import STORY, Newsroom

pytestmark = pytest.mark.slow

_TITLES = (
    "Council short of foster carers",
    "Summer fair returns to Ashcombe",
    "=HYPERLINK(1): fair returns",
    "Baby and me club at the fair",
    "Youth service cuts, says council",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the Estmere Echo listed five stories, with its file beside; nobody changes it."""
    home = tmp_path_factory.mktemp("audit") / "home"
    assert command("init", home=home).returncode == 0
    (home / "sources" / "news").mkdir(parents=True, exist_ok=True)
    (home / "sources" / "news" / "estmere-echo.toml").write_text(
        'system = "news"\nname = "Estmere Echo"\nurl = "https://echo.example"\nlicence = "none"\n'
        'covers = ["lancashire"]\n[pages]\nfamily = "other"\n'
        '[pages.feeds]\nnews = "https://echo.example/rss"\n',
        encoding="utf-8",
    )
    with open_archive(home) as archive:
        room = Newsroom(archive)
        room.lists()
        room.later(hours=2)
        room.lists(*(_listed(number, title) for number, title in enumerate(_TITLES)))
    return home


def _listed(number: int, title: str, summary: str | None = None) -> ListedStory:
    found, reasons = score(title, summary or "")
    ref = f"1880000{number}"
    return replace(
        STORY,
        ref=ref,
        url=f"https://echo.example/news/{ref}.story/",
        title=title,
        summary=summary,
        score=found,
        reasons=reasons,
    )


def test_the_audit_says_what_became_of_every_story(home: Path) -> None:
    """Counts per title, the dropped stories with score and reasons, and how to go on."""
    done = command("sources", "audit", home=home)

    assert done.returncode == 0
    assert "news/estmere-echo: 5 listed, of which 1 fetched, 1 borderline, 3 dropped" in done.stdout
    assert "Summer fair returns to Ashcombe" in done.stdout
    assert "--labelled" in done.stdout


def test_a_sample_is_labelled_and_measured(home: Path, tmp_path: Path) -> None:
    """The table comes back with labels, and tells precision and recall with their intervals; the misjudged are named."""
    printed = command("sources", "audit", "--csv", "--sample", "2", home=home).stdout
    rows = list(csv.DictReader(io.StringIO(printed)))

    assert [(row["verdict"], row["stands_for"]) for row in rows] == [
        ("fetched", "1.0"),
        ("borderline", "1.0"),
        ("dropped", "1.5"),
        ("dropped", "1.5"),
    ]
    for row in rows:
        row["label"] = "0" if "fair" in row["title"] else "1"
    labelled = tmp_path / "audit.csv"
    with labelled.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    told = json.loads(command("sources", "audit", "--labelled", str(labelled), "--json", home=home).stdout)
    assert told["labelled"] == 4
    assert told["shown"]["precision"]["found"] == 1.0
    assert told["shown"]["recall"]["found"] == 0.5
    assert [each["title"] for each in told["misjudged"]] == ["Youth service cuts, says council"]


def test_a_headline_is_no_formula(home: Path) -> None:
    """What a spreadsheet would reckon out is words."""
    printed = command("sources", "audit", "--csv", home=home).stdout

    assert "'=HYPERLINK(1): fair returns" in [row["title"] for row in csv.DictReader(io.StringIO(printed))]


def test_a_correction_acts_and_stands_among_the_reasons(home: Path, tmp_path: Path) -> None:
    """The story is fetched next, its phrase is asked of every story, and the audit says both."""
    home = copytree(home, tmp_path / "home")
    done = command(
        "sources", "correct", "https://echo.example/news/18800003.story/",
        "--relevant", "--reason", "clubs are ours", "--words", "baby and me", home=home,
    )  # fmt: skip
    stories = [
        json.loads(line) for line in command("sources", "audit", "--json", home=home).stdout.splitlines()
    ]
    corrected = next(each for each in stories if each.get("title") == "Baby and me club at the fair")

    assert (done.returncode, "is fetched with the next crawl" in done.stdout) == (0, True)
    assert 'the operator\'s own words for a story: "baby and me"' in done.stdout
    assert (corrected["verdict"], corrected["reasons"][-1]) == (
        "fetched",
        "the operator decided: clubs are ours",
    )


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("title,label\nFair,maybe\n", "'maybe' is no label"),
        ("headline\nFair\n", "needs the columns"),
        ("", "needs the columns"),
        ("title,label,stands_for\nFair,1,nan\n", "stands_for"),
    ],
)
def test_a_table_that_cannot_be_meant(home: Path, tmp_path: Path, table: str, says: str) -> None:
    """Bad usage, said in one line with file and line."""
    file = tmp_path / "bad.csv"
    file.write_text(table, encoding="utf-8")
    done = command("sources", "audit", "--labelled", str(file), home=home)

    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.parametrize(
    "words",
    [("https://elsewhere.example/x", "--relevant", "--reason", "x"), ("no", "--irrelevant", "--reason", "x")],
)
def test_an_address_of_nobody(home: Path, words: tuple[str, ...]) -> None:
    """Is refused, with what to do instead."""
    done = command("sources", "correct", *words, home=home)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


# Pages that were never read: dropped, refused, or not there. Of the last nothing is withheld but the name.
_NAMING = (
    ("Mum Carly Bexwith tells how council failed daughter Ava in care", None),
    ("Mum Jenny Wrexley wins cake contest with son Toby", "A sponge of four tiers won."),
    ("Fair tidies up", "Pam Ockley, 34, a mum of two, swept the green with her son Rory."),
)
_NAMES = ("Carly", "Bexwith", "Ava", "Jenny", "Wrexley", "Toby", "Pam", "Ockley", "Rory")


@pytest.fixture(scope="module")
def naming(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same home, where the Echo lists stories that name private people and whose pages nobody read."""
    home = copytree(home, tmp_path_factory.mktemp("naming") / "home")
    with open_archive(home) as archive:
        room = Newsroom(archive)
        room.later(hours=4)
        stories = [_listed(number, *words) for number, words in enumerate(_NAMING, start=10)]
        by_path = "/news/jenny-wrexley-wins"
        room.lists(
            stories[0],
            replace(stories[1], ref=by_path, url=f"https://echo.example{by_path}/"),
            stories[2],
        )
        room.refuses(story=stories[0])
    return home


@pytest.mark.parametrize("form", [(), ("--csv",), ("--json",)], ids=["text", "csv", "json"])
def test_no_private_person_is_named_of_pages_never_read(naming: Path, form: tuple[str, ...]) -> None:
    """Headline, address and summary of a story that was only listed are kept from names like those of one that was read."""
    printed = command("sources", "audit", *form, home=naming).stdout

    assert [name for name in _NAMES if name.lower() in printed.lower()] == []
    assert "Fair tidies up" in printed
    assert ("swept the green" in printed) is bool(form)
    assert "Summer fair returns to Ashcombe" in printed


def test_what_is_withheld_can_be_labelled(naming: Path, tmp_path: Path) -> None:
    """A row without its headline keeps number, score and verdict, and counts when it comes back with a label."""
    rows = list(csv.DictReader(io.StringIO(command("sources", "audit", "--csv", home=naming).stdout)))
    withheld = [row for row in rows if row["title"].startswith("Title withheld")]

    assert sorted((row["ref"], row["summary"]) for row in withheld) == [("", ""), ("188000010", "")]
    labelled = tmp_path / "audit.csv"
    with labelled.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, list(rows[0]))
        table.writeheader()
        table.writerows(row | {"label": "1"} for row in withheld)
    told = command("sources", "audit", "--labelled", str(labelled), "--json", home=naming)
    assert json.loads(told.stdout)["labelled"] == 2


def test_a_correction_names_no_private_person(naming: Path, tmp_path: Path) -> None:
    """It says of which story it is, without a headline that names somebody."""
    home = copytree(naming, tmp_path / "home")
    done = command(
        "sources", "correct", "https://echo.example/news/188000010.story/", "--irrelevant", "--reason", "no",
        home=home,
    )  # fmt: skip

    assert done.stdout.startswith(
        "news/estmere-echo: Title withheld: the story names private people: is left out"
    )


def test_a_hidden_story_is_not_shown(home: Path, tmp_path: Path) -> None:
    """Whoever hides a story hides its headline from the audit too."""
    home = copytree(home, tmp_path / "home")
    story = _listed(0, _TITLES[0])
    with open_archive(home) as archive:
        room = Newsroom(archive)
        room.later(hours=4)
        room.shows(story=story)
        withdraw(archive, story.url, erase=False, actor="ada", reason="asked to", now=room.now)
    printed = command("sources", "audit", "--csv", home=home).stdout

    assert (_TITLES[0] in printed, story.url in printed) == (False, False)
    assert "Withdrawn" in printed
