"""Read a file: bytes in, a read document out, whatever the bytes are; no network, no database, no clock.

What the file is, is told by its content. A file that cannot be read is no error here but a document without words,
whose warning says where, what is wrong, and what to do next.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from domain.document import DocumentKind, ReadDocument
from domain.text import Quality, Text
from reading import articles, docx, fingerprint, html, legibility, odt, pdf, recognition, rtf, xml
from reading.articles import Article
from reading.clean import VERSION, clean
from reading.kinds import FileKind, decode, sniff
from reading.unreadable import Unreadable

_PLAIN_READER = f"plain@1/clean@{VERSION}"
_NO_READER = "none@1"

# The readers of today: what another one read may be read again, and better. What follows a `+` behind one of these
# names the program that helped it (`+tesseract@5.3.0`).
READERS = frozenset(
    {
        pdf.READER,
        docx.READER,
        odt.READER,
        rtf.READER,
        html.READER,
        xml.READER,
        articles.PAGE_READER,
        articles.TEXT_READER,
        _PLAIN_READER,
        _NO_READER,
    }
)

_NOT_READ = {
    FileKind.OLD_OFFICE: "it is in Word's or Excel's old format, or an encrypted Office file",
    FileKind.SPREADSHEET: "it is a spreadsheet",
    FileKind.SLIDES: "it is a set of slides",
    FileKind.ZIP: "it is an archive of other files",
}
_PICTURES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.TIFF})
# Where an address stops naming a file.
_QUERY = re.compile(r"[?#]")
# What a name or a header can promise, where a web page in its place is a fault of the source.
_PROMISES = {
    ".pdf": "PDF",
    ".docx": "Word document",
    FileKind.PDF: "PDF",
    FileKind.DOCX: "Word document",
}


@dataclass(frozen=True, kw_only=True)
class _File:
    """A file as it was handed in, and what kind it proved to be."""

    body: bytes
    kind: FileKind
    name: str
    url: str | None
    media_type: str | None
    seen_on: date | None
    recognise: bool


def read(
    body: bytes,
    *,
    name: str = "",
    url: str | None = None,
    media_type: str | None = None,
    published: str | None = None,
    seen_on: date | None = None,
    recognise: bool = False,
) -> ReadDocument:
    """What a file says. Nothing in `body` makes it raise.

    `name` (a file name), `url` and `media_type` (a Content-Type header) serve for warnings, encodings and to notice a
    web page in place of a PDF. `published` (EDTF) is what is known from elsewhere; it goes before what the file prints,
    unless the file says the same more exactly. An article cannot be of a day after `seen_on`. With `recognise`, pictures of words are read too where the extra `ocr`
    and tesseract are installed; that takes seconds a page.

    Raises:
        ReaderMissing: the installation is broken.
    """
    file = _File(
        body=body,
        kind=sniff(body),
        name=name,
        url=url,
        media_type=media_type,
        seen_on=seen_on,
        recognise=recognise,
    )
    try:
        document = _understood(file)
    except Unreadable as why:
        document = _without_words(file, str(why), quality=why.quality)
    if published and not (document.published or "").startswith(published):
        return replace(document, published=published)
    return document


def _understood(file: _File) -> ReadDocument:
    match file.kind:
        case FileKind.PDF:
            found = pdf.read(file.body, recognise=file.recognise)
            return _document(file, found.text, whole=found.whole)
        case FileKind.DOCX:
            return _document(file, docx.read(file.body))
        case FileKind.ODT:
            return _document(file, odt.read(file.body))
        case FileKind.RTF:
            return _document(file, rtf.read(file.body))
        case FileKind.HTML:
            return _web_page(file)
        case FileKind.XML:
            return _document(file, _one_page(xml.read(file.body), reader=xml.READER))
        case FileKind.PLAIN:
            return _plain_text(file)
        case FileKind.EMPTY:
            raise Unreadable("it is empty; fetch it again")
        case FileKind.UNKNOWN:
            raise Unreadable("it is of no kind that we know; look at it by hand")
        case picture if picture in _PICTURES:
            return _document(file, _picture(file), whole=False)
        case other:
            raise Unreadable(
                f"{_NOT_READ[other]}, which is not read; add it again as PDF or .docx", quality=Quality.UNREAD
            )


def _web_page(file: _File) -> ReadDocument:
    markup = decode(file.body, file.media_type)
    promised = _promised(file)
    article = None if promised else articles.of_page(markup, file.url, today=file.seen_on)
    if article:
        return _article(file, article, reader=articles.PAGE_READER)
    page = html.read_page(markup)
    if page.is_error:
        said = f"an error page ({page.title!r})" if page.title else "a page without any words"
        return _without_words(
            file,
            f"it is {said} in place of a document; look for the document's new address",
            kind=DocumentKind.ERROR_PAGE,
        )
    if promised:
        raise Unreadable(
            f"it is a web page ({page.title!r}) in place of a {promised}; open its address in a browser to see why"
        )
    return replace(_document(file, _one_page(page.words, reader=html.READER)), title=page.title)


def _plain_text(file: _File) -> ReadDocument:
    words = decode(file.body, file.media_type)
    article = articles.of_text(words)
    if article:
        return _article(file, article, reader=articles.TEXT_READER)
    return _document(file, _one_page(clean(words), reader=_PLAIN_READER))


def _article(file: _File, article: Article, *, reader: str) -> ReadDocument:
    text = _one_page(article.words, reader=reader)
    return replace(
        _document(file, replace(text, warnings=(*text.warnings, *article.warnings))),
        kind=DocumentKind.ARTICLE,
        title=article.title,
        authors=article.authors,
        published=article.published,
        modified=article.modified,
        article=article.told,
    )


def _picture(file: _File) -> Text:
    words = clean(recognition.words_of(file.body, [1]).get(1, "")) if file.recognise else ""
    if not words:
        raise Unreadable("it is a picture, and waits for character recognition", quality=Quality.UNREAD)
    return Text.of_pages(
        [(None, words)],
        reader=f"{_NO_READER}+{recognition.reader()}",
        quality=legibility.of(words),
        warnings=("read by character recognition; check quotes against the picture",),
    )


def _promised(file: _File) -> str | None:
    """The kind of document that the file's name or header speaks of, if it is one that no web page can be."""
    told = (file.media_type or "").partition(";")[0].strip().lower()
    ending = PurePosixPath(file.name or _QUERY.split(file.url or "")[0]).suffix.lower()
    return _PROMISES.get(told) or _PROMISES.get(ending)


