"""`minutewatch copies`: who else printed an article, and what a person decides of it, from the command line."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from storage.archive import open_archive
from tests.conftest import command
from tests.storage.test_copies import CUT, LDRS, ORIGINAL, OTHER, Titles

pytestmark = pytest.mark.slow

ECHO, POST, HERALD = (f"https://{title}.example/news/18700101.story/" for title in ("echo", "post", "herald"))
WHY = "one text of the Local Democracy Reporting Service in 2 titles"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which two titles printed one text and a third its own, joined by the step of the line."""
    home = tmp_path_factory.mktemp("copies") / "home"
    assert command("init", home=home).returncode == 0
    with open_archive(home) as archive:
        titles = Titles(archive)
        titles.prints("echo", ORIGINAL, told=LDRS)
        titles.prints("post", CUT)
        titles.prints("herald", OTHER)
    assert command("link", home=home).returncode == 0
    return home


def told(home: Path, *arguments: str) -> dict[str, object]:
    """What the command prints as JSON."""
    done = command("copies", *arguments, "--json", home=home)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_who_else_printed_it_is_told_in_words_and_json(home: Path) -> None:
    """Whichever copy is asked for, by address or id: the one shown, the others, and how these differ."""
    by_copy, words = told(home, POST), command("copies", POST, home=home).stdout.splitlines()
    shown, others = by_copy["shown"], by_copy["others"]
    assert isinstance(shown, dict)
    assert isinstance(others, list)

    assert (shown["outlet"], shown["url"]) == ("Echo", ECHO)
    assert [(each["outlet"], each["containment"] > 0.9, each["left_out"] > 90) for each in others] == [
        ("Post", True, True)
    ]
    assert (by_copy["group"], by_copy["why"], by_copy["independent"]) == (shown["doc"], WHY, 1)
    assert told(home, shown["doc"])["others"] == others
    assert words[0] == f"{WHY}: one source"
    assert [line.split(",")[0] for line in words[1:3]] == ["Echo", "also in Post"]


def test_an_article_without_copies_says_so(home: Path) -> None:
    """That is no error."""
    done = command("copies", HERALD, home=home)

    assert (done.returncode, done.stdout.strip()) == (0, f"{HERALD}: no copies are known")


def test_a_person_decides(home: Path, tmp_path: Path) -> None:
    """Apart, and together again; linking again changes nothing of it."""
    home = copytree(home, tmp_path / "home")
    apart = told(home, ECHO, "--apart", POST, "--reason", "the Post's own")
    command("link", "--all", home=home)
    still = told(home, POST)
    same = told(home, ECHO, "--same", HERALD, "--reason", "rewritten by hand")

    assert (apart["group"], still["group"]) == (None, None)
    assert [each["outlet"] for each in same["others"]] == ["Herald"]  # type: ignore[attr-defined]


def test_what_a_person_decided_can_be_undone(home: Path, tmp_path: Path) -> None:
    """Copies that were kept apart are copies again, and those that were called so are none."""
    home = copytree(home, tmp_path / "home")
    told(home, ECHO, "--apart", POST, "--reason", "the Post's own")
    told(home, ECHO, "--same", HERALD, "--reason", "rewritten by hand")
    decided = command("undo", "--json", home=home).stdout.splitlines()
    numbers = [str(json.loads(line)["decision"]) for line in decided]
    undone = [command("undo", number, "--reason", "I was wrong", home=home) for number in numbers]
    again = told(home, ECHO)

    assert [done.returncode for done in undone] == [0, 0]
    assert [each["outlet"] for each in again["others"]] == ["Post"]  # type: ignore[attr-defined]
    assert told(home, HERALD)["group"] is None


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        ((ECHO, "--same", POST), "--reason", 2),
        ((ECHO, "--same", POST, "--apart", HERALD, "--reason", "x"), "not both", 2),
        ((ECHO, "--same", ECHO, "--reason", "x"), "name two", 2),
        (("https://nowhere.example/",), "no document", 2),
    ],
)
def test_what_cannot_be_meant_gets_a_clear_error(
    home: Path, arguments: tuple[str, ...], says: str, code: int
) -> None:
    """One line that says what to write."""
    done = command("copies", *arguments, home=home)

    assert (done.returncode, says in done.stderr) == (code, True)
