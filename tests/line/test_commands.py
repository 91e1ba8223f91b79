"""The command line: what an operator types, what it says, and its exit codes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from minutewatch import console
from minutewatch.contract import csv_row
from tests.conftest import command


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new home with one document."""
    home = tmp_path_factory.mktemp("commands") / "home"
    assert command("init", home=home).returncode == 0
    paper = home / "paper.txt"
    paper.write_text(
        "Minutes\n\nRESOLVED: That a report on foster carers come to the meeting of January 2027.\n",
        encoding="utf-8",
    )
    assert command("add", str(paper), home=home).returncode == 0
    return home


def test_init_makes_a_home_that_keeps_its_secret(home: Path) -> None:
    """The secret is the owner's alone; making the home again makes nothing again."""
    secret = (home / "secret").read_bytes()
    again = command("init", home=home)

    assert (home / "secret").stat().st_mode & 0o777 == 0o600
    assert (again.returncode, (home / "secret").read_bytes()) == (0, secret)
    assert "made" not in again.stdout


def test_without_a_home_it_says_how_to_make_one(tmp_path: Path) -> None:
    """Bad usage is 2."""
    done = command("status", home=tmp_path / "none")

    assert (done.returncode, "minutewatch init" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("NOT adult", "only NOT"),
        ("(" * 10_000, "minutewatch: "),
        ("council:atlantis", "atlantis"),
        ('"foster', "minutewatch: "),
        ("", "minutewatch: "),
        ("from:yesterday", "yesterday"),
    ],
)
def test_a_query_that_cannot_be_meant_gets_a_clear_error(home: Path, query: str, says: str) -> None:
    """One line, no traceback."""
    done = command("search", query, home=home)

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_added_for_a_source_is_rebuilt(home: Path, tmp_path: Path) -> None:
    """No page of the source lists it; it is known by its own bytes."""
    story = tmp_path / "story.txt"
    story.write_text("The council said that a report comes to the meeting of March 2027.", encoding="utf-8")
    added = command("add", str(story), "--source", "news/lancashire-telegraph", home=home)
    rebuilt = command("check", "--rebuild", str(tmp_path / "rebuilt"), home=home)

    assert (added.returncode, rebuilt.returncode, rebuilt.stdout.strip()) == (0, 0, "All is as it should be.")


def test_a_phrase_of_one_word_is_a_word(home: Path) -> None:
    """And finds what the word finds."""
    hits = [
        json.loads(line) for line in command("search", '"foster"', "--json", home=home).stdout.splitlines()
    ]

    assert [hit["title"] for hit in hits] == ["paper.txt"]


def test_no_hits_is_no_failure(home: Path) -> None:
    """It says that there are none."""
    done = command("search", "zeppelin", home=home)

    assert (done.returncode, done.stdout.strip()) == (0, "0 pages")


def test_an_unknown_source_is_named_and_the_way_to_the_right_one_too(home: Path) -> None:
    """On the command line of crawl and of add."""
    crawled = command("crawl", "--council", "atlantis", home=home)
    added = command("add", str(home / "paper.txt"), "--source", "committee/atlantis", home=home)

    assert (crawled.returncode, "sources list" in crawled.stderr) == (2, True)
    assert (added.returncode, "sources list" in added.stderr) == (2, True)


def test_a_broken_source_file_is_named_with_its_key_and_harms_no_other(home: Path) -> None:
    """File and key; the rest goes on."""
    broken = home / "sources/councils/atlantis.toml"
    broken.write_text('system = "moderngov"\nlicence = "ogl"\ngss = "E10000017"\n', encoding="utf-8")
    try:
        checked = command("sources", "check", home=home)
        listed = command("sources", "list", home=home)
    finally:
        broken.unlink()

    assert (checked.returncode, "atlantis.toml: needs url" in checked.stdout) == (1, True)
    assert (listed.returncode, "committee/lancashire" in listed.stdout) == (0, True)


def test_a_broken_settings_file_is_named_with_its_key(home: Path) -> None:
    """No TOML, and an unknown key."""
    settings = home / "minutewatch.toml"
    kept = settings.read_text()
    try:
        settings.write_text("contact = \n")
        no_toml = command("status", home=home)
        settings.write_text("contcat = 'me'\n")
        unknown = command("status", home=home)
    finally:
        settings.write_text(kept)

    assert (no_toml.returncode, "minutewatch.toml" in no_toml.stderr) == (2, True)
    assert (unknown.returncode, "contcat" in unknown.stderr) == (2, True)


def test_an_unreadable_database_gets_a_clear_error(tmp_path: Path) -> None:
    """What to do stands in it."""
    home = tmp_path / "home"
    command("init", home=home)
    for left in home.glob("archive.db*"):
        left.unlink()
    (home / "archive.db").write_bytes(b"not a database at all" * 500)
    done = command("status", home=home)

    assert (done.returncode, "restore a backup" in done.stderr, "Traceback" in done.stderr) == (
        1,
        True,
        False,
    )


def test_a_crawl_of_a_real_site_needs_a_contact(home: Path) -> None:
    """Nothing is sent before sites know whom to write to."""
    done = command("crawl", "--council", "lancashire", home=home)

    assert (done.returncode, "contact" in done.stdout) == (1, True)


