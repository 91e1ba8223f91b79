"""PDFs are read in limited children that are kept, replaced when they die, and never decide a later document's text."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.text import Quality
from reading import pdf
from reading.pdf import Limits, PdfPool
from reading.unreadable import Unreadable
from tests.reading import files


@pytest.fixture(scope="module")
def pool() -> Iterator[PdfPool]:
    """A pool with the usual limits."""
    with PdfPool() as opened:
        yield opened


def test_a_page_reads_as_it_looks(pool: PdfPool) -> None:
    """Paragraphs run on, headings, list items and table rows keep their lines."""
    found = pool.read(files.minutes_pdf())

    assert found.whole
    assert found.text.words.splitlines() == [
        "Children's Services Scrutiny Committee",
        files.PARAGRAPH,
        "1 that the plan be noted;",
        "2 that it come back.",
        "Judgement Grade",
        "Help and protection Good",
        "Care leavers Outstanding",
    ]


def test_pages_lie_in_the_text_in_order(pool: PdfPool) -> None:
    """Each page's span gives exactly its words; an empty page is a page."""
    text = pool.read(files.pdf_of_pages(["First page", "", "Third page"])).text

    assert [text.words[page.start : page.end] for page in text.pages] == ["First page", "", "Third page"]
    assert [page.number for page in text.pages] == [1, 2, 3]


def test_a_pack_of_300_pages_is_read_whole(pool: PdfPool) -> None:
    """A reports pack is within the limits."""
    text = pool.read(files.pdf_of_pages(f"Item {number} of the pack" for number in range(1, 301))).text

    assert len(text.pages) == 300
    assert text.words.endswith("Item 300 of the pack")


def test_a_pdf_cut_near_its_end_is_read_with_a_warning(pool: PdfPool) -> None:
    """What can still be read is read, and is said to be perhaps not all."""
    text = pool.read(files.pdf_of_pages(["First", "Second"])[:-8]).text

    assert text.words == "First\n\nSecond"
    assert text.warnings == ("it has no end mark, and may be cut short; fetch it again",)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (files.pdf_of_pages(["secret"], password="open sesame"), "encrypted"),
        (files.minutes_pdf()[:900], "damaged or cut short"),
        (b"%PDF-1.7\nand nothing else", "damaged or cut short"),
        (b"%PDF-1.7\n" + b"[" * 100_000, "damaged or cut short"),
        (files.raw_pdf(b"").replace(b"/Type /Page /Parent", b"/Type /Nope /Paren"), "no text layer|no page"),
    ],
)
def test_a_broken_pdf_says_what_is_wrong(pool: PdfPool, body: bytes, says: str) -> None:
    """Encrypted, truncated and hollow files are told apart, and the warning says what to do."""
    with pytest.raises(Unreadable, match=says):
        pool.read(body)


def test_a_scan_waits_for_recognition(pool: PdfPool) -> None:
    """A PDF of pictures is not broken: it is unread."""
    with pytest.raises(Unreadable, match="wait for character recognition") as caught:
        pool.read(files.scanned_pdf(3))

    assert caught.value.quality is Quality.UNREAD


@pytest.mark.parametrize(
    ("limits", "body", "says"),
    [
        (Limits(seconds=0.3), files.endless_pdf(), "more than 0.3 seconds"),
        (Limits(memory_mb=96), files.bomb_pdf(20), "more than 96 MB"),
        (Limits(pages=9), files.pdf_of_pages(["page"] * 10), "more than 9 pages"),
        (Limits(characters=50), files.minutes_pdf(), "more than 50 characters"),
        (Limits(bytes=2000), files.minutes_pdf(), "the limit is 2,000"),
    ],
)
def test_a_document_over_a_limit_costs_itself_only(limits: Limits, body: bytes, says: str) -> None:
    """A bomb is refused with its reason, and the next document is read as ever."""
    with PdfPool(limits=limits) as pool:
        with pytest.raises(Unreadable, match=says):
            pool.read(body)

        assert pool.read(files.pdf_of_pages(["next"])).text.words == "next"


def test_a_huge_count_of_pages_is_no_trap(pool: PdfPool) -> None:
    """A file that claims two thousand million pages is read for the one it has."""
    assert pool.read(files.endless_count_pdf()).text.words == "Northshire"


def test_the_same_bytes_give_the_same_text() -> None:
    """Whatever a pool read before, and however a child died of it."""
    body = files.minutes_pdf()
    with PdfPool(size=1, limits=Limits(memory_mb=96)) as used, PdfPool(size=1) as fresh:
        with pytest.raises(Unreadable):
            used.read(files.bomb_pdf(20))
        used.read(files.pdf_of_pages(["another"]))

        assert used.read(body) == fresh.read(body)


def test_many_threads_share_a_pool(pool: PdfPool) -> None:
    """Workers of any number get each their own document's text."""
    bodies = [files.pdf_of_pages([f"document {number}"]) for number in range(24)]
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(pool.read, bodies))

    assert [one.text.words for one in found] == [f"document {number}" for number in range(24)]


def test_a_forked_process_reads_with_children_of_its_own() -> None:
    """A program that forks after reading does not mix up answers with its parent."""
    body = files.pdf_of_pages(["either side"])
    pdf.read(body)
    forked = os.fork()
    if forked == 0:
        os._exit(0 if pdf.read(body).text.words == "either side" else 1)

    assert pdf.read(body).text.words == "either side"
    assert os.waitpid(forked, 0)[1] == 0


def test_a_closed_pool_leaves_no_process() -> None:
    """Closing ends the children: none is left to wait for."""
    before = _children()
    with PdfPool() as pool:
        pool.read(files.pdf_of_pages(["words"]))
        started = _children() - before

    assert len(started) == 1
    assert not started & _children()


def _children() -> set[str]:
    """The processes that this one has started and that run still."""
    return {child for task in os.listdir("/proc/self/task") for child in _started_by(task)}  # noqa: PTH208


def _started_by(task: str) -> list[str]:
    with open(f"/proc/self/task/{task}/children") as listed:  # noqa: PTH123
        return listed.read().split()