def _document(file: _File, text: Text, *, whole: bool = True) -> ReadDocument:
    told = tuple(_located(file, warning) for warning in text.warnings)
    pages = tuple(
        page
        if page.score is not None
        else replace(page, score=legibility.score(text.words[page.start : page.end]))
        for page in text.pages
    )
    return ReadDocument(
        media_type=file.kind.value,
        text=replace(text, warnings=told, pages=pages),
        fingerprint=fingerprint.of_words(text.words) if whole else fingerprint.of_bytes(file.body),
    )


def _one_page(words: str, *, reader: str) -> Text:
    if not words:
        raise Unreadable("it holds no words; look at it by hand")
    quality = legibility.of(words)
    warnings = (legibility.GARBLED,) if quality is Quality.POOR else ()
    return Text.of_pages([(None, words)], reader=reader, quality=quality, warnings=warnings)


def _without_words(
    file: _File,
    why: str,
    *,
    quality: Quality = Quality.BROKEN,
    kind: DocumentKind = DocumentKind.OTHER,
) -> ReadDocument:
    # That recognition found nothing is said too, or it would be tried again each time.
    helper = recognition.reader() if file.recognise and quality is Quality.UNREAD else None
    reader = f"{_NO_READER}+{helper}" if helper else _NO_READER
    return ReadDocument(
        media_type=file.kind.value,
        text=Text(words="", pages=(), reader=reader, quality=quality, warnings=(_located(file, why),)),
        fingerprint=fingerprint.of_bytes(file.body),
        kind=kind,
    )


def _located(file: _File, warning: str) -> str:
    return f"{file.name or file.url or 'the file'}: {warning}"
