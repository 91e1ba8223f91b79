"""Real news pages come out whole and clean: title, byline and dates exactly, and the story by word 4-grams.

The measure is that of scrapinghub's article-extraction-benchmark (evaluate.py): four running words at a time, counted.
Floors only rise.
"""

import gzip
import json
from pathlib import Path
from typing import TypedDict, cast

import pytest

from benchmarks.articles import f1
from domain.document import DocumentKind, ReadDocument
from reading.read import read

# Measured on 22 November 2026: 1.000 mean and worst.
MEAN, WORST = 0.99, 0.97
SEEDS = ("000", "001", "002", "003", "004")
# What a newspaper says between the paragraphs of a story.
CALLS = ("read more", "hide ad", "newsletter", "sign up", "advertisement", "subscribe")


class Page(TypedDict):
    """A page as it was checked by eye."""

    url: str
    title: str
    published: str
    modified: str
    authors: list[str]
    body: str


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[tuple[Page, ReadDocument]]:
    """The eight real pages, as they should be and as they are read."""
    folder = shared / "captures/news"
    expected = cast("dict[str, Page]", json.loads((folder / "expected.json").read_text(encoding="utf-8")))
    return [
        (page, read(gzip.decompress((folder / name).read_bytes()), name=name, url=page["url"]))
        for name, page in expected.items()
    ]


def test_title_byline_and_dates_are_exact(pages: list[tuple[Page, ReadDocument]]) -> None:
    """As the publisher states them, to the second and with the zone."""
    found = [(each.kind, each.title, [*each.authors], each.published, each.modified) for _, each in pages]

    assert found == [
        (
            DocumentKind.ARTICLE,
            page["title"],
            page["authors"],
            _edtf(page["published"]),
            _edtf(page["modified"]),
        )
        for page, _ in pages
    ]
    assert len(found) == 8


def test_the_whole_story_and_nothing_else(pages: list[tuple[Page, ReadDocument]]) -> None:
    """Standfirst and body, word for word; the rules of their publishers find them, and no alarm is raised."""
    scores = [f1(each.text.words if each.text else "", page["body"]) for page, each in pages]
    told = [each.article for _, each in pages if each.article]

    assert (sum(scores) / len(scores) >= MEAN, min(scores) >= WORST) == (True, True), scores
    assert {each.layout.partition("@")[0] for each in told} == {"national_world", "reach", "newsquest"}
    assert [each.drift for each in told] == [None] * 8


@pytest.mark.parametrize("name", SEEDS)
def test_scraped_stories_come_out_clean(shared: Path, name: str) -> None:
    """No line stands twice, no call of the newspaper is left, and every paragraph of the story is there."""
    body = (shared / f"seeds/{name}.txt").read_text(encoding="utf-8")
    found = read(body.encode(), name=f"{name}.txt")
    assert found.text is not None
    assert found.article is not None
    lines = [line for line in found.text.words.split("\n") if line]
    left = {letters for line in found.article.left_out if (letters := line.strip())}
    paragraphs = [line.strip() for line in body.split("\n") if line.strip().endswith((".", "”", "”."))]

    assert len(lines) == len(set(lines))
    assert [line for line in lines if line.lower().startswith(CALLS)] == []
    assert [
        line
        for line in paragraphs
        if line not in lines and line not in left and line[: len(line) // 2] not in lines
    ] == []


def _edtf(stated: str) -> str:
    return stated.replace(".000Z", "+00:00").replace("Z", "+00:00")
