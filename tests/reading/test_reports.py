"""Real inspection reports, every framework from 2013 to 2026, read whole and in order."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from domain.document import ReadDocument
from domain.text import Quality
from reading.read import read

# Months as reports print them; two of them print figures (05/10/2015).
_SPACES = re.compile(r"\s+")


def _rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "captures/ofsted/expected.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def reports(shared: Path) -> dict[str, ReadDocument]:
    """All reports as read, by the key of expected.csv."""
    folder = shared / "captures/ofsted/pdf"
    return {path.stem: read(path.read_bytes(), name=path.name) for path in sorted(folder.glob("*.pdf"))}


def flat(document: ReadDocument) -> str:
    """A report's words in one line, with straight apostrophes."""
    assert document.text is not None
    return _SPACES.sub(" ", document.text.words).replace("’", "'")


def test_every_report_is_read_whole(reports: dict[str, ReadDocument]) -> None:
    """55 reports, each with all its pages and without a warning."""
    texts = [document.text for document in reports.values() if document.text]

    assert [text.warnings for text in texts if text.warnings] == []
    assert {text.quality for text in texts} == {Quality.GOOD}
    assert len(texts) == 55
    assert sum(len(text.pages) for text in texts) == 1208
    assert min(len(text.words) for text in texts) > 15_000


def test_the_lead_inspector_stands_in_the_text(shared: Path, reports: dict[str, ReadDocument]) -> None:
    """Whoever the report names is found in its words as printed."""
    missing = [
        row["key"]
        for row in _rows(shared)
        if row["lead_inspector"] and row["lead_inspector"].replace("’", "'") not in flat(reports[row["key"]])
    ]

    assert missing == []


def test_dates_stand_in_the_text(shared: Path, reports: dict[str, ReadDocument]) -> None:
    """The line of inspection dates, and the day of publication where it is printed, are found as printed."""
    missing = []
    for row in _rows(shared):
        words = flat(reports[row["key"]])
        printed = row["published_in_text"]
        if row["inspection_dates_text"] and _SPACES.sub(" ", row["inspection_dates_text"]) not in words:
            missing.append((row["key"], row["inspection_dates_text"]))
        if printed and not any(form in words for form in _forms(date.fromisoformat(printed))):
            missing.append((row["key"], printed))

    assert missing == []


def test_labels_stand_before_their_grades(shared: Path, reports: dict[str, ReadDocument]) -> None:
    """In the table on the first pages the grade of help and protection follows its label closely, in every era."""
    wrong = []
    for row in _rows(shared):
        grade = row["help_protection"]
        label = re.compile(
            r"children who need help and protection:?,? (?P<grade>[A-Za-z ]{0,40})", re.IGNORECASE
        )
        said = [found["grade"].lower() for found in label.finditer(flat(reports[row["key"]]))]
        if grade and not any(words.startswith(grade) for words in said):
            wrong.append((row["key"], grade))

    assert wrong == []


def test_sentences_run_on(reports: dict[str, ReadDocument]) -> None:
    """A sentence that the page breaks over lines can be quoted as one, and its hyphens are as printed."""
    text = reports["80480__17-august-2018__ad918c5f"].text

    assert text is not None
    assert (
        "From a very slow start, the past six months in Lancashire have seen a much-needed injection of pace, "
        "with a renewed energy and focus." in text.words
    )


def test_a_dead_address_is_an_error_page(shared: Path) -> None:
    """The page that stands where a report stood is never taken for one."""
    body = (shared / "captures/ofsted/file_not_found_saved_as_pdf.html").read_bytes()

    assert read(body, name="report.pdf").kind == "error_page"


def _forms(day: date) -> tuple[str, ...]:
    return (f"{day.day} {day:%B %Y}", f"{day:%d %B %Y}", f"{day:%d/%m/%Y}")
