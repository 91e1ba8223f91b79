"""What somebody decided to erase is attacked from all sides: no later look, no kill and no rebuild brings a word of it back."""

import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from sqlalchemy import func, select

from domain.document import DocumentKind, Fetched, ReadDocument
from domain.text import Text
from minutewatch import config, jobs, rebuilding
from sample.answers import LOOKS
from storage import rereading
from storage.added import await_address, keep_added
from storage.archive import Archive
from storage.blobs import Blobs
from storage.integrity import faults
from storage.schema import (
    Base,
    Capture,
    DocumentRow,
    MentionRow,
    PageRow,
    Publication,
    Reading,
    TextRow,
    VersionRow,
    WatchRow,
)
from storage.sources import ADDED
from storage.withdrawal import finish_erasures, withdraw
from tests.line.playing import playing
from tests.storage.world import KEY, MEETING, MONDAY, PAPER, Northshire, minuted, with_agenda

CANARY = "ZEBRACHILD7731"
ADDRESS = "https://news.example/a"


@pytest.fixture
def council(archive: Archive) -> Northshire:
    """Northshire, whose calendar lists one meeting."""
    council = Northshire(archive)
    council.due()
    council.lists(MEETING)
    return council


def on_disk(archive: Archive) -> list[str]:
    """The originals that hold the canary."""
    found = []
    for path in archive.blobs.folder.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            body = zstandard.ZstdDecompressor().decompress(body) if path.suffix == ".zst" else body
            found += [path.name] if CANARY.encode() in body else []
    return found


def in_rows(archive: Archive) -> set[str]:
    """The columns that hold the canary."""
    with archive.reading() as session:
        return {
            f"{table.name}.{column}"
            for table in Base.metadata.sorted_tables
            for row in session.execute(table.select()).mappings()
            for column, value in row.items()
            if CANARY in str(value)
        }


def access(archive: Archive, ref: str) -> list[str]:
    """Who may see each version of a document."""
    with archive.reading() as session:
        rows = select(VersionRow.access).join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        return list(session.scalars(rows.where(DocumentRow.ref == ref).order_by(VersionRow.number)))


def decide(council: Northshire, *, erase: bool = True, **which: str) -> str:
    """Withdraw the one document of which this holds; its public id."""
    with council.archive.reading() as session:
        uid = session.scalars(select(DocumentRow.uid).filter_by(**which)).one()
    withdraw(council.archive, uid, erase=erase, actor="operator", reason="names a child", now=council.now)
    return uid


def serves(council: Northshire, ref: str, words: str, body: bytes | None = None, **headers: str) -> None:
    """The site serves a file with these words, perhaps in other bytes."""
    fetched = replace(council.fetched(f"document:{ref}", body or words.encode()), headers=headers)
    council.keeper.keep_document(fetched, read_as(words))


def read_as(words: str, kind: DocumentKind = DocumentKind.OTHER) -> ReadDocument:
    """A file with these words as reading understands it."""
    text = Text.of_pages([(None, words)], reader="test@1")
    digest = hashlib.sha256(words.encode()).hexdigest()
    return ReadDocument(media_type="text/plain", text=text, fingerprint=digest, kind=kind)


def added(watch_key: str, url: str, words: str) -> Fetched:
    """The answer for what an operator puts in."""
    return Fetched(
        source=ADDED.key, watch_key=watch_key, url=url, asked_at=MONDAY, status=200, body=words.encode()
    )


@pytest.mark.parametrize(("erase", "kept"), [(True, "erased"), (False, "hidden")])
def test_a_withdrawn_document_stays_withdrawn_at_its_next_version(
    council: Northshire, erase: bool, kept: str
) -> None:
    """The council replaces the file; the decision holds for what comes."""
    council.shows(with_agenda(PAPER))
    serves(council, "s60101", "The plan")
    decide(council, erase=erase, ref="s60101")
    council.later(days=1)
    serves(council, "s60101", f"The plan for {CANARY}")

    assert access(council.archive, "s60101") == [kept, kept]
    assert (on_disk(council.archive) == [], in_rows(council.archive) == set()) == (erase, erase)


def test_what_is_withdrawn_before_it_was_fetched_is_never_shown(council: Northshire) -> None:
    """The operator is quicker than the crawl."""
    council.shows(with_agenda(PAPER))
    decide(council, erase=False, ref="s60101")
    serves(council, "s60101", CANARY)

    assert access(council.archive, "s60101") == ["hidden"]


