"""Content tells what a file is and how its characters are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.kinds import FileKind, decode, sniff
from tests.reading import files


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FileKind.EMPTY),
        (b"\x00" * 40 + b"\n", FileKind.EMPTY),
        (b"junk before the header\n%PDF-1.4\n", FileKind.PDF),
        (b"The header %PDF-1.4 stands too late.".rjust(2000), FileKind.PLAIN),
        (b"<!DOCTYPE html><html><title>Report not found</title>", FileKind.HTML),
        (
            b"\xef\xbb\xbf  <?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'><html>",
            FileKind.HTML,
        ),
        (b'<div class="WordSection1"><p>Resolved</p></div>', FileKind.HTML),
        (b"<?xml version='1.0'?><meeting><meetingid>1</meetingid></meeting>", FileKind.XML),
        (b"<rss version='2.0'><channel/></rss>", FileKind.XML),
        (b"The panel met on 1 June. Costs were < 5% of plan.", FileKind.PLAIN),
        ("Children’s services".encode("utf-16"), FileKind.PLAIN),
        (b"{\\rtf1\\ansi Minutes}", FileKind.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileKind.OLD_OFFICE),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"PK\x03\x04 and no more", FileKind.ZIP),
        (bytes(range(256)) * 8, FileKind.UNKNOWN),
    ],
)
def test_a_file_is_what_it_holds(body: bytes, kind: FileKind) -> None:
    """The kind is told by the content, whatever a file is called."""
    assert sniff(body) is kind


def test_word_documents_are_told_from_other_archives() -> None:
    """A .docx is known by its parts, and even if it was cut short."""
    body = files.docx_bytes(files.word_document())

    assert sniff(body) is FileKind.DOCX
    assert sniff(body[: len(body) // 2]) is FileKind.DOCX


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("\ufeffchildren’s £4".encode(), None),
        ("children’s £4".encode("utf-16"), None),
        ("children’s £4".encode(), None),
        ("children’s £4".encode("cp1252"), None),
        ("children’s £4".encode("cp1252"), "text/plain; charset=iso-8859-1"),
        ("children’s £4".encode(), "text/html; charset=iso-8859-1"),
        ("children’s £4".encode("mac_roman"), "text/plain; charset=macintosh"),
        ("children’s £4".encode("cp1252"), "text/plain; charset=nonsense"),
    ],
)
def test_characters_come_out_right_however_they_are_written(body: bytes, media_type: str | None) -> None:
    """A byte order mark, sound UTF-8, a declared charset, else the looks: in this order."""
    assert decode(body, media_type) == "children’s £4"


def test_windows_bytes_in_a_utf8_page_are_mended() -> None:
    """A paragraph pasted from Word into a UTF-8 page keeps its apostrophe, and so does the rest."""
    body = "Café, “noted” – £4: ".encode() + b"the council\x92s plan"

    assert decode(body) == "Café, “noted” – £4: the council’s plan"


def test_a_page_may_declare_its_own_charset() -> None:
    """A meta element is believed where no header speaks."""
    body = '<meta charset="windows-1252"><p>£4 – plan'.encode("cp1252")

    assert decode(body).endswith("£4 – plan")


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=40)))
def test_any_bytes_have_a_kind_and_characters(body: bytes, media_type: str | None) -> None:
    """Sniffing and decoding never fail."""
    assert sniff(body) in FileKind
    assert isinstance(decode(body, media_type), str)
