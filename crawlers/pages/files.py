"""Check that a fetched file is the file that its answer promises, before anything is kept of it."""

import zipfile
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from crawlers.pages.errors import PageChanged, unlike
from reading.kinds import FileKind, sniff

# What the ending of an address promises, where the answer does not say.
_ENDINGS = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".xlsx": FileKind.SPREADSHEET,
    ".pptx": FileKind.SLIDES,
    ".odt": FileKind.ODT,
}
# A web page is a file only where its address says so: error pages call themselves text/html too.
_PAGES = (".htm", ".html")
_ZIPPED = frozenset({FileKind.DOCX, FileKind.SPREADSHEET, FileKind.SLIDES, FileKind.ODT, FileKind.ZIP})
# Readers look for a PDF's end mark in its last kilobyte (ISO 32000-1, annex H.3); some servers append to it.
_PDF_TAIL = 65_536


def check(body: bytes, url: str, media_type: str) -> None:
    """Refuse what is not the file that was asked for.

    Raises:
        PageChanged: it is empty, HTML in place of a file, of another kind than promised, or cut short.
    """
    ending = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    expected, found = _promised(media_type) or _ENDINGS.get(ending), sniff(body)
    if found is FileKind.EMPTY or (found is FileKind.HTML and ending not in _PAGES):
        raise unlike(body, url, expected or "file")
    if expected in {FileKind.PDF, *_ZIPPED} and found is not expected:
        raise unlike(body, url, f"{expected} (the file is {found})")
    if found is FileKind.PDF and b"%%EOF" not in body[-_PDF_TAIL:]:
        raise PageChanged(f"{url}: no whole PDF (no %%EOF at its end)")
    if found in _ZIPPED and not zipfile.is_zipfile(BytesIO(body)):
        raise PageChanged(f"{url}: no whole file (no ZIP directory at its end)")


def _promised(media_type: str) -> FileKind | None:
    try:
        return FileKind(media_type.partition(";")[0].strip().lower())
    except ValueError:
        return None