def test_what_was_erased_is_not_brought_back_to_hidden(council: Northshire) -> None:
    """A second decision of the milder kind."""
    council.shows(with_agenda(PAPER))
    serves(council, "s60101", CANARY)
    decide(council, ref="s60101")
    decide(council, erase=False, ref="s60101")
    serves(council, "s60101", f"{CANARY} again")

    assert access(council.archive, "s60101") == ["erased", "erased"]
    assert on_disk(council.archive) == []


def test_erased_bytes_served_again_do_not_reach_the_disk(council: Northshire) -> None:
    """Neither under their own name nor under another; the site is not asked whether it still has them."""
    council.shows(with_agenda(PAPER, replace(PAPER, ref="s60102")))
    serves(council, "s60101", CANARY, etag='"1"')
    decide(council, ref="s60101")
    council.later(days=8)
    asked = [watch.etag for watch in council.keeper.due(KEY, now=council.now, limit=9, daily=())]
    serves(council, "s60101", CANARY, etag='"1"')
    serves(council, "s60102", CANARY, etag='"1"')

    assert '"1"' not in asked
    assert on_disk(council.archive) == []
    assert in_rows(council.archive) == set()
    with council.archive.reading() as session:
        assert set(session.scalars(select(Capture.etag))) == {None}


def test_an_erased_file_added_again_stays_erased(council: Northshire) -> None:
    """An operator who does not know of the decision puts the same file in."""
    fetched = added("document:sha256:1", f"file:{CANARY}.txt", CANARY)
    keep_added(council.archive, fetched, read_as(CANARY), run=council.run)
    decide(council, ref="sha256:1")
    keep_added(council.archive, fetched, read_as(CANARY), run=council.run)

    assert on_disk(council.archive) == []
    assert in_rows(council.archive) == set()


def test_erasing_takes_every_original_that_reads_the_same(council: Northshire) -> None:
    """A file stamped anew at each download makes one version and many originals."""
    council.shows(with_agenda(PAPER))
    for stamp in (b"1", b"2"):
        serves(council, "s60101", CANARY, stamp + CANARY.encode())
    decide(council, ref="s60101")

    assert on_disk(council.archive) == []
    assert list(faults(council.archive)) == []


def test_erasing_minutes_takes_the_pages_of_their_meeting(council: Northshire) -> None:
    """Also those of later days, and the difference that the event of their amendment tells."""
    council.shows(minuted(with_agenda(PAPER), f"The parent of {CANARY} spoke."))
    council.later(days=1)
    council.shows(minuted(with_agenda(PAPER), "A parent spoke."))
    decide(council, kind="minutes")
    council.later(days=1)
    council.shows(minuted(with_agenda(PAPER), f"The parent of {CANARY} spoke twice."))

    assert (on_disk(council.archive), in_rows(council.archive)) == ([], set())


def test_an_original_that_another_document_is_made_of_stays(council: Northshire) -> None:
    """Erased under one id, the same file under another goes only when that is erased too."""
    council.shows(with_agenda(PAPER, replace(PAPER, ref="s60102")))
    for ref in ("s60101", "s60102"):
        serves(council, ref, CANARY)
    decide(council, ref="s60101")
    left = len(on_disk(council.archive))
    decide(council, ref="s60102")

    assert (left, on_disk(council.archive)) == (1, [])


def test_erasing_takes_titles_and_addresses_wherever_they_stand(council: Northshire) -> None:
    """In the listing, its events, the queue, and the agenda that repeats the title; other words stay."""
    named = replace(PAPER, title=f"Complaint of {CANARY}", url=f"http://127.0.0.1:1/s60101/{CANARY}.pdf")
    council.shows(with_agenda(named))
    serves(council, "s60101", CANARY)
    _mention_in_agenda(council)
    council.later(days=1)
    council.shows(with_agenda(replace(named, title="Complaint")))
    decide(council, ref="s60101")

    assert in_rows(council.archive) == set()
    assert list(faults(council.archive)) == []
    with council.archive.reading() as session:
        pages = session.scalars(select(PageRow.words).where(PageRow.words.like("%Improvement plan%"))).all()
        assert "4. Improvement plan\n" + "█" * len(f"Complaint of {CANARY}") in pages
        assert "█" in session.scalars(select(MentionRow.words)).one()
        watch = session.scalars(select(WatchRow).where(WatchRow.key == "document:s60101")).one()
        assert (watch.reason, watch.done_at, watch.url) == ("withdrawn", council.now, None)


