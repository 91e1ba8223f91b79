"""Rich Text Format and OpenDocument texts read as Word documents do; what is spoilt, hostile or empty says so."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import odt, rtf
from reading.unreadable import Unreadable

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
)


def opendocument(content: str) -> bytes:
    """An .odt file with this under its body."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:body><office:text>{content}</office:text>"
            "</office:body></office:document-content>",
        )
    return body.getvalue()


def test_an_opendocument_text_reads_as_it_looks() -> None:
    """Headings, paragraphs, lists and tables come out in order; deletions, notes and comments do not."""
    found = odt.read(
        opendocument(
            "<text:tracked-changes><text:p>struck out</text:p></text:tracked-changes>"
            "<text:h>Improvement plan</text:h>\n"
            '<text:p>The <text:span>Committee</text:span><text:s text:c="3"/>noted<office:annotation><text:p>'
            "for the clerk</text:p></office:annotation> it.</text:p>"
            "<text:list><text:list-item><text:p>More social workers</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>Measure</text:p></table:table-cell>"
            "<table:table-cell><text:p>2026</text:p></table:table-cell></table:table-row><table:table-row>"
            "<table:table-cell><text:p>Care leavers</text:p></table:table-cell><table:table-cell><text:p>722"
            "</text:p></table:table-cell></table:table-row></table:table><text:p>After the table.</text:p>"
        )
    )

    assert [line for line in found.words.splitlines() if line] == [
        "Improvement plan",
        "The Committee noted it.",
        "• More social workers",
        "Measure | 2026",
        "Care leavers | 722",
        "After the table.",
    ]


def test_a_rich_text_reads_as_it_looks() -> None:
    """Letters of the file's code page, escapes and the cells of tables come out; fonts and authors do not."""
    found = rtf.read(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author A. Clerk}}\f0 The Committee\rquote s minutes: "
        rb"\'a36.2m.\par\trowd\cellx1000\cellx2000\intbl Care leavers\cell 722\cell\row\pard Resolved: \b noted\b0 .}"
    )

    assert found.words.splitlines() == [
        "The Committee’s minutes: £6.2m.",
        "Care leavers | 722",
        "Resolved: noted.",
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"PK\x03\x04 cut short", "damaged"),
        (opendocument("")[:-40], "damaged"),
        (opendocument("<text:p> </text:p>"), "without any words"),
        (opendocument("<text:p>" + "x" * 26_000_000 + "</text:p>"), "unpacks to more"),
    ],
    ids=["no archive", "cut short", "empty", "bomb"],
)
def test_what_is_no_opendocument_text_says_why(body: bytes, why: str) -> None:
    """A reader learns what is wrong with a file and what to do."""
    with pytest.raises(Unreadable, match=why):
        odt.read(body)


def test_a_rich_text_without_words_says_so() -> None:
    """An empty minutes file is not taken for minutes."""
    with pytest.raises(Unreadable, match="without any words"):
        rtf.read(rb"{\rtf1\ansi}")


@given(st.binary(max_size=400))
def test_no_bytes_break_the_rich_text_reader(body: bytes) -> None:
    """Whatever stands behind the mark of the format: words, or our own error."""
    try:
        rtf.read(b"{\\rtf1 " + body)
    except Unreadable:
        return


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_no_content_breaks_the_opendocument_reader(content: str) -> None:
    """Whatever stands in the content: words, or our own error."""
    try:
        odt.read(opendocument(content))
    except Unreadable:
        return