def test_bad_files_are_kept_for_what_they_are(home: Path, tmp_path: Path) -> None:
    """A PDF that is HTML, a file of no bytes, a wrong encoding: none ends the run, each is named for what it is."""
    files = {
        "html.pdf": b"<!DOCTYPE html><html><head><title>Not found</title></head><body><p>Gone.</p></body></html>",
        "empty.pdf": b"",
        "latin.txt": "The café at the children’s centre costs £3".encode("cp1252"),
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    done = command("read", *(str(tmp_path / name) for name in files), "--json", home=home)
    read = {Path(line["file"]).name: line for line in map(json.loads, done.stdout.splitlines())}

    assert done.returncode == 0
    assert read["html.pdf"]["kind"] == "error_page"
    assert read["empty.pdf"]["warnings"]
    assert "café" in read["latin.txt"]["text"]
    assert "£3" in read["latin.txt"]["text"]


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("empty.txt", b"", "it is empty"),
        ("blank.txt", b"  \n\n", "it is empty"),
        ("blank.docx", b"\x00\x01\x02" * 99, "of no kind that we know"),
    ],
)
def test_a_document_without_text_is_added_and_said_to_have_none(
    home: Path, tmp_path: Path, name: str, body: bytes, says: str
) -> None:
    """Also when it is there already: nobody takes it for searched."""
    (tmp_path / name).write_bytes(body)
    first, again = (command("add", str(tmp_path / name), home=home) for _ in range(2))

    assert [(done.returncode, says in done.stdout) for done in (first, again)] == [(0, True)] * 2
    assert "already there" in again.stdout


@pytest.mark.slow
def test_withdrawing_takes_a_document_out_of_search_at_once(home: Path, tmp_path: Path) -> None:
    """Erased: no hit, and the archive is sound."""
    secret = tmp_path / "secret.txt"
    secret.write_text("The canary is ZEBRA-CHILD-7731.", encoding="utf-8")
    uid = command("add", str(secret), home=home).stdout.split()[0]
    assert command("search", "zebra", home=home).stdout.splitlines()[-1] == "1 page"

    done = command("withdraw", uid, "--erase", "--reason", "names a child", home=home)

    assert done.returncode == 0
    assert command("search", "zebra", home=home).stdout.strip() == "0 pages"
    assert command("check", home=home).returncode == 0
    assert [path for path in home.rglob("*") if path.is_file() and b"ZEBRA" in path.read_bytes()] == []


@pytest.mark.slow
def test_a_reader_is_added_listed_exported_and_erased(home: Path) -> None:
    """With the record of their consent, and nothing of them left afterwards."""
    added = command(
        "subscribers",
        "add",
        "jo@example.org",
        "--council",
        "lancashire",
        "--consent",
        "by mail, 3 May",
        home=home,
    )
    exported = command("subscribers", "export", "jo@example.org", home=home)
    erased = command("subscribers", "erase", "jo@example.org", home=home)

    assert (added.returncode, "council:lancashire" in added.stdout) == (0, True)
    assert "by mail, 3 May" in exported.stdout
    assert erased.returncode == 0
    assert "jo@example.org" not in command("subscribers", "list", home=home).stdout
    assert b"jo@example.org" not in (home / "archive.db").read_bytes()


@pytest.mark.slow
def test_an_edition_can_be_written_to_files_instead_of_sent(tmp_path: Path) -> None:
    """Mail and HTML of each reader, without any mail server or list of recipients; written again, nothing is doubled."""
    home = tmp_path / "home"
    command("init", home=home)
    command("subscribers", "add", "jo@example.org", "--council", "lancashire", "--consent", "me", home=home)
    (tmp_path / "paper.txt").write_text(
        "Lancashire County Council\n\nRESOLVED: That a report on foster carers come to Lancashire County Council in January 2027.\n",
        encoding="utf-8",
    )
    command("add", str(tmp_path / "paper.txt"), home=home)
    first = command("digest", "send", "--out", str(tmp_path / "out"), home=home)
    again = command("digest", "send", "--out", str(tmp_path / "out"), home=home)

    assert (first.returncode, first.stdout.strip(), first.stderr) == (0, "1 mail sent", "")
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".eml", ".html"]
    assert again.stdout.strip() == "0 mails sent"


def test_csv_cannot_be_taken_for_a_formula() -> None:
    """A title that begins with an equals sign stays words in a spreadsheet."""
    assert csv_row({"title": "=1+1", "page": 1}) == {"title": "'=1+1", "page": 1}


@pytest.mark.parametrize(
    "words",
    [
        ("posts", "lancashire"),
        ("responses", "lancashire"),
        ("timeline", "lancashire"),
        ("visits", "--council", "lancashire"),
        ("held", "list"),
    ],
)
def test_what_finds_nothing_says_so(home: Path, words: tuple[str, ...]) -> None:
    """A silent answer could be a fault; as JSON nothing is no line."""
    said, as_json = command(*words, home=home), command(*words, "--json", home=home)

    assert (said.returncode, len(said.stdout.splitlines()), said.stderr) == (0, 1, "")
    assert (as_json.returncode, as_json.stdout, as_json.stderr) == (0, "", "")


def test_a_day_is_a_moment_too() -> None:
    """As of a day means at its end, since a day from its beginning, by the clocks of England; a moment is what it says."""
    assert console.moment("2026-10-05") == datetime(2026, 10, 5, 22, 59, 59, 999999, UTC)
    assert console.since("2026-10-05") == datetime(2026, 10, 4, 23, 0, tzinfo=UTC)
    assert console.moment("2026-10-05T06:00:00Z") == console.since("2026-10-05T06:00:00Z")
