"""What the Department for Education agrees with a council or puts it under: direction, improvement notice, agreement."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from sample.events.writing import Written, words_of
from sample.official.printed import layout
from sample.official.printed.days import day


class Instrument(Written):
    """What the paper says: `text` is all between its heading and the signature."""

    kind: Literal["direction", "improvement_notice", "agreement"]
    council: str
    dated: date
    text: str

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)


def pdf(paper: Instrument) -> bytes:
    """The paper as a PDF."""
    title = _title(paper)
    return layout.pdf(_parts(paper, title), title=title, footer=(title,))


def _title(paper: Instrument) -> str:
    if paper.kind == "direction":
        return (
            f"Statutory direction to {paper.council} in relation to children’s services under section 497A(4B) of the "
            "Education Act 1996"
        )
    called = "Improvement notice" if paper.kind == "improvement_notice" else "Safety valve agreement"
    return f"{called}: {paper.council}"


def _parts(paper: Instrument, title: str) -> Iterator[Flowable]:
    yield Paragraph(title, layout.HEADING)
    yield from layout.flow(paper.text)
    yield Spacer(1, 10 * mm)
    yield Paragraph("Signed on behalf of the Secretary of State for Education", layout.BODY)
    yield Paragraph("A Senior Civil Servant in the Department for Education", layout.BODY)
    yield Paragraph(f"Dated this {day(paper.dated)}", layout.BODY)
