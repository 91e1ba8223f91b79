"""The calendar of publications held against when the real reports came out: nothing is called late that is not due."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.council import all_councils
from domain.publication_calendar import Pause, Standing, pauses_of, shipped, standing

Report = tuple[str, str, date, date, list[Pause]]


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[Report]:
    """Each real report: its key, its kind, the last day of inspection, the day of publication, the pauses between them."""
    slugs = {council.ofsted_urn: council.slug for council in all_councils() if council.ofsted_urn}
    elections = shipped()
    with (shared / "captures" / "ofsted" / "expected.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        (
            row["key"],
            "inspection" if row["framework"] == "ILACS" else "inspection_sif",
            ended,
            published,
            pauses_of(slugs[row["urn"]], elections, first=ended, last=published),
        )
        for row in rows
        for ended, published in ((date.fromisoformat(row["inspection_end"]), date.fromisoformat(row["published"])),)
    ]  # fmt: skip


def test_no_real_report_was_called_late_while_it_was_awaited(reports: list[Report]) -> None:
    """Looked at every day from the end of the inspection to publication, in a pause or out of one."""
    late = {
        key
        for key, what, ended, published, pauses in reports
        for number in range((published - ended).days + 1)
        if standing(what, ended, ended + timedelta(number), pauses) is Standing.LATE
    }

    assert late == set()


def test_no_real_report_came_out_in_a_pause(reports: list[Report]) -> None:
    """The calendar agrees with what Ofsted did; ten of the reports waited for an election."""
    assert [
        key for key, _, _, published, pauses in reports if any(each.holds(published) for each in pauses)
    ] == []
    assert sum(bool(pauses) for *_, pauses in reports) >= 10  # fmt: skip
