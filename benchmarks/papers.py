"""Made-up council papers in any number, each of about 500 words, the same for the same number: PDF, Word and HTML in turn."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

WORDS = 500
_PEOPLE = (
    "Councillor Ann Marlowe",
    "Councillor Dev Rao",
    "Joan Petrie, Director of Children's Services",
    "the committee",
)
_SENTENCES = (
    "{person} said that {number:,} children were looked after at 31 March 2026, against {other:,} a year before.",
    "RESOLVED: That a report on {topic} come to the meeting of January 2027.",
    "The cost of {topic} is forecast at £{money}m for 2026/27, an overspend that the service means to close.",
    "Ofsted judged services requires improvement to be good in {month} 2023; help and protection was good.",
    "Members asked how {topic} would be measured, and whether the figures could be shown by district.",
    "The focused visit of 15 and 16 September looked at {topic}, and the letter is expected in October.",
    "Social workers hold {number} cases on average, and {other} of them were opened in the last 12 months.",
)
_TOPICS = (
    "agency social workers",
    "foster carers",
    "supported accommodation",
    "early help",
    "pathway plans",
    "school places",
)
_MONTHS = ("January", "March", "May", "June", "October", "November")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file as a source would serve it."""

    name: str
    media_type: str
    body: bytes


def papers(count: int) -> Iterator[Paper]:
    """So many papers."""
    for number in range(count):
        paragraphs = _paragraphs(random.Random(number))  # made-up words, not secrets
        yield (_pdf, _docx, _html)[number % 3](f"paper-{number}", paragraphs)


def _paragraphs(dice: random.Random) -> list[str]:
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        sentences = [
            dice.choice(_SENTENCES).format(
                person=dice.choice(_PEOPLE),
                topic=dice.choice(_TOPICS),
                month=dice.choice(_MONTHS),
                number=dice.randint(6, 2500),
                other=dice.randint(6, 2500),
                money=dice.randint(10, 99) / 10,
            )
            for _ in range(4)
        ]
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    return paragraphs


def _pdf(name: str, paragraphs: list[str]) -> Paper:
    file = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    template = SimpleDocTemplate(file, pagesize=A4, title=name, invariant=1)
    template.build([Paragraph(words, style) for words in paragraphs])
    return Paper(name=f"{name}.pdf", media_type="application/pdf", body=file.getvalue())


def _docx(name: str, paragraphs: list[str]) -> Paper:
    file = io.BytesIO()
    document = Document()
    document.add_heading(name)
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(file)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Paper(name=f"{name}.docx", media_type=kind, body=file.getvalue())


def _html(name: str, paragraphs: list[str]) -> Paper:
    inner = "".join(f"<p>{words}</p>" for words in paragraphs)
    page = f"<!DOCTYPE html><html lang='en'><head><title>{name}</title></head><body><main><h1>{name}</h1>{inner}</main></body></html>"
    return Paper(name=f"{name}.html", media_type="text/html; charset=utf-8", body=page.encode())
