"""Pictures of words are read where tesseract is installed, garbled letters get a second opinion, and both say so."""

import io
import os

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.text import Quality
from reading import legibility, recognition, second_opinion
from reading.read import READERS, read
from tests.reading import files

SAID = "The committee noted that 1,842 children were looked after."


def needs(reader: str | None, program: str) -> None:
    """Skip where a program is not installed; in CI it has to be."""
    if reader is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} has to be installed here: see .ci/run")
        pytest.skip(f"{program} is not installed")


def photographed(words: str) -> bytes:
    """A PDF whose second page is a picture of the words."""
    with pypdfium2.PdfDocument(files.pdf_of_pages([words])) as document:
        picture = document[0].render(scale=3, grayscale=True).to_pil()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawString(
        72, 720, "A cover sheet with words of its own, enough to be a page that can be read by anybody."
    )
    canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_scanned_page_is_read_when_asked_for() -> None:
    """A scan is searchable like any other page, and says that it was recognised."""
    needs(recognition.reader(), "tesseract")

    text = read(photographed(SAID), name="scan.pdf", recognise=True).text

    assert text is not None
    assert " ".join(text.words[text.pages[1].start : text.pages[1].end].split()) == SAID
    assert "page 2: read by character recognition" in text.warnings[0]
    assert text.reader.partition("+")[0] in READERS


def test_a_scanned_page_waits_otherwise() -> None:
    """While a site waits nothing is recognised: the page counts as unread."""
    text = read(photographed(SAID), name="scan.pdf").text

    assert text is not None
    assert text.pages[1].score == 0
    assert "wait for character recognition" in text.warnings[0]


def test_a_picture_of_nothing_is_tried_once() -> None:
    """That recognition found no word is said in the reader's name, so that nobody tries for ever."""
    needs(recognition.reader(), "tesseract")

    text = read(files.scanned_pdf(2), name="scan.pdf", recognise=True).text

    assert text is not None
    assert (text.quality, text.reader) == (Quality.UNREAD, f"none@1+{recognition.reader()}")


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.7 spoilt", b"\x89PNG\r\n spoilt"], ids=["nothing", "PDF", "PNG"]
)
def test_what_cannot_be_drawn_is_not_recognised(body: bytes) -> None:
    """A spoilt picture costs a process, and gives nothing."""
    assert recognition.words_of(body, [1]) == {}


def test_the_second_opinion_has_the_pages_of_the_first() -> None:
    """The other reader gives the same pages, each with its words."""
    needs(second_opinion.reader(), "pdftotext")

    pages = second_opinion.pages_of(files.pdf_of_pages(["Page one of two", "Page two of two"]))

    assert [page.strip() for page in pages] == ["Page one of two", "Page two of two"]


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("The committee noted that 1,842 children (71%) were looked after; £6.2m was spent.", 1.0, 1.0),
        ("Children in care 1,870 1,842 -1.5% n/a 2025/26", 0.9, 1.0),
        ("Wkh frpplwwhh qrwhg wkdw fklogrq zhrh orrnhg diwhr", 0.0, 0.6),
        ("\ufffd\ufffd\ufffd \ufffd\ufffd", 0.0, 0.0),
    ],
    ids=["prose", "a table", "shifted letters", "signs"],
)
def test_a_page_is_scored_by_what_reads_as_words(words: str, least: float, most: float) -> None:
    """A researcher can tell a page that reads well from one that does not."""
    found = legibility.score(words)

    assert found is not None
    assert least <= found <= most


def test_an_empty_page_has_no_score() -> None:
    """Nothing to read is not badly read."""
    assert legibility.score(" \n") is None
