"""Ofsted's letters after a visit to a council: a focused visit, or a monitoring visit where services are inadequate.

The layout, the opening sentences and the headings are those of the real letters; the words between them are our own.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from sample.events.writing import Written, words_of
from sample.official.printed import layout
from sample.official.printed.days import day, pair

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


class Visit(Written):
    """What a letter says; `ordinal` and `since` are those of a monitoring visit, `looked_at` of a focused one."""

    kind: Literal["focused_visit", "monitoring_visit"]
    place: str
    council: str
    address: tuple[str, ...]
    officer: str
    post: str
    first: date
    last: date
    published: date
    inspectors: tuple[str, ...]
    looked_at: str = ""
    ordinal: int = 0
    since: str = ""
    text: str

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)


def pdf(letter: Visit) -> bytes:
    """The letter as a PDF."""
    title = f"{_called(letter)} to {letter.place} children’s services"
    return layout.pdf(_parts(letter, title), title=title, footer=(title, pair(letter.first, letter.last)))


def _parts(letter: Visit, title: str) -> Iterator[Flowable]:
    for line in ("Piccadilly Gate", "Store Street", "Manchester", "M1 2WD"):
        yield Paragraph(line, _LINE)
    yield Spacer(1, 4 * mm)
    for line in ("T 0300 123 1231", "enquiries@ofsted.gov.uk", "www.gov.uk/ofsted"):
        yield Paragraph(line, _LINE)
    yield Spacer(1, 6 * mm)
    yield Paragraph(day(letter.published), layout.BODY)
    for line in (letter.officer, letter.post, letter.council, *letter.address):
        yield Paragraph(line, _LINE)
    yield Spacer(1, 6 * mm)
    yield Paragraph(f"Dear {letter.officer.split()[0]}", layout.BODY)
    yield Paragraph(title, layout.HEADING)
    yield Paragraph(_opening(letter), layout.BODY)
    if letter.looked_at:
        yield Paragraph(
            f"Inspectors looked at the local authority’s arrangements for {letter.looked_at}.", layout.BODY
        )
        yield Paragraph(_FRAMEWORK, layout.BODY)
    yield from layout.flow(letter.text)
    yield from _end(letter)


def _opening(letter: Visit) -> str:
    said = (
        f"This letter summarises the findings of the {_called(letter).lower()} to {letter.place} children’s services on "
        f"{pair(letter.first, letter.last)}. "
    )
    if letter.ordinal:
        said += (
            f"This was the {_ORDINALS[letter.ordinal - 1]} monitoring visit since the local authority was judged "
            f"inadequate in {letter.since}. "
        )
    return said + f"His Majesty’s Inspectors for this visit were {' and '.join(letter.inspectors)}."


def _end(letter: Visit) -> Iterator[Flowable]:
    if letter.kind == "focused_visit":
        yield Paragraph(
            "Ofsted will take the findings from this focused visit into account when planning the next inspection or "
            "visit.",
            layout.BODY,
        )
    else:
        yield Paragraph(
            "I am copying this letter to the Department for Education. This letter will be published on the Ofsted "
            "website.",
            layout.BODY,
        )
    yield Paragraph("Yours sincerely", layout.BODY)
    yield Spacer(1, 8 * mm)
    yield Paragraph(letter.inspectors[0], _LINE)
    yield Paragraph("His Majesty’s Inspector", layout.BODY)


def _called(letter: Visit) -> str:
    return "Focused visit" if letter.kind == "focused_visit" else "Monitoring visit"


_LINE = layout.BODY.clone("line", spaceAfter=0)
_FRAMEWORK = "This visit was carried out in line with the inspection of local authority children’s services (ILACS) framework."
