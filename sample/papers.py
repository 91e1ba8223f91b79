"""Make committee papers: a paper's text goes in, a PDF or DOCX comes out, the same bytes every time.

The text is written with a handful of marks, one kind of block each, blocks parted by empty lines:

    # Title of the paper
    Report to: Cabinet                (labelled lines right under the title)
    ## 1. A heading
    1.1 A numbered paragraph, or a plain one, over as many lines as wanted. **Bold** is allowed.
    - a bullet
    | a table | with rows |           (the first row is its head)
    ---                               (a new page)
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape as xml_escape

import docx
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from markupsafe import escape
from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

# A date for every stamp inside a file: the oldest that a zip archive can hold.
STAMP = datetime(1980, 1, 1, tzinfo=UTC)

LABELLED = re.compile(r"([A-Z][A-Za-z ,()]{1,40}): (\S.*)")  # "Report of: Director of Finance"
NUMBERED = re.compile(r"(\d+\.(?:\d+\.?)*|\(\d+\)|\([a-z]\)) (?=\S)")  # "1. ", "1.1 ", "(2) ", "(a) "
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


@dataclass(frozen=True, kw_only=True)
class Title:
    """The name of the paper."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Label:
    """A line of the box under the title: who reports what to whom."""

    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The heading of a section."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A paragraph; `number` is its printed number or empty."""

    number: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """One point of a list."""

    words: str


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A table whose first row is its head."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class NewPage:
    """Here the next page begins."""


Block = Title | Label | Heading | Prose | Bullet | Figures | NewPage


def blocks(paper: str) -> Iterator[Block]:
    """What a paper's text says, block by block."""
    for chunk in re.split(r"\n[ \t]*\n", paper.strip("\n")):
        lines = [line.rstrip() for line in chunk.split("\n")]
        if lines[0].startswith("# "):
            yield Title(words=lines[0].removeprefix("# "))
            yield from _labels(lines[1:])
        elif lines[0].startswith("## "):
            yield Heading(words=lines[0].removeprefix("## "))
            if lines[1:]:
                yield _prose(lines[1:])
        elif lines[0] == "---":
            yield NewPage()
        elif lines[0].startswith("|"):
            yield Figures(rows=tuple(_cells(line) for line in lines))
        elif lines[0].startswith("- "):
            yield from (Bullet(words=words) for words in _points(lines))
        else:
            yield _prose(lines)


def _labels(lines: Iterable[str]) -> Iterator[Label]:
    for line in lines:
        if found := LABELLED.fullmatch(line):
            yield Label(name=found[1], words=found[2])
        else:
            raise ValueError(f"not a labelled line under a title: {line!r}")


def _prose(lines: Iterable[str]) -> Prose:
    words = " ".join(line.strip() for line in lines)
    if found := NUMBERED.match(words):
        return Prose(number=found[1], words=words[found.end() :])
    return Prose(number="", words=words)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip().strip("|").split("|"))


def _points(lines: Iterable[str]) -> Iterator[str]:
    """Bullets, each of which may run over several lines."""
    point: list[str] = []
    for line in lines:
        if line.startswith("- ") and point:
            yield " ".join(point)
            point = []
        point.append(line.removeprefix("- ").strip())
    yield " ".join(point)


def words(paper: str) -> str:
    """The plain words of a paper, a line a block: what any reader of the file must find in it."""
    return "\n".join(filter(None, map(_words, blocks(paper))))


def _words(block: Block) -> str:
    match block:
        case Title(words=said) | Heading(words=said) | Bullet(words=said):
            return _plain(said)
        case Label(name=name, words=said):
            return f"{name}: {_plain(said)}"
        case Prose(number=number, words=said):
            return f"{number} {_plain(said)}".strip()
        case Figures(rows=rows):
            return "\n".join(" ".join(map(_plain, row)) for row in rows)
        case NewPage():
            return ""


def _plain(said: str) -> str:
    return BOLD.sub(r"\1", said)


def html(text: str) -> str:
    """A few paragraphs as Word leaves them in the page: lines broken anywhere, numeric entities, a section around."""
    if not text.strip():
        return ""
    paragraphs = (f'<p class="MsoNormal">{_marked_up(said)}</p>' for said in _html_lines(text))
    return '<div class="WordSection1">\n' + "\n".join(paragraphs) + "\n</div>\n"


def _html_lines(text: str) -> Iterator[str]:
    for block in blocks(text):
        match block:
            case Prose(number=number, words=said):
                yield f"{number} {said}".strip()
            case Bullet(words=said):
                yield f"· {said}"
            case _:
                raise ValueError(f"a body holds paragraphs and bullets only, not {block!r}")


def _marked_up(said: str) -> str:
    marked = BOLD.sub(r"<b>\1</b>", str(escape(said))).encode("ascii", "xmlcharrefreplace").decode("ascii")
    return textwrap.fill(marked, 76, break_long_words=False, break_on_hyphens=False)


MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def rendered(paper: str, form: str) -> bytes:
    """The paper as a file of that form, "pdf" or "docx"."""
    return word(paper) if form == "docx" else pdf(paper)


