"""Papers are real files: what the script says can be read in them, and they are the same on every day."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import _lru_cache_wrapper

import docx
import pypdfium2
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from sample import papers
from sample.site import Attachment, Site

PAPER = """# A report – on homes
Report to: Cabinet
Report of: Siân Draycott, Head of Corporate Parenting

## 1. Summary

1.1 The forecast is £6.2m & rising, said the “Director”.
It goes on here with **RESOLVED** that

(1) it be noted;

262 posts is how this paragraph begins.

- one point
  over two lines
- another

| Measure | August 2026 |
| Children | 1,042 |

---

The end.
"""


def _read_pdf(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _read_word(body: bytes) -> str:
    document = docx.Document(io.BytesIO(body))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _public(site: Site) -> Iterator[Attachment]:
    for meeting in site.meetings:
        for _, paper in meeting.attachments():
            if paper.paper:
                yield paper


def test_blocks_are_told_apart() -> None:
    """Each mark makes the block that it stands for; a number of posts is no paragraph number."""
    found = list(papers.blocks(PAPER))

    assert [type(block).__name__ for block in found] == [
        "Title", "Label", "Label", "Heading", "Prose", "Prose", "Prose", "Bullet", "Bullet", "Figures", "NewPage", "Prose",
    ]  # fmt: skip
    assert [block.number for block in found if isinstance(block, papers.Prose)] == ["1.1", "(1)", "", ""]


def test_a_pdf_says_what_its_paper_says() -> None:
    """Pounds, dashes, accents and curly quotes can be read in the PDF, over two pages."""
    read = _spaced(_read_pdf(papers.pdf(PAPER)))

    for line in papers.words(PAPER).splitlines():
        assert _spaced(line) in read
    assert "Page 2" in read


def test_a_word_file_says_what_its_paper_says() -> None:
    """The same words can be read in the DOCX."""
    read = _spaced(_read_word(papers.word(PAPER)))

    for line in (
        "A report – on homes",
        "£6.2m & rising, said the “Director”",
        "Head of Corporate Parenting",
        "1,042",
    ):
        assert line in read


def test_every_paper_of_the_world_can_be_read(northshire: Site) -> None:
    """Every word of every paper in the script is in the file that the site serves."""
    for paper in _public(northshire):
        if paper.form == "docx":
            read = "".join(_read_word(papers.word(paper.paper)).split())
        else:
            read = "".join(_read_pdf(papers.pdf(paper.paper)).split())
        lost = [line for line in papers.words(paper.paper).splitlines() if not _all_there(line, read)]
        assert lost == [], paper.title


def _all_there(line: str, read: str) -> bool:
    """Whether each word of a line is there; a page may end in its middle, a table be read by columns."""
    return all(word in read for word in line.split())


def test_the_longest_paper_has_several_pages(northshire: Site) -> None:
    """Reports run over pages, so that a quote has a page to stand on."""
    longest = max(
        len(pypdfium2.PdfDocument(papers.pdf(paper.paper)))
        for paper in _public(northshire)
        if paper.form == "pdf"
    )

    assert longest >= 4


@pytest.mark.parametrize("make", [papers.pdf, papers.word])
def test_the_day_leaves_no_trace(make: "_lru_cache_wrapper[bytes]") -> None:
    """The same paper made a year later is the same file."""
    with time_machine.travel(datetime(2026, 9, 14, 6, tzinfo=UTC)):
        first = make(PAPER)
    make.cache_clear()
    with time_machine.travel(datetime(2027, 11, 1, 23, 59, tzinfo=UTC)):
        again = make(PAPER)

    assert again == first


def test_a_line_under_a_title_must_be_labelled() -> None:
    """A slip in the box under the title is an error, not a lost line."""
    with pytest.raises(ValueError, match="not a labelled line"):
        list(papers.blocks("# Title\nno label here"))


def test_a_body_holds_paragraphs_only() -> None:
    """A heading cannot stand in the minutes of an item."""
    with pytest.raises(ValueError, match="paragraphs and bullets only"):
        papers.html("## A heading")


@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="*#|-", exclude_categories=["C", "Z"]), min_size=1
    )
)
def test_html_keeps_every_word(word: str) -> None:
    """Whatever is said comes out of the marked-up body as it went in, escaped and unescaped once."""
    body = papers.html(f"**RESOLVED** that {word} be noted")
    root = lxml_html.fragment_fromstring(body)

    assert body.isascii()
    assert isinstance(root, etree._Element)
    assert _spaced(str(root.text_content())) == _spaced(f"RESOLVED that {word} be noted")
