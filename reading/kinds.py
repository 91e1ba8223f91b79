"""Kinds of file: bytes in, what they hold and their characters out. Names and headers are never believed about the kind.

A dead address that answers with a web page in place of a report is the commonest fault of all, so only content tells.
"""

import codecs
import io
import re
import zipfile
from enum import StrEnum

from charset_normalizer import from_bytes


class FileKind(StrEnum):
    """What a file holds; the value is its media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    XML = "application/xml"
    PLAIN = "text/plain"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    OLD_OFFICE = "application/x-ole-storage"
    SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ZIP = "application/zip"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    TIFF = "image/tiff"
    EMPTY = "application/x-empty"
    UNKNOWN = "application/octet-stream"


# PDF readers accept the header anywhere in the first kilobyte (PDF Reference 1.7, appendix H, note 13).
_PDF_HEADER = re.compile(rb"%PDF-\d")
_PDF_WITHIN = 1024
_STARTS = (
    (b"{\\rtf", FileKind.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"\x89PNG\r\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF8", FileKind.GIF),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
)
_OFFICE = {
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.SPREADSHEET,
    "ppt/presentation.xml": FileKind.SLIDES,
}
# How much of a text is looked at to tell its kind.
_HEAD = 4096
_FIRST_TAG = re.compile(r"<(?:!doctype\s+)?([a-z_][\w.:-]*)", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
# What a page, or the piece of a page that committee systems keep for an item's minutes, can begin with.
_HTML_NAMES = frozenset(
    "a article b body br center div dl em font form h1 h2 h3 h4 h5 h6 head header hr html i img li link main "  # noqa: SIM905
    "meta nav ol p pre script section span strong style table tbody td title tr u ul".split()
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# charset=utf-8 of a header or a meta element, encoding="utf-8" of an XML declaration.
_DECLARED = re.compile(r"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([a-z0-9_.:-]{2,40})", re.IGNORECASE)
_TRUSTED_CODECS = ("cp125", "iso8859", "koi8", "mac", "utf-16", "utf-32", "utf-8")
# What papers in English are written in where it is not UTF-8. Given a free choice, guessers take
# Windows text for Baltic or Cyrillic.
_LIKELY = ["cp1252", "mac_roman", "utf_16_be", "utf_16_le"]
# The labels that mean windows-1252 (WHATWG Encoding Standard, section 4.2).
_MEANS_WINDOWS = ("ascii", "iso8859-1")


def sniff(body: bytes) -> FileKind:
    """What kind of file the bytes are, by their content alone."""
    if not body.strip(b"\x00\t\n\r "):
        return FileKind.EMPTY
    if body.startswith(b"PK\x03\x04"):
        return _kind_of_zip(body)
    for start, kind in _STARTS:
        if body.startswith(start):
            return kind
    if _PDF_HEADER.search(body, 0, _PDF_WITHIN):
        return FileKind.PDF
    head = decode(body[:_HEAD]).lstrip("\ufeff \t\r\n")
    return _kind_of_text(head)


def decode(body: bytes, media_type: str | None = None) -> str:
    """The characters of a text: by its byte order mark, as UTF-8 if it is mostly that, as declared, else by its looks.

    Bytes that are no UTF-8 in an otherwise sound text are taken for windows-1252, which pasting from Word leaves behind.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, errors="replace")
    if _is_mostly_utf8(body):
        return body.decode("utf-8", errors=_LEFTOVERS)
    encoding = _declared(media_type or "") or _declared(body[:_HEAD].decode("latin-1")) or _guessed(body)
    return body.decode(encoding, errors="replace")


def _kind_of_zip(body: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # A truncated one has lost its list of parts, but still holds their names.
        names = {name for name in _OFFICE if name.encode() in body}
    found = next((kind for name, kind in _OFFICE.items() if name in names), None)
    if found:
        return found
    return FileKind.ODT if FileKind.ODT.encode() in body[:200] else FileKind.ZIP


def _kind_of_text(head: str) -> FileKind:
    debris = sum((letter < " " and letter not in "\t\n\r\f") or letter == "\ufffd" for letter in head)
    if debris > len(head) // 20:
        return FileKind.UNKNOWN
    first = _FIRST_TAG.search(head) if head.startswith("<") else None
    name = first[1].lower() if first else ""
    if head.startswith("<?xml") and name != "html":
        return FileKind.XML
    if name in _HTML_NAMES or _WHOLE_PAGE.search(head):
        return FileKind.HTML
    return FileKind.XML if name else FileKind.PLAIN


def _is_mostly_utf8(body: bytes) -> bool:
    if b"\x00" in body[:_HEAD]:
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        letters = body.decode("utf-8", errors="replace")
        bad = letters.count("\ufffd")
        return bad * 2 < sum(letter > "\x7f" for letter in letters)
    return True


def _declared(words: str) -> str | None:
    found = _DECLARED.search(words)
    if not found:
        return None
    try:
        name = codecs.lookup(found[1]).name
    except LookupError:
        return None
    if name in _MEANS_WINDOWS:
        return "cp1252"
    return name if name.startswith(_TRUSTED_CODECS) else None


def _guessed(body: bytes) -> str:
    best = from_bytes(body[: 16 * _HEAD], cp_isolation=_LIKELY).best()
    return best.encoding if best else "cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_LEFTOVERS = "reading.windows-1252"
codecs.register_error(_LEFTOVERS, _as_windows)