# --- PDF ---

_BODY = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=10.5, leading=14, spaceAfter=7, alignment=TA_LEFT
)
_NUMBERED = ParagraphStyle("numbered", parent=_BODY, leftIndent=12 * mm)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=18 * mm, bulletIndent=13 * mm, spaceAfter=4)
_TITLE = ParagraphStyle(
    "title", parent=_BODY, fontName="Helvetica-Bold", fontSize=15, leading=19, spaceAfter=8
)
_HEADING = ParagraphStyle(
    "heading", parent=_BODY, fontName="Helvetica-Bold", fontSize=11.5, spaceBefore=6, keepWithNext=1
)
_CELL = ParagraphStyle("cell", parent=_BODY, fontSize=9.5, leading=12, spaceAfter=0)
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


@cache
def pdf(paper: str) -> bytes:
    """The paper as a PDF with real text, page numbers and fixed stamps."""
    made = list(blocks(paper))
    flow: list[Flowable] = []
    for kind, run in groupby(made, key=type):
        if kind is Label:
            flow += [_box([block for block in run if isinstance(block, Label)]), Spacer(1, 5 * mm)]
        else:
            flow += [flowable for block in run for flowable in _flowables(block)]
    out = io.BytesIO()
    name = next((block.words for block in made if isinstance(block, Title)), "")
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=name,
        invariant=1,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=22 * mm,
        bottomMargin=20 * mm,
    )
    template.build(flow, onFirstPage=_page_number, onLaterPages=_page_number)
    return out.getvalue()


def _page_number(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(A4[0] / 2, 11 * mm, f"Page {template.page}")
    canvas.restoreState()


def _box(labels: list[Label]) -> Table:
    rows = [
        [Paragraph(f"<b>{rich(each.name)}:</b>", _CELL), Paragraph(rich(each.words), _CELL)]
        for each in labels
    ]
    return Table(rows, colWidths=[45 * mm, 121 * mm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")]))


def _flowables(block: Block) -> Iterator[Flowable]:
    match block:
        case Title(words=said):
            yield Paragraph(rich(said), _TITLE)
        case Heading(words=said):
            yield Paragraph(rich(said), _HEADING)
        case Prose(number="", words=said):
            yield Paragraph(rich(said), _BODY)
        case Prose(number=number, words=said):
            yield Paragraph(rich(said), _NUMBERED, bulletText=number)
        case Bullet(words=said):
            yield Paragraph(rich(said), _BULLET, bulletText="•")
        case Figures(rows=rows):
            cells = [[Paragraph(rich(cell), _CELL) for cell in row] for row in rows]
            yield Table(cells, style=_GRID, hAlign="LEFT", repeatRows=1)
            yield Spacer(1, 4 * mm)
        case NewPage():
            yield PageBreak()
        case Label():
            raise ValueError("labels are drawn together, in their box")


def rich(said: str) -> str:
    """Words with **bold** marks as markup of reportlab."""
    return BOLD.sub(r"<b>\1</b>", xml_escape(said))


# --- DOCX ---


@cache
def word(paper: str) -> bytes:
    """The paper as a DOCX whose archive and properties carry fixed stamps."""
    document = docx.Document()
    made = list(blocks(paper))
    for kind, run in groupby(made, key=type):
        if kind is Label:
            _box_in_word(document, [block for block in run if isinstance(block, Label)])
        else:
            for block in run:
                _write(document, block)
    properties = document.core_properties
    properties.title = next((block.words for block in made if isinstance(block, Title)), "")
    properties.author = properties.last_modified_by = "Democratic Services"
    properties.comments = ""
    properties.created = properties.modified = STAMP.replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return _stamped(out.getvalue())


def _box_in_word(document: Word, labels: list[Label]) -> None:
    table = document.add_table(rows=0, cols=2)
    for label in labels:
        name, said = table.add_row().cells
        name.text = f"{label.name}:"
        said.text = _plain(label.words)


def _write(document: Word, block: Block) -> None:
    match block:
        case Title(words=said):
            document.add_heading(_plain(said), level=0)
        case Heading(words=said):
            document.add_heading(_plain(said), level=1)
        case Prose(number=number, words=said):
            _runs(document, f"{number} {said}".strip(), style=None)
        case Bullet(words=said):
            _runs(document, said, style="List Bullet")
        case Figures(rows=rows):
            table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
            for row in rows:
                for cell, said in zip(table.add_row().cells, row, strict=True):
                    cell.text = _plain(said)
        case NewPage():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Label():
            raise ValueError("labels are written together, in their box")


def _runs(document: Word, said: str, style: str | None) -> None:
    paragraph = document.add_paragraph(style=style)
    for at, run in enumerate(BOLD.split(said)):
        if run:
            paragraph.add_run(run).bold = at % 2 == 1 or None


def _stamped(archive: bytes) -> bytes:
    """The same archive with one date on every entry (python-docx writes the time of day)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(
                zipfile.ZipInfo(entry.filename, STAMP.timetuple()[:6]), old.read(entry), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
