"""Several at once: first starts, linking beside a crawl, a search while somebody writes."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from domain.findings import Findings
from minutewatch import config, jobs, locks
from storage import facts
from storage.archive import Archive, open_archive
from storage.schema import DocumentRow, TextRow, VersionRow
from tests.conftest import postgres_database, run_minutewatch
from tests.storage.world import MEETING, MONDAY, PAPER, Northshire, with_agenda

pytestmark = pytest.mark.slow

_START = """
import sys
from pathlib import Path
from storage.archive import open_archive
with open_archive(Path(sys.argv[1]), database_url=sys.argv[2]):
    pass
"""


@pytest.fixture
def empty(postgres: str, tmp_path: Path) -> Iterator[str]:
    """An empty PostgreSQL database."""
    with postgres_database(postgres, tmp_path.name) as url:
        yield url


@pytest.mark.postgres
def test_three_first_starts_at_once_make_one_schema(empty: str, tmp_path: Path) -> None:
    """One makes the tables, the others wait for it."""
    command = [sys.executable, "-c", _START, str(tmp_path / "home"), empty]
    starts = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    said = [start.communicate(timeout=120)[1].decode() for start in starts]

    assert [start.returncode for start in starts] == [0, 0, 0], said


@pytest.mark.postgres
def test_linking_and_a_crawl_do_not_wait_for_each_other_forever(empty: str, tmp_path: Path) -> None:
    """The numbers of changes are drawn last on both sides, so that no circle of waiting can form."""
    failures: list[BaseException] = []
    with open_archive(tmp_path / "home", database_url=empty) as archive:
        site = Northshire(archive)
        other = replace(PAPER, ref="s60102", title="Another paper")
        site.lists(MEETING)
        site.shows(with_agenda(PAPER, other))
        site.serves("s60101", "one paper")
        site.serves("s60102", "another paper")
        ids = _texts(archive)

        def link() -> None:
            for number in range(20):
                findings = {text_id: Findings(kind="report") for text_id in ids}
                with archive.writing() as session:
                    session.execute(text("UPDATE document SET kind = 'other'"))
                    facts.keep_findings(
                        session, findings, rules=str(number), known="", run=site.run, now=MONDAY
                    )

        def crawl() -> None:
            for number in range(20):
                site.shows(with_agenda(PAPER, replace(other, title=f"Another paper, version {number}")))

        threads = [threading.Thread(target=_noting(failures, step)) for step in (link, crawl)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert failures == []


def test_a_search_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    """A start that finds its sources unchanged writes nothing, so that it needs no turn among the writers."""
    home = tmp_path / "home"
    run_minutewatch("init", home=home)
    (tmp_path / "paper.txt").write_text("A paper on foster carers.", encoding="utf-8")
    run_minutewatch("add", str(tmp_path / "paper.txt"), home=home)
    with jobs.open_home(config.load(home)) as opened, opened.archive.writing() as session:
        session.execute(text("UPDATE source SET enabled = enabled"))
        found = run_minutewatch("search", "foster", home=home)

    assert (found.returncode, found.stdout.splitlines()[-1]) == (0, "1 page")


def test_two_linkers_of_one_home_are_one_too_many(tmp_path: Path) -> None:
    """The second says so."""
    config.make_home(tmp_path / "home")
    with locks.held(tmp_path / "home", "link"):
        done = run_minutewatch("link", home=tmp_path / "home")

    assert (done.returncode, "another `minutewatch link` is running" in done.stderr) == (1, True)


@pytest.mark.parametrize("name", ["a home?", "häuschen [a]"])
def test_a_home_may_have_any_name(tmp_path: Path, name: str) -> None:
    """The database lies in it, not beside it."""
    home = tmp_path / name
    made = run_minutewatch("init", home=home)

    assert (made.returncode, (home / "archive.db").exists()) == (0, True), made.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_moment_without_a_zone_is_bad_usage_that_names_the_setting(tmp_path: Path) -> None:
    """In the environment and on the command line."""
    run_minutewatch("init", home=tmp_path / "home")
    setting = run_minutewatch("status", home=tmp_path / "home", MINUTEWATCH_NOW="2026-10-05T06:00:00")
    option = run_minutewatch("search", "x", "--as-of", "yesterday", home=tmp_path / "home")

    assert (setting.returncode, "MINUTEWATCH_NOW" in setting.stderr) == (2, True)
    assert (option.returncode, "--as-of" in option.stderr) == (2, True)


def _texts(archive: Archive) -> list[int]:
    with archive.reading() as session:
        return list(
            session.scalars(
                select(TextRow.id)
                .join(VersionRow, VersionRow.id == TextRow.version_id)
                .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
                .where(DocumentRow.ref.like("s%"))
            )
        )


def _noting(failures: list[BaseException], step: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            step()
        except Exception as exc:  # noqa: BLE001  # whatever it is, the test is to show it
            failures.append(exc)

    return run
