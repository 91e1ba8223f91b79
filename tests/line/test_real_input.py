"""Real reports, articles and answers of real sites go through the same line as everything else."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.council import all_councils
from minutewatch import config, jobs
from storage.schema import CouncilRow, DocumentRow, FactRow, Reading, TextRow, VersionRow
from tests.conftest import command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the seeds, the reports and a page that only pretends to be a report were added."""
    home = tmp_path_factory.mktemp("real") / "home"
    assert command("init", home=home).returncode == 0
    files = [
        *sorted((shared / "seeds").glob("*.txt")),
        *sorted((shared / "captures/ofsted/pdf").glob("*.pdf")),
        shared / "captures/ofsted/file_not_found_saved_as_pdf.html",
    ]
    added = command("add", *map(str, files), home=home)
    assert (added.returncode, added.stderr) == (0, "")
    return home


def test_every_report_has_the_right_council_and_grades(home: Path, shared: Path) -> None:
    """All 55: whom it is about, and every graded aspect as the table of expected readings has it."""
    with (shared / "captures/ofsted/expected.csv").open(encoding="utf-8", newline="") as lines:
        expected = {row["key"]: row for row in csv.DictReader(lines)}
    with jobs.open_home(config.load(home)) as opened, opened.archive.reading() as session:
        rows = session.execute(
            select(DocumentRow.url, CouncilRow.slug, Reading.inspection)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .join(Reading, Reading.text_id == TextRow.id)
            .outerjoin(CouncilRow, CouncilRow.id == DocumentRow.council_id)
            .where(DocumentRow.url.like("%.pdf"))
        ).all()
    found: dict[str, tuple[str, Any]] = {
        url.removeprefix("file:").removesuffix(".pdf"): (slug or "", inspection)
        for url, slug, inspection in rows
    }

    assert found.keys() == expected.keys()
    assert [key for key, row in expected.items() if row["la_name"] not in _names(found[key][0])] == []
    assert [
        key
        for key, row in expected.items()
        if found[key][1]["judgements"]["overall"] != (row["overall"] or None)
    ] == []


def test_a_search_finds_the_article_about_the_improvement_notice(home: Path) -> None:
    """By the phrase; the newspaper's words are searched, not shown."""
    found = command("search", '"improvement notice" kind:article', "--json", home=home)
    hits = [json.loads(line) for line in found.stdout.splitlines()]

    assert [(hit["council"], hit["url"]) for hit in hits] == [("lancashire", "file:002.txt")]
    assert hits[0]["snippet"] is None


def test_an_error_page_is_no_report(home: Path) -> None:
    """It is kept as what it is, and no fact is made of it."""
    with jobs.open_home(config.load(home)) as opened, opened.archive.reading() as session:
        kinds = session.scalars(select(DocumentRow.kind).where(DocumentRow.url.like("%not_found%"))).all()

    assert kinds == ["error_page"]


def test_adding_the_same_again_adds_nothing(home: Path, shared: Path) -> None:
    """It says so, and leaves the archive as it was."""
    again = command("add", str(shared / "seeds/002.txt"), home=home)

    assert "already there" in again.stdout
    assert "0 texts linked" in again.stdout


def test_the_archive_is_sound_and_every_quote_stands_in_its_text(home: Path) -> None:
    """As the operator would check it."""
    checked = command("check", home=home)

    assert (checked.returncode, checked.stdout.strip()) == (0, "All is as it should be.")


def test_lancashires_judgements_are_in_the_archive_with_their_quotes(home: Path) -> None:
    """Inadequate in 2015, requires improvement in 2018 with adoption good, good in 2023, no overall grade in 2026."""
    with jobs.open_home(config.load(home)) as opened, opened.archive.reading() as session:
        rows = session.execute(
            select(FactRow.fields, FactRow.quote)
            .join(VersionRow, VersionRow.id == FactRow.version_id)
            .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
            .join(CouncilRow, CouncilRow.id == DocumentRow.council_id)
            .where(CouncilRow.slug == "lancashire", FactRow.type == "judgement", FactRow.official)
        ).all()
    grades = {(str(fields["inspected"])[:4], fields["aspect"]): fields["grade"] for fields, _ in rows}

    assert {year: grades.get((year, "overall")) for year in ("2015", "2018", "2022", "2026")} == {
        "2015": "inadequate",
        "2018": "requires improvement",
        "2022": "good",
        "2026": None,
    }
    assert grades["2018", "adoption"] == "good"
    assert all(str(fields["grade"]).split()[-1] in quote.lower() for fields, quote in rows)


@pytest.mark.parametrize(
    ("name", "meetings", "expired"), [("meetings.xml", ["4966", "4967"], []), ("committees.xml", [], ["312"])]
)
def test_listings_of_a_real_council_read_as_records(
    shared: Path, name: str, meetings: list[str], expired: list[str]
) -> None:
    """What the manifest says of them."""
    (read,) = _read(shared / "captures/moderngov" / name)

    assert [r["id"] for r in read["records"] if r["type"] == "meeting"] == meetings
    assert [r["id"] for r in read["records"] if r["type"] == "committee" and r["expired"]] == expired


def test_a_meeting_of_a_real_council_reads_with_its_items_and_documents(shared: Path) -> None:
    """Minutes inline, two attachments, double escapes undone."""
    (read,) = _read(shared / "captures/moderngov/meeting_with_minutes.xml")
    meeting = read["meeting"]

    assert (meeting["id"], meeting["date"], meeting["time"], meeting["status"]) == (
        "4967",
        "2026-02-10",
        "10:00",
        "Confirmed",
    )
    papers = [paper for item in meeting["items"] for paper in item["documents"]]
    assert [(paper["id"], paper["published"]) for paper in papers] == [
        ("60860", "2026-02-02"),
        ("60909", "2026-02-02"),
    ]
    assert "25 November 2025" in meeting["items"][0]["minutes"]


def test_a_reading_has_every_key_of_the_contract(shared: Path) -> None:
    """The keys that other people's scripts rest on, for each kind of file; spans lie in the text and equal their words."""
    files = [shared / "seeds/000.txt", *sorted((shared / "captures/ofsted/pdf").glob("80480*.pdf"))]
    for read in _read(*files):
        assert set(read) == _KEYS
        for mention in read["mentions"]:
            assert read["text"][mention["start"] : mention["end"]] == mention["text"]
        for fact in read["facts"]:
            evidence = fact["evidence"]
            assert read["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


_KEYS = {
    "file", "kind", "title", "publisher", "authors", "published", "modified", "council", "text", "pages", "article", "inspection",
    "meeting", "records", "topics", "mentions", "facts", "held", "relevance", "warnings",
}  # fmt: skip


def _read(*paths: Path) -> list[dict[str, Any]]:
    done = command("read", *map(str, paths), "--json", home=Path("unused"))
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _names(slug: str) -> set[str]:
    """What a council is called, as the table of expected readings writes it."""
    council = next(council for council in all_councils() if council.slug == slug)
    return {name.lower().replace("-", " ") for name in (council.short_name, council.name, *council.aliases)}