def _mention_in_agenda(council: Northshire) -> None:
    """Linking finds the child in the agenda's list of papers."""
    with council.archive.writing() as session:
        number, words = session.execute(
            select(PageRow.text_id, PageRow.words).where(PageRow.words.like(f"%Complaint of {CANARY}%"))
        ).one()
        start = (words or "").index(CANARY)
        child = MentionRow(
            text_id=number,
            starts=start,
            ends=start + len(CANARY),
            type="person",
            words=CANARY,
            rule="test@1",
            since_run=council.run,
        )
        session.add(child)


def test_erasing_takes_what_linking_noted_of_the_text(council: Northshire) -> None:
    """Warnings quote the words they warn of."""
    council.shows(with_agenda(PAPER))
    serves(council, "s60101", CANARY)
    with council.archive.writing() as session:
        text = session.scalars(
            select(TextRow.id).join(PageRow, PageRow.text_id == TextRow.id).where(PageRow.words == CANARY)
        ).one()
        noted = Reading(
            text_id=text,
            rules="r",
            known="k",
            run_id=council.run,
            inspection={"provider": CANARY},
            topics=[CANARY],
            warnings=[CANARY],
        )
        session.add(noted)
    decide(council, ref="s60101")

    assert in_rows(council.archive) == set()


def test_an_event_of_an_erased_document_is_told_without_words(council: Northshire) -> None:
    """The council renames the paper after it was erased."""
    council.shows(with_agenda(PAPER))
    decide(council, ref="s60101")
    council.later(days=1)
    council.shows(with_agenda(replace(PAPER, title=f"Complaint of {CANARY}")))

    with council.archive.reading() as session:
        told = session.execute(select(Publication.before, Publication.after)).all()
        assert (None, None) in told
        assert CANARY not in str(told)
        assert session.scalars(select(DocumentRow.url).where(DocumentRow.ref == "s60101")).one() == ""


@pytest.mark.parametrize("by_address", [True, False])
def test_an_added_article_is_for_the_archive_only(council: Northshire, by_address: bool) -> None:
    """By either road: whoever adds a newspaper's article has not thereby the right to show it."""
    article = read_as("News", DocumentKind.ARTICLE)
    if by_address:
        await_address(council.archive, ADDRESS, run=council.run, now=MONDAY)
        council.keeper.keep_document(added(f"document:{ADDRESS}", ADDRESS, "News"), article)
    else:
        keep_added(
            council.archive, added("document:sha256:2", "file:a.html", "News"), article, run=council.run
        )

    with council.archive.reading() as session:
        versions = select(VersionRow.access, VersionRow.licence, DocumentRow.kind)
        found = session.execute(versions.join(DocumentRow, DocumentRow.id == VersionRow.document_id)).all()
        assert found == [("restricted", "none", "article")]


def test_reading_again_that_is_overtaken_by_an_erasure_keeps_nothing(council: Northshire) -> None:
    """The better reader was still at work when the operator decided."""
    council.shows(with_agenda(PAPER))
    serves(council, "s60101", CANARY)
    with council.archive.reading() as session:
        (old,) = (row for row in rereading.outdated(session, readers=["better@1"]) if row.sha256)
    decide(council, ref="s60101")
    with council.archive.writing() as session:
        better = Text.of_pages([(None, CANARY)], reader="better@1")
        rereading.keep_reread(session, old, better, now=council.now)

    assert in_rows(council.archive) == set()


