"""Whatever the bytes, reading gives a document that says what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.document import DocumentKind, ReadDocument
from domain.text import Quality
from reading.kinds import FileKind
from reading.read import read
from tests.reading import files

WORDS = f"Minutes of the panel\n\n{files.PARAGRAPH}"


def text_of(document: ReadDocument) -> str:
    """The words of a document."""
    assert document.text is not None
    return document.text.words


def warning_of(document: ReadDocument) -> str:
    """The one warning of a document without words."""
    assert document.text is not None
    assert (document.text.words, document.text.pages) == ("", ())
    (warning,) = document.text.warnings
    return warning


@pytest.mark.parametrize(
    ("body", "name", "media_type", "quality", "says"),
    [
        (b"", "a.pdf", FileKind.EMPTY, Quality.BROKEN, "a.pdf: it is empty"),
        (
            b"<html><h1>Log in</h1><p>Your session is over</p>",
            "a.pdf",
            FileKind.HTML,
            Quality.BROKEN,
            "in place of a PDF",
        ),
        (b"%PDF-1.4", "a.pdf", FileKind.PDF, Quality.BROKEN, "damaged"),
        (files.pdf_of_pages(["x"], password="y"), "a.pdf", FileKind.PDF, Quality.BROKEN, "password"),
        (files.scanned_pdf(2), "a.pdf", FileKind.PDF, Quality.UNREAD, "character recognition"),
        (files.bomb_docx(), "a.docx", FileKind.DOCX, Quality.BROKEN, "unpacks"),
        (b"<div>" * 9000 + b"x", "a.html", FileKind.HTML, Quality.BROKEN, "nested"),
        (b"{\\rtf1}", "a.rtf", FileKind.RTF, Quality.BROKEN, "Rich Text Format"),
        (b"\xff\xd8\xff\xe0", "a.jpg", FileKind.JPEG, Quality.UNREAD, "picture"),
        (bytes(range(256)), "a.bin", FileKind.UNKNOWN, Quality.BROKEN, "no kind that we know"),
        (b"<meetings><meeting>", "a.xml", FileKind.XML, Quality.BROKEN, "damaged XML"),
        (b"\xef\xbb\xbf \xe2\x80\x8b", "a.txt", FileKind.PLAIN, Quality.BROKEN, "no words"),
    ],
)
def test_bad_files_say_what_is_wrong(
    body: bytes, name: str, media_type: str, quality: Quality, says: str
) -> None:
    """A file that cannot be read is a document without words, with a warning that names it and what to do."""
    found = read(body, name=name)

    assert says in warning_of(found)
    assert warning_of(found).startswith(f"{name}: ")
    assert found.text is not None
    assert (found.media_type, found.text.quality) == (media_type, quality)


def test_an_error_page_is_never_a_document() -> None:
    """A dead address that answers with a page, whatever the file was called."""
    found = read(b"<title>Report not found</title><p>Sorry, it no longer exists.</p>", name="report.pdf")

    assert found.kind is DocumentKind.ERROR_PAGE
    assert "error page ('Report not found')" in warning_of(found)


def test_a_header_promises_as_a_name_does() -> None:
    """A page sent as application/pdf, or from an address that ends in .pdf, is not the PDF that was asked for."""
    body = b"<html><h1>Log in</h1><p>Please</p>"
    sent = read(body, url="https://x.example/1", media_type="application/pdf; q=1")
    named = read(body, url="https://x.example/Report.PDF?J=2")

    assert warning_of(sent) == (
        "https://x.example/1: it is a web page ('Log in') in place of a PDF; open its address in a browser to see why"
    )
    assert "in place of a PDF" in warning_of(named)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (WORDS.encode(), FileKind.PLAIN),
        (WORDS.encode("utf-16"), FileKind.PLAIN),
        (f"<html><p>Minutes of the panel</p><p>{files.PARAGRAPH}</p></html>".encode(), FileKind.HTML),
    ],
)
def test_words_come_out_of_every_kind(body: bytes, media_type: str) -> None:
    """The same words in any kind of file give the same text and the same fingerprint."""
    found = read(body)

    assert text_of(found) == WORDS
    assert found.media_type == media_type
    assert found.fingerprint == read(WORDS.encode()).fingerprint


def test_a_file_made_anew_of_the_same_words_has_the_same_fingerprint() -> None:
    """Another making of the same PDF is no new version; another word is."""
    one = files.pdf_of_pages(["Children in care: 1,842"])
    same = one.replace(b"ReportLab", b"SomeOther")
    other = files.pdf_of_pages(["Children in care: 1,824"])

    assert same != one
    assert read(same).fingerprint == read(one).fingerprint != read(other).fingerprint


def test_files_without_words_differ_by_their_bytes() -> None:
    """A replaced scan is a new version, though neither has a word."""
    assert read(files.scanned_pdf(2)).fingerprint != read(files.scanned_pdf(3)).fingerprint


@pytest.mark.parametrize("published", [None, "2026-06", "2026-06-10T10:30+01:00"])
def test_what_is_known_from_elsewhere_is_kept(published: str | None) -> None:
    """A publication date given stands; none is ever made up."""
    assert read(WORDS.encode(), published=published).published == published


def test_wrong_encoding_is_put_right() -> None:
    """Windows text without any declaration keeps its signs."""
    assert text_of(read("The council’s £4 – “noted”".encode("cp1252"))) == "The council’s £4 – “noted”"


_STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"<html>",
        b"<?xml version='1.0'?>",
        b"{\\rtf",
        b"\xff\xfe",
        files.minutes_pdf()[:1500],
    ]
)


@given(_STARTS, st.binary(max_size=600), st.sampled_from(["", "a.pdf", "a.docx", "b.txt"]))
def test_any_bytes_give_a_document(start: bytes, rest: bytes, name: str) -> None:
    """Nothing in a file makes reading fail; its pages lie in its text, in order, and do not overlap."""
    found = read(start + rest, name=name)

    assert found.text is not None
    assert found.text.words or found.text.warnings
    ends = [0]
    for page in found.text.pages:
        assert ends[-1] <= page.start <= page.end <= len(found.text.words)
        ends.append(page.end)


@given(st.integers(0, len(files.minutes_pdf()) - 1), st.binary(min_size=1, max_size=30))
def test_a_pdf_with_spoilt_bytes_gives_a_document(place: int, spoilt: bytes) -> None:
    """Bytes changed anywhere in a PDF cost at most its words."""
    body = files.minutes_pdf()

    assert read(body[:place] + spoilt + body[place + len(spoilt) :]).text is not None
