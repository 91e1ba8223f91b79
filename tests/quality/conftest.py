"""What the measurements share: the real inspection reports as text, read once."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.text import Text
from reading.read import read


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A real report: its text, and what the people who checked it wrote down (captures/ofsted/expected.csv)."""

    key: str
    text: Text
    row: dict[str, str]


@pytest.fixture(scope="session")
def reports(shared: Path) -> tuple[Expected, ...]:
    """The real inspection reports beside what is to be read in them."""
    folder = shared / "captures" / "ofsted"
    with (folder / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Expected(key=row["key"], text=_text(folder / "pdf" / f"{row['key']}.pdf"), row=row)
            for row in csv.DictReader(lines)
        )


def _text(path: Path) -> Text:
    text = read(path.read_bytes(), name=path.name).text

    assert text is not None
    return text