def test_an_erasure_killed_before_its_files_went_shows_and_is_finished(
    council: Northshire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are committed, the machine stops, the file is still there."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    council.shows(with_agenda(PAPER))
    serves(council, "s60101", CANARY)
    monkeypatch.setattr(Blobs, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        decide(council, ref="s60101")
    found = [fault.what for fault in faults(council.archive)]

    assert ["still on disk" in what for what in found] == [True]
    assert (finish_erasures(council.archive), on_disk(council.archive)) == (1, [])
    assert list(faults(council.archive)) == []


def test_files_that_no_record_names_show_after_a_day(council: Northshire) -> None:
    """A crawl may be between a file and its row, but not for a day; half-written ones are then cleared away."""
    folder = council.archive.blobs.folder / "ab" / "cd"
    folder.mkdir(parents=True)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    for name in ("old", ".writing-old", "new", ".writing-new"):
        (folder / name).write_bytes(b"words")
        if name.endswith("old"):
            os.utime(folder / name, (long_ago, long_ago))

    assert {fault.where for fault in faults(council.archive)} == {
        str(folder / name) for name in ("old", ".writing-old")
    }
    assert finish_erasures(council.archive) == 1
    assert {path.name for path in folder.iterdir()} == {"old", "new", ".writing-new"}


def test_a_document_listed_again_is_not_withdrawn_any_more(council: Northshire) -> None:
    """Gone for two looks, then back."""
    council.shows(with_agenda(PAPER))
    for _ in range(2):
        council.later(days=1)
        council.shows(with_agenda())
    with council.archive.reading() as session:
        gone = session.scalar(select(func.count(DocumentRow.withdrawn_at)))
    council.later(days=1)
    council.shows(with_agenda(PAPER))

    with council.archive.reading() as session:
        assert (gone, session.scalar(select(func.count(DocumentRow.withdrawn_at)))) == (1, 0)


def test_a_check_of_many_originals_and_facts_finds_each_fault_once(
    council: Northshire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check goes in small batches; none is left out at their edges."""
    monkeypatch.setattr("storage.integrity._BATCH", 2)
    refs = [f"s{number}" for number in range(5)]
    council.shows(with_agenda(*(replace(PAPER, ref=ref) for ref in refs)))
    for ref in refs:
        serves(council, ref, f"Words of {ref}")
    with council.archive.writing() as session:
        originals = set(session.scalars(select(VersionRow.sha256).where(VersionRow.sha256.is_not(None))))
    for sha256 in originals:
        council.archive.blobs.erase(sha256 or "")

    assert sorted(fault.where for fault in faults(council.archive)) == sorted(
        f"original {sha256}" for sha256 in originals
    )


@pytest.mark.parametrize("erase", [True, False])
def test_a_rebuilt_home_keeps_to_what_was_decided_of_a_file(tmp_path: Path, erase: bool) -> None:
    """A file put in by hand and withdrawn: the comparison is clean, and the rebuilt home does not show it."""
    config.make_home(tmp_path / "home")
    file = tmp_path / "letter.txt"
    file.write_text(f"Minutes about {CANARY}")
    with jobs.open_home(config.load(tmp_path / "home")) as home:
        with jobs.run_of(home, "add") as (run, _):
            uid, _ = jobs.add(home, file, source=ADDED.key, published=None, run=run)
        withdraw(home.archive, uid, erase=erase, actor="operator", reason="asked to", now=MONDAY)
        found = rebuilding.differences(home, tmp_path / "rebuilt")

    assert found == []
    with jobs.open_home(config.load(tmp_path / "rebuilt")) as home, home.archive.reading() as session:
        assert list(session.scalars(select(VersionRow.access))) == ([] if erase else ["hidden"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["minutes", "report"])
def test_a_rebuilt_home_differs_only_in_what_was_erased(tmp_path: Path, kind: str) -> None:
    """Erasing minutes takes the pages of their meeting, erasing a paper its title: all else is as it was."""
    with playing(tmp_path / "home") as played:
        for look in LOOKS[:3]:
            played.run(look)
        with jobs.open_home(played.settings(LOOKS[2])) as home:
            with home.archive.reading() as session:
                uid, title = session.execute(
                    select(DocumentRow.uid, VersionRow.title)
                    .join(VersionRow, VersionRow.document_id == DocumentRow.id)
                    .where(DocumentRow.kind == kind)
                    .limit(1)
                ).one()
            withdraw(home.archive, uid, erase=True, actor="operator", reason="asked to", now=MONDAY)
            found = rebuilding.differences(home, tmp_path / "rebuilt")

    assert found == []
    with jobs.open_home(config.load(tmp_path / "rebuilt")) as home, home.archive.reading() as session:
        assert title not in set(session.scalars(select(VersionRow.title)))


def test_the_next_look_at_the_meeting_brings_no_title_back(council: Northshire) -> None:
    """The council still lists the erased paper by its name, and adds another: neither name nor address is written again."""
    named = replace(PAPER, title=f"Report on {CANARY}")
    council.shows(with_agenda(named))
    serves(council, "s60101", f"The report on {CANARY}")
    decide(council, ref="s60101")
    events = _events(council.archive)
    for day in (1, 2):
        council.later(days=1)
        council.shows(with_agenda(named, replace(PAPER, ref="s60102", title=f"Other paper {day}")))

    assert in_rows(council.archive) == set()
    assert "document:s60101" not in council.due()
    assert [event for event in _events(council.archive)[len(events) :] if event == "document_withdrawn"] == []


def _events(archive: Archive) -> list[str]:
    with archive.reading() as session:
        return list(session.scalars(select(Publication.type).order_by(Publication.id)))
