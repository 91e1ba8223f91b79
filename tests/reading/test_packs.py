"""Packs of a meeting's papers: each page is known by its agenda item, from bookmarks or from the page numbers printed."""

import io

from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from reading.packs import Bookmark, items
from reading.read import read

FRONT = (
    "Agenda\n1. Apologies for absence\n4. Improvement plan (Pages 3 - 5)\n"
    "5. Fostering allowances for the financial year\n2027-28 (Page 6)\n6. Work programme (Pages 7 to 8)"
)


def test_pages_belong_to_the_item_that_the_front_sheet_sends_to_them() -> None:
    """Where a pack has no bookmarks, the numbers at the foot of its pages tell."""
    pages = [FRONT, "To each member", *(f"Report\nPage {number}" for number in range(3, 9)), "Page 40"]

    assert items(pages, []) == [None, None, "4", "4", "4", "5", "6", "6", None]


def test_bookmarks_go_before_printed_numbers() -> None:
    """A bookmark of an item that the front sheet lists begins its papers, wherever its pages are numbered from."""
    outline = [
        Bookmark(title="Agenda", page=1),
        Bookmark(title="4 Improvement plan", page=2),
        Bookmark(title="1.2 Background", page=2),
        Bookmark(title="5 Fostering allowances", page=4),
    ]

    assert items([FRONT, "a", "b", "c", "d"], outline) == [None, "4", "4", "5", "5"]


def test_a_report_is_no_pack() -> None:
    """Bookmarks of a report's own sections, or one reference to pages, do not make agenda items of it."""
    outline = [Bookmark(title="1 Introduction", page=1), Bookmark(title="2 Findings", page=2)]

    assert items(["1. Introduction\nsee annex (Pages 3 - 5)", "Page 3"], outline) == [None, None]


def test_a_printed_pack_reads_into_its_items() -> None:
    """The PDF that a committee system prints for a meeting is split into items on reading."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number, line in enumerate(FRONT.splitlines()):
        canvas.drawString(72, 760 - 30 * number, line)
    canvas.showPage()
    for page, (item, title) in enumerate(
        [("4", "Improvement plan"), ("4", ""), ("5", "Fostering allowances")], start=3
    ):
        if title:
            canvas.bookmarkPage(item)
            canvas.addOutlineEntry(f"{item} {title}", item)
        canvas.drawString(72, 760, f"Paper of item {item}, sheet {page}")
        canvas.showPage()
    canvas.save()

    text = read(buffer.getvalue(), name="pack.pdf").text

    assert text is not None
    assert [page.item for page in text.pages] == [None, "4", "4", "5"]


@given(
    st.lists(st.text(max_size=60), max_size=6),
    st.lists(st.builds(Bookmark, title=st.text(max_size=20), page=st.integers(-3, 9)), max_size=6),
)
def test_every_page_gets_an_answer(pages: list[str], outline: list[Bookmark]) -> None:
    """Whatever a file prints or marks: one answer a page."""
    assert len(items(pages, outline)) == len(pages)
