"""How official papers are set: styles, blocks to flowables, a footer on every page, and a PDF that is the same every time."""

import io
from collections.abc import Iterable, Iterator

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from sample.papers import Block, Bullet, Figures, Heading, Label, NewPage, Prose, Title, blocks, rich

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11.5, leading=14.5, spaceAfter=10)
TITLE = ParagraphStyle("title", parent=BODY, fontSize=21, leading=26, spaceAfter=12)
HEADING = ParagraphStyle(
    "heading", parent=BODY, fontName="Helvetica-Bold", fontSize=13, leading=16, spaceBefore=8, keepWithNext=1
)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9.5, leading=12.5, spaceAfter=7)
CELL = ParagraphStyle("cell", parent=BODY, spaceAfter=6)
_NUMBERED = ParagraphStyle("numbered", parent=BODY, leftIndent=11 * mm)
_BULLET = ParagraphStyle("bullet", parent=BODY, leftIndent=8 * mm, bulletIndent=1 * mm)

GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.8, "#000000"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
WIDTH = 152 * mm  # of the words on a page


def table(rows: Iterable[Iterable[str]], widths: list[float], *, head: bool = True) -> Table:
    """A ruled table as these papers have it, its first row in bold."""
    cells = [
        [Paragraph(f"<b>{rich(cell)}</b>" if head and not at else rich(cell), CELL) for cell in row]
        for at, row in enumerate(rows)
    ]
    return Table(cells, colWidths=widths, style=GRID, hAlign="LEFT")


def flow(text: str) -> Iterator[Flowable]:
    """What the marks of `sample.papers` say, in the type of an official paper."""
    for block in blocks(text):
        yield from _flowables(block)


def pdf(parts: Iterable[Flowable], *, title: str, footer: tuple[str, ...]) -> bytes:
    """The parts as a PDF; the lines of the footer stand on every page but the first, with its number."""
    out = io.BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        title=title,
        invariant=1,
        leftMargin=24 * mm,
        rightMargin=A4[0] - 24 * mm - WIDTH,
        topMargin=34 * mm,
        bottomMargin=30 * mm,
    )

    def later(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.saveState()
        canvas.line(24 * mm, 22 * mm, 24 * mm + WIDTH, 22 * mm)
        canvas.setFont("Helvetica-Bold", 8)
        for at, line in enumerate(footer):
            canvas.drawString(24 * mm, (18 - 4 * at) * mm, line)
        canvas.setFont("Helvetica", 15)
        canvas.drawRightString(24 * mm + WIDTH, 17 * mm, str(template.page))
        canvas.restoreState()

    template.build(list(parts), onLaterPages=later)
    return out.getvalue()


def last_page(year: int) -> Iterator[Flowable]:
    """The page at the end that says whose report it is and how it may be used."""
    yield PageBreak()
    yield Spacer(1, 60 * mm)
    yield Paragraph(
        "Ofsted inspects and regulates services that care for children and young people, and services that provide "
        "education and skills for learners of all ages.",
        SMALL,
    )
    yield Paragraph(
        "You may reuse this information free of charge, in any format, under the terms of the Open Government Licence.",
        SMALL,
    )
    yield Paragraph(f"© Crown copyright {year}", SMALL)


def _flowables(block: Block) -> Iterator[Flowable]:
    match block:
        case Title(words=said):
            yield Paragraph(rich(said), TITLE)
        case Heading(words=said):
            yield Paragraph(rich(said), HEADING)
        case Prose(number="", words=said):
            yield Paragraph(rich(said), BODY)
        case Prose(number=number, words=said):
            yield Paragraph(rich(said), _NUMBERED, bulletText=number)
        case Bullet(words=said):
            yield Paragraph(rich(said), _BULLET, bulletText="•")
        case Figures(rows=rows):
            yield table(rows, [WIDTH / len(rows[0])] * len(rows[0]))
            yield Spacer(1, 4 * mm)
        case NewPage():
            yield PageBreak()
        case Label():
            raise ValueError("an official paper has no box of labels")
