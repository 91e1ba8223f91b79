"""The index follows the archive: whatever happened and whenever it was killed, it is as if built anew."""

import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
import tantivy

from storage import index
from storage.archive import Archive, open_archive
from storage.generations import IndexBusy, IndexUnreadable, only_indexer
from storage.index import IndexMissing, Within
from storage.query import parse
from storage.search import bring_up_to_date, indexed_to, rebuild, search
from tests.storage import bruteforce
from tests.storage.shelf import MONDAY, Shelf

QUERIES = [
    *("notice", '"improvement notice"', "impro*", "improvement NEAR/3 notice", "kind:report", "year:2016"),
    *("notice from:2016", "seen:2026-06-03..", "topic:placements", "notice OR plan OR topic:placements"),
]


def answers(archive: Archive) -> dict[tuple[str, int | None], object]:
    """Everything that the index says, now (`None`) and as of earlier days, in no order."""
    said: dict[tuple[str, int | None], object] = {}
    for typed in QUERIES:
        for day in (None, *range(0, 30, 5)):
            within = Within(as_of=None if day is None else MONDAY + timedelta(hours=day))
            answer = index.find(
                archive.index, parse(typed), within=within, limit=None, newest=True, facets=True
            )
            said[typed, day] = set(answer.found), answer.total, answer.undated_left_out, answer.facets
    return said


def _change_something(shelf: Shelf, random: Random, number: int) -> None:
    """One of all the things that can happen to an archive."""
    words = " ".join(random.choices(["the", "improvement", "notice", "notices", "plan"], k=6))
    seen = MONDAY + timedelta(hours=number)
    versions = [version for document in range(1, number) for version in shelf.versions(document)]
    happenings: list[Callable[[], object]] = [
        lambda: shelf.document(f"d{number}", words, "page two", published="2016-05", seen=seen),
        lambda: shelf.document(f"d{number}", words, seen=seen, access="restricted", topics=["placements"]),
    ]
    if versions:
        version = random.choice(versions)
        document = random.choice([held for held in range(1, number) if shelf.versions(held)])
        happenings += [
            lambda: shelf.version(document, words, seen=seen, topics=["placements"]),
            lambda: shelf.version(document, title=words, seen=seen),
            lambda: shelf.text(version, words, words),
            lambda: shelf.access(version, random.choice(["open", "restricted", "hidden", "erased"])),
            lambda: shelf.withdraw(document, seen),
        ]
    random.choice(happenings)()


@pytest.mark.parametrize("seed", range(3))
def test_an_index_that_followed_equals_one_built_anew(archive: Archive, seed: int) -> None:
    """After any changes, taken in by pieces of any size, the index says what a rebuilt one says."""
    shelf, random = Shelf(archive), Random(seed)
    for number in range(1, 40):
        _change_something(shelf, random, number)
        if random.random() < 0.3:
            bring_up_to_date(archive, batch=random.randint(1, 9))
    bring_up_to_date(archive, batch=random.randint(1, 9))
    followed = answers(archive)
    rebuilt = rebuild(archive, batch=7)

    assert answers(archive) == followed
    assert rebuilt.position == indexed_to(archive) == shelf.changes()
    assert search(archive, parse("notice OR plan"), limit=1000).total == len(
        bruteforce.expected(bruteforce.papers(archive), parse("notice OR plan")).places
    )


def test_nothing_new_writes_nothing(sqlite_archive: Archive) -> None:
    """Indexing twice indexes once, and only what changed is written."""
    shelf = Shelf(sqlite_archive)
    for number in range(5):
        shelf.document(f"d{number}", "a notice", "page two")
    told: list[tuple[int, int]] = []
    first = bring_up_to_date(sqlite_archive, batch=2, progress=lambda done, of: told.append((done, of)))
    again = bring_up_to_date(sqlite_archive)
    shelf.version(1, "a notice", "page two")
    more = bring_up_to_date(sqlite_archive)

    assert (first.documents, first.entries, again.documents, again.entries) == (5, 10, 0, 0)
    assert (more.documents, more.entries, more.position) == (1, 4, shelf.changes())
    assert told == [(2, 5), (4, 5), (5, 5)]


def test_what_was_erased_is_not_left_on_disk(sqlite_archive: Archive) -> None:
    """After an erasure the words themselves are gone, not only the way to them; hiding leaves them in the files."""
    shelf = Shelf(sqlite_archive)
    secret = shelf.document("secret", "the name Zebediah stands here")
    shelf.document("other", "a notice")
    bring_up_to_date(sqlite_archive)
    before = _files(sqlite_archive)
    [version] = shelf.versions(secret)
    shelf.access(version, "hidden")
    bring_up_to_date(sqlite_archive)
    assert _words_on_disk(sqlite_archive, "zeb") == ["zebediah"]
    shelf.access(version, "erased")
    bring_up_to_date(sqlite_archive)

    assert _words_on_disk(sqlite_archive, "zeb") == []
    assert search(sqlite_archive, parse("notice")).total == 1
    assert not before & _files(sqlite_archive)


