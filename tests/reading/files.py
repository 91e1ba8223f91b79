"""Files made for the tests of reading: small real PDFs, Word documents and hostile ones, about a council that is not."""

import io
import zipfile
import zlib
from collections.abc import Iterable

import docx
from docx.document import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Table

PARAGRAPH = (
    "The Director told members that 1,842 children were looked after by Northshire County Council at the end of "
    "May, and that the number of social workers who had left in the year had fallen. Members asked that a "
    "progress report be brought to the committee in October, with the views of care leavers."
)


def pdf_of_pages(pages: Iterable[str], *, password: str | None = None) -> bytes:
    """A PDF with a line of words on each page."""
    buffer = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(buffer, pagesize=A4, invariant=1, encrypt=lock)
    for words in pages:
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_of_flow(*flow: Flowable) -> bytes:
    """A PDF as an office sets it: paragraphs that run over lines, lists, tables."""
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(list(flow))
    return buffer.getvalue()


def minutes_pdf() -> bytes:
    """Minutes with a heading, a paragraph over several lines, a list and a table of grades."""
    styles = getSampleStyleSheet()
    return pdf_of_flow(
        Paragraph("Children's Services Scrutiny Committee", styles["Heading1"]),
        Paragraph(PARAGRAPH, styles["BodyText"]),
        ListFlowable(
            [
                Paragraph(words, styles["BodyText"])
                for words in ("that the plan be noted;", "that it come back.")
            ]
        ),
        Table([["Judgement", "Grade"], ["Help and protection", "Good"], ["Care leavers", "Outstanding"]]),
    )


def raw_pdf(content: bytes, *, objects: Iterable[bytes] = (), resources: bytes = b"") -> bytes:
    """A one-page PDF around a content stream (packed), with further objects numbered from 5."""
    packed = zlib.compress(content, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
        b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> " + resources + b" >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        *objects,
    ]
    body = bytearray(b"%PDF-1.7\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)
    return bytes(body)


def endless_pdf() -> bytes:
    """A PDF of 3 kB that draws ten things, each of which draws ten things, and so on ten deep: years of work."""
    depth = 12
    names = b" ".join(b"/X%d %d 0 R" % (level, 5 + level) for level in range(depth))
    forms = []
    for level in range(depth):
        draw = b"BT /F1 9 Tf (x) Tj ET" if level == depth - 1 else b"/X%d Do " % (level + 1) * 10
        forms.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << %s >> "
            b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Length %d >>\nstream\n%s\nendstream"
            % (names, len(draw), draw)
        )
    return raw_pdf(b"/X0 Do", objects=forms, resources=b"/XObject << " + names + b" >>")


def bomb_pdf(megabytes: int) -> bytes:
    """A PDF of a few kB whose page unpacks to this many megabytes of drawing."""
    line = b"BT /F1 9 Tf 9 9 Td (The quick brown fox.) Tj ET\n"
    return raw_pdf(line * (megabytes * 1_000_000 // len(line)))


def endless_count_pdf() -> bytes:
    """A PDF that says it has two thousand million pages."""
    return pdf_of_pages(["Northshire"]).replace(b"/Count 1", b"/Count 2000000000")


def scanned_pdf(pages: int) -> bytes:
    """A PDF whose pages are pictures."""
    picture = b"<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 64 >>\nstream\n%s\nendstream"
    one = raw_pdf(
        b"q 595 0 0 842 0 0 cm /I0 Do Q",
        objects=[picture % (b"\x80" * 64)],
        resources=b"/XObject << /I0 5 0 R >>",
    )
    return one.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * pages + b"] /Count %d" % pages)


def word_document() -> Document:
    """A Word document with headings, paragraphs, a list, and a table between two paragraphs."""
    made = docx.Document()
    made.add_heading("Improvement plan", level=1)
    made.add_paragraph(PARAGRAPH)
    made.add_paragraph("More social workers", style="List Bullet")
    table = made.add_table(rows=2, cols=3)
    for place, words in enumerate(["Measure", "2025", "2026", "Children in care", "1,870", "1,842"]):
        table.cell(*divmod(place, 3)).text = words
    made.add_paragraph("The table comes before this paragraph.")
    return made


def docx_bytes(made: Document) -> bytes:
    """The file of a Word document."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def bomb_docx() -> bytes:
    """A Word document of 60 kB that unpacks to 60 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b"<w:p/>" * 10_000_000)
    return buffer.getvalue()
