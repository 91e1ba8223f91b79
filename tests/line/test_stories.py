"""`minutewatch stories` and `summary`: one development told by several sources, and a document's own best lines, in words and JSON."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import select, update

from domain.document import DocumentKind
from storage.archive import open_archive
from storage.schema import DocumentRow, VersionRow
from tests.conftest import command
from tests.storage.official import Desk
from tests.storage.test_stories import DAY, Press

pytestmark = pytest.mark.slow

RECORD = (
    "Ofsted judged children's services inadequate (inspected 9 to 20 February 2026, published 24 March 2026)"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an inspection that a report, a newspaper without a licence and a paper tell of, and a home that closes."""
    home = tmp_path_factory.mktemp("stories") / "home"
    assert command("init", home=home).returncode == 0
    with open_archive(home) as archive:
        press = Press(Desk(archive))
        for each in ("report", "story", "paper", "closure", "closure_paper"):
            press.comes(each, seen=DAY)
        with archive.writing() as session:
            news = select(DocumentRow.id).where(DocumentRow.kind == DocumentKind.ARTICLE)
            session.execute(
                update(VersionRow)
                .where(VersionRow.document_id.in_(news))
                .values(licence="none", access="restricted")
            )
        press.join()
    return home


def told(home: Path, *arguments: str) -> list[dict[str, Any]]:
    """What a command prints as JSON."""
    done = command(*arguments, "--json", home=home)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def inspection(home: Path) -> str:
    """The id of the story of the inspection."""
    return str(
        next(each["story"] for each in told(home, "stories", "northshire") if each["headline"] == RECORD)
    )


def test_stories_are_listed_by_council_and_sources(home: Path) -> None:
    """Each with its headline, how many independent sources, and what changed last."""
    some, none, strong = (
        told(home, "stories", *words)
        for words in (("northshire",), ("wolden",), ("northshire", "--sources", "3"))
    )
    line = command("stories", "northshire", "--sources", "3", home=home).stdout

    assert (len(some), none, [each["headline"] for each in strong]) == (2, [], [RECORD])
    assert f"Northshire Council: {RECORD} (3 independent sources (council, news, ofsted), 3 documents" in line


def test_a_story_is_shown_with_its_proof(home: Path) -> None:
    """The timeline with quotes and places, what others claim, and each document with the reason why it is in it."""
    (shown,) = told(home, "stories", "show", inspection(home))
    words = command("stories", "show", inspection(home), home=home).stdout

    assert shown["headline_proof"]["quote"] == "Overall effectiveness Inadequate"
    assert {member["voice"] for member in shown["members"]} == {"ofsted", "news", "council"}
    assert all(member["reason"] for member in shown["members"])
    assert "agrees: reported as inadequate; the official record: inadequate" in words


def test_of_news_without_a_licence_one_short_quote_is_shown(home: Path) -> None:
    """In a story and in a summary, of twenty-five words at the most."""
    (shown,) = told(home, "stories", "show", inspection(home))
    news = next(member["doc"] for member in shown["members"] if member["voice"] == "news")
    (summary,) = told(home, "summary", news)
    proofs = [
        proof
        for entry in shown["timeline"]
        for proof in (*entry["proofs"], *(claim["proof"] for claim in entry["claims"]))
    ]
    quotes = [proof["quote"] for proof in proofs if proof["doc"] == news and proof["quote"]]
    lines = [line["quote"] for line in summary["lines"] if line["quote"]]

    assert (len(quotes), len(lines)) == (1, 1)
    assert max(len(quote.split()) for quote in (*quotes, *lines)) <= 26
    assert "The licence allows one short quote." in command("summary", news, home=home).stdout


def test_a_summary_is_the_documents_own_lines(home: Path) -> None:
    """What it states first, each with what that comes to."""
    (shown,) = told(home, "stories", "show", inspection(home))
    report = next(member["doc"] for member in shown["members"] if member["voice"] == "ofsted")
    (summary,) = told(home, "summary", report)

    assert summary["lines"][0]["says"][0].startswith("judgement: ")
    assert summary["restricted"] is False


def test_people_split_merge_and_take_it_back(home: Path, tmp_path: Path) -> None:
    """From the command line, with reasons."""
    home = copytree(home, tmp_path / "home")
    story = inspection(home)
    (shown,) = told(home, "stories", "show", story)
    paper = next(member["doc"] for member in shown["members"] if member["voice"] == "council")
    split = command("stories", "split", story, paper, "--reason", "read it", home=home)
    after = told(home, "stories", "show", story)[0]["documents"]
    others = [each["story"] for each in told(home, "stories", "northshire")]
    merged = command("stories", "merge", *others, "--reason", "one matter", home=home)

    assert (split.returncode, after, merged.returncode) == (0, 2, 0)
    assert [each["documents"] for each in told(home, "stories", "northshire")] == [4]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("stories", "show", "aaaaaaaaaaaaaaaa"), "no story has this id"),
        (("stories", "nowhere-on-earth"), "no council"),
        (("summary", "https://nowhere.example/"), "no document"),
    ],
)
def test_what_is_not_there_gets_a_clear_error(home: Path, arguments: tuple[str, ...], says: str) -> None:
    """One line that says what to do."""
    done = command(*arguments, home=home)

    assert (done.returncode > 0, says in done.stderr) == (True, True)