def _words_on_disk(archive: Archive, prefix: str) -> list[str]:
    searcher = tantivy.Index.open(str(index.current(archive.index))).searcher()
    return [word for word, _ in searcher.terms_with_prefix("plain", prefix)]


def _files(archive: Archive) -> set[Path]:
    return {path for path in archive.index.rglob("*") if path.is_file() and path.parent != archive.index}


# -- killed ------------------------------------------------------------------------------------------------------------

INDEX_AND_DIE = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from storage import generations, index, search
    from storage.archive import open_archive

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    def dying_at(call, number, *, after=False):
        calls = []
        def instead(*arguments, **named):
            calls.append(1)
            if len(calls) == number and not after:
                die()
            result = call(*arguments, **named)
            if len(calls) == number:
                die()
            return result
        return instead

    home, url, where, number, step = sys.argv[1:]
    number = int(number)
    if where == "before a commit":
        index.Writer.commit = dying_at(index.Writer.commit, number)
    elif where == "after a commit":
        index.Writer.commit = dying_at(index.Writer.commit, number, after=True)
    elif where == "amid the entries":
        index._document = dying_at(index._document, number)
    elif where == "before the new index is used":
        search.use = dying_at(search.use, number)
    elif where == "before the old index is removed":
        generations._remove_but = dying_at(generations._remove_but, number)
    with open_archive(Path(home), database_url=url) as archive:
        getattr(search, step)(archive, batch=3)
    """
)


def _run_until_killed(archive: Archive, where: str, number: int, step: str) -> int:
    url = archive.engine.url.render_as_string(hide_password=False)
    return subprocess.run(
        [sys.executable, "-c", INDEX_AND_DIE, str(archive.home), url, where, str(number), step],
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    ).returncode


@pytest.mark.parametrize(
    ("where", "number", "step"),
    [
        ("before a commit", 1, "bring_up_to_date"),
        ("before a commit", 3, "bring_up_to_date"),
        ("after a commit", 2, "bring_up_to_date"),
        ("amid the entries", 5, "bring_up_to_date"),
        ("amid the entries", 5, "rebuild"),
        ("before a commit", 1, "rebuild"),
        ("before the new index is used", 1, "rebuild"),
        ("before the old index is removed", 2, "rebuild"),
    ],
)
def test_an_indexer_killed_at_any_point_leaves_an_index_of_some_moment(
    sqlite_archive: Archive, where: str, number: int, step: str
) -> None:
    """Killed, the index holds every change up to its position and none after it; run again, it is whole."""
    shelf = Shelf(sqlite_archive)
    _add_one_by_one(shelf, range(6))
    bring_up_to_date(sqlite_archive)
    _add_one_by_one(shelf, range(6, 18))
    killed = _run_until_killed(sqlite_archive, where, number, step)

    assert killed == -signal.SIGKILL
    _is_of_one_moment(shelf)
    bring_up_to_date(sqlite_archive)
    assert search(sqlite_archive, parse("notice")).total == 18
    followed = answers(sqlite_archive)
    rebuild(sqlite_archive)
    assert answers(sqlite_archive) == followed
    assert sorted(path.name for path in sqlite_archive.index.iterdir() if path.is_dir()) == [
        index.current(sqlite_archive.index).name  # type: ignore[union-attr]  # it was built just now
    ]


@pytest.mark.slow
def test_an_indexer_killed_at_random_leaves_an_index_of_some_moment(sqlite_archive: Archive) -> None:
    """The same, with kills that nobody chose."""
    shelf = Shelf(sqlite_archive)
    bring_up_to_date(sqlite_archive)
    url = sqlite_archive.engine.url.render_as_string(hide_password=False)
    random = Random(1)
    for number in range(12):
        _add_one_by_one(shelf, range(number * 20, number * 20 + 20))
        child = subprocess.Popen(
            [
                sys.executable,
                "-c",
                INDEX_AND_DIE,
                str(sqlite_archive.home),
                url,
                "never",
                "0",
                "bring_up_to_date",
            ],
            cwd=Path(__file__).parents[2],
        )
        time.sleep(random.uniform(0.5, 1.5))
        child.send_signal(signal.SIGKILL)
        child.wait()
        _is_of_one_moment(shelf)
    bring_up_to_date(sqlite_archive)

    assert search(sqlite_archive, parse("notice")).total == 240


def _add_one_by_one(shelf: Shelf, numbers: range) -> None:
    """Documents without text: one change each."""
    for number in numbers:
        shelf.document(f"d{number}", title=f"notice n{number}")


def _is_of_one_moment(shelf: Shelf) -> None:
    position = indexed_to(shelf.archive)
    found = search(shelf.archive, parse("notice"), limit=1000)

    assert {hit.title for hit in found.hits} == {f"notice n{number}" for number in range(position)}


# -- in the way --------------------------------------------------------------------------------------------------------


def test_only_one_indexer_at_a_time(sqlite_archive: Archive) -> None:
    """A second indexer is turned away with a clear word; searching goes on."""
    Shelf(sqlite_archive).document("d", "a notice")
    bring_up_to_date(sqlite_archive)

    with only_indexer(sqlite_archive.index):
        with pytest.raises(IndexBusy, match="wait until it is done"):
            bring_up_to_date(sqlite_archive)
        with pytest.raises(IndexBusy):
            rebuild(sqlite_archive)
        assert search(sqlite_archive, parse("notice")).total == 1
    assert bring_up_to_date(sqlite_archive).documents == 0


def test_a_failure_amid_indexing_leaves_the_index_as_it_was(sqlite_archive: Archive) -> None:
    """An error of any kind loses nothing and blocks nothing."""
    shelf = Shelf(sqlite_archive)
    shelf.document("d1", "a notice")
    bring_up_to_date(sqlite_archive)
    shelf.document("d2", "a notice")

    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt(f"{done} of {of}")

    with pytest.raises(KeyboardInterrupt, match="1 of 3"):
        bring_up_to_date(sqlite_archive, batch=1, progress=interrupt)

    assert bring_up_to_date(sqlite_archive).documents == 1
    assert search(sqlite_archive, parse("notice")).total == 2


def test_a_damaged_index_says_how_to_mend_it_and_the_next_run_does(sqlite_archive: Archive) -> None:
    """A search over files that were cut short ends in our error; indexing builds them anew by itself."""
    Shelf(sqlite_archive).document("d", "a notice")
    bring_up_to_date(sqlite_archive)
    generation = index.current(sqlite_archive.index)
    assert generation is not None
    (generation / "meta.json").write_text("{")

    with pytest.raises(IndexUnreadable, match="index --rebuild"):
        search(sqlite_archive, parse("notice"))
    bring_up_to_date(sqlite_archive)
    assert search(sqlite_archive, parse("notice")).total == 1


def test_what_a_kill_left_in_the_way_is_no_end(sqlite_archive: Archive) -> None:
    """A file of deletions that a killed commit left stands where the next commit wants to write: the index is built anew."""
    shelf = Shelf(sqlite_archive)
    document = shelf.document("d1", "a notice")
    bring_up_to_date(sqlite_archive)
    generation = index.current(sqlite_archive.index)
    assert generation is not None
    segments = {path.name.partition(".")[0] for path in generation.glob("*.idx")}
    for segment in segments:
        for stamp in range(200):
            (generation / f"{segment}.{stamp}.del").touch()
    shelf.version(document, "another notice")
    bring_up_to_date(sqlite_archive)

    assert search(sqlite_archive, parse("another")).total == 1


def test_an_index_of_another_format_or_archive_is_built_anew(tmp_path: Path) -> None:
    """An index that another program wrote, was deleted, or is ahead of a restored archive, is not trusted."""
    with open_archive(tmp_path / "first") as first, open_archive(tmp_path / "restored") as restored:
        shelf = Shelf(first)
        for number in range(3):
            shelf.document(f"d{number}", "a notice")
        bring_up_to_date(first)
        Shelf(restored).document("d", "a notice")
        shutil.copytree(first.index, restored.index)
        bring_up_to_date(restored)
        assert search(restored, parse("notice")).total == 1

        (first.index / "current").write_text("0-1")
        with pytest.raises(IndexMissing):
            search(first, parse("notice"))
        bring_up_to_date(first)
        assert search(first, parse("notice")).total == 3

        shutil.rmtree(first.index)
        bring_up_to_date(first)
        assert search(first, parse("notice")).total == 3


def test_an_index_that_cannot_be_written_is_an_error(sqlite_archive: Archive) -> None:
    """Where no folder can be made there is our error."""
    sqlite_archive.index.write_text("in the way")

    with pytest.raises(IndexUnreadable, match=r"File exists"):
        bring_up_to_date(sqlite_archive)


INDEX_ON_A_FULL_DISK = textwrap.dedent(
    """
    import resource, sys
    from pathlib import Path
    from storage.archive import open_archive
    from storage.generations import IndexUnreadable
    from storage.search import bring_up_to_date

    with open_archive(Path(sys.argv[1])) as archive:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        try:
            bring_up_to_date(archive)
        except IndexUnreadable as exc:
            sys.exit(str(exc))
    """
)


def test_a_full_disk_loses_nothing(sqlite_archive: Archive) -> None:
    """When the index cannot grow, it stays as it was and says so; with room again it goes on."""
    shelf = Shelf(sqlite_archive)
    shelf.document("d1", "a notice")
    bring_up_to_date(sqlite_archive)
    shelf.document("d2", "a notice " + " ".join(f"w{number}" for number in range(20_000)))
    child = subprocess.run(
        [sys.executable, "-c", INDEX_ON_A_FULL_DISK, str(sqlite_archive.home)],
        timeout=60,
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert "free some space if the disk is full" in child.stderr
    assert search(sqlite_archive, parse("notice")).total == 1
    bring_up_to_date(sqlite_archive)
    assert search(sqlite_archive, parse("notice")).total == 2
