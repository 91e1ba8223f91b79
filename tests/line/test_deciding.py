"""What people decide at the command line: entities, posts, and every decision taken back."""

import json
from pathlib import Path

import pytest

from tests.conftest import command

ALLEN = "Sally Allen, Director of Children's Services, presented the report on foster carers."
OKORO = "Jane Okoro has been appointed Director of Children's Services and will start on 1 June 2026."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three papers of Lancashire's."""
    home = tmp_path_factory.mktemp("deciding") / "home"
    assert command("init", home=home).returncode == 0
    for name, day, words in (
        ("first", "2018-03-20", ALLEN),
        ("second", "2018-10-22", ALLEN),
        ("third", "2026-05-12", OKORO),
    ):
        paper = home / f"{name}.txt"
        paper.write_text(f"Lancashire County Council\n\nReport {name}\n\n{words}\n", encoding="utf-8")
        assert command("add", str(paper), "--published", day, home=home).returncode == 0
    return home


def told(home: Path, *arguments: str) -> list[dict[str, object]]:
    """What a command prints as JSON."""
    done = command(*arguments, "--json", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def decided(home: Path, *arguments: str) -> str:
    """The number of a decision that a command keeps."""
    done = command(*arguments, "--reason", "read both", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.rpartition("decision ")[2].strip(" )\n")


def person(home: Path, name: str) -> str:
    """The id under which somebody is listed."""
    (found,) = told(home, "entities", name, "--kind", "person")
    return str(found["entity"])


def test_posts_tells_who_held_it_at_least_from_when_to_when(home: Path) -> None:
    """With the words that prove it, and what is to come as stated; as of an earlier moment nothing was known."""
    (history,) = told(home, "posts", "lancashire", "--post", "director")
    words = command("posts", "lancashire", home=home).stdout
    before = command("posts", "lancashire", "--as-of", "2016-01-01", home=home).stdout

    assert history["post"] == "Director of children's services"
    assert [each["words"] for each in history["tenures"]] == [  # type: ignore[attr-defined]
        "held at least from 20 March 2018 to 22 October 2018",
        "to begin 1 June 2026, as stated",
    ]
    assert "“Sally Allen, Director of Children's Services”" in words
    assert before == "No text tells of such a post.\n"


def test_linking_with_nothing_to_do_says_why(home: Path) -> None:
    """`0 texts linked` alone could be a fault."""
    again, everything = command("link", home=home), command("link", "--all", home=home)

    assert "was linked by the present rules; `link --all`" in again.stdout
    assert "0 texts linked" in again.stdout
    assert everything.returncode == 0


def test_an_entity_is_shown_with_where_it_appears_and_why(home: Path) -> None:
    """In words as in JSON."""
    uid = person(home, "Allen")
    (shown,) = told(home, "entities", "show", uid)
    words = command("entities", "show", uid, home=home).stdout

    assert (shown["name"], shown["council"], shown["documents"]) == ("Sally Allen", "lancashire", 2)
    assert "identity.name_and_role@" in words
    assert "2018-10-22" in words


def test_a_merge_is_undone_and_the_undoing_too(home: Path) -> None:
    """Each step is a decision with a number; what stands is listed."""
    allen, okoro = person(home, "Allen"), person(home, "Okoro")
    number = decided(home, "entities", "merge", allen, okoro)
    (merged,) = told(home, "entities", "show", allen)
    undoing = decided(home, "undo", number)
    (apart,) = told(home, "entities", "show", allen)
    again = decided(home, "undo", undoing)
    (merged_again,) = told(home, "entities", "show", allen)
    said = command("undo", again, "--reason", "read both", home=home).stdout

    assert said.startswith(f"{number}: merged {allen} into {okoro}: taken back (decision ")
    assert f"merged {allen} into {okoro}; read both  (taken back)" in command("undo", home=home).stdout
    assert [each["leads_to"] for each in (merged, apart, merged_again)] == [okoro, None, okoro]
    assert {str(each["decision"]): each["stands"] for each in told(home, "undo")}[number] is False
    assert command("undo", number, home=home).returncode == 2


def test_a_renaming_and_a_split_at_the_command_line(home: Path) -> None:
    """Both are shown at once and can be undone."""
    allen = person(home, "Allen")
    renamed = decided(home, "entities", "rename", allen, "Dame Sally Allen")
    (shown,) = told(home, "entities", "show", allen)
    document = str(shown["appearances"][0]["doc"])  # type: ignore[index]
    split = decided(home, "entities", "split", allen, document)
    (left,) = told(home, "entities", "show", allen)
    for number in (split, renamed):
        decided(home, "undo", number)
    (whole,) = told(home, "entities", "show", allen)

    assert (shown["name"], left["documents"]) == ("Dame Sally Allen", 1)
    assert (whole["name"], whole["documents"]) == ("Sally Allen", 2)


def test_what_was_hidden_is_shown_again_by_undo(home: Path) -> None:
    """On every surface at once; an erasure cannot be undone."""
    (document,) = {str(hit["doc"]) for hit in told(home, "search", "okoro")}
    assert command("withdraw", document, "--hide", "--reason", "asked", home=home).returncode == 0
    hidden = told(home, "search", "okoro")
    number = str(max(int(str(each["decision"])) for each in told(home, "undo")))
    decided(home, "undo", number)
    shown = told(home, "search", "okoro")
    assert command("withdraw", document, "--erase", "--reason", "asked", home=home).returncode == 0
    number = str(max(int(str(each["decision"])) for each in told(home, "undo")))
    refused = command("undo", number, home=home)

    assert (hidden, [str(hit["doc"]) for hit in shown]) == ([], [document])
    assert (refused.returncode, "cannot be taken back" in refused.stderr) == (2, True)
    assert told(home, "search", "okoro") == []
    assert "Okoro" not in command("entities", "list", home=home).stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("undo", "999999"), "no decision has this number"),
        (("entities", "--kind", "persn"), "is not one of"),
        (("entities", "--unresolved", "--kind", "council"), "lists people"),
        (("entities", "show", "nobody"), "no entity has this id"),
        (("entities", "merge", "nobody", "none", "--reason", "x"), "no entity has this id"),
        (("posts", "atlantis"), "no council is called so"),
        (("figures", "all", "--measure", "children_lokked_after"), "there is children_looked_after"),
        (("link", "--diff", "--kind", "nonsense"), "is not one of"),
        (("stories", "merge", "nobody", "none", "--reason", "x"), "no story has this id"),
        (("entities", "merge", "one", "other", "--reason", " "), "--reason: is empty"),
        (("motions", " "), "name words"),
        (("posts", "--as-of", "2026-02-30"), "no such day"),
        (("stories", "--since", "2026"), "--since: "),
        (("held", "release", "one", "--reason", ""), "--reason: is empty"),
    ],
)
def test_what_cannot_be_meant_is_bad_usage(home: Path, arguments: tuple[str, ...], says: str) -> None:
    """One line, no traceback, exit code 2."""
    done = command(*arguments, home=home)

    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert says in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("entities", "zebedee"),
        ("actions", "zebedee"),
        ("motions", "zebedee"),
        ("stories", "--since", "2099-01-01T00:00:00Z"),
    ],
)
def test_nothing_found_is_said(home: Path, arguments: tuple[str, ...]) -> None:
    """In words on one line; as JSON nothing is no line."""
    words, as_json = command(*arguments, home=home), command(*arguments, "--json", home=home)

    assert (words.returncode, words.stdout.count("\n")) == (0, 1)
    assert (as_json.returncode, as_json.stdout) == (0, "")
