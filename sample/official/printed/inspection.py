"""A report of an inspection of a council's children's services (ILACS), as laid out since January 2023.

The layout and the fixed headings are those of the real reports; from inspections in April 2026 on the table has no row
for overall effectiveness.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from sample.events.writing import Written, words_of
from sample.official.printed import layout
from sample.official.printed.days import span

Grade = Literal["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]

_LEADERS = "The impact of leaders on social work practice with children and families"
_HELP = "The experiences and progress of children who need help and protection"
_CARE = "The experiences and progress of children in care"
_LEAVERS = "The experiences and progress of care leavers"


class Inspection(Written):
    """What a report says; `text` is the summary and the sections, each section headed by the name of its grade's field."""

    kind: Literal["inspection"] = "inspection"
    place: str
    first: date
    last: date
    published: date
    inspector: str
    leaders: Grade
    help_protection: Grade
    in_care: Grade
    care_leavers: Grade
    overall: Grade | None = None
    text: str

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)


def pdf(report: Inspection) -> bytes:
    """The report as a PDF."""
    title = f"Inspection of {report.place} local authority children’s services"
    return layout.pdf(_parts(report, title), title=title, footer=(title, span(report.first, report.last)))


def _parts(report: Inspection, title: str) -> Iterator[Flowable]:
    yield Paragraph(title, layout.TITLE)
    yield Paragraph(f"<b>Inspection dates:</b> {span(report.first, report.last)}", layout.BODY)
    yield Paragraph(f"<b>Lead inspector:</b> {report.inspector}, His Majesty’s Inspector", layout.BODY)
    yield layout.table([("Judgement", "Grade"), *_grades(report)], [76 * mm, 76 * mm])
    yield Spacer(1, 6 * mm)
    yield from layout.flow(_headed(report))
    yield from layout.last_page(report.published.year)


def _grades(report: Inspection) -> Iterator[tuple[str, Grade]]:
    yield _LEADERS, report.leaders
    yield _HELP, report.help_protection
    yield _CARE, report.in_care
    yield _LEAVERS, report.care_leavers
    if report.overall:
        yield "Overall effectiveness", report.overall


def _headed(report: Inspection) -> str:
    """The text with the report's own headings in place of the names of the sections."""
    text = report.text
    for name, heading, grade in (
        ("help_protection", _HELP, report.help_protection),
        ("in_care", _CARE, report.in_care),
        ("care_leavers", _LEAVERS, report.care_leavers),
        ("leaders", _LEADERS, report.leaders),
    ):
        text = text.replace(f"## {name}\n", f"## {heading}: {grade.lower()}\n")
    return text
