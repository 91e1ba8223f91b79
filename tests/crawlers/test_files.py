"""Files as they are fetched: whole ones of the promised kind pass, whatever else comes is refused. All made up."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.pages import files
from crawlers.pages.errors import Challenge, ErrorPage, NotThePage, PageChanged

URL = "https://papers.westmere.example/mgConvert2PDF.aspx?ID=1"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = b"<!DOCTYPE html><html><head><title>Minutes</title></head><body><p>Agreed.</p></body></html>"


def packed(name: str) -> bytes:
    """A ZIP file with one part, the same bytes at any time: they name a test, and every worker must see one name."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as file:
        file.writestr(zipfile.ZipInfo(name), "<document/>")
    return body.getvalue()


DOCX = packed("word/document.xml")


@pytest.mark.parametrize(
    ("body", "url", "media_type"),
    [
        (PDF, URL, "application/pdf"),
        (PDF, URL, "application/octet-stream"),
        (PDF, "https://westmere.example/documents/s1/Report.PDF", ""),
        (PDF + b"\r\n<!-- served in 12 ms -->", URL, "application/pdf"),
        (DOCX, "https://westmere.example/documents/s1/Report.docx", DOCX_TYPE),
        (DOCX, URL, DOCX_TYPE),
        (HTML, "https://westmere.example/documents/s1/Minutes.html", "text/html"),
        (b"{\\rtf1 Agreed.}", "https://westmere.example/documents/s1/Minutes.rtf", "application/rtf"),
        (b"Agreed.", "https://westmere.example/documents/s1/Minutes.txt", "text/plain; charset=utf-8"),
    ],
)
def test_whole_files_pass(body: bytes, url: str, media_type: str) -> None:
    """A file of the kind that its answer or its address promises is taken."""
    files.check(body, url, media_type)


@pytest.mark.parametrize(
    ("body", "url", "media_type", "what"),
    [
        (b"", URL, "application/pdf", NotThePage),
        (b" \r\n", URL, "application/pdf", NotThePage),
        (HTML, URL, "application/pdf", NotThePage),
        (HTML, URL, "text/html", NotThePage),
        (HTML.replace(b"Minutes", b"Error"), URL, "text/html", ErrorPage),
        (b'<html><script src="/_Incapsula_Resource?x=1"></script></html>', URL, "text/html", Challenge),
        (b"Agreed.", URL, "application/pdf", PageChanged),
        (DOCX, URL, "application/pdf", PageChanged),
        (PDF, "https://westmere.example/documents/s1/Report.docx", DOCX_TYPE, PageChanged),
        (PDF[:40], URL, "application/pdf", PageChanged),
        (DOCX[: len(DOCX) // 2], URL, DOCX_TYPE, PageChanged),
    ],
)
def test_what_is_not_the_file(body: bytes, url: str, media_type: str, what: type[PageChanged]) -> None:
    """Nothing, a web page, another kind of file or half a file is refused, with its address."""
    with pytest.raises(PageChanged) as caught:
        files.check(body, url, media_type)

    assert type(caught.value) is what
    assert str(caught.value).startswith(f"{url}: no ")


@given(body=st.binary() | st.binary().map(lambda more: PDF + more), media_type=st.text())
def test_no_file_crashes(body: bytes, media_type: str) -> None:
    """Whatever comes is taken or refused."""
    try:
        files.check(body, URL, media_type)
    except PageChanged as exc:
        assert str(exc).startswith(URL)  # noqa: PT017  # reading it is as good
